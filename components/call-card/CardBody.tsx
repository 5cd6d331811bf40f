import type { CardView } from '../../lib/core/card.ts';
import { useLanguage } from '../surroundings.tsx';
import { Actions, type ActionsProps } from './Actions.tsx';
import type { CardActions } from '../../lib/core/card-actions.ts';
import styles from './call-card.module.css';
import { isBare, isLive } from './card-state.ts';
import { MatchList } from './MatchList.tsx';
import { Note } from './Note.tsx';
import { Problems } from './Problems.tsx';
import { TicketList } from './TicketList.tsx';
import { Who } from './Who.tsx';

export interface CardBodyProps extends ActionsProps {
  actions: CardActions;
  failed: string | undefined;
  /** Only the note stays, unseen: what is typed in it must outlive the folding. */
  folded: boolean;
  /** Shows the candidates instead of the tickets. */
  picking: boolean;
  onPick: (userId: number) => void;
  onTicket: (ticketId: number) => void;
}

/** Everything under the bar. With nobody to look up, open or create for it is a calm card. */
export function CardBody(props: CardBodyProps) {
  const { card, folded, picking, onTicket } = props;
  const bare = isBare(card);
  return (
    <div className={styles.body} hidden={folded}>
      {!folded && <Who card={card} />}
      {!folded && <Greeting card={card} />}
      {!folded && !bare && !picking && <TicketList card={card} onOpen={onTicket} />}
      {!folded && picking && (
        <div className={styles.matches}>
          <MatchList people={card.people} chosen={card.chosen} onPick={props.onPick} />
        </div>
      )}
      {!folded && <Problems codes={card.problems} failed={props.failed} />}
      {!folded && !bare && <Actions {...props} />}
      {!bare && <Note card={card} actions={props.actions} onOpen={onTicket} />}
    </div>
  );
}

/** What to say when picking up; only before that. */
function Greeting({ card }: { card: CardView }) {
  const { texts } = useLanguage();
  const { call } = card;
  if (!call.line.greeting || call.direction !== 'in' || !isLive(call)) return null;
  return <p className={styles.greeting}>{texts.who.greeting(call.line.greeting)}</p>;
}
