/** How a call came out for the team. Rule HS3 of `relay/SPEC-agents.md`. */
import type { Call } from './call.ts';

/** Places in this list are stored as bits in the relay's index of the history: only append. */
export const OUTCOMES = [
  'answered',
  'missed',
  'voicemail',
  'placed',
  'unreached',
  'internal',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What tells it: of the call itself, or of what one agent sees of it. */
type Told = Pick<Call, 'state' | 'direction' | 'voicemail' | 'missed'> & {
  answeredAt?: number | undefined;
};

/** @returns undefined while it goes on, and for what was blocked or sent elsewhere */
export function callOutcome(call: Told): Outcome | undefined {
  if (call.state !== 'ended') return undefined;
  if (call.direction === 'internal') return 'internal';
  if (call.voicemail) return 'voicemail';
  const reached = call.answeredAt !== undefined;
  if (call.direction === 'out') return reached ? 'placed' : 'unreached';
  if (call.missed) return 'missed';
  return reached ? 'answered' : undefined;
}
