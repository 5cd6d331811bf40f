/** The history with its index, and once more without it: both must say the same. */
import type { AgentCall, Match } from '../../../lib/core/agent-call.ts';
import type { Call } from '../../../lib/core/call.ts';
import type { KnownAgent } from '../../../lib/core/roster.ts';
import { createHistory, type History } from '../../api/history.ts';
import { readQuestion } from '../../api/history-question.ts';
import { createDevices } from '../../agents/devices.ts';
import { createAudience } from '../../hub/audience.ts';
import { createCallViews } from '../../hub/call-views.ts';
import { phone } from '../../hub/testing/bench.ts';
import { createManualClock, type ManualClock } from '../../hub/testing/manual-clock.ts';
import { createMemoryChanges, type MemoryChanges } from '../../hub/testing/memory-changes.ts';
import { createTeam, type TeamRules } from '../../policy/team.ts';
import { type OpenDatabase, openDatabase } from '../../store/database.ts';
import { createSearchIndex, type SearchIndex } from '../search-index.ts';

export interface HistoryLab {
  database: OpenDatabase;
  changes: MemoryChanges;
  clock: ManualClock;
  search: SearchIndex;
  errors: unknown[];
  commit(call: Call): Promise<void>;
  pair(agent: KnownAgent): Promise<void>;
  /** The directory knows these people for a number from now on. */
  learn(digits: string, ...names: string[]): Promise<void>;
  note(callId: string, text: string, agentId?: number): Promise<void>;
  /** Whatever waits to be indexed is. */
  settle(): Promise<void>;
  /** A page, as HTTP would ask for it. */
  page(
    agentId: number,
    query: Record<string, string>,
  ): Promise<{ items: AgentCall[]; next?: string }>;
  /** Ids of all pages. */
  all(agentId: number, query: Record<string, string>): Promise<string[]>;
  /** The same found by looking at every call. */
  plain(agentId: number, query: Record<string, string>): Promise<string[]>;
  /** Another process goes on with the same database. */
  restart(): Promise<void>;
  /** Lets so many steps of catching up through, and waits for them. */
  allow(steps: number): Promise<void>;
  /** The index is gone, as before it came: all calls are to be caught up. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

export interface LabOptions {
  rules?: Partial<TeamRules>;
  /** Calls taken in at once while catching up. */
  step?: number;
  /** An own file instead of memory. */
  url?: string;
  /** Only as many steps of catching up are taken as `allow` lets through. */
  held?: boolean;
}

