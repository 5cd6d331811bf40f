/**
 * Telephone numbers in stored text, made unreadable but for their last three digits: enough to tell
 * two calls apart, too little to call back.
 */
import type { Party, PbxEvent } from '../../lib/core/call.ts';

/** What people and encodings put between two digits of one number. */
const BETWEEN = String.raw`(?:[ \t\u00a0().+/\-\u2010-\u2015]|%(?:20|28|29|2[bBdDeEfF]))`;
/** Six digits or more; internal numbers are shorter and stay. Begins outside of a `%2B`. */
const NUMBER = new RegExp(String.raw`(?<!%|%[0-9A-Fa-f])\p{Nd}(?:${BETWEEN}{0,3}\p{Nd}){5,}`, 'gu');
/** Not the 20 of `%20`. */
const DIGIT = /(?<!%|%[0-9A-Fa-f])\p{Nd}/gu;
/** Digits that somebody encoded needlessly. */
const ENCODED_DIGIT = /(?:%|\\u00)3([0-9])/g;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?!\d)/;
const KEPT_DIGITS = 3;

/** Keys of an event that name things, not people. */
const NAMES = new Set(['source', 'kind', 'direction', 'at', 'seq', 'end', 'flags', 'type']);

/**
 * @param keep texts that stay although they look like numbers (call ids)
 */
export function maskNumbers(text: string, keep: readonly string[] = []): string {
  const plain = text.replace(ENCODED_DIGIT, '$1');
  const ids = keep.filter((id) => id.length >= 6 && /\p{Nd}/u.test(id));
  if (ids.length === 0) return maskAll(plain);
  // Longest first: `1-a` must not cut `1-ab` into two.
  const sorted = ids.toSorted((a, b) => b.length - a.length).map(escape);
  const split = new RegExp(`(?<![\\p{L}\\p{N}])(${sorted.join('|')})(?![\\p{L}\\p{N}])`, 'u');
  return plain
    .split(split)
    .map((part, index) => (index % 2 === 1 ? part : maskAll(part)))
    .join('');
}

/** The event with all numbers of its parties masked; ids that hold one of them too. */
export function maskEvent(event: PbxEvent): PbxEvent {
  const keep = idsOf(event);
  const short = shortNumbers(event);
  const mask = (text: string) =>
    short.has(text.trim()) ? maskDigits(text) : maskNumbers(text, keep);
  return walk(event, mask) as PbxEvent;
}

/** The input that `event` was read from. */
export function maskInput(text: string, event: PbxEvent): string {
  let masked = maskNumbers(text, idsOf(event));
  for (const number of shortNumbers(event)) {
    const alone = new RegExp(`(?<![\\p{L}\\p{N}])${escape(number)}(?![\\p{L}\\p{N}])`, 'gu');
    masked = masked.replace(alone, maskDigits);
  }
  return masked;
}

/** Native ids of the event that hold no number of its parties. */
function idsOf(event: PbxEvent): string[] {
  const { callId, legId, prevCallId, dialId } = event;
  const numbers = partiesOf(event).flatMap(({ e164, raw }) =>
    [e164, raw?.replace(/\D/g, '')].filter((digits) => digits && digits.length >= 4),
  ) as string[];
  return [callId, legId, prevCallId, dialId].filter(
    (id): id is string => id !== undefined && !numbers.some((digits) => holds(id, digits)),
  );
}

/** Outside numbers written so short that they look like internal ones. */
function shortNumbers(event: PbxEvent): Set<string> {
  const texts = partiesOf(event).flatMap(({ e164, raw }) =>
    e164 !== undefined && raw !== undefined && raw.replace(/\D/g, '').length > KEPT_DIGITS
      ? [raw.trim()]
      : [],
  );
  return new Set(texts);
}

function maskDigits(text: string): string {
  let left = (text.match(DIGIT)?.length ?? 0) - KEPT_DIGITS;
  return text.replace(DIGIT, (digit) => (left-- > 0 ? '*' : digit));
}

/** By its last eight digits: the id may hold the national spelling. */
function holds(id: string, digits: string): boolean {
  return id.replace(/\D/g, '').includes(digits.slice(-8));
}

function maskAll(text: string): string {
  return text.replace(NUMBER, (number) => {
    const date = ISO_TIME.exec(number)?.[0];
    return date ? date + maskAll(number.slice(date.length)) : maskDigits(number);
  });
}

function partiesOf(event: PbxEvent): Party[] {
  const { from, to, diversion, targets, answeredBy, transfer } = event;
  const all = [from, to, diversion, answeredBy, transfer?.by, transfer?.to, ...(targets ?? [])];
  return all.filter((party) => party !== undefined);
}

function walk(value: unknown, mask: (text: string) => string, key = ''): unknown {
  if (typeof value === 'string') return NAMES.has(key) ? value : mask(value);
  if (Array.isArray(value)) return value.map((one) => walk(one, mask, key));
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, walk(inner, mask, name)]),
  );
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
