/** What one pair of person and contact needs, by rules CS5–CS8. Pure. */
import { type ContactFields, mergeFields, type SameValue } from '../../lib/core/contact-merge.ts';
import type { ContactSyncConfig } from '../config-contacts.ts';
import type { Link, SentValue } from './link-store.ts';
import type { PersonRecord } from './person-record.ts';

export interface FieldChange {
  field: string;
  before: string;
  value: string;
}

/** Both sides changed it, or the side that may not; `lost` is what no side has any more. */
export interface FieldConflict {
  field: string;
  from: 'ours' | 'theirs';
  kept: string;
  lost: string;
}

export interface Decision {
  toOurs: FieldChange[];
  toTheirs: FieldChange[];
  conflicts: FieldConflict[];
  /** Sent again and again, never kept by the telephone system; not sent any more. */
  stuck: string[];
  base: ContactFields;
  sent: Record<string, SentValue>;
}

const MAX_TRIES = 3;
const NAMES = ['name', 'firstname', 'lastname'];

export function decide(
  link: Pick<Link, 'base' | 'sent'>,
  person: Pick<PersonRecord, 'fields' | 'fixed' | 'unclear' | 'updatedAt'>,
  /** `at` undefined: the vendor does not tell; then Zammad counts as newer. */
  contact: { fields: ContactFields; at: number | undefined },
  direction: ContactSyncConfig['direction'],
  same: SameValue,
): Decision {
  const isSame = (field: string, a: string, b: string) =>
    a === b || (a !== '' && b !== '' && same(field, a, b));
  const theirs = only(contact.fields, person.fields);
  const ours = { ...person.fields };
  for (const field of person.unclear) ours[field] = theirs[field] ?? '';
  const base = effectiveBase(link, ours, theirs, isSame);
  const times = { oursAt: person.updatedAt, theirsAt: contact.at ?? 0 };
  const { changes } = mergeFields(base, ours, theirs, times, same);

  const decision: Decision = {
    toOurs: [],
    toTheirs: [],
    conflicts: [],
    stuck: [],
    base: agreed(base, ours, theirs, isSame),
    sent: {},
  };
  for (const { field, from, kept } of changes) {
    const [our, their, was] = [ours, theirs, base].map((side) => side[field] ?? '') as [
      string,
      string,
      string,
    ];
    const emptiesName = kept === '' && NAMES.includes(field);
    const zammadLeads = direction === 'push' || person.fixed.has(field) || emptiesName;
    const winner = direction === 'pull' ? 'theirs' : zammadLeads ? 'ours' : from;
    if (direction === 'pull' && zammadLeads) continue;
    const [value, before] = winner === 'ours' ? [our, their] : [their, our];
    // Only the other side has it, and nobody took it away here: it stays where it is.
    if (winner !== from && value === '' && was === '') continue;
    const earlier = link.sent[field];
    const to = winner === 'ours' ? 'theirs' : 'ours';
    const again =
      earlier?.to === to &&
      isSame(field, earlier.value, value) &&
      isSame(field, earlier.before, before);
    if (again && earlier.tries >= MAX_TRIES) {
      decision.stuck.push(field);
      decision.sent[field] = earlier;
      continue;
    }
    decision.sent[field] = { value, before, to, tries: again ? earlier.tries + 1 : 1 };
    (to === 'theirs' ? decision.toTheirs : decision.toOurs).push({ field, before, value });
    if (!again && before !== '' && !isSame(field, before, was)) {
      decision.conflicts.push({ field, from: winner, kept: value, lost: before });
    }
  }
  return decision;
}

/**
 * What both sides agreed on, with what was sent since: a side that still has what stood there
 * before has not got it (killed before the request, or not kept); any other value came after it.
 */
function effectiveBase(
  { base, sent }: Pick<Link, 'base' | 'sent'>,
  ours: ContactFields,
  theirs: ContactFields,
  isSame: SameValue,
): Record<string, string> {
  const next: Record<string, string> = { ...base };
  for (const [field, { value, before, to }] of Object.entries(sent)) {
    const now = (to === 'ours' ? ours : theirs)[field] ?? '';
    next[field] = isSame(field, now, before) ? before : value;
  }
  return next;
}

function agreed(
  base: ContactFields,
  ours: ContactFields,
  theirs: ContactFields,
  isSame: SameValue,
): Record<string, string> {
  const next = { ...base };
  for (const field of Object.keys(ours)) {
    const our = ours[field] ?? '';
    if (isSame(field, our, theirs[field] ?? '')) next[field] = our;
  }
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''));
}

/** Nothing of the contact was changed there since both sides agreed. */
export function isUntouched(link: Link, theirs: ContactFields, same: SameValue): boolean {
  const isSame: SameValue = (field, a, b) => a === b || (a !== '' && b !== '' && same(field, a, b));
  const base = effectiveBase(link, {}, theirs, isSame);
  return Object.entries(theirs).every(([field, value]) => {
    const was = base[field] ?? '';
    return isSame(field, value, was);
  });
}

/** The link, told what its sides have now: values that both have are agreed on. */
export function confirmed(
  link: Link,
  ours: ContactFields,
  theirs: ContactFields,
  same: SameValue,
): Link {
  const isSame: SameValue = (field, a, b) => a === b || (a !== '' && b !== '' && same(field, a, b));
  const base = agreed(link.base, ours, only(theirs, ours), isSame);
  const sent = Object.entries(link.sent).filter(
    ([field]) => !isSame(field, ours[field] ?? '', theirs[field] ?? ''),
  );
  return { ...link, base, sent: Object.fromEntries(sent) };
}

function only(fields: ContactFields, wanted: ContactFields): Record<string, string> {
  return Object.fromEntries(Object.keys(wanted).map((field) => [field, fields[field] ?? '']));
}
