/**
 * Takes one person out of a call and what was heard of it: number, names, spellings. What is left
 * counts: when, how long, which line, who of us. Pure. Rule PV4 of `SPEC-privacy.md`.
 */
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import type { Party } from '../../lib/core/call.ts';
import { attemptOf } from '../../lib/core/missed-board.ts';
import type { NumberTrace } from './number-trace.ts';

/** Shown like a caller who hides the number: every page knows how. */
const NOBODY: Party = { withheld: true };

/** Which side of the call has the number; undefined: it is named somewhere else in it. */
export function sideOf(call: TrackedCall, trace: NumberTrace): 'from' | 'to' | undefined {
  const sides = call.direction === 'out' ? (['to', 'from'] as const) : (['from', 'to'] as const);
  return sides.find((side) => isTheirs(call[side], trace, NO_NAMES));
}

const NO_NAMES: ReadonlySet<string> = new Set();

export function stripCall(call: TrackedCall, trace: NumberTrace, at: number): TrackedCall {
  const names = namesIn(call, trace);
  const side = sideOf(call, trace);
  const stripped = strip(call, trace, names) as TrackedCall;
  const { facts } = stripped;
  if (side) {
    stripped[side] = NOBODY;
    const claim = facts[side];
    if (claim) facts[side] = { ...claim, value: NOBODY };
  }
  // Without its sides nobody could tell any more which way it went.
  facts.direction = { rank: 0, at: facts.firstAt, ...facts.direction, value: call.direction };
  facts.erasedAt = at;
  const held = trace.holds(call.nativeId);
  const nativeId = held ? `erased-${call.id}` : call.nativeId;
  const next = { ...stripped, nativeId, version: call.version + 1 };
  if (!attemptOf(call)) return next;
  // Nobody can be called back whose number is gone.
  const mark = { done: true, at };
  return { ...next, mark, facts: { ...facts, mark } };
}

/** The same for what was understood of an event of that call. @param names of the person, besides the number */
export function stripEvent(
  event: unknown,
  side: 'from' | 'to' | undefined,
  trace: NumberTrace,
  names: ReadonlySet<string>,
): unknown {
  const stripped = strip(event, trace, names);
  const isObject = typeof stripped === 'object' && stripped !== null;
  return isObject && side && side in stripped ? { ...stripped, [side]: NOBODY } : stripped;
}

/** What the person is called in this call. */
export function namesIn(call: TrackedCall, trace: NumberTrace): ReadonlySet<string> {
  const names = new Set<string>();
  visit(call, (party) => {
    if (party.name && isTheirs(party, trace, NO_NAMES)) names.add(party.name);
  });
  return names;
}

function isTheirs(party: Party, trace: NumberTrace, names: ReadonlySet<string>): boolean {
  const { e164, raw, account, name } = party;
  if (e164 === trace.digits) return true;
  if ([raw, account, name].some((text) => text !== undefined && trace.holds(text))) return true;
  return name !== undefined && names.has(name) && party.extension === undefined;
}

function isParty(value: object): value is Party {
  return ['e164', 'raw', 'extension', 'account', 'name', 'withheld'].some((key) => key in value);
}

function visit(value: unknown, each: (party: Party) => void): void {
  if (!value || typeof value !== 'object') return;
  if (isParty(value)) each(value);
  for (const inner of Object.values(value)) visit(inner, each);
}

function strip(value: unknown, trace: NumberTrace, names: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return trace.without(value);
  if (Array.isArray(value)) return value.map((one) => strip(one, trace, names));
  if (!value || typeof value !== 'object') return value;
  if (isParty(value) && isTheirs(value, trace, names)) {
    return value.kind === undefined ? NOBODY : { ...NOBODY, kind: value.kind };
  }
  const entries = Object.entries(value).map(([key, inner], index): [string, unknown] => [
    keyOf(key, index, trace, names),
    strip(inner, trace, names),
  ]);
  return Object.fromEntries(entries);
}

/** Facts are kept by the party that they are about. */
function keyOf(key: string, index: number, trace: NumberTrace, names: ReadonlySet<string>): string {
  const named = trace.holds(key) || [...names].some((name) => key.includes(name));
  return named ? `erased-${index}` : key;
}
