import type { peopleContract } from '../../lib/rpc/contract-people.ts';
import type { Handlers } from '../../lib/rpc/server.ts';
import { refusal } from './problem.ts';
import type { Services } from './services.ts';

/** The value of an action, or its expected failure. */
async function answer<T>(action: () => Promise<T>) {
  try {
    return { ok: true as const, value: await action() };
  } catch (error) {
    return refusal(error);
  }
}

export function peopleHandlers({
  people,
}: Services): Pick<Handlers, keyof typeof peopleContract | 'call.pick'> {
  const done = (action: () => Promise<void>) => answer(() => action().then(() => null));
  return {
    'person.search': ({ query }) => answer(() => people.search(query)),
    'person.organizations': ({ query }) => answer(() => people.organizations(query)),
    'person.fields': () => answer(() => people.fields()),
    'person.create': async ({ callId, ...input }) => {
      const made = await answer(() => people.create(callId, input));
      if (!made.ok) return made;
      if ('userId' in made.value) return { ok: true, value: made.value };
      return { ok: false, code: 'person/similar', detail: JSON.stringify(made.value.similar) };
    },
    'person.attach': ({ callId, ...input }) => answer(() => people.attach(callId, input)),
    'person.choose': ({ callId, userId }) => done(() => people.choose(callId, userId)),
    'call.pick': ({ callId, userId }) => done(() => people.pick(callId, userId)),
    'number.exclude': ({ callId, userId, undo }) =>
      done(() => (undo ? people.include(callId, userId) : people.exclude(callId, userId))),
  };
}
