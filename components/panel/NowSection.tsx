import { type ReactNode, useCallback, useState } from 'react';
import type { CardActions } from '../../lib/core/card-actions.ts';
import type { CardView } from '../../lib/core/card.ts';
import { CallCard } from '../call-card/CallCard.tsx';
import type { CardSettings } from '../call-card/card-settings.ts';
import { orderCards } from '../card-tray/tray-order.ts';
import { useLanguage } from '../surroundings.tsx';
import { Nothing } from './Nothing.tsx';
import styles from './panel.module.css';

export interface NowSectionProps {
  cards: readonly CardView[];
  actions: CardActions;
  settings?: CardSettings | undefined;
  /** Dialling and the phone switch. */
  tools?: ReactNode;
}

/** As in Zammad's page, so many are open; the others are lines. Here one can scroll to them. */
const MAX_OPEN = 3;

/** The calls of now as cards. */
export function NowSection({ cards, actions, settings, tools }: NowSectionProps) {
  const { texts } = useLanguage();
  const [wishes, setWishes] = useState<ReadonlyMap<string, boolean>>(new Map());
  const onFold = useCallback(
    (callId: string, folded: boolean) =>
      setWishes((before) => new Map([...before, [callId, folded]])),
    [],
  );
  const ordered = orderCards(cards);
  const free = ordered.filter(({ call }) => !wishes.has(call.id)).slice(0, MAX_OPEN);
  return (
    <div className={styles.now}>
      {ordered.length === 0 && (
        <Nothing words={texts.panel.nothingNow} hint={texts.panel.nothingNowHint} />
      )}
      {ordered.map((card) => (
        <CallCard
          key={card.call.id}
          card={card}
          folded={wishes.get(card.call.id) ?? !free.includes(card)}
          actions={actions}
          settings={settings}
          onFold={onFold}
        />
      ))}
      {tools}
    </div>
  );
}
