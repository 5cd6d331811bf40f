/** A person of Zammad in the fields that contacts have. Pure. */
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { numbersIn } from '../../lib/core/number-list.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { type ContactField, NUMBER_FIELDS } from './target.ts';

export interface PersonRecord {
  id: number;
  /** For the admin's eyes; never logged. */
  name: string;
  fields: ContactFields;
  /** Fields that only Zammad says: nothing is written into them. */
  fixed: ReadonlySet<string>;
  /** Fields with a text that is no readable number: what they mean is not known, so they are left alone. */
  unclear: ReadonlySet<string>;
  updatedAt: number;
  user: ZammadUser;
}

/** Organisation and e-mail address mean more in Zammad than their text: who sees what, who logs in. */
const ALWAYS_FIXED = ['organization', 'email'];

/** @param wanted what the other side keeps */
export function personRecord(
  user: ZammadUser,
  wanted: readonly ContactField[],
  phone: Phone,
): PersonRecord {
  const fixed = new Set(ALWAYS_FIXED);
  const unclear = new Set<string>();
  const name = personName(user).trim();
  const nameless = `${user.firstname}${user.lastname}`.trim() === '';
  if (nameless) for (const field of ['name', 'firstname', 'lastname']) fixed.add(field);
  const all: Record<ContactField, string> = {
    name,
    firstname: user.firstname.trim(),
    lastname: nameless ? name : user.lastname.trim(),
    organization: user.organization?.trim() ?? '',
    email: user.email.trim(),
    phone: '',
    mobile: '',
    fax: '',
  };
  for (const field of NUMBER_FIELDS) {
    const text = user[field as 'phone' | 'mobile' | 'fax'];
    const parts = numbersIn(text, phone);
    const readable = parts.flatMap((part) => phone.read(part).e164 ?? []);
    if (readable[0] !== undefined) all[field] = `+${readable[0]}`;
    if (text.trim() !== '' && readable.length === 0) unclear.add(field);
    // Several numbers, or none that can be read: writing one would lose what stands there.
    if (text.trim() !== '' && (parts.length !== 1 || readable.length !== 1)) fixed.add(field);
  }
  const fields = Object.fromEntries(wanted.map((field) => [field, all[field]]));
  return { id: user.id, name, fields, fixed, unclear, updatedAt: user.updatedAt, user };
}

export function hasNumber({ fields }: { fields: ContactFields }): boolean {
  return NUMBER_FIELDS.some((field) => (fields[field] ?? '') !== '');
}

/** Is this somebody the job is for? Colleagues (people with groups) never are. */
export function isMeant(user: ZammadUser, people: string): boolean {
  if (!user.active || user.groupIds.length > 0) return false;
  if (people === 'all') return true;
  if (people === 'vip') return user.vip;
  const wanted = people.slice('organization:'.length);
  return fold(user.organization ?? '') === fold(wanted);
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
