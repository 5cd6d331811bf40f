import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from 'react';
import type { CardActions } from '../../lib/core/card-actions.ts';
import type { CardPerson, CardView } from '../../lib/core/card.ts';
import type { GripProps } from '../card-tray/use-drag.ts';
import type { Dock } from '../card-tray/place.ts';
import { PlaceChoice } from '../card-tray/PlaceChoice.tsx';
import type { NoteOrder } from '../note-editor/note-order.ts';
import { useLanguage } from '../surroundings.tsx';
import styles from './call-card.module.css';
import { type CardKey, cardKey } from './card-keys.ts';
import { type CardSettings, PLAIN_CARDS } from './card-settings.ts';
import {
  chosenPerson,
  isGuess,
  isHidden,
  isInternal,
  isLive,
  outcomeOf,
  stateText,
  whoText,
} from './card-state.ts';
import { CardBody, type Sheet } from './CardBody.tsx';
import { FoldedCard } from './FoldedCard.tsx';
import { StateBar } from './StateBar.tsx';
import { byUrgency } from './ticket-order.ts';
import { useAnswers } from './use-answers.ts';
import { usePaintedMark } from './use-painted-mark.ts';

export interface CallCardProps {
  card: CardView;
  folded: boolean;
  actions: CardActions;
  settings?: CardSettings | undefined;
  grip?: GripProps | undefined;
  /** Where the tray is docked; absent where it cannot be moved. */
  dock?: Dock | undefined;
  onFold: (callId: string, folded: boolean) => void;
  /** Esc in the card: it has folded and the focus should go back to where it came from. */
  onLeave?: (() => void) | undefined;
  /** Put away by key: where to go from here. */
  onPutAway?: ((callId: string) => void) | undefined;
  /** Something is half done in this card: it has to stay even if its call goes. */
  onHold?: ((callId: string, card: CardView | undefined) => void) | undefined;
}

/**
 * One call: state, who, what is open, what to do, note. Renders only when its own card, its
 * folding or the settings change: all callbacks must stay the same from one render to the next.
 */
