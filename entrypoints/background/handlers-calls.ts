import type { callsContract } from '../../lib/rpc/contract-calls.ts';
import type { Result } from '../../lib/rpc/contract.ts';
import type { Handlers } from '../../lib/rpc/server.ts';
import type { RelayHttp } from '../../lib/relay-client/http.ts';
import { codeOf } from './problem.ts';
import type { Services } from './services.ts';

const ok = <T>(value: T) => ({ ok: true as const, value });

/** History, missed calls, what happened meanwhile. The relay keeps it; nothing is stored here. */
export function callsHandlers(services: Services): Pick<Handlers, keyof typeof callsContract> {
  const { accounts, away } = services;
  const { callsWith, historyCard, missedCount, missedDone } = services.desk;

  async function asked<T>(question: (relay: RelayHttp) => Promise<T>): Promise<Result<T>> {
    const relay = accounts.relay();
    if (!relay) return { ok: false, code: 'relay/unpaired' };
    try {
      return ok(await question(relay));
    } catch (error) {
      return { ok: false, code: codeOf(error) };
    }
  }

  return {
    'history.page': (query) =>
      asked(async (relay) => {
        const { items, next } = await relay.calls(query);
        return { items, ...(next === undefined ? {} : { next }) };
      }),
    'history.card': ({ callId }) => historyCard.card(callId),
    'calls.with': (input) => callsWith.with(input),
    'calls.enter': (input) =>
      asked((relay) => relay.enterCall({ ...input, durationMs: Math.round(input.durationMs) })),
    'missed.list': ({ cursor }) =>
      asked(async (relay) => {
        const { items, next, total } = await relay.missed({ cursor });
        missedCount.learn(total);
        return { items, total, ...(next === undefined ? {} : { next }) };
      }),
    'missed.claim': ({ key, claim }) =>
      asked(async (relay) => {
        await relay.claim(key, claim);
        return null;
      }),
    async 'missed.done'({ keys }) {
      const answer = await missedDone.done(keys);
      missedCount.refresh();
      return answer;
    },
    'away.get': async () => ok(await away.summary()),
    async 'away.seen'() {
      await away.seen();
      return ok(null);
    },
  };
}
