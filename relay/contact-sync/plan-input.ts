/** What a plan is made from. */
import type { ContactFields, SameValue } from '../../lib/core/contact-merge.ts';
import type { ContactSyncConfig } from '../config-contacts.ts';
import type { Link } from './link-store.ts';
import type { PersonRecord } from './person-record.ts';
import type { ContactTarget, RemoteContact } from './target.ts';

export interface PlanInput {
  now: number;
  job: Pick<ContactSyncConfig, 'direction' | 'createInZammad'>;
  links: readonly Link[];
  people: ReadonlyMap<number, PersonRecord>;
  contacts: ReadonlyMap<string, RemoteContact>;
  read: ContactTarget['read'];
  /** Digits of a number, as comparable text; `''`: no number. */
  digits: (number: string) => string;
  same: SameValue;
  /** Making a contact again under its id changes nothing. */
  ownIds: boolean;
  /** The admin says that a list that shrank is right. */
  trust: boolean;
}

export function newLink(
  ids: { personId?: number; remoteId?: string | undefined },
  state: Link['state'],
  at: number,
): Link {
  const made = state === 'making';
  return { id: 0, ...ids, state, made, base: {}, sent: {}, oursMissing: 0, theirsMissing: 0, at };
}

export function nameOf(fields: ContactFields): string {
  const { name, firstname, lastname, organization } = fields;
  return name || `${firstname ?? ''} ${lastname ?? ''}`.trim() || (organization ?? '');
}

/** The values that are on their way. */
export function sentValues({ sent }: Pick<Link, 'sent'>): ContactFields {
  return Object.fromEntries(Object.entries(sent).map(([field, { value }]) => [field, value]));
}

/** Where its numbers may be expected, surest first. */
export function hintsOf(link: Link, person?: PersonRecord): ContactFields[] {
  return [link.base, sentValues(link), person?.fields ?? {}];
}
