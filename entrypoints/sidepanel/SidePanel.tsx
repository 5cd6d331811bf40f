import { useQuery } from '@tanstack/react-query';
import { PageFrame } from '../../components/page/PageFrame.tsx';
import type { CardActions } from '../../lib/core/card-actions.ts';
import type { Call } from '../../lib/rpc/client.ts';
import type { CardsStore } from '../../lib/state/cards-store.ts';
import type { Queries } from '../../lib/state/queries.ts';
import type { WorkspaceQueries } from '../../lib/state/workspace-queries.ts';
import { PanelContent } from './PanelContent.tsx';

export interface SidePanelProps {
  call: Call;
  queries: Queries;
  workspace: WorkspaceQueries;
  /** Calls of now, live. */
  store: CardsStore;
  actions: CardActions;
  openOptions: () => void;
}

/** Words for the side panel, then its content. */
export function SidePanel(props: SidePanelProps) {
  const settings = useQuery(props.queries.settings);
  return (
    <PageFrame locale={settings.data?.locale ?? 'auto'}>
      <PanelContent {...props} />
    </PageFrame>
  );
}
