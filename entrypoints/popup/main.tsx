import '../../components/tokens.css';
import '../../components/page/page.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { browser } from 'wxt/browser';
import { startPage } from '../../components/page/start-page.tsx';
import { call } from '../../lib/rpc/client.ts';
import { keepCardsPort } from '../../lib/state/cards-port.ts';
import { createCardsStore } from '../../lib/state/cards-store.ts';
import { createQueries } from '../../lib/state/queries.ts';
import { createWorkspaceQueries } from '../../lib/state/workspace-queries.ts';
import { createPanelOpener } from './open-panel.ts';
import { Popup } from './Popup.tsx';

const store = createCardsStore();
keepCardsPort(
  {
    connect: () => browser.runtime.connect({ name: 'cards' }),
    onMessage: store.apply,
    isOrphaned: () => browser.runtime?.id === undefined,
    onOrphaned: () => window.close(),
    setTimeout: (run, ms) => setTimeout(run, ms),
    now: () => Date.now(),
  },
  new AbortController().signal,
);

startPage(
  document,
  <QueryClientProvider client={new QueryClient()}>
    <Popup
      call={call}
      queries={createQueries(call)}
      workspace={createWorkspaceQueries(call)}
      store={store}
      openOptions={() => browser.runtime.openOptionsPage()}
      openPanel={createPanelOpener(browser)}
    />
  </QueryClientProvider>,
);
