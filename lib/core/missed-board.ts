/** Which calls wait for somebody to call back, and what ends that. Pure; rules MB* of `SPEC-missed.md`. */
import type { Call, Party } from './call.ts';

/** One attempt to reach us that nobody took. */
export interface Attempt {
  callId: string;
  /** Names the caller, and so the row. */
  key: string;
  startedAt: number;
  endedAt: number;
  /** From the first ring until they gave up, or a mailbox took over. */
  waitedMs: number;
  voicemail: boolean;
}

/** All attempts of one caller. Times in epoch ms. */
export interface AttemptRow {
  key: string;
  attempts: number;
  firstAt: number;
  lastAt: number;
  /** Last attempt first, at most 10. */
  waits: number[];
  /** Longest wait. */
  waitedMs: number;
  voicemail: boolean;
  /** Newest first, at most 100. */
  callIds: string[];
}

/** A person of ours and the other side talked: from when on, and which callers that ends waiting for. */
export interface Reach {
  at: number;
  keys: string[];
}

const MAX_WAITS = 10;
const MAX_IDS = 100;

/** Nothing is left to do about the call, as told, else by how it ended. */
export function isDone(call: Call): boolean {
  if (call.state !== 'ended') return false;
  return call.mark?.done ?? (!call.missed && !call.voicemail);
}

/** @returns the attempt when nobody took the call and nobody has seen to it */
export function attemptOf(call: Call): Attempt | undefined {
  const { endedAt, startedAt } = call;
  if (call.state !== 'ended' || endedAt === undefined || call.direction !== 'in') return undefined;
  if (call.blocked || talkedAt(call) !== undefined || isDone(call)) return undefined;
  // A message waits for somebody, also where the telephone system calls its mailbox a forwarding.
  if (!call.missed && !call.voicemail) return undefined;
  const mailboxAt = call.talkers[0]?.fromAt ?? endedAt;
  return {
    callId: call.id,
    key: callerKey(call.from) ?? call.id,
    startedAt,
    endedAt,
    waitedMs: Math.max(0, Math.min(mailboxAt, endedAt) - startedAt),
    voicemail: call.voicemail,
  };
}

/** Too short to have been meant; a message always counts. */
export function isShort(attempt: Attempt, minRingMs: number): boolean {
  return !attempt.voicemail && attempt.waitedMs < minRingMs;
}

/** @returns undefined while nobody talked */
export function reachOf(call: Call): Reach | undefined {
  const at = talkedAt(call);
  if (at === undefined) return undefined;
  const sides = { in: [call.from], out: [call.to], internal: [call.from, call.to] };
  const keys = sides[call.direction].flatMap((party) => callerKey(party) ?? []);
  return { at, keys };
}

/**
 * Does a talk that began at `reachedAt` end the wait of this attempt? One that was going on when
 * the attempt began does not: who called again, or called from the same number, still waits.
 * @param call the attempt's call, for who put it back on the board after that talk
 */
export function endsWait(
  reachedAt: number,
  attempt: Pick<Attempt, 'startedAt'>,
  call: Pick<Call, 'mark'>,
): boolean {
  return reachedAt >= Math.max(attempt.startedAt, call.mark?.at ?? -Infinity);
}

/** One row for each caller, latest attempt first. */
export function missedRows(attempts: Iterable<Attempt>): AttemptRow[] {
  const byKey = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const same = byKey.get(attempt.key);
    if (same) same.push(attempt);
    else byKey.set(attempt.key, [attempt]);
  }
  return [...byKey].map(([key, same]) => toRow(key, same)).sort(byNewest);
}

/** Order of rows; equal times by key, so that paging neither skips nor repeats. */
export function byNewest(
  a: Pick<AttemptRow, 'lastAt' | 'key'>,
  b: Pick<AttemptRow, 'lastAt' | 'key'>,
): number {
  return b.lastAt - a.lastAt || (a.key < b.key ? -1 : Number(a.key > b.key));
}

/** Names a caller; undefined for one who cannot be told from another. */
export function callerKey(party: Party): string | undefined {
  if (party.withheld) return undefined;
  if (party.e164 !== undefined) return party.e164;
  return party.extension === undefined ? undefined : `ext-${party.extension}`;
}

function toRow(key: string, attempts: Attempt[]): AttemptRow {
  attempts.sort((a, b) => b.startedAt - a.startedAt || (a.callId < b.callId ? -1 : 1));
  const starts = attempts.map(({ startedAt }) => startedAt);
  const waits = attempts.map(({ waitedMs }) => waitedMs);
  return {
    key,
    attempts: attempts.length,
    firstAt: starts.at(-1) ?? 0,
    lastAt: starts[0] ?? 0,
    waits: waits.slice(0, MAX_WAITS),
    waitedMs: waits.reduce((longest, wait) => Math.max(longest, wait), 0),
    voicemail: attempts.some(({ voicemail }) => voicemail),
    callIds: attempts.slice(0, MAX_IDS).map(({ callId }) => callId),
  };
}

/** When a person first talked in it; a mailbox is none. */
function talkedAt(call: Call): number | undefined {
  return call.talkers.find(({ party }) => party.kind !== 'voicemail')?.fromAt;
}
