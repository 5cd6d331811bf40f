/** How a number that calls and a stored one are related. Pure digits; rules MA1–MA5. */
import type { MatchKind } from '../agent-call.ts';
import type { StoredNumber } from '../stored-numbers.ts';
import { BEHIND_MAIN, IN_BLOCK, IN_NOTE, LAST_DIGITS } from './weights.ts';

/** Name of the field of a person's note: a number there is written about them, not theirs. */
export const NOTE = 'note';

export interface Relation {
  kind: Extract<MatchKind, 'organization' | 'block' | 'lastDigits' | 'mentioned'>;
  weight: number;
}

/** Country code and the beginning of a subscriber: shorter ones are the main number of nobody. */
export const SHORTEST_HEAD = 7;
export const LONGEST_INTERNAL = 5;
/** Digits behind a main number that calls, of somebody whose own number is known. */
export const LONGEST_BEHIND = 4;
export const SHORTEST_IN_BLOCK = 9;
export const SHORTEST_END = 7;

/**
 * The nearest relation but equality; undefined: none.
 * @param mobile tells mobile phones, which have no internal numbers and no blocks
 */
export function relationOf(
  called: string,
  stored: StoredNumber & { field: string },
  mobile: (digits: string) => boolean,
): Relation | undefined {
  const { digits } = stored;
  if (stored.partial) return sameEnd(called, digits, digits.length);
  if (stored.field === NOTE) {
    return digits === called ? { kind: 'mentioned', weight: IN_NOTE } : undefined;
  }
  if (mobile(called)) return sameEnd(called, digits, 9);
  if (isBehind(called, digits)) return { kind: 'organization', weight: BEHIND_MAIN };
  return inBlock(called, digits) ?? sameEnd(called, digits, mobile(digits) ? 9 : 7);
}

/** Is `called` main number plus internal number, of a stored main number? */
function isBehind(called: string, main: string): boolean {
  const isInternal = (head: string) =>
    head.length >= SHORTEST_HEAD &&
    called.startsWith(head) &&
    called.length - head.length <= LONGEST_INTERNAL;
  // No number begins with a whole other one, unless it lies behind it. With the operator's digit:
  // 609854-0 and 609854-180; of the same length it is one of ten neighbours.
  if (isHeadOf(called, main)) return true;
  if (called.length <= main.length) return false;
  return isInternal(main) || (main.endsWith('0') && isInternal(main.slice(0, -1)));
}

/** Trunks also send the main number without the operator's digit. */
function isHeadOf(called: string, main: string): boolean {
  return called.length >= SHORTEST_HEAD && main === `${called}0`;
}

function inBlock(called: string, stored: string): Relation | undefined {
  if (called.length < SHORTEST_IN_BLOCK) return undefined;
  const block = (differing: 2 | 3): Relation => ({ kind: 'block', weight: IN_BLOCK[differing] });
  if (called.length === stored.length) {
    if (called.slice(0, -2) === stored.slice(0, -2)) return block(2);
    return called.slice(0, -3) === stored.slice(0, -3) ? block(3) : undefined;
  }
  // The main number calls, and somebody behind it is known.
  const heads = called.endsWith('0') ? [called, called.slice(0, -1)] : [called];
  const behind = heads.some(
    (head) => stored.startsWith(head) && stored.length - head.length <= LONGEST_BEHIND,
  );
  return behind && stored.length > called.length ? block(2) : undefined;
}

function sameEnd(called: string, stored: string, least: number): Relation | undefined {
  let same = 0;
  const most = Math.min(called.length, stored.length);
  while (same < most && called.at(-1 - same) === stored.at(-1 - same)) same += 1;
  if (same < Math.max(least, SHORTEST_END)) return undefined;
  const weight = LAST_DIGITS[same >= 9 ? 9 : same === 8 ? 8 : 7];
  return { kind: 'lastDigits', weight };
}
