/** How a call came out for the team. Rule HS3 of `relay/SPEC-agents.md`. */
import type { Call } from '../../lib/core/call.ts';
import type { Outcome } from '../../lib/protocol/workspace.ts';

/** @returns undefined while it goes on, and for what was blocked or sent elsewhere */
export function outcomeOf(call: Call): Outcome | undefined {
  if (call.state !== 'ended') return undefined;
  if (call.direction === 'internal') return 'internal';
  if (call.voicemail) return 'voicemail';
  const reached = call.answeredAt !== undefined;
  if (call.direction === 'out') return reached ? 'placed' : 'unreached';
  if (call.missed) return 'missed';
  return reached ? 'answered' : undefined;
}
