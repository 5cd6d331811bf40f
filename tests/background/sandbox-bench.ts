/** The stand-in Zammad, with the connected agent Alice. For tests. */
import metadata from 'libphonenumber-js/min/metadata';
import { agentCallSchema } from '../../lib/protocol/agent-call-schema.ts';
import { settingsChangeSchema } from '../../lib/protocol/settings-schema.ts';
import { createItems } from '../../lib/storage/items.ts';
import { createMemoryStorage } from '../../lib/storage/memory-storage.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { createAccounts } from '../../entrypoints/background/accounts.ts';

export const ALICE = { userId: 4, login: 'agent1@example.com', name: 'Alice Agent' };

interface Asked {
  method: string;
  path: string;
  status: number;
  body?: string;
}

export async function startBench(flavour: '5.5' | '6.5' = '6.5') {
  const sandbox = await startSandbox({ port: 0, flavour });
  const post = (path: string, body: unknown) =>
    fetch(`${sandbox.url}/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const asked = async (): Promise<Asked[]> =>
    (await fetch(`${sandbox.url}/sandbox/journal`)).json();
  const storage = createMemoryStorage();
  const damaged: string[] = [];
  const items = createItems(
    { storage, now: Date.now, onDamaged: (key) => void damaged.push(key) },
    {
      call: agentCallSchema,
      settings: settingsChangeSchema,
    },
  );
  const accounts = createAccounts({ connection: items.connection, metadata });
  return {
    sandbox,
    items,
    storage,
    accounts,
    damaged,
    asked,
    connect: (token = 'sandbox-agent1', facts?: { forwards: boolean }) =>
      accounts.save({
        zammad: { url: sandbox.url, token, ...ALICE },
        ...(facts && {
          relay: { url: 'http://127.0.0.1:1', facts: { dial: false, homeCountry: 'DE', ...facts } },
        }),
      }),
    /** `mode`: one of the sandbox's faults; `ok` ends them. */
    fault: (mode: string, more: { match?: string; times?: number; delayMs?: number } = {}) =>
      post('control', { mode, ...more }),
    reset: () => post('reset', {}),
    /** Articles that hold this text, with the ticket they are in. */
    async written(text: string) {
      const writes = (await asked()).filter(
        ({ method, path }) => method === 'POST' && /\/(?:tickets|ticket_articles)$/.test(path),
      );
      return writes.filter(({ body }) => body?.includes(text));
    },
    async articles(ticketId: number) {
      return createAccountsClient().articles(ticketId);
    },
    close: () => sandbox.close(),
  };

  function createAccountsClient() {
    return accounts.zammadAt(sandbox.url, 'sandbox-agent1');
  }
}
export type Bench = Awaited<ReturnType<typeof startBench>>;
