/**
 * How long a card stays in Zammad's page. Computed from times that are stored, so a background
 * that was stopped comes to the same result when it wakes. Pure.
 */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardRecord } from '../../lib/storage/live.ts';

export const ELSEWHERE_MS = 4_000;
export const MISSED_MS = 10 * 60_000;
/** A finished call of one's own: time to write, or to leave it. */
export const OWN_ENDED_MS = 30 * 60_000;
export const SENT_MS = 6_000;
export const OTHER_ENDED_MS = 15_000;
/** The relay ends calls that nobody ends; this is for the case that it cannot be asked. */
export const RINGING_MAX_MS = 15 * 60_000;
export const TALKING_MAX_MS = 12 * 3_600_000;

/** Something was typed that is not in Zammad yet, and not put aside. What a template put there nobody typed. */
export function hasUnsentNote({ view }: CardRecord): boolean {
  const { status, text, keptAt } = view.note;
  if (status === 'sent' || status === 'parked') return false;
  return status === 'draft' ? text.trim() !== '' && keptAt !== undefined : true;
}

/** When the card leaves the page by itself; undefined: not before the agent or the call says so. */
export function leavesAt(record: CardRecord): number | undefined {
  const { call, note } = record.view;
  if (hasUnsentNote(record)) return undefined;
  const sentOn = call.state === 'talking' && call.forwarded;
  const taken = sentOn || (call.answeredBy !== undefined && call.direction !== 'out');
  const elsewhere = !call.mine && taken;
  if (call.state === 'queued' || call.state === 'ringing') return record.since + RINGING_MAX_MS;
  if (elsewhere) return record.since + ELSEWHERE_MS;
  if (call.state === 'talking') return record.since + TALKING_MAX_MS;
  if (note.status === 'sent' || note.status === 'parked')
    return Math.max(record.since, note.keptAt ?? 0) + SENT_MS;
  if (call.missed) return record.since + MISSED_MS;
  return record.since + (call.mine || call.direction === 'out' ? OWN_ENDED_MS : OTHER_ENDED_MS);
}

/** Rings, waits or talks, as far as this agent is concerned: what the badge counts. */
export function isRunning({ view }: CardRecord): boolean {
  const { call } = view;
  if (view.dismissed && call.state !== 'talking') return false;
  return concerns(call);
}

/** It rings or waits for this agent, or they talk. */
export function concerns({ state, mine }: AgentCall): boolean {
  return state === 'talking' ? mine : state !== 'ended';
}
