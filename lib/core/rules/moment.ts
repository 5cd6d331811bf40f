/** Which moment of the opening rules a call has come to, for the agent who sees it. */
import { type AgentCall, isPlaced } from '../agent-call.ts';
import type { RuleDirection } from '../settings.ts';

export type CallMoment = 'ring' | 'answer';

/** Undefined: internal; no rule is about calls among colleagues. */
export function directionOf(call: AgentCall): RuleDirection | undefined {
  if (call.direction === 'internal' || call.remote.internal) return undefined;
  return isPlaced(call) ? 'out' : 'in';
}

/** The moment that lies in the call as it is now; undefined: neither rings here nor is this agent's talk. */
export function momentOf(call: AgentCall): CallMoment | undefined {
  if (call.state === 'talking') return call.mine ? 'answer' : undefined;
  if (call.state === 'ringing') return 'ring';
  // Waiting while it rings at others: it has stopped ringing here.
  return call.state === 'queued' && call.ringing.length === 0 ? 'ring' : undefined;
}

/** When that moment was, by the relay's clock. */
export function momentAt(call: AgentCall, moment: CallMoment): number {
  return moment === 'answer' ? (call.answeredAt ?? call.startedAt) : call.startedAt;
}

/** Moments so far, with the one of now. A talk that began has rung, whether we saw it or not. */
export function reachedWith(
  before: readonly CallMoment[] | undefined,
  call: AgentCall,
): CallMoment[] {
  const reached = [...(before ?? [])];
  const moment = momentOf(call);
  const now: CallMoment[] = moment === 'answer' ? ['ring', 'answer'] : moment ? [moment] : [];
  for (const each of now) if (!reached.includes(each)) reached.push(each);
  return reached;
}
