/** Looks at the number fields of one person or organisation. */
import type { Phone } from '../../lib/core/phone.ts';
import { zammadDigits } from '../../lib/core/zammad-matcher.ts';
import type { Finding } from './finding.ts';
import { LONGEST_FIELD } from './number-texts.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { whyMissed } from './why-missed.ts';

/** A finding without whose it is. */
export type FieldFinding = Omit<Finding, 'person' | 'organization' | 'name' | 'staff'>;

export interface ExaminedFields {
  /** Each number once (E.164 digits). */
  numbers: Set<string>;
  findings: FieldFinding[];
}

/** @param found what Zammad's look-up finds the person by; undefined: it does not look here */
export function examineFields(
  fields: ReadonlyMap<string, string>,
  phone: Phone,
  found: ReadonlySet<string> | undefined,
): ExaminedFields {
  const findings: FieldFinding[] = [];
  const places = new Map<string, string[]>();
  for (const [field, text] of fields) {
    const pieces = piecesOf(text, phone);
    for (const piece of pieces) {
      const { e164 } = piece;
      if (e164 !== undefined) places.set(e164, [...(places.get(e164) ?? []), field]);
      const finding = examinePiece(field, text, piece, found);
      if (finding) findings.push(finding);
    }
    const different = new Set(pieces.flatMap(({ e164 }) => e164 ?? []));
    if (different.size > 1) {
      const why = `it holds ${different.size} numbers`;
      findings.push({ kind: 'several', field, text, zammad: zammadDigits(text), why });
    }
  }
  for (const [number, all] of places) {
    if (all.length < 2) continue;
    const field = [...new Set(all)].join(',');
    const why = `the same number ${all.length} times`;
    findings.push({ kind: 'twice', field, number, zammad: [], why });
  }
  return { numbers: new Set(places.keys()), findings };
}

function examinePiece(
  field: string,
  whole: string,
  { text, e164, valid, internal }: Piece,
  found: ReadonlySet<string> | undefined,
): FieldFinding | undefined {
  if (internal) return undefined;
  const zammad = zammadDigits(text.slice(0, LONGEST_FIELD));
  if (e164 === undefined) {
    return { kind: 'unreadable', field, text, zammad, why: whyUnreadable(text) };
  }
  if (!valid) {
    const why = 'no such number exists by the numbering plan';
    return { kind: 'impossible', field, text, number: e164, zammad, why };
  }
  if (!found || found.has(e164)) return undefined;
  if (zammad.includes(e164)) {
    const why = 'Zammad takes it and what stands beside it for one number';
    return { kind: 'missed', field, text, number: e164, zammad: zammadDigits(whole), why };
  }
  return { kind: 'missed', field, text, number: e164, zammad, why: whyMissed(text, e164) };
}

function whyUnreadable(text: string): string {
  if (text.length > LONGEST_FIELD) return `it is longer than ${LONGEST_FIELD} characters`;
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  if (digits === 0) return 'no number is in it';
  if (digits > 15) return 'several numbers without a comma between them, or too many digits';
  if (/\p{L}/u.test(text)) return 'there is more than a number in it';
  if (digits < 9 && !/^\s*(?:\+|0)/.test(text)) return 'the area code is missing';
  return 'no number of any country looks like this';
}
