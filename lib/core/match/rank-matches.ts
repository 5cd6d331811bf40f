/** From everybody who has a number, or one like it, to who probably calls. Rules MA1–MA9. */
import type { Match } from '../agent-call.ts';
import type { StoredNumber } from '../stored-numbers.ts';
import { NOTE, type Relation, relationOf } from './relation.ts';
import { exactWeight, OF_ORGANIZATION, SHARED_PENALTY } from './weights.ts';

export const MAX_MATCHES = 20;
/** More people with the same last digits say nothing. */
export const MAX_SAME_END = 3;
/** Organisations keep their places behind this many people. */
const MAX_ORGANIZATIONS = 3;

/** One stored number of somebody active. */
export interface Candidate extends StoredNumber {
  /** `phone`, `mobile`, `fax`, `note`, or the name of a custom attribute. */
  field: string;
  /** Zammad user id; absent for an organisation. */
  userId?: number | undefined;
  organizationId?: number | undefined;
  /** Of the person, or the organisation's own. */
  name: string;
  organization?: string | undefined;
  vip: boolean;
  updatedAt: number;
}

interface Ranked {
  candidate: Candidate;
  relation: Relation | { kind: 'exact' | 'organization'; weight: number };
}

/**
 * @param called E.164 digits
 * @param mobile tells mobile phones (`Phone.mobile`)
 * @returns best first, everybody once; the order of the candidates does not matter
 */
export function rankMatches(
  called: string,
  candidates: readonly Candidate[],
  mobile: (digits: string) => boolean,
): Match[] {
  const exact = candidates.filter((one) => isExact(called, one)).map(exactly);
  const found = bestOfEach(exact.length > 0 ? exact : guesses(called, candidates, mobile));
  const shared = found.filter(({ relation }) => relation.kind === 'exact').length > 1;
  const ranked = grouped(found.toSorted(compare));
  const organizations = ranked.filter(({ candidate }) => candidate.userId === undefined);
  const kept = new Set(organizations.slice(0, MAX_ORGANIZATIONS));
  const people = ranked.filter(({ candidate }) => candidate.userId !== undefined);
  for (const person of people.slice(0, MAX_MATCHES - kept.size)) kept.add(person);
  return ranked.filter((one) => kept.has(one)).map((one) => asMatch(one, shared));
}

function isExact(called: string, { digits, field, partial }: Candidate): boolean {
  return digits === called && field !== NOTE && !partial;
}

function exactly(candidate: Candidate): Ranked {
  const relation =
    candidate.userId === undefined
      ? { kind: 'organization' as const, weight: OF_ORGANIZATION }
      : { kind: 'exact' as const, weight: exactWeight(candidate.field) };
  return { candidate, relation };
}

function guesses(
  called: string,
  candidates: readonly Candidate[],
  mobile: (digits: string) => boolean,
): Ranked[] {
  const all = candidates.flatMap((candidate): Ranked[] => {
    const relation = relationOf(called, candidate, mobile);
    return relation ? [{ candidate, relation }] : [];
  });
  const block = all.filter(({ relation }) => relation.kind === 'block');
  const companies = new Set(block.flatMap(({ candidate }) => companyOf(candidate) ?? []));
  const sameEnd = all.filter(({ relation }) => relation.kind === 'lastDigits');
  const ends = new Set(sameEnd.map(keyOf));
  return all.filter(({ candidate, relation }) => {
    if (relation.kind === 'block') return companies.size === 1 && companyOf(candidate);
    return relation.kind !== 'lastDigits' || ends.size <= MAX_SAME_END;
  });
}

/** A block belongs to one company, or it is none. */
function companyOf({ userId, name, organization }: Candidate): string | undefined {
  return organization || (userId === undefined ? name : undefined);
}

function keyOf({ candidate: { userId, organizationId } }: Ranked): string {
  return userId === undefined ? `o${organizationId}` : `p${userId}`;
}

function bestOfEach(all: readonly Ranked[]): Ranked[] {
  const best = new Map<string, Ranked>();
  for (const one of all) {
    const key = keyOf(one);
    const before = best.get(key);
    if (!before || compareNumbers(one, before) < 0) best.set(key, one);
  }
  return [...best.values()];
}

/** Of two numbers of one person. */
function compareNumbers(a: Ranked, b: Ranked): number {
  return (
    b.relation.weight - a.relation.weight ||
    compareTexts(a.candidate.field, b.candidate.field) ||
    compareTexts(a.candidate.digits, b.candidate.digits)
  );
}

function compare(a: Ranked, b: Ranked): number {
  return (
    b.relation.weight - a.relation.weight ||
    Number(b.candidate.vip) - Number(a.candidate.vip) ||
    b.candidate.updatedAt - a.candidate.updatedAt ||
    compareTexts(keyOf(a)[0] === 'p' ? '' : 'o', keyOf(b)[0] === 'p' ? '' : 'o') ||
    (a.candidate.userId ?? a.candidate.organizationId ?? 0) -
      (b.candidate.userId ?? b.candidate.organizationId ?? 0)
  );
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** People of one organisation stand together, where they are as sure as each other. */
function grouped(ranked: readonly Ranked[]): Ranked[] {
  const groups = new Map<string, Ranked[]>();
  for (const one of ranked) {
    const company = companyOf(one.candidate);
    const key = `${one.relation.weight} ${company === undefined ? keyOf(one) : `c${company}`}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flat();
}

function asMatch({ candidate, relation }: Ranked, shared: boolean): Match {
  const { userId, name, vip, field } = candidate;
  const organization = companyOf(candidate);
  const penalty = shared && relation.kind === 'exact' ? SHARED_PENALTY : 0;
  return {
    ...(userId !== undefined && { userId }),
    name,
    ...(organization !== undefined && { organization }),
    ...(vip && { vip: true }),
    reason: { kind: relation.kind, detail: field },
    weight: relation.weight - penalty,
  };
}
