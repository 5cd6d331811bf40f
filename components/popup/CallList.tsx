import type { CardView } from '../../lib/core/card.ts';
import { Avatar } from '../call-card/Avatar.tsx';
import {
  avatarOf,
  chosenPerson,
  isLive,
  lineText,
  numberText,
  stateText,
  toneOf,
  whoText,
} from '../call-card/card-state.ts';
import { Clock } from '../call-card/Clock.tsx';
import { DOT } from '../facts-line.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import styles from './popup.module.css';

export interface CallListProps {
  cards: readonly CardView[];
  onOpen: (card: CardView) => void;
  onDial: (number: string) => void;
}

/** Calls now and lately, the newest first. */
export function CallList({ cards, onOpen, onDial }: CallListProps) {
  const { texts } = useLanguage();
  const newestFirst = cards.toSorted((a, b) => b.call.startedAt - a.call.startedAt);
  const sections = [
    { name: texts.popup.now, cards: newestFirst.filter((card) => isLive(card.call)) },
    { name: texts.popup.lately, cards: newestFirst.filter((card) => !isLive(card.call)) },
  ].filter((section) => section.cards.length > 0);
  if (sections.length === 0) return <p className={styles.quiet}>{texts.popup.noCalls}</p>;
  return sections.map((section) => (
    <section key={section.name}>
      <h2 className={styles.heading}>{section.name}</h2>
      <ul className={styles.calls}>
        {section.cards.map((card) => (
          <CallRow key={card.call.id} card={card} onOpen={onOpen} onDial={onDial} />
        ))}
      </ul>
    </section>
  ));
}

function CallRow({ card, onOpen, onDial }: Omit<CallListProps, 'cards'> & { card: CardView }) {
  const language = useLanguage();
  const { texts, times } = language;
  const { call } = card;
  const now = useNow(true, 60_000);
  const person = chosenPerson(card);
  const number = numberText(call);
  const named = person || call.remote.internal || !number;
  const name = named ? whoText(card, language) : number;
  const line = lineText(call, language);
  const dialable = call.remote.number;
  return (
    <li className={styles.call} data-testid="call-row" data-call-id={call.id}>
      <Avatar {...avatarOf(card)} small />
      <div className={styles.grow}>
        <div className={styles.name}>
          {person ? (
            <button
              type="button"
              className={styles.open}
              title={texts.popup.openCall(name)}
              onClick={() => onOpen(card)}
            >
              {name}
            </button>
          ) : (
            name
          )}
        </div>
        <div className={styles.quiet}>
          <span className={styles.state} data-tone={toneOf(call)}>
            {stateText(call, language)}
          </span>{' '}
          {isLive(call) ? <Clock call={call} /> : times.age(call.endedAt ?? call.startedAt, now)}
          {line && `${DOT}${line}`}
        </div>
      </div>
      {dialable && !isLive(call) && (
        <Button
          kind="mini"
          aria-label={texts.popup.dialCall(name)}
          onClick={() => onDial(dialable)}
        >
          {texts.actions.callBack}
        </Button>
      )}
    </li>
  );
}
