import type { callsContract } from '../../lib/rpc/contract-calls.ts';
import type { Handlers } from '../../lib/rpc/server.ts';
import type { Services } from './services.ts';

const notYet = async () => ({ ok: false as const, code: 'internal/unexpected' });

export function callsHandlers(_services: Services): Pick<Handlers, keyof typeof callsContract> {
  return {
    'history.page': notYet,
    'history.card': notYet,
    'calls.with': notYet,
    'calls.enter': notYet,
    'missed.list': notYet,
    'missed.claim': notYet,
    'missed.done': notYet,
    'away.get': notYet,
    'away.seen': notYet,
  };
}
