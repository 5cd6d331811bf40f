import '../../components/tokens.css';
import '../../components/page/page.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { browser } from 'wxt/browser';
import { startPage } from '../../components/page/start-page.tsx';
import { call } from '../../lib/rpc/client.ts';
import { createCardActions } from '../../lib/state/card-actions.ts';
import { keepCardsPort } from '../../lib/state/cards-port.ts';
import { createCardsStore } from '../../lib/state/cards-store.ts';
import { createQueries } from '../../lib/state/queries.ts';
import { createWorkspaceQueries } from '../../lib/state/workspace-queries.ts';
import { SidePanel } from './SidePanel.tsx';
import { isFollowed } from './use-history.ts';

const store = createCardsStore();
const client = new QueryClient();
const workspace = createWorkspaceQueries(call);
keepCardsPort(
  {
    connect: () => browser.runtime.connect({ name: 'cards' }),
    onMessage(message) {
      store.apply(message);
      if (message.type !== 'board') return;
      void client.invalidateQueries({ queryKey: workspace.missed.queryKey });
      void client.invalidateQueries({ queryKey: ['history.page'], predicate: isFollowed });
    },
    isOrphaned: () => browser.runtime?.id === undefined,
    // The extension was updated: the page of the new one takes this place.
    onOrphaned: () => location.reload(),
    setTimeout: (run, ms) => setTimeout(run, ms),
    now: () => Date.now(),
  },
  new AbortController().signal,
);

startPage(
  document,
  <QueryClientProvider client={client}>
    <SidePanel
      call={call}
      queries={createQueries(call)}
      workspace={workspace}
      store={store}
      actions={createCardActions(call, document)}
      openOptions={() => void browser.runtime.openOptionsPage()}
    />
  </QueryClientProvider>,
);
