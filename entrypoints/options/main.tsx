import '../../components/tokens.css';
import '../../components/page/page.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { browser } from 'wxt/browser';
import { startPage } from '../../components/page/start-page.tsx';
import { call } from '../../lib/rpc/client.ts';
import { createQueries } from '../../lib/state/queries.ts';
import { createPagePlayer } from '../../lib/state/ring-player.ts';
import { download } from './download.ts';
import { readInvite } from './invite.ts';
import { Options } from './Options.tsx';
import { showSample } from './show-sample.ts';

const player = createPagePlayer();

startPage(
  document,
  <QueryClientProvider client={new QueryClient()}>
    <Options
      call={call}
      queries={createQueries(call)}
      invite={readInvite(location.search, location.hash)}
      anchor={/^#([a-z]+)$/.exec(location.hash)?.[1]}
      requestOrigin={(pattern) => browser.permissions.request({ origins: [pattern] })}
      tryOut={{
        playSound: (sound, volume) => player.preview(sound, volume),
        showNotification: (about) =>
          showSample((id, options) => browser.notifications.create(id, options), about),
      }}
      copy={(text) =>
        navigator.clipboard.writeText(text).then(
          () => ({ ok: true, value: null }),
          () => ({ ok: false, code: 'internal/unexpected' }),
        )
      }
      download={(file) => download(document, file)}
    />
  </QueryClientProvider>,
);
