import type { AgentCall } from '../../lib/core/agent-call.ts';
import { Button } from '../form/Button.tsx';
import type { GripProps } from '../card-tray/use-drag.ts';
import { factsLine } from '../facts-line.ts';
import { useLanguage, useNow } from '../surroundings.tsx';
import { isLive, lineText, stateText, toneOf } from './card-state.ts';
import { Clock } from './Clock.tsx';
import styles from './state-bar.module.css';

export interface StateBarProps {
  call: AgentCall;
  /** Makes the bar a handle to move the tray with; absent where nothing moves. */
  grip?: GripProps | undefined;
  onFold?: (() => void) | undefined;
  onDismiss?: (() => void) | undefined;
}

/** The coloured bar: state, line, clock, and the card's own buttons. The queue is a chip below. */
export function StateBar({ call, grip, onFold, onDismiss }: StateBarProps) {
  const language = useLanguage();
  const { texts } = language;
  const now = useNow(false, 60_000);
  const over = isLive(call) ? [] : [language.times.moment(call.startedAt, now)];
  const line = factsLine([lineText(call, language, { queue: false }), ...over]);
  return (
    <header
      className={styles.bar}
      data-tone={toneOf(call)}
      data-movable={grip ? '' : undefined}
      onPointerDown={grip?.onPointerDown}
    >
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.state}>{stateText(call, language)}</span>
        <span className={styles.line} data-testid="line" title={line}>
          {line}
        </span>
      </span>
      <Clock call={call} className={styles.clock} />
      {onFold && (
        <Button
          kind="icon"
          aria-label={texts.actions.fold}
          aria-expanded="true"
          aria-keyshortcuts="Escape"
          title={`${texts.actions.fold} (Esc)`}
          onClick={onFold}
        >
          <span aria-hidden="true">–</span>
        </Button>
      )}
      {onDismiss && (
        <Button
          kind="icon"
          aria-label={texts.actions.dismiss}
          aria-keyshortcuts="D"
          title={`${texts.actions.dismiss} (D)`}
          data-testid="dismiss"
          onClick={onDismiss}
        >
          <span aria-hidden="true">×</span>
        </Button>
      )}
      {grip && (
        <Button
          kind="icon"
          className={styles.grip}
          data-grip=""
          aria-label={texts.actions.move}
          title={texts.actions.move}
          onKeyDown={grip.onKeyDown}
        >
          <span className={styles.handle} aria-hidden="true" />
        </Button>
      )}
    </header>
  );
}
