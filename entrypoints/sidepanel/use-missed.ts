import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MissedBoardProps } from '../../components/missed-board/MissedBoard.tsx';
import type { MissedRow } from '../../lib/core/missed-row.ts';
import type { Call } from '../../lib/rpc/client.ts';
import { followTelLink } from '../../lib/state/tel-link.ts';
import type { WorkspaceQueries } from '../../lib/state/workspace-queries.ts';
import { codeOf } from './use-history.ts';
import { type Undone, usePutAside } from './use-put-aside.ts';

type Fed = Omit<MissedBoardProps, 'onNote'>;

/** The missed board with what the agent does on it. */
export function useMissed(
  call: Call,
  queries: WorkspaceQueries,
): { board: Fed; total: number; undone: Undone | undefined } {
  const client = useQueryClient();
  const { data, ...asked } = useInfiniteQuery(queries.missed);
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const again = () => client.invalidateQueries({ queryKey: queries.missed.queryKey });
  const all = [...new Map(rowsOf(data?.pages ?? []).map((row) => [row.key, row])).values()];
  const aside = usePutAside(all, async (rows) => {
    const answer = await call('missed.done', { keys: rows.map(({ key }) => key) });
    tell(rows, answer.ok ? undefined : answer.code);
    await again();
  });

  function tell(rows: readonly MissedRow[], code: string | undefined): void {
    setProblems((now) => {
      const next = new Map(now);
      for (const { key } of rows)
        if (code === undefined) next.delete(key);
        else next.set(key, code);
      return next;
    });
  }
  async function claim(row: MissedRow, wanted: boolean): Promise<string | undefined> {
    const answer = await call('missed.claim', { key: row.key, claim: wanted });
    const code = answer.ok ? undefined : answer.code;
    tell([row], code);
    await again();
    return code;
  }
  /** Colleagues see at once who calls back; a row that somebody has just taken is not called. */
  async function callBack(row: MissedRow): Promise<void> {
    if (row.number === undefined) return;
    if (row.claimedBy === undefined && (await claim(row, true)) === 'missed/claimed') return;
    const answer = await call('dial.start', { text: row.number });
    if (!answer.ok) return tell([row], answer.code);
    if (answer.value.href) followTelLink(document, answer.value.href, '_blank');
  }

  const total = Math.max(0, (data?.pages[0]?.total ?? 0) - (all.length - aside.shown.length));
  return {
    total,
    undone: aside.undone,
    board: {
      rows: data && aside.shown,
      total,
      more: asked.hasNextPage,
      // A page that is asked for meanwhile would be dropped: the foot asks again when this is over.
      loadingMore: asked.isFetching,
      problem: asked.error ? codeOf(asked.error) : undefined,
      problems,
      onClaim: (row, wanted) => void claim(row, wanted),
      onCallBack: (row) => void callBack(row),
      onDone: (row) => aside.put([row]),
      onDoneMany: aside.put,
      onMore: () => void asked.fetchNextPage({ cancelRefetch: false }),
      onRetry: () => void asked.refetch(),
    },
  };
}

const rowsOf = (pages: readonly { items: MissedRow[] }[]) => pages.flatMap(({ items }) => items);
