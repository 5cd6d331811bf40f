/**
 * sipgate's shared contacts, REST API v2 (https://api.sipgate.com/v2/doc): `GET /contacts` with
 * `limit` and `offset` answers `{items, totalCount}` of all scopes, `PUT /contacts/{id}` stores a
 * whole contact, and makes it under an id (a UUID) of ours when there is none. So sipgate's own
 * bridge makes contacts (https://github.com/sipgate/clinq-bridge-sipgate-team), and the kinds of
 * numbers are from there too. There is no request for one contact, and no time of change.
 */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import { listWhole } from './list-whole.ts';
import { type KindedNumber, numberSlots } from './number-slots.ts';
import {
  type ContactField,
  type ContactTarget,
  NUMBER_FIELDS,
  type RemoteContact,
  TargetError,
} from './target.ts';
import type { TargetRequest } from './target-request.ts';

export const SIPGATE_URL = 'https://api.sipgate.com/v2';
/** sipgate names no limit; five a second is what a busy person's browser does. */
export const SIPGATE_SPACING_MS = 200;
/** The API's default is 5,000; reading so many at once would hold up the telephone system's events. */
const PAGE = 500;
const FIELDS: readonly ContactField[] = ['name', 'organization', 'email', ...NUMBER_FIELDS];

const kinds = v.optional(v.nullable(v.array(v.string())));
const contactSchema = v.looseObject({
  id: v.string(),
  name: v.nullish(v.string(), ''),
  emails: v.nullish(v.array(v.looseObject({ email: v.nullish(v.string(), ''), type: kinds })), []),
  numbers: v.nullish(v.array(v.looseObject({ number: v.string(), type: kinds })), []),
  organization: v.nullish(v.array(v.array(v.nullable(v.string()))), []),
  scope: v.nullish(v.string(), ''),
});
type SipgateContact = v.InferOutput<typeof contactSchema>;
const pageSchema = v.object({ items: v.array(contactSchema), totalCount: v.number() });

/** What a number is called that we add. */
const KIND_OF: Record<string, string[]> = {
  phone: ['WORK'],
  mobile: ['CELL'],
  fax: ['FAX', 'WORK'],
};

export function createSipgateTarget(deps: {
  request: TargetRequest;
  isSameNumber: (a: string, b: string) => boolean;
  pageSize?: number | undefined;
}): ContactTarget {
  const { request, isSameNumber, pageSize = PAGE } = deps;

  async function page(offset: number, signal: AbortSignal) {
    const query = { limit: pageSize, offset };
    const { json } = await request('GET', '/contacts', { query, signal });
    const result = v.safeParse(pageSchema, json);
    if (!result.success) throw new TargetError('broken');
    return { items: result.output.items, total: result.output.totalCount };
  }

  function read(contact: RemoteContact, hints: readonly ContactFields[]): ContactFields {
    const raw = contact.raw as SipgateContact;
    const slots = numberSlots(raw.numbers.map(kinded), hints, isSameNumber);
    return Object.fromEntries([
      ['name', raw.name],
      ['organization', raw.organization[0]?.[0] ?? ''],
      ['email', raw.emails[0]?.email ?? ''],
      ...[...slots].map(([field, index]) => [field, raw.numbers[index]?.number ?? '']),
    ]) as ContactFields;
  }

  async function put(contact: SipgateContact, signal: AbortSignal): Promise<void> {
    await request('PUT', `/contacts/${encodeURIComponent(contact.id)}`, { body: contact, signal });
  }

  return {
    fields: FIELDS,
    newId: randomUUID,
    read,
    async list(signal) {
      const all = await listWhole({ page, signal, keyOf: ({ id }) => id });
      return all.filter(({ scope }) => scope === 'SHARED').map(remote);
    },
    async create(fields, id = randomUUID(), signal) {
      const empty = { emails: [], numbers: [], organization: [], addresses: [], picture: null };
      const blank: SipgateContact = { id, name: '', scope: 'SHARED', ...empty };
      const raw = withChanges(blank, {}, fields);
      await put(raw, signal);
      return { id };
    },
    async change(contact, was, changes, signal) {
      await put(withChanges(contact.raw as SipgateContact, was, changes), signal);
      return undefined;
    },
    async remove(id, signal) {
      try {
        await request('DELETE', `/contacts/${encodeURIComponent(id)}`, { signal });
      } catch (error) {
        if (!(error instanceof TargetError) || error.code !== 'not-found') throw error;
      }
    },
  };

  function withChanges(raw: SipgateContact, was: ContactFields, changes: ContactFields) {
    const next = structuredClone(raw);
    const slots = numberSlots(raw.numbers.map(kinded), [was], isSameNumber);
    const dropped = new Set<number>();
    for (const [field, value] of Object.entries(changes)) {
      if (field === 'name') next.name = value;
      if (field === 'organization') setOrganization(next, value);
      if (field === 'email') setEmail(next, value);
      if (!(NUMBER_FIELDS as readonly string[]).includes(field)) continue;
      const index = slots.get(field);
      const known = index === undefined ? undefined : next.numbers[index];
      if (!known && value !== '') {
        next.numbers.push({ number: value, type: KIND_OF[field] });
      } else if (known && value !== '') known.number = value;
      else if (index !== undefined) dropped.add(index);
    }
    next.numbers = next.numbers.filter((_number, index) => !dropped.has(index));
    return next;
  }
}

function remote(raw: SipgateContact): RemoteContact {
  return { id: raw.id, numbers: raw.numbers.map(({ number }) => number), raw };
}

function kinded({ number, type }: SipgateContact['numbers'][number]): KindedNumber {
  const has = (kind: string) => type?.some((one) => one.toUpperCase() === kind) === true;
  if (has('FAX')) return { number, field: 'fax' };
  if (has('CELL')) return { number, field: 'mobile' };
  return { number, field: has('WORK') ? 'phone' : undefined };
}

function setOrganization(contact: SipgateContact, name: string): void {
  const [first, ...rest] = contact.organization;
  if (name !== '') contact.organization = [[name, ...(first ?? ['', '']).slice(1)], ...rest];
  else contact.organization = rest;
}

function setEmail(contact: SipgateContact, email: string): void {
  const [first, ...rest] = contact.emails;
  contact.emails = email === '' ? rest : [{ type: ['WORK'], ...first, email }, ...rest];
}
