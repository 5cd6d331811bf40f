import '../../components/tokens.css';
import '../../components/page/page.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { browser } from 'wxt/browser';
import { startPage } from '../../components/page/start-page.tsx';
import { call } from '../../lib/rpc/client.ts';
import { createQueries } from '../../lib/state/queries.ts';
import { readInvite } from './invite.ts';
import { Options } from './Options.tsx';

startPage(
  document,
  <QueryClientProvider client={new QueryClient()}>
    <Options
      call={call}
      queries={createQueries(call)}
      invite={readInvite(location.search, location.hash)}
      requestOrigin={(pattern) => browser.permissions.request({ origins: [pattern] })}
    />
  </QueryClientProvider>,
);
