/** What filters ask of every call, as bits of one number. */
import { callOutcome, type Outcome, OUTCOMES } from '../../lib/core/call-outcome.ts';
import type { Call, Direction } from '../../lib/core/call.ts';

const DIRECTIONS: readonly Direction[] = ['in', 'out', 'internal'];
const DIRECTION_MASK = 0b11;
const OUTCOME_SHIFT = 2;
const OUTCOME_MASK = 0b111 << OUTCOME_SHIFT;
const MISSED = 1 << 5;
const ENDED = 1 << 6;

export function factsOf(call: Call): number {
  const outcome = callOutcome(call);
  return (
    DIRECTIONS.indexOf(call.direction) |
    ((outcome === undefined ? 0 : OUTCOMES.indexOf(outcome) + 1) << OUTCOME_SHIFT) |
    (call.missed ? MISSED : 0) |
    (call.state === 'ended' ? ENDED : 0)
  );
}

/** Holds for facts with `(facts & mask) === value`. */
export interface FactsFilter {
  mask: number;
  value: number;
}

export function factsFilter(wanted: {
  direction?: Direction | undefined;
  outcome?: Outcome | undefined;
  missed?: boolean | undefined;
  /** True: not over yet. */
  open?: boolean | undefined;
}): FactsFilter {
  const filter = { mask: 0, value: 0 };
  const want = (mask: number, value: number) => {
    filter.mask |= mask;
    filter.value |= value;
  };
  if (wanted.direction) want(DIRECTION_MASK, DIRECTIONS.indexOf(wanted.direction));
  if (wanted.outcome) want(OUTCOME_MASK, (OUTCOMES.indexOf(wanted.outcome) + 1) << OUTCOME_SHIFT);
  if (wanted.missed !== undefined) want(MISSED, wanted.missed ? MISSED : 0);
  if (wanted.open) want(ENDED, 0);
  return filter;
}
