/** Creates the person behind a number: never twice, never with a role. */
import type { PersonHit } from '../../lib/core/person-hit.ts';
import type { UserInput, ZammadUser } from '../../lib/zammad/types.ts';
import type { Zammad } from '../../lib/zammad/zammad.ts';
import { mayHaveHappened, ZammadError } from '../../lib/zammad/zammad-error.ts';
import { nameKeys } from '../../lib/core/person-name.ts';
import { personName } from '../../lib/zammad/people.ts';
import { fieldWith } from './number-fields.ts';
import { ownersOf } from './number-search.ts';
import { sameEmail, type SimilarDeps, similarPeople } from './person-similar.ts';
import { Problem } from './problem.ts';

export interface CreateInput {
  firstname: string;
  lastname: string;
  email?: string | undefined;
  organizationId?: number | undefined;
  /** The field that gets the number. */
  field: string;
  /** Although somebody very like them exists. */
  anyway?: boolean | undefined;
}

export interface CreateDeps extends SimilarDeps {
  zammad: SimilarDeps['zammad'] & Pick<Zammad, 'createUser'>;
}

export type Created = { user: ZammadUser } | { similar: PersonHit[] };

/** Clicks remembered; a second one comes within seconds, not hundreds of people later. */
const MADE_MAX = 200;

/** One click, one person: what was created for a call, or is being created, is answered again. */
export function createPersonMaker() {
  const made = new Map<string, Promise<Created>>();
  /** A request was sent for it whose outcome is not known. */
  const unclear = new Set<string>();

  async function make(
    deps: CreateDeps,
    key: string,
    number: string,
    input: CreateInput,
  ): Promise<Created> {
    const email = input.email ?? '';
    const name = `${input.firstname} ${input.lastname}`.trim();
    if (name === '' && email === '' && input.field !== 'phone') {
      // Zammad 5.x takes a person who has nothing but a number only with `phone` (measured).
      throw new Problem('person/no-name');
    }
    const found = unclear.has(key) ? await twin(deps, number, name, email) : undefined;
    if (found) return { user: found };
    if (!input.anyway) {
      const wanted = { name, email, organizationId: input.organizationId, number };
      const similar = await similarPeople(deps, wanted);
      if (similar.length > 0) return { similar };
    }
    try {
      const user = await deps.zammad.createUser(bodyOf(input, email, number));
      unclear.delete(key);
      return { user };
    } catch (error) {
      if (!(error instanceof ZammadError)) throw error;
      if (/e-?mail address .* already used/i.test(error.detail ?? '')) {
        throw new Problem('person/email-used');
      }
      if (!mayHaveHappened(error)) throw error;
      unclear.add(key);
      // Not known is not "no": the one who is there now is the one who was just created.
      const there = await twin(deps, number, name, email).catch(() => undefined);
      if (there) return { user: there };
      throw new Problem('person/unclear');
    }
  }

  return {
    /** @throws ZammadError, Problem */
    async create(
      deps: CreateDeps,
      call: { id: string; number: string },
      input: CreateInput,
    ): Promise<Created> {
      const { anyway: _anyway, ...person } = input;
      const key = JSON.stringify([call.id, person]);
      for (let before = made.get(key); before; before = made.get(key)) {
        const answer = await before.catch(() => undefined);
        // Found somebody alike: the second click says whether that matters.
        if (answer && ('user' in answer || !input.anyway)) return answer;
        if (made.get(key) === before) made.delete(key);
      }
      const making = make(deps, key, call.number, input);
      made.set(key, making);
      if (made.size > MADE_MAX) made.delete(made.keys().next().value ?? '');
      try {
        const answer = await making;
        // Who is alike may change any moment; who was created does not.
        if ('similar' in answer && made.get(key) === making) made.delete(key);
        return answer;
      } catch (error) {
        if (made.get(key) === making) made.delete(key);
        throw error;
      }
    },
  };
}

function bodyOf(input: CreateInput, email: string, number: string): UserInput {
  return {
    firstname: input.firstname,
    lastname: input.lastname,
    ...(email === '' ? {} : { email }),
    ...(input.organizationId === undefined ? {} : { organizationId: input.organizationId }),
    numbers: { [input.field]: number },
  };
}

/** Somebody with this number and this very name or address. */
async function twin(
  deps: CreateDeps,
  number: string,
  name: string,
  email: string,
): Promise<ZammadUser | undefined> {
  const words = name.split(' ').filter((word) => word.length > 1);
  const queries = [email, ...words].filter((query) => query !== '');
  const answers = await Promise.all([
    ownersOf(deps, number).then((owners) => owners.map(({ user }) => user)),
    ...queries.map((query) => deps.zammad.searchUsers(query, 50, deps.fields)),
  ]);
  const keys = nameKeys(name);
  return answers
    .flat()
    .filter((user) => user.active && fieldWith(deps.phone, user, number) !== undefined)
    .find(
      (user) =>
        sameEmail(user, email) || nameKeys(personName(user)).some((each) => keys.includes(each)),
    );
}
