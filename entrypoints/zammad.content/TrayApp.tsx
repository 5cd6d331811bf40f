import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { CardActions } from '../../lib/core/card-actions.ts';
import { CardTray } from '../../components/card-tray/CardTray.tsx';
import type { Place } from '../../components/card-tray/place.ts';
import { SurroundingsProvider } from '../../components/surroundings.tsx';
import type { Ticker } from '../../components/ticker.ts';
import { createTexts } from '../../lib/i18n/create-texts.ts';
import { chooseLocale } from '../../lib/i18n/texts.ts';
import type { CardsStore } from '../../lib/state/cards-store.ts';
import { recallPlace, rememberPlace } from './remembered-place.ts';

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
  const language = useMemo(() => createTexts(locale), [locale]);
  const [place, setPlace] = useState(() => recallPlace(storage));
  function onPlace(next: Place): void {
    setPlace(next);
    rememberPlace(storage, next);
  }
  return (
    <SurroundingsProvider language={language} ticker={ticker}>
      <div lang={locale}>
        <CardTray
          cards={cards}
          actions={actions}
          place={place}
          onPlace={onPlace}
          onLeave={onLeave}
        />
      </div>
    </SurroundingsProvider>
  );
}
