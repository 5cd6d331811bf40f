/**
 * The caller as a contact of 3CX. The names of the fields are our own: the template
 * `docs/telephony/threecx-crm-template.xml` reads them.
 */
import { callerName } from '../../directory/phonebook/caller-name.ts';
import { nameParts } from '../../directory/phonebook/name-parts.ts';
import type { DialectContext } from '../dialect.ts';

export interface CrmContact {
  id: string;
  firstName: string;
  lastName: string;
  company: string;
  phone: string;
}

/** One contact, or none when nobody is surely known under the number. */
export function contactsOf(
  number: string,
  { phone, lookup }: Pick<DialectContext, 'phone' | 'lookup'>,
): CrmContact[] {
  const { e164 } = phone.read(number);
  if (e164 === undefined || !lookup) return [];
  const style = { guess: false, ascii: false, organization: false };
  const { name, organization = '', userId } = callerName(lookup(e164), style);
  if (name === '') return [];
  const { first, last } = userId === undefined ? { first: '', last: name } : nameParts(name);
  const id = userId === undefined ? `+${e164}` : String(userId);
  return [{ id, firstName: first, lastName: last, company: organization, phone: `+${e164}` }];
}
