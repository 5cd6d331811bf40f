/** Zammad's side of the sync: everybody, one person, and the few writes that are ever made. */
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { UserInput, ZammadUser } from '../../lib/zammad/types.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { type Clock, pause } from '../hub/clock.ts';
import { splitName } from './name-split.ts';
import { isMeant, type PersonRecord, personRecord } from './person-record.ts';
import { type ContactField, NUMBER_FIELDS } from './target.ts';

const PER_PAGE = 500;
const PAUSE_MS = 250;
const MAX_PAGES = 10_000;
const RETRIES = 3;
const FIRST_RETRY_MS = 5_000;

/** What is asked of Zammad; `createZammad` has all of it. */
export interface PeopleApi {
  usersPage(page: number, perPage: number, extra?: readonly string[]): Promise<ZammadUser[]>;
  user(id: number, extra?: readonly string[]): Promise<ZammadUser>;
  updateUser(id: number, input: UserInput): Promise<ZammadUser>;
  createUser(input: UserInput): Promise<ZammadUser>;
}

export interface ZammadPeople {
  /**
   * Everybody the job is for, by id. All people are read: what is missing from this is not there.
   * @throws ZammadError
   */
  list(signal: AbortSignal, onPage?: () => Promise<void>): Promise<Map<number, PersonRecord>>;
  /** As they are now; undefined when they are gone, inactive or no longer meant. */
  find(id: number): Promise<PersonRecord | undefined>;
  /** Writes only these fields. */
  change(person: PersonRecord, changes: ContactFields): Promise<PersonRecord>;
  /** A customer, without roles, groups or organisation. */
  create(fields: ContactFields): Promise<PersonRecord>;
}

export function createZammadPeople(deps: {
  api: PeopleApi;
  phone: Phone;
  /** Which people: `all`, `vip`, `organization:NAME`. */
  people: string;
  wanted: readonly ContactField[];
  /** Whom nobody must know of; `attributes` are read for it. */
  excluded?: { attributes: readonly string[]; has: (user: ZammadUser) => boolean } | undefined;
  clock: Clock;
  perPage?: number | undefined;
}): ZammadPeople {
  const { api, phone, people, wanted, clock, perPage = PER_PAGE } = deps;
  const record = (user: ZammadUser) => personRecord(user, wanted, phone);
  const { attributes = [], has: isExcluded = () => false } = deps.excluded ?? {};
  const counts = (user: ZammadUser) => isMeant(user, people) && !isExcluded(user);

  async function patiently(page: number, signal: AbortSignal): Promise<ZammadUser[]> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await api.usersPage(page, perPage, attributes);
      } catch (error) {
        const passing =
          error instanceof ZammadError &&
          ['zammad/unreachable', 'zammad/slow', 'zammad/broken'].includes(error.code);
        if (!passing || attempt >= RETRIES || signal.aborted) throw error;
        await pause(clock, FIRST_RETRY_MS * 2 ** attempt, signal);
      }
    }
  }

  return {
    async list(signal, onPage) {
      const all = new Map<number, PersonRecord>();
      for (let page = 1; page <= MAX_PAGES; page++) {
        const users = await patiently(page, signal);
        signal.throwIfAborted();
        if (users.length === 0) return all;
        for (const user of users) if (counts(user)) all.set(user.id, record(user));
        await onPage?.();
        await pause(clock, PAUSE_MS, signal);
      }
      throw new ZammadError('zammad/broken', { detail: 'pages without end' });
    },
    async find(id) {
      try {
        const user = await api.user(id, attributes);
        return counts(user) ? record(user) : undefined;
      } catch (error) {
        if (error instanceof ZammadError && error.code === 'zammad/not-found') return undefined;
        throw error;
      }
    },
    async change(person, changes) {
      return record(await api.updateUser(person.id, inputOf(changes, phone, person.user)));
    },
    async create(fields) {
      const filled = Object.entries(fields).filter(([, value]) => value !== '');
      return record(await api.createUser(inputOf(Object.fromEntries(filled), phone)));
    },
  };
}

/** Roles, groups, organisation and e-mail address are never among it, whatever is asked. */
function inputOf(changes: ContactFields, phone: Phone, user?: ZammadUser): UserInput {
  const input: UserInput = {};
  const numbers: Record<string, string> = {};
  for (const [field, value] of Object.entries(changes)) {
    if (field === 'firstname' || field === 'lastname') input[field] = value;
    if (field === 'name' && value !== '') Object.assign(input, splitName(value, user));
    if (!(NUMBER_FIELDS as readonly string[]).includes(field)) continue;
    // The one spelling that Zammad's own caller log always reads.
    const { e164 } = phone.read(value);
    numbers[field] = e164 === undefined ? value : `+${e164}`;
  }
  return Object.keys(numbers).length > 0 ? { ...input, numbers } : input;
}
