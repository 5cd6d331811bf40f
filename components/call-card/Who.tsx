import type { CardView } from '../../lib/core/card.ts';
import { factsLine } from '../facts-line.ts';
import { useLanguage } from '../surroundings.tsx';
import unseen from '../unseen.module.css';
import { Avatar } from './Avatar.tsx';
import { avatarOf, chosenPerson, companyOf, isGuess, numberText, whoText } from './card-state.ts';
import { Chips } from './Chips.tsx';
import { isSure, reasonText } from './reason-text.ts';
import { Vip } from './Vip.tsx';
import styles from './who.module.css';

export interface WhoProps {
  card: CardView;
  /** Makes the name a button that does what the agent's rule for a click says. */
  onName?: (() => void) | undefined;
}

/**
 * Three lines that keep their places whatever streams in: name, organisation, number with the
 * reason. While somebody is being looked up, the first two are quiet bars.
 */
export function Who({ card, onName }: WhoProps) {
  const language = useLanguage();
  const person = chosenPerson(card);
  const pending = card.identity === 'looking' && !person && !card.call.remote.name;
  const number = numberText(card.call);
  return (
    <div data-testid="who">
      <div className={styles.who}>
        <Avatar {...avatarOf(card)} />
        <div className={styles.text}>
          <h2 className={styles.name}>
            {pending ? (
              <Bar words={language.texts.who.looking} wide />
            ) : (
              <Name text={whoText(card, language)} onClick={person && onName} />
            )}
            {person?.vip && <Vip />}
          </h2>
          <p className={styles.organization}>
            <bdi>{pending ? <Bar /> : <Below card={card} />}</bdi>
          </p>
          {number && (
            <p className={styles.number}>
              <span className={styles.digits} data-testid="number" dir="ltr">
                {number}
              </span>
              <Reason card={card} />
            </p>
          )}
        </div>
      </div>
      <Chips card={card} />
    </div>
  );
}

function Name({ text, onClick }: { text: string; onClick: (() => void) | undefined }) {
  if (!onClick)
    return (
      <span className={styles.nameText} title={text} dir="auto">
        {text}
      </span>
    );
  return (
    <button
      type="button"
      className={styles.nameButton}
      data-testid="who-name"
      title={text}
      dir="auto"
      onClick={onClick}
    >
      {text}
    </button>
  );
}

function Below({ card }: { card: CardView }) {
  const { texts } = useLanguage();
  const person = chosenPerson(card);
  if (person) return person.organization ?? person.email ?? texts.who.noOrganization;
  if (card.identity === 'withheld') return texts.who.withheldHint;
  if (isGuess(card)) return texts.who.guessHint;
  if (card.people.length > 0) return texts.who.severalHint;
  if (companyOf(card)) return texts.reason.organization;
  if (card.call.remote.internal) return texts.who.internal;
  const before = card.earlier && earlierText(card.earlier.calls);
  if (card.identity === 'unknown')
    return before ? factsLine([texts.people.noMatch, before]) : texts.who.unknownHint;
  return card.call.remote.name ? texts.who.phoneName : ' ';

  function earlierText(calls: number): string {
    return calls === 0 ? texts.people.firstCall : texts.people.earlier(calls);
  }
}

function Reason({ card }: { card: CardView }) {
  const language = useLanguage();
  const person = chosenPerson(card);
  if (!person) return null;
  const words = reasonText(person.reason, language);
  return (
    <span className={styles.chip} data-testid="reason" title={words}>
      {isSure(person.reason) && <span aria-hidden="true">✓ </span>}
      {reasonText(person.reason, language, { brief: true })}
    </span>
  );
}

/** Stands where a word will be. */
function Bar({ words, wide }: { words?: string; wide?: boolean }) {
  return (
    <span className={styles.bar} data-wide={wide}>
      {words && <span className={unseen.words}>{words}</span>}
    </span>
  );
}
