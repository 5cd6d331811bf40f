/**
 * The history's index over all calls. It narrows; whether a call is shown is decided with the call
 * itself (`relay/api/history.ts`). Rules HS* of `relay/SPEC-agents.md`.
 *
 * For whoever writes rows of `call_notes`:
 * `search.noted(callId: string): Promise<void>` after the row is committed; when it resolves, the
 * note's words are found. Never rejects, may be repeated. A crash in between loses nothing: the
 * row itself is queued by a trigger.
 */
import { sql } from 'kysely';
import type { Match } from '../../lib/core/agent-call.ts';
import type { Call } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Log } from '../agents/log.ts';
import type { CallChanges } from '../calls/changes.ts';
import type { Clock } from '../hub/clock.ts';
import type { Team } from '../policy/team.ts';
import type { Database } from '../store/database.ts';
import { createCatchUp, type Position } from './catch-up.ts';
import { createChangeQueue } from './change-queue.ts';
import { createColumns } from './columns.ts';
import { createDictionary } from './dictionary.ts';
import { factsFilter } from './facts.ts';
import { findSlots, type FoundSlot } from './find.ts';
import { forgetTexts } from './forget-texts.ts';
import { createFreshCalls } from './fresh-calls.ts';
import { createCallIndexer } from './index-calls.ts';
import { loadSlots, readSlots } from './index-store.ts';
import { type Asker, type DialledCall, type HistoryAsk, narrow } from './narrow.ts';
import { createNarrower } from './narrowing.ts';
import { createScrub } from './scrub.ts';
import { retakeCalls } from './retake.ts';
import { createWho } from './who.ts';
import { addWords } from './words.ts';
import { createWriter, dropUnfinished } from './writer.ts';

export interface SearchIndex {
  /** The notes of this call changed: its words are found once this resolves. Never rejects. */
  noted(callId: string): Promise<void>;
  /**
   * Takes calls in anew as they are now, and everything that their words said before out of the
   * index for good (rule PV4). @param change what the texts that many calls share are to be instead
   */
  retake(callIds: readonly string[], change: (value: string, id: number) => string): Promise<void>;
  /** Takes everything out for good that no call has any more. */
  tidy(): Promise<void>;
  /** Numbers lead to other people than before. */
  landed(): void;
  /** Calls that are not in the index as they are now, by id: look at each of them. */
  fresh(): ReadonlyMap<string, Call>;
  /** Calls older than this are not in the index yet; undefined: all are. */
  caughtUp(): Position | undefined;
  /**
   * Calls that may be meant, newest first, in batches; calls of one millisecond are in one batch.
   * @param toAt newest start, epoch ms, included
   */
  find(ask: HistoryAsk, agentId: number, toAt: number): AsyncGenerator<FoundSlot[]>;
  /** Snapshots of found calls. */
  read(found: readonly FoundSlot[]): Promise<Call[]>;
  /** Calls in the index. */
  size(): number;
  /** Resolves when questions can be answered; rejects when the index cannot be read. */
  readonly ready: Promise<void>;
  /** Loads the index, after `before`, and keeps it like the calls until the signal is aborted. */
  start(signal: AbortSignal, before: Promise<void>): void;
  /** Waits for what is being written. */
  settled(): Promise<void>;
}

/** A frame is two bytes in memory. */
const FRAMES = 65_000;
const PARTIES = 100_000;
const RETRY_MS = 10_000;
const SCRUB_EVERY_MS = 60 * 60_000;
/** Somebody picked a person for a number, and whatever else nobody tells us about. */
const DRAIN_EVERY_MS = 30_000;

