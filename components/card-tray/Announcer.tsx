import { useEffect, useState } from 'react';
import { isPlaced } from '../../lib/core/agent-call.ts';
import type { CardView } from '../../lib/core/card.ts';
import { chosenPerson, outcomeOf } from '../call-card/card-state.ts';
import type { Language } from '../../lib/i18n/create-texts.ts';
import { useLanguage } from '../surroundings.tsx';
import styles from './card-tray.module.css';

/** So long a name may take to be part of the announcement. */
export const NAME_GRACE_MS = 600;
/** So many states are remembered as said: more than any tray holds. */
const MAX_KEYS = 200;

/** Says each state of each call once, politely, for screen readers. Always in the page. */
export function Announcer({ cards }: { cards: readonly CardView[] }) {
  const language = useLanguage();
  const [said, setSaid] = useState({ keys: [] as string[], words: '' });
  const next = cards.find((card) => !said.keys.includes(keyOf(card)));
  const nextKey = next && keyOf(next);
  const nextWords = next && announcement(next, language);

  useEffect(() => {
    if (nextKey === undefined) return undefined;
    const timer = setTimeout(
      () =>
        setSaid((before) => ({
          keys: [...before.keys.slice(-MAX_KEYS), nextKey],
          words: nextWords ?? '',
        })),
      NAME_GRACE_MS,
    );
    return () => clearTimeout(timer);
  }, [nextKey, nextWords]);

  return (
    <div className={styles.hidden} role="status" aria-live="polite" data-testid="announcer">
      {said.words}
    </div>
  );
}

function keyOf({ call }: CardView): string {
  // A call that is handed over rings anew.
  return `${call.id} ${call.state} ${outcomeOf(call)} ${call.transferredFrom?.agent ?? ''}`;
}

/** One sentence, or an empty one for states that need none. */
export function announcement(card: CardView, { texts }: Language): string {
  const { call } = card;
  const name = chosenPerson(card)?.name ?? call.remote.name ?? call.remote.display;
  const who = name === '' ? texts.tray.withheldCaller : name;
  const outcome = outcomeOf(call);
  if (outcome === 'missed') return texts.tray.announceMissed(who);
  if (outcome === 'forwarded') return '';
  if (outcome === 'answered-elsewhere') {
    if (call.answeredBy) return texts.tray.announceTook(call.answeredBy, who);
    return call.voicemail ? texts.state.voicemail : texts.state.somebodyTookIt;
  }
  if (call.state === 'talking') return texts.tray.announceTalking(who);
  if (call.state !== 'ringing') return '';
  if (isPlaced(call)) return texts.tray.announceOut(who);
  const line = call.line.label ?? '';
  return line ? texts.tray.announceIn(who, line) : texts.tray.announceInPlain(who);
}