export const CallCard = memo(function CallCard(props: CallCardProps) {
  const { card, folded, actions, onFold, onLeave } = props;
  const settings = props.settings ?? PLAIN_CARDS;
  const language = useLanguage();
  const element = useRef<HTMLElement>(null);
  const [sheet, setSheet] = useState<Sheet>();
  const [more, setMore] = useState(false);
  const [order, setOrder] = useState<NoteOrder>({ id: 0 });
  const [excluded, setExcluded] = useState<CardPerson>();
  const [editing, setEditing] = useState(false);
  /** The ticket the caller was found by: the note goes there once it is among theirs. */
  const [foundBy, setFoundBy] = useState<string>();
  const { busy, failed, act } = useAnswers();
  const { call } = card;
  const { id } = call;
  const number = call.remote.number;
  usePaintedMark(element, id);

  const picking = chosenPerson(card)
    ? card.people.length > 1 && sheet?.at === 'people'
    : card.people.length > 0;
  const direct = useCallback(
    (next: Omit<NoteOrder, 'id'>) => setOrder((before) => ({ ...next, id: before.id + 1 })),
    [],
  );
  const focusCard = useCallback(() => element.current?.focus({ preventScroll: true }), []);

  const { onHold } = props;
  const holding = editing || sheet?.at === 'search';
  useEffect(() => onHold?.(id, holding ? card : undefined), [onHold, id, holding, card]);

  const fold = (to: boolean) => onFold(id, to);
  const unfolded = () => folded && fold(false);
  const search = (attachTo?: CardPerson) => {
    unfolded();
    setMore(false);
    setSheet({ at: 'search', attachTo });
  };
  const closeSheet = () => {
    setSheet(undefined);
    focusCard();
  };
  const pick = (userId: number) => {
    setSheet(undefined);
    act(actions.pick(id, userId));
  };
  const exclude = (person: CardPerson) =>
    act(actions.exclude(id, person.userId), () => setExcluded(person));
  const profile = (userId: number) => act(actions.openProfile(id, userId));
  const newTicket = () => act(actions.newTicket(id, card.chosen));
  const noteTo = (ticketId: number) =>
    direct({ focus: true, target: { kind: 'ticket', ticketId } });
  const dismiss = () => {
    setSheet(undefined);
    setEditing(false);
    act(actions.dismiss(id));
  };

  function onKeyDown(press: KeyboardEvent): void {
    if (press.defaultPrevented) return;
    const what = cardKey(press.nativeEvent, folded);
    if (what && onCardKey(what)) {
      press.preventDefault();
      press.stopPropagation();
    }
  }
  /** True when the key meant something. */
  function onCardKey(what: CardKey): boolean {
    const person = chosenPerson(card) ?? (isGuess(card) ? undefined : card.people[0]);
    switch (what.key) {
      case 'fold':
        if (sheet || more) {
          setMore(false);
          closeSheet();
        } else {
          fold(true);
          onLeave?.();
        }
        return true;
      case 'pick': {
        const picked = picking ? card.people[what.index] : undefined;
        if (picked) pick(picked.userId);
        return picked !== undefined;
      }
      case 'note-to': {
        const ticket = byUrgency(card.tickets ?? [])[what.index];
        if (ticket) noteTo(ticket.id);
        return ticket !== undefined;
      }
      case 'profile':
        if (person) profile(person.userId);
        return person !== undefined;
      case 'new-ticket':
        if (isInternal(card) || isHidden(card)) return false;
        newTicket();
        return true;
      case 'search':
        if (isInternal(card)) return false;
        search();
        return true;
      case 'note':
        if (isInternal(card)) return false;
        unfolded();
        direct({ focus: true });
        return true;
      case 'offer':
        if (!card.offer) return false;
        act(actions.acceptOffer(id));
        return true;
      case 'call-back':
        if (number === undefined || isLive(call)) return false;
        act(actions.callBack(id, number));
        return true;
      case 'dismiss':
        props.onPutAway?.(id);
        dismiss();
        return true;
      case 'more':
        setMore(!more);
        return true;
    }
  }

  return (
    <section
      ref={element}
      className={styles.card}
      data-testid="card"
      data-call-id={id}
      data-state={call.state}
      data-outcome={outcomeOf(call)}
      data-folded={folded}
      aria-label={language.texts.tray.cardOf(whoText(card, language), stateText(call, language))}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {folded ? (
        <FoldedCard
          card={card}
          onUnfold={() => fold(false)}
          onDismiss={dismiss}
          onCallBack={number === undefined ? undefined : () => act(actions.callBack(id, number))}
        />
      ) : (
        <StateBar call={call} grip={props.grip} onFold={() => fold(true)} onDismiss={dismiss} />
      )}
      <CardBody
        card={card}
        folded={folded}
        actions={actions}
        settings={settings}
        busy={busy}
        failed={failed}
        picking={picking}
        sheet={sheet}
        more={more}
        order={order}
        foundBy={foundBy}
        excluded={excluded}
        place={props.dock && <PlaceChoice dock={props.dock} />}
        onName={() => act(actions.openByRule(id))}
        onPick={pick}
        onExclude={exclude}
        onUndo={() =>
          excluded && act(actions.exclude(id, excluded.userId, true), () => setExcluded(undefined))
        }
        onProfile={profile}
        onNewTicket={newTicket}
        onTicket={(ticketId) => act(actions.openTicket(id, ticketId))}
        onNoteTo={noteTo}
        onTake={(text) => direct({ append: text, focus: true })}
        onAccept={() => act(actions.acceptOffer(id))}
        onCopy={() => act(actions.copy(number ?? call.remote.display))}
        onCallBack={() => act(actions.callBack(id, number ?? ''))}
        onLink={(index) => act(actions.openLink(id, index))}
        onMore={setMore}
        onSearch={() => search()}
        onAttach={search}
        onOthers={card.people.length > 1 && !picking ? () => setSheet({ at: 'people' }) : undefined}
        onFound={(ticket) => {
          setFoundBy(ticket);
          closeSheet();
        }}
        onCloseSheet={closeSheet}
        onSent={focusCard}
        onEditing={setEditing}
      />
    </section>
  );
});
