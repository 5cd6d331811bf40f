import { useState } from 'react';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import { factsLine } from '../facts-line.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './hand-over.module.css';

export interface HandOverProps {
  call: AgentCall;
  /** Puts the colleague's text into the agent's own note; absent where none can be written. */
  onTake?: ((text: string) => void) | undefined;
}

/** What the colleague wrote who had the call before, as they left it. */
export function HandOver({ call, onTake }: HandOverProps) {
  const { texts, times } = useLanguage();
  const [taken, setTaken] = useState<string>();
  const from = call.transferredFrom;
  const draft = from?.draft?.trim();
  if (!from || !draft) return null;
  return (
    <figure className={styles.handOver} data-testid="hand-over">
      <figcaption className={styles.caption}>
        {factsLine([
          texts.wrapUp.fromColleague(from.agent),
          texts.state.talked(times.clock(from.talkedMs)),
        ])}
      </figcaption>
      <blockquote className={styles.text} dir="auto" tabIndex={draft.length > 240 ? 0 : undefined}>
        {draft}
      </blockquote>
      {onTake && (
        <Button
          kind="link"
          data-testid="take-over"
          disabled={taken === draft}
          onClick={() => {
            setTaken(draft);
            onTake(draft);
          }}
        >
          {taken === draft ? texts.wrapUp.takenOver : texts.wrapUp.takeOver}
        </Button>
      )}
    </figure>
  );
}
