/**
 * Who comes into question for a number, without looking at everybody: those who have it, else those
 * with a number that may be related (`lib/core/match/relation.ts` says how). Some lists can be long
 * (a main number that thousands have stored): as many are kept of them as can matter, and always
 * the same, in whatever order they came.
 */
import { MAX_SAME_END } from '../../lib/core/match/rank-matches.ts';
import {
  LONGEST_BEHIND,
  LONGEST_INTERNAL,
  relationOf,
  SHORTEST_HEAD,
  SHORTEST_IN_BLOCK,
} from '../../lib/core/match/relation.ts';
import { exactWeight } from '../../lib/core/match/weights.ts';
import { type Chain, keyOf, type NumberChains, type StoredEntry } from './number-chains.ts';

/** More than are shown: a person may have several of them. */
const KEPT = 64;
/** Longer than E.164. */
const TOO_LARGE = 1e15;

export interface NearSources {
  chains: NumberChains;
  isPartial(tag: number): boolean;
  isNote(tag: number): boolean;
  fieldOf(tag: number): string;
  isOrganization(owner: number): boolean;
  /** The same integer for the same organisation; 0: none. */
  companyOf(owner: number): number;
  /** Of two owners, who is shown first. */
  compare(a: number, b: number): number;
  mobile(digits: string): boolean;
}

interface Found extends StoredEntry {
  entry: number;
}

/** @returns entries of `chains`, each once */
export function findNear(sources: NearSources, called: number): number[] {
  const digits = String(called);
  const same = whole(sources, called);
  // However many people have it, the organisation that has it is not lost among them.
  const exact = best(sources, notNotes(sources, whole(sources, called)), ({ owner, tag }) =>
    sources.isOrganization(owner) ? 1_000 : exactWeight(sources.fieldOf(tag)),
  );
  if (exact.length > 0) return exact;
  const related = sources.mobile(digits)
    ? []
    : [
        ...best(sources, notNotes(sources, mainNumbers(sources, called))),
        ...block(sources, called, digits.length),
      ];
  return [...new Set([...best(sources, same), ...related, ...sameEnd(sources, digits)])];
}

function* chain({ chains }: NearSources, name: Chain, number: number): IterableIterator<Found> {
  for (const entry of chains.candidates(name, keyOf(name, number))) {
    yield { entry, ...chains.read(entry) };
  }
}

function* whole(sources: NearSources, number: number): IterableIterator<Found> {
  for (const found of chain(sources, 'whole', number)) {
    if (!sources.isPartial(found.tag)) yield found;
  }
}

function* notNotes(sources: NearSources, all: Iterable<Found>): IterableIterator<Found> {
  for (const found of all) if (!sources.isNote(found.tag)) yield found;
}

/** The stored numbers behind which `called` may lie. */
function* mainNumbers(sources: NearSources, called: number): IterableIterator<Found> {
  const shortest = 10 ** (SHORTEST_HEAD - 1);
  if (called >= shortest && called * 10 < TOO_LARGE) yield* whole(sources, called * 10);
  let head = called;
  for (let internal = 1; internal <= LONGEST_INTERNAL; internal += 1) {
    head = Math.floor(head / 10);
    if (head < shortest) return;
    yield* whole(sources, head);
    if (internal > 1) yield* whole(sources, head * 10);
  }
}

/** Numbers in one block with `called`, when they are all of one organisation. */
function block(sources: NearSources, called: number, length: number): number[] {
  if (length < SHORTEST_IN_BLOCK) return [];
  let company = 0;
  const found: Found[] = [];
  for (const one of notNotes(sources, inBlock(sources, called))) {
    // That is its main number.
    if (one.number === called * 10) continue;
    const its = sources.companyOf(one.owner);
    if (its === 0) continue;
    if (company !== 0 && its !== company) return [];
    company = its;
    found.push(one);
  }
  const nearest = Math.floor(called / 100);
  const nearer = ({ number }: Found) =>
    number >= called * 10 || Math.floor(number / 100) === nearest ? 1 : 0;
  return best(sources, found, nearer);
}

function* inBlock(sources: NearSources, called: number): IterableIterator<Found> {
  yield* between(sources, Math.floor(called / 1_000) * 1_000, 1_000);
  // `called` is the main number, and somebody behind it is known.
  const heads = called % 10 === 0 ? [called, called / 10] : [called];
  for (const head of heads) {
    for (let behind = head === called ? 1 : 2; behind <= LONGEST_BEHIND; behind += 1) {
      yield* between(sources, head * 10 ** behind, 10 ** behind);
    }
  }
}

function* between(sources: NearSources, from: number, count: number): IterableIterator<Found> {
  if (from >= TOO_LARGE) return;
  for (let key = from; key < from + count; key += 1_000) {
    for (const found of chain(sources, 'block', key)) {
      const { number, tag } = found;
      if (number >= from && number < from + count && !sources.isPartial(tag)) yield found;
    }
  }
}

/** More than a few people with the same last digits say nothing. */
function sameEnd(sources: NearSources, called: string): number[] {
  const found: number[] = [];
  const owners = new Set<number>();
  for (const { entry, number, owner, tag } of chain(sources, 'end', Number(called))) {
    const partial = sources.isPartial(tag) ? { partial: true as const } : {};
    const stored = { digits: String(number), field: sources.fieldOf(tag), ...partial };
    if (relationOf(called, stored, sources.mobile)?.kind !== 'lastDigits') continue;
    owners.add(owner);
    if (owners.size > MAX_SAME_END) return [];
    found.push(entry);
  }
  return found;
}

/** The best of them, sorted. */
function best(
  { compare }: NearSources,
  all: Iterable<Found>,
  score: (found: Found) => number = () => 0,
): number[] {
  const kept: { found: Found; score: number }[] = [];
  for (const found of all) {
    const one = { found, score: score(found) };
    const before = (other: (typeof kept)[number] | undefined) =>
      other === undefined ||
      (other.score - one.score ||
        compare(one.found.owner, other.found.owner) ||
        one.found.number - other.found.number) < 0;
    if (kept.length >= KEPT && !before(kept.at(-1))) continue;
    const at = kept.findIndex(before);
    kept.splice(at < 0 ? kept.length : at, 0, one);
    if (kept.length > KEPT) kept.pop();
  }
  return kept.map(({ found }) => found.entry);
}