export async function openHistoryLab(options: LabOptions = {}): Promise<HistoryLab> {
  const database = await openDatabase(options.url ?? 'sqlite::memory:');
  const { db } = database;
  const rules: TeamRules = {
    agents: [],
    queues: [],
    lines: [],
    targets: { nobodyMapped: 'everyone' },
    visibility: 'team',
    ...options.rules,
  };
  const people = new Map<string, Match[]>();
  const lookup = (digits: string) => people.get(digits) ?? [];
  const changes = createMemoryChanges(db);
  const clock = createManualClock();
  const errors: unknown[] = [];
  const log = {
    info() {},
    warn() {},
    error: (fields: object) => void errors.push(fields),
  };
  const devices = createDevices({ db, clock, onRevoked() {} });
  let contacts = 0;

  const gate = createGate();

  async function open() {
    const stop = new AbortController();
    const team = createTeam({ db, config: rules, phone, dialAgent: () => undefined });
    await team.reload();
    const audience = createAudience({ db, team, clock, log });
    await audience.load();
    const views = createCallViews({ team, directory: { lookup } });
    const parts = { db, team, phone, link: (call: Call) => call };
    const search = createSearchIndex({
      ...parts,
      changes,
      clock,
      log,
      visibility: rules.visibility,
      lookup,
      followed: audience.followed,
      dialled: () => [],
      step: options.step,
      beforeStep: options.held ? gate.wait : undefined,
    });
    search.start(stop.signal, Promise.resolve());
    await search.ready;
    const seen = { ...parts, audience, views };
    const history = createHistory({ ...seen, search });
    const plain = createHistory({ ...seen, search: withoutIndex(search) });
    return { stop, team, audience, views, search, history, plain };
  }
  let now = await open();
  let followed: Promise<unknown> = Promise.resolve();
  const unfollow = changes.subscribe(({ call }) => {
    now.audience.follow(call);
    followed = now.audience.settled();
  });

  async function pages(history: History, agentId: number, query: Record<string, string>) {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const question = readQuestion({ ...query, ...(cursor && { cursor }) }, phone);
      const page = await history.list(agentId, question);
      if (!page) throw new Error('the cursor was not taken');
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    return ids;
  }

  return {
    database,
    changes,
    clock,
    errors,
    get search() {
      return now.search;
    },
    async commit(call) {
      await changes.commit(call);
    },
    async pair(agent) {
      await devices.pair(agent, 'test');
      await now.team.reload();
    },
    async learn(digits, ...names) {
      const matches = names.map((name, index): Match => {
        const reason = { kind: 'exact' as const, detail: 'phone' };
        return { userId: index, name, organization: `${name} GmbH`, reason, weight: 100 };
      });
      people.set(digits, matches);
      now.views.renew(new Set([digits]));
      contacts += 1;
      await db
        .insertInto('numbers')
        .values({ digits, contact_id: contacts, field: 'phone' })
        .execute();
      now.search.landed();
    },
    async note(callId, text, agentId = 3) {
      const row = { text, outcome: null, ticket_id: null, ticket_number: null, at: clock.now() };
      await db
        .insertInto('call_notes')
        .values({ call_id: callId, agent_id: agentId, agent_name: 'Alice Agent', ...row })
        .onConflict((conflict) => conflict.columns(['call_id', 'agent_id']).doUpdateSet(row))
        .execute();
      await now.search.noted(callId);
    },
    async settle() {
      clock.advance(1_000);
      await followed;
      await now.search.settled();
    },
    async page(agentId, query) {
      const page = await now.history.list(agentId, readQuestion(query, phone));
      if (!page) throw new Error('the cursor was not taken');
      return page;
    },
    all: (agentId, query) => pages(now.history, agentId, query),
    plain: (agentId, query) => pages(now.plain, agentId, query),
    allow: (steps) => gate.allow(steps, () => now.search.settled()),
    async restart() {
      now.stop.abort();
      gate.open();
      await now.search.settled();
      now = await open();
    },
    async forget() {
      now.stop.abort();
      gate.open();
      await now.search.settled();
      for (const table of ['search_calls', 'search_terms'] as const) {
        await db.deleteFrom(table).execute();
      }
      await db.deleteFrom('meta').where('key', 'like', 'search.%').execute();
      now = await open();
    },
    async close() {
      now.stop.abort();
      gate.open();
      unfollow();
      await now.search.settled();
      await followed;
      await database.close();
    },
  };
}

/** As on the first start after the index came: every call is looked at. */
function withoutIndex(search: SearchIndex): SearchIndex {
  return {
    ...search,
    ready: Promise.resolve(),
    fresh: () => new Map(),
    caughtUp: () => ({ startedAt: Number.MAX_SAFE_INTEGER, id: '' }),
    // oxlint-disable-next-line require-yield -- finds nothing
    async *find() {},
  };
}

/** Who waits goes on when `allow` says so, one after the other. */
function createGate() {
  let waiting: (() => void) | undefined;
  let arrived: (() => void) | undefined;
  const arrival = () => new Promise<void>((resolve) => (arrived = resolve));
  const open = () => {
    const go = waiting;
    waiting = undefined;
    go?.();
  };
  return {
    open,
    wait: () =>
      new Promise<void>((resolve) => {
        waiting = resolve;
        arrived?.();
      }),
    /** @param over resolves when nobody will wait any more */
    async allow(steps: number, over: () => Promise<void>) {
      for (let step = 0; step < steps; step += 1) {
        if (!waiting) await arrival();
        const next = arrival();
        open();
        await Promise.race([next, over()]);
      }
    },
  };
}
