/** People: finding, creating, remembering. Holds what the handlers of `person.*` need together. */
import type { NumberField, PersonHit } from '../../lib/core/person-hit.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { Accounts, ZammadAccount } from './accounts.ts';
import type { Cards } from './cards.ts';
import type { Enrich } from './enrich.ts';
import { customFields, fieldWith, numberFields } from './number-fields.ts';
import type { NumberMemory } from './number-memory.ts';
import { attachNumber, type AttachInput } from './person-attach.ts';
import { createPersonCards } from './person-cards.ts';
import { type CreateInput, createPersonMaker } from './person-create.ts';
import { searchPeople } from './person-search.ts';
import { Problem } from './problem.ts';
import { createShortCache } from './short-cache.ts';
import { cardPerson } from './zammad-person.ts';

const ORGANIZATIONS_MAX = 10;
/** Somebody types, and takes letters back. */
const SEARCH_MS = 20_000;
/** What an administrator of Zammad changes now and then. */
const LABELS_MS = 10 * 60_000;

export interface PeopleDeskDeps {
  cards: Cards;
  accounts: Accounts;
  enrich: Enrich;
  memory: NumberMemory;
  now(): number;
}

export type PeopleDesk = ReturnType<typeof createPeopleDesk>;

export function createPeopleDesk(deps: PeopleDeskDeps) {
  const { cards, accounts, memory } = deps;
  const searchCache = createShortCache(SEARCH_MS, deps.now);
  const slowCache = createShortCache(LABELS_MS, deps.now);
  const agentName = () => accounts.zammad()?.name;
  const onCards = createPersonCards({ ...deps, agentName });
  const maker = createPersonMaker();

  /** Of those who were ruled out here and may come back. */
  const names = new Map<number, string>();

  async function nameOf(userId: number): Promise<string> {
    return personName(await account().client.user(userId));
  }

  function account(): ZammadAccount {
    const found = accounts.zammad();
    if (!found) throw new Problem('connect/no-token');
    return found;
  }

  function searching() {
    return {
      zammad: account().client,
      phone: accounts.phone(),
      fields: customFields(accounts.connection()),
      lookup: knownToRelay,
    };
  }

  /** Only those who have the number itself. */
  async function knownToRelay(number: string): Promise<number[]> {
    const found = await accounts.relay()?.lookup(number);
    return (found?.matches ?? []).flatMap(({ userId, reason }) =>
      userId !== undefined && ['exact', 'picked'].includes(reason.kind) ? [userId] : [],
    );
  }

  /** What Zammad calls its attributes; without them the name in the API has to do. */
  async function labels(): Promise<Map<string, string>> {
    const { userAttributes } = await slowCache.get('signshow', () => account().client.signshow());
    return new Map(userAttributes.map(({ name, display }) => [name, display]));
  }

  async function fields(): Promise<NumberField[]> {
    const custom = customFields(accounts.connection());
    return numberFields(
      custom,
      custom.length > 0 ? await labels().catch(() => new Map()) : new Map(),
    );
  }

  /** The number of a call, to be put into `field`. */
  async function numberFor(callId: string, field: string): Promise<string> {
    if (!cards.get(callId)) throw new Problem('call/unknown');
    const number = onCards.numberOf(callId);
    if (number === undefined) throw new Problem('person/no-number');
    if (
      !numberFields(customFields(accounts.connection()), new Map()).some(({ id }) => id === field)
    )
      throw new Problem('internal/invalid');
    return number;
  }

  return {
    fields,

    search: (query: string): Promise<PersonHit[]> =>
      searchCache.get(`people ${query.toLowerCase()}`, () => searchPeople(searching(), query)),

    async organizations(query: string): Promise<{ id: number; name: string }[]> {
      if (query === '') return [];
      const key = `organizations ${query.toLowerCase()}`;
      const found = await searchCache.get(key, () =>
        account().client.searchOrganizations(query, ORGANIZATIONS_MAX),
      );
      const begins = (name: string) => name.toLowerCase().startsWith(query.toLowerCase());
      return found
        .filter(({ active }) => active)
        .map(({ id, name }) => ({ id, name }))
        .toSorted(
          (a, b) => Number(begins(b.name)) - Number(begins(a.name)) || a.name.localeCompare(b.name),
        );
    },

    /** @returns the new person, or those very like them */
    async create(
      callId: string,
      input: CreateInput,
    ): Promise<{ userId: number } | { similar: PersonHit[] }> {
      const number = await numberFor(callId, input.field);
      const made = await maker.create(searching(), { id: callId, number }, input);
      if ('similar' in made) return made;
      searchCache.clear();
      const reason = { kind: 'exact' as const, detail: input.field };
      await onCards.put(callId, cardPerson(made.user, reason));
      return { userId: made.user.id };
    },

    async attach(callId: string, input: AttachInput): Promise<{ userId: number }> {
      const number = await numberFor(callId, input.field);
      const user = await attachNumber(searching(), number, input);
      searchCache.clear();
      const detail = fieldWith(accounts.phone(), user, number) ?? input.field;
      await onCards.put(callId, cardPerson(user, { kind: 'exact', detail }));
      return { userId: user.id };
    },

    /** Somebody found by search for this one call: the number is not theirs, so nobody remembers it. */
    async choose(callId: string, userId: number): Promise<void> {
      if (!cards.get(callId)) throw new Problem('call/unknown');
      const user = await account().client.user(userId, customFields(accounts.connection()));
      const number = onCards.numberOf(callId);
      const field = number && fieldWith(accounts.phone(), user, number);
      const reason = field ? { kind: 'exact' as const, detail: field } : onCards.pickedReason();
      onCards.choose(callId, cardPerson(user, reason));
    },

    async pick(callId: string, userId: number): Promise<void> {
      const view = cards.get(callId)?.view;
      if (!view) throw new Problem('call/unknown');
      if (!view.people.some((person) => person.userId === userId))
        throw new Problem('call/no-person');
      if (view.chosen !== userId || view.people.length > 1) await onCards.pick(callId, userId);
    },

    async exclude(callId: string, userId: number): Promise<void> {
      const view = cards.get(callId)?.view;
      if (!view) throw new Problem('call/unknown');
      const person = view.people.find((each) => each.userId === userId);
      if (person) names.set(userId, person.name);
      if (!(await onCards.exclude(callId, userId))) throw new Problem('call/no-person');
    },

    /** Takes `exclude` back. */
    async include(callId: string, userId: number): Promise<void> {
      if (!cards.get(callId)) throw new Problem('call/unknown');
      const name = names.get(userId) ?? (await nameOf(userId));
      await onCards.include(callId, { userId, name });
    },

    memory,
  };
}
