/** People and cards as the background holds them, over the stand-in Zammad and a relay of a few lines. For tests. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import { json, startLocalServer } from '../contract/local-server.ts';
import { createCardExtras } from '../../entrypoints/background/card-extras.ts';
import { peopleOfCall } from '../../entrypoints/background/card-make.ts';
import { createCards } from '../../entrypoints/background/cards.ts';
import { createEnrich } from '../../entrypoints/background/enrich.ts';
import { createNumberMemory } from '../../entrypoints/background/number-memory.ts';
import { createPeopleDesk } from '../../entrypoints/background/people-desk.ts';
import { createShortCache } from '../../entrypoints/background/short-cache.ts';
import { sampleCall } from './sample-call.ts';
import { ALICE, startBench } from './sandbox-bench.ts';
import { createUntil } from './until-card.ts';

export async function startPeopleBench(flavour: '5.5' | '6.5' = '6.5') {
  const bench = await startBench(flavour);
  const relay = {
    /** What the relay answers instead of 200. */
    status: 200,
    lookup: [] as AgentCall['remote']['matches'],
    calls: [] as AgentCall[],
    viewers: [] as { ticketId: number; agents: string[] }[],
  };
  const server = await startLocalServer((asked, response) => {
    if (relay.status !== 200)
      return json(response, relay.status, { error: { code: 'x', message: 'x' } });
    if (asked.path.startsWith('/v1/lookup'))
      return json(response, 200, { number: '+49', matches: relay.lookup });
    if (asked.path.startsWith('/v1/calls')) return json(response, 200, { items: relay.calls });
    if (asked.path.startsWith('/v1/viewers')) return json(response, 200, { items: relay.viewers });
    return json(response, 200, {});
  });

  /** A background that starts now; what an earlier one kept is there. */
  async function start(facts: { phoneFields?: string[]; paired?: boolean } = {}) {
    await bench.accounts.save({
      zammad: { url: bench.sandbox.url, token: 'sandbox-agent1', ...ALICE },
      relay: {
        url: server.url,
        ...(facts.paired === false ? {} : { deviceToken: 'device-1' }),
        facts: {
          forwards: false,
          dial: false,
          homeCountry: 'DE',
          phoneFields: facts.phoneFields ?? [],
        },
      },
    });
    const time = { now: () => Date.now() };
    const errors: unknown[] = [];
    const onError = (error: unknown) => void errors.push(error);
    const { accounts, items } = bench;
    const memory = createNumberMemory({ ...time, item: items.numberMemory, accounts, onError });
    await memory.load();
    const cards = createCards({
      ...time,
      live: items.live,
      noteOf: () => undefined,
      peopleOf: (call) => memory.applyTo(call, peopleOfCall(call)),
    });
    const until = createUntil(cards);
    const cache = createShortCache(30_000, time.now);
    const extras = createCardExtras({
      ...time,
      cards,
      accounts,
      cache,
      callerZone: () => undefined,
    });
    const enrich = createEnrich({
      ...time,
      cards,
      accounts,
      cache,
      extras,
      memory,
      onError,
      setTimeout: (run, ms) => setTimeout(run, ms),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
    });
    const people = createPeopleDesk({ ...time, cards, accounts, enrich, memory });
    return {
      cards,
      memory,
      enrich,
      extras,
      people,
      errors,
      ring(number: string | undefined, id = 'c1', more: Partial<AgentCall> = {}): void {
        const { number: _sample, ...plain } = sampleCall().remote;
        const remote = { ...plain, ...(number === undefined ? {} : { number }), ...more.remote };
        cards.receive(
          { ...sampleCall({ ...more, id, startedAt: Date.now() }), remote },
          { lead: true },
        );
        enrich.look(id);
      },
      view: (id = 'c1') => cards.get(id)?.view,
      until,
    };
  }

  return {
    bench,
    relay,
    start,
    /** Bodies of what the relay was told, by path. */
    told: (path: string) =>
      server.asked.filter((asked) => asked.path.includes(path)).map(({ body }) => body),
    zammad: (agent = 'sandbox-agent1') => bench.accounts.zammadAt(bench.sandbox.url, agent),
    /** People created in Zammad since the last reset. */
    created: async () =>
      (await bench.asked()).filter(
        ({ method, path, status }) =>
          method === 'POST' && path === '/api/v1/users' && (status === 201 || status === 0),
      ),
    async reset(): Promise<void> {
      await bench.reset();
      bench.storage.raw.clear();
      server.asked.splice(0);
      Object.assign(relay, { status: 200, lookup: [], calls: [], viewers: [] });
    },
    async close(): Promise<void> {
      await server.close();
      await bench.close();
    },
  };
}
export type PeopleBench = Awaited<ReturnType<typeof startPeopleBench>>;
