/**
 * Placetel's contacts, Web API v2 (https://api.placetel.de/v2/docs): `GET /contacts` by `page` and
 * `per_page` (at most 100) answers a bare array, so the end is an empty page; `POST /contacts`
 * answers the new contact, `PUT /contacts/{id}` takes only what changes. Fields as in the generated
 * client (https://hexdocs.pm/placetel_api/PlacetelAPI.Model.Contact.html).
 */
import * as v from 'valibot';
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import {
  type ContactField,
  type ContactTarget,
  type RemoteContact,
  TargetError,
} from './target.ts';
import type { TargetRequest } from './target-request.ts';

export const PLACETEL_URL = 'https://api.placetel.de/v2';
/**
 * Placetel allows 180 requests in 180 seconds and locks out for five minutes beyond that
 * (https://www.placetel.de/hilfe/telefonanlage/api-dokumentation, of the API before this one).
 */
export const PLACETEL_SPACING_MS = 1_050;
const PAGE = 100;
const MAX_PAGES = 5_000;

/** Where a field of ours stands, best first: it is read and changed where it is. */
const PLACES: Partial<Record<ContactField, readonly Attribute[]>> = {
  firstname: ['first_name'],
  lastname: ['last_name'],
  organization: ['company'],
  email: ['email_work', 'email'],
  phone: ['phone_work', 'phone'],
  mobile: ['mobile_work', 'mobile'],
  fax: ['fax_work', 'fax'],
};
const FIELDS = Object.keys(PLACES) as ContactField[];

const text = v.nullish(v.string(), '');
const attributes = {
  first_name: text,
  last_name: text,
  company: text,
  email: text,
  email_work: text,
  phone: text,
  phone_work: text,
  mobile: text,
  mobile_work: text,
  fax: text,
  fax_work: text,
};
type Attribute = keyof typeof attributes;
const contactSchema = v.object({
  id: v.union([v.number(), v.string()]),
  updated_at: text,
  created_at: text,
  ...attributes,
});
type PlacetelContact = v.InferOutput<typeof contactSchema>;

export function createPlacetelTarget(deps: {
  request: TargetRequest;
  pageSize?: number | undefined;
}): ContactTarget {
  const { request, pageSize = PAGE } = deps;

  return {
    fields: FIELDS,
    read: (contact) => {
      const raw = contact.raw as PlacetelContact;
      return Object.fromEntries(FIELDS.map((field) => [field, raw[placeOf(field, raw)]]));
    },
    async list(signal) {
      const all = new Map<string, RemoteContact>();
      for (let page = 1; page <= MAX_PAGES; page++) {
        const query = { page, per_page: pageSize };
        const { json } = await request('GET', '/contacts', { query, signal });
        const items = check(v.array(contactSchema), json).map(remote);
        // No new one: the last page again, or a server that pays no heed to `page`.
        if (items.every(({ id }) => all.has(id))) return [...all.values()];
        for (const item of items) all.set(item.id, item);
      }
      throw new TargetError('incomplete');
    },
    async create(fields, _id, signal) {
      const body = Object.fromEntries(
        Object.entries(fields).flatMap(([field, value]) => {
          const place = PLACES[field as ContactField]?.[0];
          return place && value !== '' ? [[place, value]] : [];
        }),
      );
      const { json } = await request('POST', '/contacts', { body, signal });
      const contact = remote(check(contactSchema, json));
      return { id: contact.id, contact };
    },
    async change(contact, _was, changes, signal) {
      const body = changesOf(contact.raw as PlacetelContact, changes);
      const { json } = await request('PUT', path(contact.id), { body, signal });
      return json === undefined ? undefined : remote(check(contactSchema, json));
    },
    async remove(id, signal) {
      await unlessGone(request('DELETE', path(id), { signal }));
    },
    async find(id, signal) {
      const answer = await unlessGone(request('GET', path(id), { signal }));
      return answer && remote(check(contactSchema, answer.json));
    },
  };
}

function changesOf(raw: PlacetelContact, changes: ContactFields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(changes).map(([field, value]) => [placeOf(field as ContactField, raw), value]),
  );
}

/** The place that holds something, else the first. */
function placeOf(field: ContactField, raw: PlacetelContact): Attribute {
  const places = PLACES[field] ?? [];
  return (places.find((place) => raw[place] !== '') ?? places[0]) as Attribute;
}

function remote(raw: PlacetelContact): RemoteContact {
  const numbers = [
    raw.phone_work,
    raw.phone,
    raw.mobile_work,
    raw.mobile,
    raw.fax_work,
    raw.fax,
  ].filter((number) => number !== '');
  const id = String(raw.id);
  return { id, numbers, updatedAt: timeOf(raw.updated_at), createdAt: timeOf(raw.created_at), raw };
}

function timeOf(iso: string): number | undefined {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? undefined : at;
}

function path(id: string): string {
  return `/contacts/${encodeURIComponent(id)}`;
}

function check<T>(schema: v.GenericSchema<unknown, T>, json: unknown): T {
  const result = v.safeParse(schema, json);
  if (!result.success) throw new TargetError('broken');
  return result.output;
}

async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TargetError && error.code === 'not-found') return undefined;
    throw error;
  }
}
