/**
 * Three-way merge of one contact that two systems keep: field by field, the newest of two different
 * changes wins, and what loses is named. Pure. Rules CS1–CS4 of `relay/contact-sync/SPEC-contacts.md`.
 */

/** Texts by field name. A field that is absent is an empty one. */
export type ContactFields = Readonly<Record<string, string>>;

export interface MergeChange {
  field: string;
  /** Whose value stands; the other side has to be given it. */
  from: 'ours' | 'theirs';
  /** The value that stands; `''`: the field was emptied. */
  kept: string;
  /** Only of a conflict: the other side's change, which is given up. */
  lost?: string;
}

export interface Merged {
  /** The contact as both sides should have it; without empty fields. */
  merged: Record<string, string>;
  /** Every field in which the sides differ, by name. */
  changes: MergeChange[];
  /** Fields that both sides changed to different values. */
  conflicts: string[];
}

/** Are two texts of this field one and the same value? Spellings of one number are. */
export type SameValue = (field: string, a: string, b: string) => boolean;

/**
 * @param base what both sides had when they last agreed; `{}` when they never did
 * @param times when each side was changed last, epoch ms; ours wins a tie
 */
export function mergeFields(
  base: ContactFields,
  ours: ContactFields,
  theirs: ContactFields,
  times: { oursAt: number; theirsAt: number },
  same: SameValue = (_field, a, b) => a === b,
): Merged {
  const isSame = (field: string, a: string, b: string) =>
    a === b || (a !== '' && b !== '' && same(field, a, b));
  const newest = times.theirsAt > times.oursAt ? 'theirs' : 'ours';
  const merged: [string, string][] = [];
  const changes: MergeChange[] = [];
  const conflicts: string[] = [];
  for (const field of fieldsOf(base, ours, theirs)) {
    const [was, our, their] = [base, ours, theirs].map((side) => valueOf(side, field)) as [
      string,
      string,
      string,
    ];
    let kept = our;
    if (!isSame(field, our, their)) {
      const conflict = !isSame(field, was, our) && !isSame(field, was, their);
      const changed = isSame(field, was, our) ? 'theirs' : 'ours';
      const from = conflict ? newest : changed;
      kept = from === 'ours' ? our : their;
      const lost = from === 'ours' ? their : our;
      changes.push({ field, from, kept, ...(conflict && { lost }) });
      if (conflict) conflicts.push(field);
    }
    if (kept !== '') merged.push([field, kept]);
  }
  return { merged: Object.fromEntries(merged), changes, conflicts };
}

function fieldsOf(...sides: readonly ContactFields[]): string[] {
  return [...new Set(sides.flatMap((side) => Object.keys(side)))].sort();
}

function valueOf(side: ContactFields, field: string): string {
  return Object.hasOwn(side, field) ? (side[field] ?? '').trim() : '';
}
