import type { CardView } from '../../lib/core/card.ts';
import { useLanguage } from '../surroundings.tsx';
import { Avatar } from './Avatar.tsx';
import { avatarOf, chosenPerson, numberText, reasonText, whoText } from './card-state.ts';
import styles from './who.module.css';

/**
 * Three lines that keep their places whatever streams in: name, organisation, number with the
 * reason. While somebody is being looked up, the first two are quiet bars.
 */
export function Who({ card }: { card: CardView }) {
  const language = useLanguage();
  const person = chosenPerson(card);
  const pending = card.identity === 'looking' && !person && !card.call.remote.name;
  const number = numberText(card.call);
  return (
    <div className={styles.who} data-testid="who">
      <Avatar {...avatarOf(card)} />
      <div className={styles.text}>
        <h2 className={styles.name}>
          <span className={styles.nameText} title={person?.name}>
            {pending ? <Bar words={language.texts.who.looking} wide /> : whoText(card, language)}
          </span>
          {person?.vip && <span className={styles.vip}>{language.texts.who.vip}</span>}
        </h2>
        <p className={styles.organization}>{pending ? <Bar /> : <Below card={card} />}</p>
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
  );
}

function Below({ card }: { card: CardView }) {
  const { texts } = useLanguage();
  const person = chosenPerson(card);
  if (person) return person.organization ?? person.email ?? texts.who.noOrganization;
  if (card.identity === 'withheld') return texts.who.withheldHint;
  if (card.people.length > 1) return texts.who.severalHint;
  if (card.call.remote.internal) return texts.who.internal;
  if (card.identity === 'unknown') return texts.who.unknownHint;
  return card.call.remote.name ? texts.who.phoneName : ' ';
}

function Reason({ card }: { card: CardView }) {
  const language = useLanguage();
  const person = chosenPerson(card);
  if (!person) return null;
  const sure = person.reason.kind === 'exact' || person.reason.kind === 'picked';
  return (
    <span className={styles.chip} title={reasonText(person.reason, language)}>
      {sure && <span aria-hidden="true">✓ </span>}
      {reasonText(person.reason, language)}
    </span>
  );
}

/** Stands where a word will be. */
function Bar({ words, wide }: { words?: string; wide?: boolean }) {
  return (
    <span className={styles.bar} data-wide={wide}>
      {words && <span className={styles.hidden}>{words}</span>}
    </span>
  );
}
