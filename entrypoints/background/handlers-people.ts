import type { peopleContract } from '../../lib/rpc/contract-people.ts';
import type { Handlers } from '../../lib/rpc/server.ts';
import type { Services } from './services.ts';

const notYet = async () => ({ ok: false as const, code: 'internal/unexpected' });

export function peopleHandlers(_services: Services): Pick<Handlers, keyof typeof peopleContract> {
  return {
    'person.search': notYet,
    'person.organizations': notYet,
    'person.fields': notYet,
    'person.create': notYet,
    'person.attach': notYet,
    'person.choose': notYet,
    'number.exclude': notYet,
  };
}
