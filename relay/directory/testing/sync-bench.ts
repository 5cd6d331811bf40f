/** A sync over a real database and a Zammad on paper; time passes when told to. */
import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import { createPhone } from '../../../lib/core/phone.ts';
import { createZammad } from '../../../lib/zammad/zammad.ts';
import { createManualClock, type ManualClock } from '../../hub/testing/manual-clock.ts';
import { type OpenDatabase, openDatabase } from '../../store/database.ts';
import { createNumberIndex, type NumberIndex } from '../number-index.ts';
import { createSync, type Sync, type SYNC_TIMING, type SyncSettings } from '../sync.ts';
import { createPaperZammad, type PaperZammad } from './paper-zammad.ts';

export const phone = createPhone(metadata as never, { homeCountry: 'DE', areaCode: '30' });
export const START_AT = Date.parse('2026-03-02T10:00:00Z');

export const SETTINGS: SyncSettings = {
  zammad: 'http://zammad.test',
  fields: { people: [], organizations: [], notes: false },
  requestsPerSecond: 10,
  pause: [],
};
const TIMING = {
  perPage: 10,
  changesPerPage: 5,
  changesPages: 12,
  organizationsPerPage: 10,
  changesMs: 20_000,
  sweepMs: 10_000,
  restMs: 60_000,
};

export interface SyncBench {
  zammad: PaperZammad;
  clock: ManualClock;
  sync: Sync;
  index: NumberIndex;
  database: OpenDatabase;
  lines: { fields: object; message: string }[];
  landed: Set<string>;
  /** Lets time pass until the condition holds. @throws when it does not within `forMs` */
  until(holds: () => boolean, forMs?: number): Promise<void>;
  pass(ms: number): Promise<void>;
  /** Everything was read once more from now on. */
  wholePass(count?: number): Promise<void>;
  /** What Zammad has, and what the directory has, in the same form. */
  wanted(): string[];
  known(): string[];
  /** The relay goes away, and comes back with the same database. */
  restart(more?: BenchChanges): Promise<SyncBench>;
  close(): Promise<void>;
}

export interface BenchChanges {
  settings?: Partial<SyncSettings>;
  timing?: Partial<typeof SYNC_TIMING>;
}

export async function startSyncBench(
  options: BenchChanges & {
    file?: string;
    zammad?: PaperZammad;
    clock?: ManualClock;
    database?: OpenDatabase | undefined;
    /** Time passes in steps of so much. */
    tickMs?: number;
    /** By the real clock: how long Zammad may take for an answer. */
    timeoutMs?: number;
  } = {},
): Promise<SyncBench> {
  const clock = options.clock ?? createManualClock(START_AT);
  const zammad = options.zammad ?? createPaperZammad(clock.now);
  const url = `sqlite:${options.file ?? ':memory:'}`;
  const database = options.database ?? (await openDatabase(url));
  const lines: SyncBench['lines'] = [];
  const landed = new Set<string>();
  const write = (fields: object, message: string) => void lines.push({ fields, message });
  const index = createNumberIndex({ mobile: phone.mobile });
  const settings = { ...SETTINGS, ...options.settings };
  const sync = createSync({
    db: database.db,
    source: createZammad({
      url: settings.zammad,
      token: 'x',
      fetch: zammad.fetch,
      timeoutMs: options.timeoutMs ?? 5_000,
    }),
    index,
    phone,
    settings,
    clock,
    log: { info: write, warn: write, error: write },
    timing: { ...TIMING, ...options.timing },
    random: () => 0.5,
    onLanded: (digits) => digits.forEach((number) => landed.add(number)),
  });
  const stop = new AbortController();
  await sync.load();
  const running = sync.run(stop.signal);

  async function pass(ms: number): Promise<void> {
    const end = clock.now() + ms;
    while (clock.now() < end) await tick();
  }
  async function tick(): Promise<void> {
    const asked = zammad.requests.length;
    clock.advance(options.tickMs ?? 100);
    for (let turn = 0; turn < 3 || zammad.requests.length > asked; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (turn > 20) break;
    }
  }
  const leave = async () => {
    stop.abort();
    clock.advance(1);
    await running;
    await database.close();
  };

  const bench: SyncBench = {
    zammad,
    clock,
    sync,
    index,
    database,
    lines,
    landed,
    pass,
    async until(holds, forMs = 600_000) {
      const end = clock.now() + forMs;
      while (!holds()) {
        if (clock.now() >= end) {
          throw new Error(`never happened; ${JSON.stringify([sync.progress(), lines.slice(-3)])}`);
        }
        await tick();
      }
    },
    async wholePass(count = 1) {
      const goal = sync.progress().pass + count;
      const over = () => sync.progress().pass >= goal && sync.progress().part === undefined;
      await bench.until(() => over(), 3_600_000);
    },
    wanted: () =>
      [...zammad.people.values()]
        .filter(({ active = true, phone: number }) => active && number)
        .map(({ id, firstname = '', lastname = '', phone: number = '', organization_id }) => {
          const name = `${firstname} ${lastname}`.trim();
          const organization = zammad.organizations.get(organization_id ?? 0)?.name;
          return lineOf(id, name, organization, [phone.read(number).e164 ?? '']);
        })
        .sort(),
    known: () =>
      [...index.people()]
        .map(({ id, name, organization, numbers }) =>
          lineOf(
            id,
            name,
            organization,
            numbers.map(({ digits }) => digits),
          ),
        )
        .sort(),
    async restart(more = {}) {
      await leave();
      const { file } = options;
      return startSyncBench({
        ...options,
        database: undefined,
        ...more,
        clock,
        zammad,
        ...(file && { file }),
      });
    },
    close: leave,
  };
  return bench;
}

function lineOf(id: number, name: string, organization: string | undefined, numbers: string[]) {
  return `${id} ${name} (${organization ?? '-'}) ${numbers.join(' ')}`;
}

export function customer(id: number, more: object = {}) {
  return {
    id,
    firstname: 'Customer',
    lastname: String(id),
    phone: `030 ${20_000_000 + id}`,
    ...more,
  };
}
