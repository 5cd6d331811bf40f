/**
 * What is still to be told to Zammad about a call, from the whole call and what was told before:
 * so doubled, late and disordered events add nothing. Rules RF1–RF3, RF12, RF13.
 */
import type { Call } from '../../lib/core/call.ts';
import type { ForwardKind } from './bodies.ts';

export interface Step {
  kind: ForwardKind;
  /** 1, or which hand-over. */
  part: number;
}

/** What was told or is waiting, of the last part that was begun. */
export interface Told {
  /** 0: nothing yet. */
  part: number;
  kinds: ReadonlySet<ForwardKind>;
  /** Its `newCall` was given up: Zammad does not know it. */
  lost: boolean;
  direction?: 'in' | 'out' | undefined;
  /** `user` of its answer. */
  user?: string | undefined;
}

export const NOTHING_TOLD: Told = { part: 0, kinds: new Set(), lost: false };

/** More hand-overs of one call are a loop. */
const MAX_PARTS = 20;

/** @param user how the one who talks now would be told */
export function missingSteps(
  call: Call,
  told: Told,
  options: { internal: boolean; transfers: boolean; user?: string | undefined },
): Step[] {
  if (told.lost) return [];
  const steps: Step[] = [];
  if (told.part === 0) {
    if (call.direction === 'internal' && !options.internal) return [];
    // Zammad needs both sides; without them it is an orphan, held back until they are known.
    const bothSides = Object.keys(call.from).length > 0 && Object.keys(call.to).length > 0;
    if (!call.announced && !bothSides) return [];
    steps.push({ kind: 'newCall', part: 1 });
  }
  // Never twice: a second hang-up would mark a missed call as done.
  if (told.kinds.has('hangup')) return steps;
  const part = Math.max(1, told.part);
  if (call.answeredAt !== undefined && !told.kinds.has('answer')) {
    steps.push({ kind: 'answer', part });
  } else if (options.transfers && handedOver(call, told, options.user)) {
    steps.push({ kind: 'hangup', part });
    steps.push({ kind: 'newCall', part: part + 1 }, { kind: 'answer', part: part + 1 });
  }
  if (call.state === 'ended') steps.push({ kind: 'hangup', part });
  return steps;
}

/** Somebody else talks than the one who was told. A mailbox at the end is no new agent. */
function handedOver(call: Call, told: Told, user: string | undefined): boolean {
  if (call.state !== 'talking' || told.direction !== 'in' || told.part >= MAX_PARTS) return false;
  if (call.talkers.length <= told.part || call.answeredBy?.kind === 'voicemail') return false;
  return user !== undefined && user !== told.user;
}
