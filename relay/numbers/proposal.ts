/**
 * What to write so that Zammad's own look-up finds a person. Nothing is guessed and nothing is lost:
 * a proposal stands only when afterwards Offhook reads the same numbers in the person's fields and
 * Zammad finds every one of the fields it touches. Rules ND6-ND8 of `relay/SPEC-numbers.md`.
 */
import type { Phone } from '../../lib/core/phone.ts';
import { zammadDigits } from '../../lib/core/zammad-matcher.ts';
import type { FixableKind } from './finding.ts';
import { partNumbers } from './part-numbers.ts';
import { numbersOf, piecesOf } from './pieces.ts';
import { isWholeNumber, rewritten } from './whole-number.ts';

export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

export interface Proposal {
  changes: FieldChange[];
  /** Fields that were left as they are although something is wrong, and why. */
  left: { field: string; why: string }[];
}

export interface ProposalDeps {
  phone: Phone;
  /** Names of further attributes that hold numbers. */
  custom: readonly string[];
}

/**
 * @param texts of all number fields (`numberTexts`)
 * @param others what else Zammad finds this person by, as numbers
 */
export function propose(
  texts: ReadonlyMap<string, string>,
  others: ReadonlySet<string>,
  kinds: ReadonlySet<FixableKind>,
  deps: ProposalDeps,
): Proposal {
  const { phone } = deps;
  const next = new Map(texts);
  const left: Proposal['left'] = [];
  const before = foundBy(texts, others);
  const written = new Set<string>();

  for (const field of texts.keys()) {
    const text = next.get(field) ?? '';
    const pieces = piecesOf(text, phone);
    const different = new Set(pieces.flatMap(({ e164 }) => e164 ?? []));
    if (different.size > 1 && kinds.has('several')) {
      const parted = partNumbers(field, text, pieces, next, phone, deps.custom);
      if (typeof parted !== 'string') {
        for (const [name, value] of parted) next.set(name, value);
        for (const e164 of different) written.add(e164);
        continue;
      }
      left.push({ field, why: parted });
    }
    if (!kinds.has('missed')) continue;
    const missed = pieces.filter(
      ({ e164, valid }) => e164 !== undefined && valid && !before.has(e164),
    );
    const whole = missed.filter(isWholeNumber);
    if (whole.length > 0) next.set(field, rewritten(text, whole, phone));
    for (const { e164 = '' } of whole) written.add(e164);
    if (missed.length > whole.length && left.at(-1)?.field !== field) {
      left.push({ field, why: 'more than this number is written there' });
    }
  }

  const changes = [...next].flatMap(([field, after]): FieldChange[] => {
    const now = texts.get(field) ?? '';
    return now === after ? [] : [{ field, before: now, after }];
  });
  if (keepsAll(texts, next, others, written, phone)) return { changes, left };
  const why = 'it cannot be written so that Zammad finds it and nothing is lost';
  return { changes: [], left: [...left, ...changes.map(({ field }) => ({ field, why }))] };
}

function foundBy(texts: ReadonlyMap<string, string>, others: ReadonlySet<string>): Set<string> {
  return new Set([...others, ...[...texts.values()].flatMap((text) => zammadDigits(text))]);
}

/** Offhook reads the same numbers as before; Zammad finds those it found, and all that were written. */
function keepsAll(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  others: ReadonlySet<string>,
  written: ReadonlySet<string>,
  phone: Phone,
): boolean {
  const all = (texts: ReadonlyMap<string, string>) =>
    [...new Set([...texts.values()].flatMap((text) => numbersOf(text, phone)))].sort();
  const numbers = all(before);
  if (numbers.join() !== all(after).join()) return false;
  const found = foundBy(after, others);
  const foundBefore = foundBy(before, others);
  return numbers.every((e164) => found.has(e164) || (!written.has(e164) && !foundBefore.has(e164)));
}
