import { useMemo } from 'react';
import type { CardActions } from '../../lib/core/card-actions.ts';
import type { CardView } from '../../lib/core/card.ts';
import { CallCard } from '../call-card/CallCard.tsx';
import type { CardSettings } from '../call-card/card-settings.ts';
import { CallMark } from '../call-mark/CallMark.tsx';
import { outcomeText, spanText, whereText, whoOf } from '../call-mark/call-line.ts';
import { DOT, factsLine } from '../facts-line.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import { Layer } from './Layer.tsx';
import styles from './panel.module.css';
import { Remedy } from './Remedy.tsx';

export interface CallDetailProps {
  /** Undefined while it is fetched. */
  card: CardView | undefined;
  problem?: string | undefined;
  actions: CardActions;
  settings?: CardSettings | undefined;
  onRetry: () => void;
  onBack: () => void;
}

/** One call of the past: what happened, what was noted, and its card to go on with. */
export function CallDetail(props: CallDetailProps) {
  const { card, problem, actions, settings, onRetry, onBack } = props;
  const language = useLanguage();
  const { texts } = language;
  const title = card ? whoOf(card.call, language).name : texts.panel.call;
  const own = useMemo(
    (): CardActions => ({
      ...actions,
      // It is put away already; here the cross means: back to the list.
      dismiss: async (callId) => {
        const answer = await actions.dismiss(callId);
        onBack();
        return answer;
      },
    }),
    [actions, onBack],
  );
  return (
    <Layer title={title} onBack={onBack} data-testid="call-detail">
      {problem && <Remedy code={problem} onRetry={onRetry} />}
      {!card && !problem && <p className={styles.quiet}>{texts.history.loading}</p>}
      {card && <Facts card={card} />}
      {card && <Written card={card} actions={actions} />}
      {card && (
        <CallCard card={card} folded={false} actions={own} settings={settings} onFold={onBack} />
      )}
    </Layer>
  );
}

function Facts({ card: { call } }: { card: CardView }) {
  const language = useLanguage();
  const { texts, times } = language;
  const now = useNow(false, 60_000);
  const parts = [
    times.moment(call.startedAt, now),
    outcomeText(call, language),
    spanText(call, language),
    whereText(call),
    call.manual ? texts.history.manual : '',
  ];
  return (
    <p className={styles.facts}>
      <CallMark call={call} />
      <span>{factsLine(parts)}</span>
    </p>
  );
}

/** What a colleague (or oneself) wrote down about it. */
function Written({ card, actions }: { card: CardView; actions: CardActions }) {
  const { texts, times } = useLanguage();
  const now = useNow(false, 60_000);
  const { note } = card.call;
  if (!note || card.note.status === 'sent') return null;
  const { ticketId, ticketNumber } = note;
  return (
    <section className={styles.written} aria-label={texts.panel.noteWritten}>
      <p className={styles.quiet}>
        {texts.history.noteBy(note.agent, times.moment(note.at, now))}
        {note.outcome && `${DOT}${note.outcome}`}
      </p>
      <p className={styles.writtenText}>{note.text}</p>
      {ticketId !== undefined && (
        <Button kind="link" onClick={() => void actions.openTicket(card.call.id, ticketId)}>
          {texts.history.openTicket(ticketNumber ?? String(ticketId))}
        </Button>
      )}
    </section>
  );
}
