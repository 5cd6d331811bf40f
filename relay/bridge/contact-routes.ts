/** `/contacts`. Rules BR6 to BR15 of `SPEC-bridge.md`. */
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import { breath } from '../search/breath.ts';
import { badRequest, delegated } from './bridge-error.ts';
import {
  type BridgeContext,
  type BridgeEnv,
  type BridgeHttp,
  readJson,
  zammadId,
} from './bridge-http.ts';
import type { BridgePerson } from './bridge-person.ts';
import type { Contacts } from './contact.ts';
import type { ChangeContact, ChangedContact } from './contact-change.ts';
import type { CreateContact } from './contact-creation.ts';
import { contactInputSchema } from './contact-input.ts';
import type { ContactReader } from './contact-reader.ts';
import type { RemoveContact } from './contact-removal.ts';
import { ticketsOf } from './entities.ts';
import type { PeopleCache } from './people-cache.ts';
import type { Account } from './sign-in.ts';
import type { Versions } from './versions.ts';

/** Kinds of things that clients of the public framework name. */
const ENTITY_TYPES = [
  'contacts',
  'deals',
  'companies',
  'tickets',
  'leads',
  'accounts',
  'opportunities',
  'cases',
  'building_objects',
  'building_objects_leads',
  'contacts_folder',
  'users',
  'tasks',
];
const CONTACTS = 'ticket.agent (or admin.user)';
/** Contacts written at once; then whatever waits goes first. */
const SLICE = 40;

export interface ContactRouteDeps {
  http: BridgeHttp;
  contacts: Contacts;
  cache: PeopleCache;
  versions: Versions;
  reader: ContactReader;
  create: CreateContact;
  change: ChangeContact;
  remove: RemoveContact;
  now: () => number;
}

export function contactRoutes(deps: ContactRouteDeps): Hono<BridgeEnv> {
  const { http, contacts, cache, versions, reader, now } = deps;
  const app = new Hono<BridgeEnv>();

  function idOf(c: BridgeContext): number {
    const id = zammadId(c.req.param('id'));
    if (id === undefined) throw delegated('notFound');
    return id;
  }
  function answer(c: BridgeContext, account: Account, { person, leftOut }: ChangedContact) {
    if (leftOut) c.header('x-offhook-left-out', 'organization');
    return c.json(contacts.contact(person, account));
  }
  function list(c: BridgeContext, account: Account, people: readonly BridgePerson[]): Response {
    c.header('content-type', 'application/json; charset=utf-8');
    return stream(c, async (out) => {
      await out.write('[');
      for (let from = 0; from < people.length; from += SLICE) {
        const slice = people.slice(from, from + SLICE);
        const text = slice.map((person) => contacts.json(person, account)).join(',');
        await out.write(from === 0 ? text : `,${text}`);
        await breath();
      }
      await out.write(']');
    });
  }

  app.get(
    '/contacts',
    http.signedIn(async (c, account) => {
      const held = await cache.people(account.token, account.zammad);
      if (!held) {
        c.header('x-fetching-state', 'pending');
        return c.json([]);
      }
      const people = [...held.people.values()];
      await versions.told(account.client, held.asOf);
      if (held.cut) c.header('x-offhook-left-out', 'contacts');
      return list(c, account, people);
    }, CONTACTS),
  );
  app.post(
    '/contacts',
    http.signedIn(async (c, account) => {
      const input = await readJson(c, contactInputSchema, 'contact');
      return answer(c, account, await deps.create(account, input));
    }, CONTACTS),
  );
  app.post(
    '/contacts/stream',
    http.signedIn(async (c, account) => {
      if ((c.req.header('x-user-id') ?? '').trim() === '') throw badRequest('Missing user ID');
      const timestamp = now();
      // The vendor's stream goes to a queue of the vendor's; ours is ready for GET /contacts.
      await cache.people(account.token, account.zammad, 0);
      return c.json({ timestamp });
    }, CONTACTS),
  );
  app.get(
    '/contacts/:id',
    http.signedIn(async (c, account) => {
      const type = c.req.query('type');
      if (type === undefined || !ENTITY_TYPES.includes(type)) {
        throw badRequest('Missing contact type query parameter');
      }
      if (type !== 'contacts') throw delegated('notFound');
      const person = await reader.read(account, idOf(c));
      await reader.told(account, person);
      return c.json(contacts.contact(person, account));
    }, CONTACTS),
  );
  app.put(
    '/contacts/:id',
    http.signedIn(async (c, account) => {
      const input = await readJson(c, contactInputSchema, 'contact');
      return answer(c, account, await deps.change(account, idOf(c), input));
    }, CONTACTS),
  );
  app.delete(
    '/contacts/:id',
    http.signedIn(async (c, account) => {
      await deps.remove(account, idOf(c));
      return c.body(null, 200);
    }, CONTACTS),
  );
  app.get(
    '/contacts/:id/entities',
    http.signedIn(async (c, account) => c.json(await ticketsOf(account, idOf(c))), 'ticket.agent'),
  );
  return app;
}
