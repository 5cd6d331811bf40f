/** The tray alone on a page, in the same Preact as in Zammad's page, for `tray-updates.ts` to drive. */
import '../components/tokens.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { CardTray } from '../components/card-tray/CardTray.tsx';
import { NEW_TRAY } from '../components/card-tray/tray-memory.ts';
import { SurroundingsProvider } from '../components/surroundings.tsx';
import { createPageTicker } from '../components/ticker.ts';
import type { CardsMessage, CardView } from '../lib/core/card.ts';
import { createTexts } from '../lib/i18n/create-texts.ts';
import { createCardsStore } from '../lib/state/cards-store.ts';
import { idleActions } from '../tests/gallery/idle-actions.ts';
import { sampleCard } from '../tests/gallery/sample-cards.ts';
import { useStore } from 'zustand';

const store = createCardsStore();

function Page() {
  const shown = {
    cards: useStore(store, (state) => state.cards),
    settings: useStore(store, (state) => state.settings),
  };
  const [memory, setMemory] = useState(NEW_TRAY);
  return <CardTray {...shown} actions={idleActions} memory={memory} onMemory={setMemory} />;
}

/** What the driver calls. */
const driver = {
  apply: (message: CardsMessage) => store.apply(message),
  card: (id: string, version: number, part: Partial<CardView['call']>): CardView =>
    sampleCard({}, { id, version, startedAt: Date.now(), ...part }),
  /** Applies one message; milliseconds until it is drawn, styled and laid out. */
  async timed(message: CardsMessage): Promise<number> {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const from = performance.now();
    store.apply(message);
    // Preact draws in microtasks; a frame would then style and lay out, which is forced here.
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    document.body.getBoundingClientRect();
    return performance.now() - from;
  },
};
(globalThis as { offhookTray?: typeof driver }).offhookTray = driver;

document.documentElement.lang = 'en';
const root = document.querySelector<HTMLElement>('#app')!;
root.dataset['theme'] = 'light';
createRoot(root).render(
  <SurroundingsProvider language={createTexts('en')} ticker={createPageTicker(document)}>
    <Page />
  </SurroundingsProvider>,
);
