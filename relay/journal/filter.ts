/** Which part of the journal an admin wants to see. */
import { type RawBuilder, sql } from 'kysely';
import type { Phone } from '../../lib/core/phone.ts';

export interface Filter {
  connection?: string | undefined;
  /** Our id or the telephone system's, or the beginning of ours. */
  call?: string | undefined;
  /** A number in any spelling, or a part of one. */
  number?: string | undefined;
  sinceAt?: number | undefined;
}

/** Shorter texts begin too many of our ids. */
const MIN_ID_PART = 6;
/** So many digits are a part of a number, and not everything. */
const MIN_DIGITS = 4;

/** Conditions on the row of `calls` that an entry is about; none: entries of every call. */
export function callConditions(filter: Filter, phone: Phone): RawBuilder<boolean>[] {
  const { connection, call, number } = filter;
  const conditions: RawBuilder<boolean>[] = [];
  if (connection !== undefined) conditions.push(sql<boolean>`calls.source = ${connection}`);
  if (call !== undefined) {
    const length = Math.max(call.length, MIN_ID_PART);
    conditions.push(
      sql<boolean>`(calls.native_id = ${call} or substr(calls.id, 1, ${length}) = ${call})`,
    );
  }
  if (number !== undefined) conditions.push(holdsNumber(number, phone));
  return conditions;
}

/** Some party of the call has it: the number itself, an internal number, or a part of either. */
function holdsNumber(text: string, phone: Phone): RawBuilder<boolean> {
  const { e164, extension } = phone.read(text);
  const digits = text.replace(/\D/g, '');
  const part = digits.length >= MIN_DIGITS ? digits : undefined;
  // Cheap first: most calls hold these digits nowhere.
  const anywhere = sql`(
    instr(calls.snapshot, ${e164 ?? extension ?? text.trim()}) > 0
    or instr(calls.snapshot, ${part ?? null}) > 0
  )`;
  return sql<boolean>`(
    ${anywhere} and exists (
      select 1 from json_tree(calls.snapshot) as leaf
      where (leaf.key = 'e164' and leaf.atom = ${e164 ?? null})
         or (leaf.key = 'extension' and leaf.atom = ${extension ?? null})
         or (leaf.key in ('e164', 'raw') and instr(leaf.atom, ${part ?? null}) > 0)
         or (leaf.key = 'raw' and leaf.atom = ${text.trim()})
    )
  )`;
}
