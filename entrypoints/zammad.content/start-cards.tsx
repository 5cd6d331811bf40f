import { createRoot } from 'react-dom/client';
import { createPageTicker } from '../../components/ticker.ts';
import type { CardsMessage, PageMessage } from '../../lib/core/card.ts';
import { chooseLocale } from '../../lib/i18n/texts.ts';
import type { Call } from '../../lib/rpc/client.ts';
import { createCardsStore } from '../../lib/state/cards-store.ts';
import { inPage, tellInPage } from '../../lib/state/in-page.ts';
import { createCardActions } from '../../lib/state/card-actions.ts';
import { focusCard } from './focus-card.ts';
import { createHost } from './host.ts';
import { readLook, watchLook } from './page-look.ts';
import { createRingSound, shouldSound } from './ring-sound.ts';
import { startStrip } from './strip.tsx';
import { cardStyles } from './styles.ts';
import { TrayApp } from './TrayApp.tsx';
import { watchTyping } from './typing.ts';

const SOUND_AFTER_MS = 40;

export interface CardsNeeds {
  page: Document;
  call: Call;
  /** Ends everything: the extension was reloaded, or a newer script took over. */
  signal: AbortSignal;
}

/** Puts the (empty) tray into the page, so that a call only has to add a card. */
export function startCards({ page, call, signal }: CardsNeeds) {
  const store = createCardsStore();
  const host = createHost(page, cardStyles, signal);
  const root = createRoot(host.root);
  const ticker = createPageTicker(page);
  const actions = createCardActions(call, page);
  const sound = createRingSound({
    createContext: () => new AudioContext(),
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (timer) => clearTimeout(timer as number),
  });
  let post: (message: PageMessage) => void = () => {};
  const typing = watchTyping({
    page,
    host: () => host.shadow.host,
    post: (message) => post(message),
    now: () => Date.now(),
    signal,
  });
  const strip = startStrip({
    page,
    shadow: host.shadow,
    call,
    ticker,
    post: (message) => post(message),
    onLeave: host.leave,
    now: () => Date.now(),
    signal,
  });
  let look = readLook(page);
  let soundLater: ReturnType<typeof setTimeout> | undefined;

  function render(): void {
    host.root.dataset.theme = look.theme;
    root.render(
      <TrayApp
        store={store}
        lang={look.lang}
        ticker={ticker}
        actions={actions}
        storage={storageOf(page)}
        onLeave={host.leave}
      />,
    );
  }
  function followState(): void {
    const { told, dial, locale, sound: heard, volume, phone, cards } = store.getState();
    const chosen = chooseLocale(locale, look.lang);
    strip.onLook({ theme: look.theme, locale: chosen });
    if (told) tellInPage(inPage(), { dial, locale: chosen });
    // Opening the sound device takes longer than painting the card: the card comes first.
    clearTimeout(soundLater);
    soundLater = setTimeout(
      () => sound.update(heard, phone === 'on' && shouldSound(cards), volume),
      SOUND_AFTER_MS,
    );
  }

  watchLook(
    page,
    (next) => {
      look = next;
      render();
      followState();
    },
    signal,
  );
  const unsubscribe = store.subscribe(followState);
  signal.addEventListener('abort', () => {
    unsubscribe();
    clearTimeout(soundLater);
    sound.update('off', false);
    tellInPage(inPage(), { dial: 'off', locale: 'en' });
    // Unmounting hands over what is typed and not kept yet.
    root.unmount();
    host.remove();
  });
  render();

  return {
    onOpen(to: (message: PageMessage) => void): void {
      post = to;
      typing.tell();
      strip.onOpen();
    },
    onMessage: (message: CardsMessage): void => {
      if (message.type === 'focus') return focusCard(host.shadow, host.leave, message.id);
      host.ensure();
      store.apply(message);
      strip.onMessage(message);
    },
  };
}

/** Reading it throws where the browser forbids storage to the page. */
function storageOf(page: Document): Storage | undefined {
  try {
    return page.defaultView?.localStorage;
  } catch {
    return undefined;
  }
}
