import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { CardTray } from '../../components/card-tray/CardTray.tsx';
import type { TrayMemory } from '../../components/card-tray/tray-memory.ts';
import { SurroundingsProvider } from '../../components/surroundings.tsx';
import type { Ticker } from '../../components/ticker.ts';
import type { CardActions } from '../../lib/core/card-actions.ts';
import { createTexts } from '../../lib/i18n/create-texts.ts';
import { chooseLocale } from '../../lib/i18n/texts.ts';
import type { CardsStore } from '../../lib/state/cards-store.ts';
import { recallTray, rememberTray } from './remembered-tray.ts';

export interface TrayAppProps {
  store: CardsStore;
  /** Language of the page; `html[lang]`. */
  lang: string;
  ticker: Ticker;
  actions: CardActions;
  storage: Storage | undefined;
  onLeave: () => void;
}

const NO_CARDS: never[] = [];

/** The tray fed from the live state. Quiet: nothing is shown. */
export function TrayApp({ store, lang, ticker, actions, storage, onLeave }: TrayAppProps) {
  const locale = chooseLocale(
    useStore(store, (state) => state.locale),
    lang,
  );
  const cards = useStore(store, (state) => (state.phone === 'quiet' ? NO_CARDS : state.cards));
  const settings = useStore(store, (state) => state.settings);
  const userId = useStore(store, (state) => state.userId);
  const language = useMemo(() => createTexts(locale), [locale]);
  const recalled = useMemo(() => recallTray(storage, userId), [storage, userId]);
  const [changed, setChanged] = useState<{ of: TrayMemory; memory: TrayMemory }>();
  // What was changed belongs to one account.
  const memory = changed?.of === recalled ? changed.memory : recalled;
  function onMemory(next: TrayMemory): void {
    setChanged({ of: recalled, memory: next });
    rememberTray(storage, next, userId);
  }
  return (
    <SurroundingsProvider language={language} ticker={ticker}>
      <div lang={locale}>
        <CardTray
          cards={cards}
          actions={actions}
          settings={settings}
          memory={memory}
          onMemory={onMemory}
          onLeave={onLeave}
        />
      </div>
    </SurroundingsProvider>
  );
}
