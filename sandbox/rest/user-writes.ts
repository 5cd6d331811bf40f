import { randomUUID } from 'node:crypto';
import { isModern } from '../world/flavour.ts';
import { CUSTOM_USER_FIELD } from '../world/lookups.ts';
import { userRecord } from '../world/records.ts';
import type { JsonObject, UserRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import { masked, noLookup, RestError } from './rest-error.ts';

const TEXT_FIELDS = ['firstname', 'lastname', 'email', 'phone', 'mobile', 'fax', 'note'] as const;

/** Longer texts are cut without a word (measured). */
const LONGEST: Readonly<Record<string, number>> = {
  firstname: 100,
  lastname: 100,
  phone: 100,
  mobile: 100,
  fax: 100,
};

/** Creates a customer. Roles sent by an agent are dropped without a word, as in Zammad. */
export function createUser(world: World, input: JsonObject, by: number): UserRow {
  const text = (field: string) => cut(field, typeof input[field] === 'string' ? input[field] : '');
  const identified =
    text('email') ||
    text('firstname') ||
    text('lastname') ||
    text('phone') ||
    (isModern(world.flavour) && text('mobile'));
  if (!identified) {
    throw new RestError(
      422,
      `At least one identifier (firstname, lastname, phone${isModern(world.flavour) ? ', mobile' : ''} or email) for user is required.`,
    );
  }
  const email = text('email').toLowerCase();
  checkEmail(email);
  if (email && [...world.users.values()].some((user) => user.email === email)) {
    throw new RestError(422, `Email address '${email}' is already used for another user.`);
  }
  const user = userRecord(
    world.flavour,
    {
      id: world.nextId('user'),
      login: email || `auto-${randomUUID()}`,
      ...Object.fromEntries(TEXT_FIELDS.map((field) => [field, text(field)])),
      ...(text(CUSTOM_USER_FIELD) ? { [CUSTOM_USER_FIELD]: text(CUSTOM_USER_FIELD) } : {}),
      email,
      organization_id: organizationOf(world, input),
      preferences: { locale: 'en-us' },
    },
    world.now(),
    by,
  );
  world.users.set(user.id, user);
  world.indexUser(user);
  return user;
}

function checkEmail(email: string): void {
  if (email && !/^[^\s@]+@[^\s@]+$/.test(email))
    throw new RestError(422, `Invalid email '${email}'`);
}

function cut(field: string, value: string): string {
  return value.slice(0, LONGEST[field] ?? value.length);
}

export function updateUser(world: World, user: UserRow, input: JsonObject, by: number): UserRow {
  for (const field of [...TEXT_FIELDS, CUSTOM_USER_FIELD]) {
    const value = input[field];
    if (typeof value === 'string') user[field] = cut(field, value);
  }
  if (typeof input['vip'] === 'boolean') user.vip = input['vip'];
  if (typeof input['active'] === 'boolean') user.active = input['active'];
  if (input['organization'] !== undefined || input['organization_id'] !== undefined) {
    user.organization_id = organizationOf(world, input);
  }
  user.updated_at = world.now();
  user.updated_by_id = by;
  world.indexUser(user);
  return user;
}

function organizationOf(world: World, input: JsonObject): number | null {
  const id = input['organization_id'];
  if (typeof id === 'number') {
    if (!world.organizations.has(id)) throw masked(422);
    return id;
  }
  const name = input['organization'];
  if (typeof name !== 'string' || name === '') return null;
  const found = [...world.organizations.values()].find((row) => row.name === name);
  if (!found) throw noLookup('organization', name);
  return found.id;
}
