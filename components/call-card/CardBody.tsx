import { type ReactNode, useState } from 'react';
import type { CardActions } from '../../lib/core/card-actions.ts';
import type { CardPerson, CardView } from '../../lib/core/card.ts';
import { NoteEditor } from '../note-editor/NoteEditor.tsx';
import type { NoteOrder } from '../note-editor/note-order.ts';
import { PersonSearch } from '../person-search/PersonSearch.tsx';
import { useLanguage } from '../surroundings.tsx';
import { Actions, type ActionsProps } from './Actions.tsx';
import styles from './call-card.module.css';
import type { CardSettings } from './card-settings.ts';
import { isHidden, isInternal, isLive, numberText } from './card-state.ts';
import { HandOver } from './HandOver.tsx';
import { MatchList } from './MatchList.tsx';
import { MoreActions, type MoreActionsProps } from './MoreActions.tsx';
import { OfferBar, type OfferBarProps } from './OfferBar.tsx';
import { Problems } from './Problems.tsx';
import { TicketList } from './TicketList.tsx';
import { UndoExclude } from './UndoExclude.tsx';
import { Who } from './Who.tsx';

/** What stands in the middle instead of the tickets. */
export type Sheet =
  { at: 'people' } | { at: 'search'; attachTo: CardPerson | undefined } | undefined;

export interface CardBodyProps
  extends ActionsProps, OfferBarProps, Omit<MoreActionsProps, 'links' | 'onExclude' | 'onAttach'> {
  actions: CardActions;
  settings: CardSettings;
  failed: string | undefined;
  /** Only the note stays, unseen: what is typed in it must outlive the folding. */
  folded: boolean;
  /** Shows the candidates instead of the tickets. */
  picking: boolean;
  sheet: Sheet;
  order: NoteOrder;
  foundBy: string | undefined;
  excluded: CardPerson | undefined;
  place: ReactNode;
  onName: () => void;
  onPick: (userId: number) => void;
  onExclude: (person: CardPerson) => void;
  onAttach: (person: CardPerson) => void;
  onUndo: () => void;
  onTicket: (ticketId: number) => void;
  onNoteTo: (ticketId: number) => void;
  onTake: (text: string) => void;
  onFound: (ticket: string | undefined) => void;
  onCloseSheet: () => void;
  onSent: () => void;
  onEditing: (editing: boolean) => void;
}

/** Everything under the bar. With a colleague there is nothing to look up, open, create or write. */
export function CardBody(props: CardBodyProps) {
  const { card, folded, settings, order } = props;
  // A line that was never opened has no editor: ten of them cost nothing.
  const [opened, setOpened] = useState(!folded);
  if (!folded && !opened) setOpened(true);
  const noted = opened && !isInternal(card);
  return (
    <div className={styles.body} hidden={folded}>
      {!folded && <Upper {...props} />}
      {noted && (
        <NoteEditor
          card={card}
          actions={props.actions}
          settings={settings}
          order={order}
          foundBy={props.foundBy}
          quiet
          onOpenTicket={props.onTicket}
          onSent={props.onSent}
          onEditing={props.onEditing}
        />
      )}
    </div>
  );
}

function Upper(props: CardBodyProps) {
  const { card, picking, sheet, excluded } = props;
  const bare = isInternal(card);
  const canNote = card.note.status === 'draft' || card.note.status === 'parked';
  return (
    <>
      <Who card={card} onName={props.onName} />
      <Greeting card={card} />
      <HandOver call={card.call} onTake={canNote && !bare ? props.onTake : undefined} />
      <OfferBar card={card} busy={props.busy} onAccept={props.onAccept} />
      {sheet?.at === 'search' ? (
        <Search {...props} sheet={sheet} />
      ) : (
        <>
          {!bare && !picking && !isHidden(card) && (
            <TicketList
              card={card}
              onOpen={props.onTicket}
              onNote={canNote ? props.onNoteTo : undefined}
            />
          )}
          {picking && (
            <div className={styles.matches}>
              <MatchList
                people={card.people}
                chosen={card.chosen}
                onPick={props.onPick}
                onExclude={props.onExclude}
                onElse={props.onSearch}
              />
            </div>
          )}
        </>
      )}
      {excluded && <UndoExclude name={excluded.name} busy={props.busy} onUndo={props.onUndo} />}
      <Problems codes={card.problems} failed={props.failed} />
      {!bare && sheet?.at !== 'search' && (
        <>
          <Actions {...props} />
          {props.more && <MoreActions {...props} links={props.settings.links} />}
        </>
      )}
    </>
  );
}

function Search(props: CardBodyProps & { sheet: { attachTo: CardPerson | undefined } }) {
  const { card, sheet } = props;
  const { id, remote } = card.call;
  const number = remote.number === undefined ? undefined : numberText(card.call);
  return (
    <PersonSearch
      callId={id}
      number={number}
      phoneName={remote.name}
      attachTo={sheet.attachTo}
      actions={props.actions}
      onDone={(_userId, ticket) => props.onFound(ticket)}
      onClose={props.onCloseSheet}
    />
  );
}

/** What to say when picking up; only before that. */
function Greeting({ card }: { card: CardView }) {
  const { texts } = useLanguage();
  const { call } = card;
  if (!call.line.greeting || call.direction !== 'in' || !isLive(call)) return null;
  return (
    <p className={styles.greeting} data-testid="greeting">
      <bdi>{texts.who.greeting(call.line.greeting)}</bdi>
    </p>
  );
}
