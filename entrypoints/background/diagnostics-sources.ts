/** Where the report gets its counts and the servers' words from. */
import type { Drafts, OutboxEntry } from '../../lib/storage/notes.ts';
import { type KeyValue, QUARANTINE_KEY, type Stored } from '../../lib/storage/stored.ts';
import type { Accounts } from './accounts.ts';
import { Problem } from './problem.ts';

/** How long a server may think about a question of the report. */
const PATIENCE_MS = 8_000;

export function serverFacts(
  accounts: Accounts,
  fetchNow: typeof fetch = (input, init) => fetch(input, init),
) {
  const zammad = () => accounts.zammad() ?? absent();
  return {
    async relayVersion(): Promise<string> {
      const me = await (accounts.relay() ?? absent()).me();
      return me.relay.version;
    },
    zammadBuild: async (): Promise<string> =>
      (await accounts.zammadAt(zammad().url).available()).appVersion,
    /** Asked without token and cookie; only the header counts. */
    async zammadTime(): Promise<number | undefined> {
      const answer = await fetchNow(`${zammad().url}/api/v1/available`, {
        credentials: 'omit',
        redirect: 'error',
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await answer.body?.cancel();
      const at = Date.parse(answer.headers.get('date') ?? '');
      return Number.isNaN(at) ? undefined : at;
    },
  };
}

export function keptCounts(
  items: { drafts: Stored<Drafts>; outbox: Stored<OutboxEntry[]> },
  storage: KeyValue,
) {
  return async () => {
    const [drafts, outbox, damaged] = await Promise.all([
      items.drafts.get(),
      items.outbox.get(),
      storage.getItem(QUARANTINE_KEY),
    ]);
    return {
      drafts: Object.keys(drafts).length,
      outbox: outbox.length,
      stuck: outbox.filter(({ attempts }) => attempts > 0).length,
      damaged: Array.isArray(damaged) ? damaged.length : 0,
    };
  };
}

function absent(): never {
  throw new Problem('relay/unpaired');
}