export function createSearchIndex(deps: {
  db: Database;
  changes: CallChanges;
  team: Team;
  phone: Phone;
  clock: Clock;
  log: Log;
  visibility: 'team' | 'own';
  /** People behind E.164 digits. */
  lookup: (digits: string) => readonly Match[];
  link: (call: Call) => Call;
  /** Calls an agent once saw, whatever they are addressed to now. */
  followed: (agentId: number) => readonly string[];
  /** Click-to-dial requests of the last day, with who asked. */
  dialled: () => readonly { dialId: string; agentId: number }[];
  /** Calls brought in at once while catching up; tests make it small. */
  step?: number | undefined;
  /** Waited for before each of these steps; tests hold it back. */
  beforeStep?: (() => Promise<void>) | undefined;
}): SearchIndex {
  const { db, team, clock, log } = deps;
  let stopping = false;
  const stopped = () => stopping;
  const columns = createColumns();
  const frames = createDictionary(db, 'search_frames', FRAMES);
  const parties = createDictionary(db, 'search_parties', PARTIES);
  const writer = createWriter({ db, columns, dictionaries: [frames, parties] });
  const indexer = createCallIndexer({ ...deps, frames, parties });
  const fresh = createFreshCalls({ ...deps, indexer, writer });
  const catchUp = createCatchUp({ ...deps, indexer, writer });
  const queue = createChangeQueue({ db, indexer, writer, stopped });
  const scrub = createScrub({ db, columns, writer });
  const narrower = createNarrower(db);
  const who = createWho({ ...deps, frames, parties });
  let settleReady: (loading: Promise<void>) => void;
  const ready = new Promise<void>((resolve) => (settleReady = resolve));
  ready.catch(() => {});
  let working: Promise<void> = Promise.resolve();
  let draining: Promise<void> = Promise.resolve();

  async function load(): Promise<void> {
    await dropUnfinished(db);
    await Promise.all([frames.load(), parties.load(), catchUp.load()]);
    await loadSlots(db, columns.put);
    await fresh.load();
  }

  async function keepTrying(what: string, task: () => Promise<void>): Promise<void> {
    while (!stopping) {
      try {
        return await task();
      } catch (error) {
        log.error({ err: error }, `history: ${what} failed, trying again`);
        await new Promise<void>((resolve) => {
          clock.after(RETRY_MS, resolve);
          endWaiting.add(resolve);
        });
      }
    }
  }
  const endWaiting = new Set<() => void>();

  async function work(): Promise<void> {
    await keepTrying('indexing older calls', () => catchUp.run(stopped));
    await keepTrying('indexing notes and names', queue.drain);
    await keepTrying('removing purged calls', () => scrub.run(stopped));
  }

  function drain(): Promise<void> {
    draining = queue.drain().catch((error: unknown) => {
      if (!stopping) log.error({ err: error }, 'history: notes and names wait to be indexed');
    });
    return draining;
  }

  async function asker(agentId: number): Promise<Asker> {
    const ids = deps.followed(agentId);
    const slots = await readSlots(db, ids);
    const { roster } = team.rules();
    const dialled = deps.dialled().map((one): DialledCall => {
      const names = new Set<string>();
      addWords(names, roster.byId(one.agentId)?.name);
      return { ...one, names };
    });
    return {
      agentId,
      visibility: deps.visibility,
      followed: new Set([...slots.values()].map(({ slot }) => slot)),
      dialled,
    };
  }

  return {
    ready,
    noted: async () => {
      await ready.catch(() => {});
      await drain();
    },
    retake: async (callIds, change) => {
      await ready;
      await retakeCalls(callIds, { db, fresh, writer, queue, scrub, stopped });
      for (const texts of [frames, parties]) await writer.alone(() => texts.rewrite(change));
    },
    async tidy() {
      await ready;
      // While older calls come in, texts are given before the calls that have them.
      if (catchUp.position()) return;
      await scrub.run(stopped, true);
      await writer.alone(() => forgetTexts({ db, columns, frames, parties }));
    },
    landed: () => void ready.then(drain, () => {}),
    fresh: fresh.calls,
    caughtUp: catchUp.position,
    size: () => columns.live,
    async *find(ask, agentId, toAt) {
      const asking = await asker(agentId);
      const meanings = await who();
      const { direction, outcome, missed, state } = ask;
      const open = state !== undefined && state !== 'ended' ? true : undefined;
      yield* findSlots(
        { columns, narrower },
        {
          narrowing: narrow(ask, asking, meanings),
          facts: factsFilter({ direction, outcome, missed, open }),
          fromAt: ask.from ?? -Infinity,
          toAt,
        },
        meanings,
      );
    },
    async read(found) {
      const { rows } = await sql<{ slot: number; snapshot: string }>`
        select slot, snapshot from search_calls join calls on calls.id = search_calls.call_id
        where slot in (select value from json_each(${JSON.stringify(found.map(({ slot }) => slot))}))
      `.execute(db);
      const here = new Set(rows.map(({ slot }) => slot));
      // Purged since: nobody need look again.
      for (const { slot } of found) if (!here.has(slot)) columns.drop(slot);
      return rows.map(({ snapshot }) => JSON.parse(snapshot) as Call);
    },
    start(signal, before) {
      const stop = () => {
        stopping = true;
        fresh.stop();
        for (const end of endWaiting) end();
      };
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop);
      const cancels = [
        clock.every(SCRUB_EVERY_MS, () => (working = working.then(work))),
        clock.every(DRAIN_EVERY_MS, drain),
      ];
      signal.addEventListener('abort', () => cancels.forEach((cancel) => cancel()));
      const loading = before.then(load);
      settleReady(loading);
      working = loading.then(work, (error: unknown) => {
        if (!stopping) log.error({ err: error }, 'history could not be loaded');
      });
    },
    async settled() {
      await working;
      await Promise.all([fresh.settled(), draining]);
    },
  };
}
