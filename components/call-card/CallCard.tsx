import { type KeyboardEvent, useRef, useState } from 'react';
import type { CardView } from '../../lib/core/card.ts';
import type { GripProps } from '../card-tray/use-drag.ts';
import { useLanguage } from '../surroundings.tsx';
import type { Answer, CardActions } from '../../lib/core/card-actions.ts';
import styles from './call-card.module.css';
import { cardKey } from './card-keys.ts';
import { chosenPerson, isBare, outcomeOf, stateText, whoText } from './card-state.ts';
import { CardBody } from './CardBody.tsx';
import { FoldedCard } from './FoldedCard.tsx';
import { StateBar } from './StateBar.tsx';
import { usePaintedMark } from './use-painted-mark.ts';

export interface CallCardProps {
  card: CardView;
  folded: boolean;
  actions: CardActions;
  grip?: GripProps | undefined;
  onFold: (folded: boolean) => void;
  /** Esc in the card: it has folded and the focus should go back to where it came from. */
  onLeave?: (() => void) | undefined;
}

/** One call: state, who, what is open, what to do, note. */
export function CallCard({ card, folded, actions, grip, onFold, onLeave }: CallCardProps) {
  const language = useLanguage();
  const element = useRef<HTMLElement>(null);
  const [listing, setListing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const { call } = card;
  usePaintedMark(element, call.id);

  async function act(doing: Promise<Answer>): Promise<void> {
    setBusy(true);
    const answer = await doing;
    setBusy(false);
    setFailed(answer.ok ? undefined : answer.code);
  }
  const pick = (userId: number) => {
    setListing(false);
    void act(actions.pick(call.id, userId));
  };
  const onProfile = (userId: number) => void act(actions.openProfile(call.id, userId));
  const onNewTicket = () => void act(actions.newTicket(call.id, card.chosen));

  function onKeyDown(press: KeyboardEvent): void {
    const what = cardKey(press.nativeEvent, folded);
    if (!what) return;
    press.preventDefault();
    if (what.key === 'fold') {
      onFold(true);
      onLeave?.();
    } else if (what.key === 'pick') {
      const person = picking ? card.people[what.index] : undefined;
      if (person) pick(person.userId);
    } else if (what.key === 'profile') {
      const person = chosenPerson(card) ?? card.people[0];
      if (person) onProfile(person.userId);
    } else if (!isBare(card)) onNewTicket();
  }

  const picking = card.people.length > 1 && (listing || !chosenPerson(card));
  const dismiss = () => void act(actions.dismiss(call.id));
  return (
    <section
      ref={element}
      className={styles.card}
      data-testid="card"
      data-call-id={call.id}
      data-state={call.state}
      data-outcome={outcomeOf(call)}
      data-folded={folded}
      aria-label={language.texts.tray.cardOf(whoText(card, language), stateText(call, language))}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {folded ? (
        <FoldedCard card={card} onUnfold={() => onFold(false)} onDismiss={dismiss} />
      ) : (
        <StateBar call={call} grip={grip} onFold={() => onFold(true)} onDismiss={dismiss} />
      )}
      <CardBody
        card={card}
        folded={folded}
        actions={actions}
        busy={busy}
        failed={failed}
        picking={picking}
        onPick={pick}
        onProfile={onProfile}
        onNewTicket={onNewTicket}
        onTicket={(ticketId) => void act(actions.openTicket(call.id, ticketId))}
        onCopy={() => void act(actions.copy(call.remote.number ?? call.remote.display))}
        onCallBack={() => void act(actions.callBack(call.id, call.remote.number ?? ''))}
        onSomebodyElse={card.people.length > 1 && !picking ? () => setListing(true) : undefined}
      />
    </section>
  );
}
