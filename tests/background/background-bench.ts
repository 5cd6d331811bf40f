/** The whole background between the stand-in Zammad and a stand-in relay. For tests. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Input, MethodName, Result } from '../../lib/rpc/contract.ts';
import type { Sender } from '../../lib/rpc/role.ts';
import { createServer } from '../../lib/rpc/server.ts';
import { createMemoryStorage } from '../../lib/storage/memory-storage.ts';
import { createBrowserBench } from './browser-bench.ts';
import { createHandlers } from '../../entrypoints/background/handlers.ts';
import { type RelayBench, startRelayBench } from './relay-bench.ts';
import { IDA, sampleCall } from './sample-call.ts';
import { type Bench, startBench } from './sandbox-bench.ts';
import { createServices } from '../../entrypoints/background/services.ts';

/** Registers the hooks of a test file: one Zammad for all of it, a new relay for each test. */
export function backgroundBench() {
  const at = {} as { zammad: Bench; relay: RelayBench };
  const stops: (() => void)[] = [];
  beforeAll(async () => {
    at.zammad = await startBench();
  });
  afterAll(() => at.zammad.close());
  beforeEach(async () => {
    await at.zammad.reset();
    at.relay = await startRelayBench();
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) stop();
    await at.relay.close();
  });

  function setup() {
    const storage = createMemoryStorage();
    const bench = createBrowserBench(at.zammad.sandbox.url);
    const logged: string[] = [];

    /** One life of the background. `kill`: nothing of it reaches storage or browser any more. */
    function live() {
      let dead = false;
      const mortal = {
        getItem: storage.getItem,
        setItem: async (...args: Parameters<typeof storage.setItem>) =>
          dead ? new Promise<never>(() => {}) : storage.setItem(...args),
        removeItem: async (...args: Parameters<typeof storage.removeItem>) =>
          dead ? new Promise<never>(() => {}) : storage.removeItem(...args),
      };
      const services = createServices({
        browser: bench.browser,
        storage: mortal,
        firefox: false,
        log: (message) => void logged.push(message),
      });
      const answer = createServer({
        handlers: createHandlers(services),
        roleOf: services.roleOf,
        onError: (_id, method, error) => void logged.push(`${method}: ${String(error)}`),
        newId: () => 'e1',
      });
      const ask =
        (sender: Sender) =>
        <M extends MethodName>(method: M, input: Input<M>) =>
          answer({ offhook: 1, method, input }, sender) as Promise<Result<never>>;
      const kill = () => {
        dead = true;
        services.link.stop();
        services.enrich.forget();
      };
      stops.push(kill);
      return { ...services, page: ask(bench.page), content: ask(bench.content), answer, kill };
    }
    return { ...bench, storage, logged, live };
  }
  type Setup = ReturnType<typeof setup>;

  async function connected(all: Setup) {
    const background = all.live();
    await background.wake();
    const saved = await background.page('connect.save', {
      zammadUrl: `${at.zammad.sandbox.url}/#dashboard`,
      token: 'sandbox-agent1',
      relayUrl: at.relay.url,
    });
    return { background, checks: saved };
  }
  return { at, setup, connected };
}

/** Ida rings, and the relay knows her. */
export const known = (more = {}) =>
  sampleCall({ remote: { ...sampleCall().remote, matches: [IDA] }, ...more });
