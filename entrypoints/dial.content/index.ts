import { defineContentScript } from 'wxt/utils/define-content-script';
import { call } from '../../lib/rpc/client.ts';
import { inPage } from '../../lib/state/in-page.ts';
import { startDial } from './start-dial.ts';

/** Click-to-dial in Zammad's pages. The card's script tells it the setting. */
export default defineContentScript({
  registration: 'runtime',
  main(ctx) {
    if (window.top !== window) return;
    startDial({
      page: document,
      target: window,
      call,
      shared: inPage(),
      isPersonal: (event) => event.isTrusted,
      signal: ctx.signal,
    });
  },
});
