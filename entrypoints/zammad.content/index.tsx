import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { call } from '../../lib/rpc/client.ts';
import { keepCardsPort } from '../../lib/state/cards-port.ts';
import { startCards } from './start-cards.tsx';

/** The caller cards in Zammad's pages. The background registers it for the connected address. */
export default defineContentScript({
  registration: 'runtime',
  // The styles are inside the script (styles.ts).
  cssInjectionMode: 'manual',
  main(ctx) {
    if (window.top !== window) return;
    const cards = startCards({ page: document, call, signal: ctx.signal });
    keepCardsPort(
      {
        connect: () => browser.runtime.connect({ name: 'cards' }),
        onMessage: cards.onMessage,
        onOpen: cards.onOpen,
        // Reading `isInvalid` ends the context when the extension behind it is gone.
        isOrphaned: () => ctx.isInvalid,
        onOrphaned: () => ctx.abort(),
        setTimeout: (run, ms) => ctx.setTimeout(run, ms),
        now: () => Date.now(),
      },
      ctx.signal,
    );
  },
});
