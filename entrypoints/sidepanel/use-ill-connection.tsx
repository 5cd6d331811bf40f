import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  ConnectionLine,
  type ConnectionLineProps,
} from '../../components/popup/ConnectionLine.tsx';
import type { Queries } from '../../lib/state/queries.ts';

/** The connection, while it is not well. @param onFix leads to the page that repairs it */
export function useIllConnection(queries: Queries, onFix: ConnectionLineProps['onFix']): ReactNode {
  const view = useQuery(queries.connection).data;
  if (!view || view.relay === 'live' || view.relay === 'connecting') return undefined;
  return <ConnectionLine state={view.relay} reason={view.reason} onFix={onFix} />;
}
