import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Away } from '../../lib/core/away.ts';
import type { Call } from '../../lib/rpc/client.ts';
import type { WorkspaceQueries } from '../../lib/state/workspace-queries.ts';
import { useLastVisit } from './use-last-visit.ts';

export interface AwayState {
  away: Away | undefined;
  /** When the agent was last here: before they were away, else before this panel was opened. */
  since: number | undefined;
  onSeen: () => void;
}

export function useAway(call: Call, queries: WorkspaceQueries): AwayState {
  const client = useQueryClient();
  const away = useQuery(queries.away).data ?? undefined;
  const visited = useLastVisit();
  const [left, setLeft] = useState<number>();
  const from = away?.from;
  // Put away, it still says since when.
  if (from !== undefined && from !== left) setLeft(from);
  async function see(): Promise<void> {
    client.setQueryData(queries.away.queryKey, null);
    await call('away.seen', {});
    await client.invalidateQueries({ queryKey: queries.away.queryKey });
  }
  return { away, since: left ?? visited, onSeen: () => void see() };
}
