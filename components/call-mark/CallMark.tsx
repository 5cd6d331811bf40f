import type { AgentCall } from '../../lib/core/agent-call.ts';
import { type LineOutcome, lineOutcome } from './call-line.ts';
import styles from './call-mark.module.css';

/** Lines on 16 × 16: an arrow for the direction, changed by how the call went. */
const IN = 'M13 3 4 12 M4 5.5V12h6.5';
const OUT = 'M3 13 12 4 M5.5 4H12v6.5';
const MISSED = 'M2.5 4 8 9.5 13.5 4 M2.5 8.5V4H7';
const BETWEEN = 'M2 6h12 M11 3l3 3-3 3 M14 11H2 M5 8.5 2 11l3 2.5';
const ON = 'M2 11h11 M9.5 7.5 13 11l-3.5 3.5 M2 11V3';
const TAPE = 'M4.5 11h7 M7.5 8a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z M14.5 8a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z';

function pathOf(call: AgentCall, outcome: LineOutcome): string {
  if (outcome === 'voicemail') return TAPE;
  if (outcome === 'missed') return MISSED;
  if (outcome === 'forwarded') return ON;
  if (call.direction === 'internal') return BETWEEN;
  return call.direction === 'in' ? IN : OUT;
}

/** Direction and outcome as a small drawing; the words stand beside it. */
export function CallMark({ call }: { call: AgentCall }) {
  const outcome = lineOutcome(call);
  return (
    <svg
      className={styles.mark}
      data-outcome={outcome}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={pathOf(call, outcome)} />
    </svg>
  );
}
