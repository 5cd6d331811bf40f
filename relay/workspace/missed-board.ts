/**
 * The team's missed calls: one row for each caller nobody has talked to since. Holds what waits in
 * memory, ends waits, and says who should look again. Rules WS5, WS6 and `lib/core/SPEC-missed.md`.
 */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Call } from '../../lib/core/call.ts';
import { MANUAL_SOURCE } from '../../lib/core/manual-call.ts';
import { type Attempt, type AttemptRow, isShort, missedRows } from '../../lib/core/missed-board.ts';
import type { Targets } from '../../lib/core/targets.ts';
import type { Agent } from '../../lib/protocol/frames.ts';
import type { Log } from '../agents/log.ts';
import { ApiError } from '../api/errors.ts';
import type { CallChanges } from '../calls/changes.ts';
import type { CallWriter } from '../calls/own-writes.ts';
import type { Clock } from '../hub/clock.ts';
import type { Tables } from '../store/tables.ts';
import { createAttempts, type Waiting } from './attempts.ts';
import { createClaims } from './claims.ts';
import { createCloser } from './closer.ts';
import { createReaches } from './reaches.ts';
import { sees, type Sight } from './sight.ts';

export interface MissedBoard {
  /** Rows of what waits and this agent may see, latest first, rings that were too short left out. */
  rows(agentId: number): Promise<readonly AttemptRow[]>;
  /** The call of an attempt that waits. */
  call(callId: string): Call | undefined;
  /** The same of one row. `short`: with rings that were too short. */
  ofKey(key: string, agentId: number, short?: boolean): Waiting[];
  claimOf: ReturnType<typeof createClaims>['of'];
  /** @throws ApiError 404, 409 */
  claim(key: string, agent: Agent, claim: boolean): Promise<void>;
  /** Other people stand behind these numbers (E.164 digits). */
  renamed(digits: Iterable<string>): void;
  /** Begins to listen and reads what is stored. */
  start(): Promise<void>;
  stop(): void;
  /** Resolves when everything noted so far is done. */
  settled(): Promise<void>;
}

const DAY_MS = 86_400_000;
const TICK_MS = 60_000;
/** More than any team calls back; the newest are kept in sight. */
const MAX_LOADED = 50_000;
/** Agents whose rows are kept between two questions. */
const MAX_KEPT = 50;
/** Others get their turn after so many. */
const TURN = 200;

export function createMissedBoard(deps: {
  db: Kysely<Tables>;
  changes: Pick<CallChanges, 'subscribe'>;
  writer: Pick<CallWriter, 'mark'>;
  sight: Pick<Sight, 'of'>;
  rules: () => object;
  clock: Clock;
  log: Log;
  /** Shorter rings are no attempts; how many days the board looks back. */
  limits: { minRingMs: number; days: number };
  /** Who sees another board than before. */
  onChange: (who: Targets) => void;
}): MissedBoard {
  const { db, changes, clock, log, limits, onChange } = deps;
  const attempts = createAttempts(deps);
  const claims = createClaims({ db, clock });
  const closer = createCloser({
    attempts,
    reaches: createReaches(db),
    writer: deps.writer,
    clock,
    log,
  });
  const news: Call[] = [];
  /** Rows of those who asked last; worked out anew after a change. */
  const rowsOf = new Map<number, { revision: number; rows: readonly AttemptRow[] }>();
  let settleReady: (loading: Promise<void>) => void = () => {};
  /** Half of a board is none: who asks early waits. */
  const ready = new Promise<void>((resolve) => (settleReady = resolve));
  ready.catch(() => {});
  let fresh: object | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  let stopping: (() => void)[] = [];

  const oldest = () => clock.now() - limits.days * DAY_MS;
  const short = ({ attempt, call }: Waiting) =>
    call.source !== MANUAL_SOURCE && isShort(attempt, limits.minRingMs);
  const shown = (key: string) => attempts.ofKey(key).filter((one) => !short(one));

  function tell(waiting: readonly (Waiting | undefined)[]): void {
    const agents = new Set<number>();
    let everyone = false;
    for (const one of waiting) {
      if (!one || short(one)) continue;
      const sight = attempts.sight(one);
      everyone ||= sight.everyone;
      for (const id of sight.agents) agents.add(id);
    }
    if (everyone || agents.size > 0) onChange({ everyone, agents });
  }

  function endClaims(keys: Iterable<string>): void {
    const closed = [...new Set(keys)].filter((key) => shown(key).length === 0);
    // Forgotten at once: whoever tries to reach us next begins unclaimed.
    const ending = claims
      .end(closed)
      .catch((error: unknown) => log.error({ err: error }, 'missed board: a claim is not ended'));
    writing = Promise.all([writing, ending]);
  }

  function take(call: Call): void {
    const { before, now } = attempts.put(call);
    if (now && now.attempt.endedAt < oldest()) attempts.remove(call.id);
    else if (now && before?.attempt.key !== now.attempt.key) closer.look(now);
    if (before || now) tell([before, now]);
    if (before && before.attempt.key !== now?.attempt.key) endClaims([before.attempt.key]);
    closer.heard(call);
  }

  /** Who follows calls must not hold up who tells them. */
  function drain(): void {
    for (const call of news.splice(0)) {
      try {
        take(call);
      } catch (error) {
        log.error({ err: error }, 'missed board: a change could not be taken');
      }
    }
  }

  async function load(): Promise<void> {
    await claims.load();
    const rows = await db
      .selectFrom('calls')
      .select('snapshot')
      .where(sql<boolean>`todo = 1`)
      .where('ended_at', '>=', oldest())
      .orderBy('ended_at', 'desc')
      .limit(MAX_LOADED)
      .execute();
    const looked = new Map<string, Waiting>();
    for (const [index, { snapshot }] of rows.entries()) {
      const { now } = attempts.put(JSON.parse(snapshot) as Call);
      const first = now && looked.get(now.attempt.key);
      if (now && (!first || now.attempt.startedAt < first.attempt.startedAt)) {
        looked.set(now.attempt.key, now);
      }
      if (index % TURN === 0) await nextTurn();
    }
    // A talk whose end of the wait was not written before the relay went down.
    for (const waiting of looked.values()) closer.look(waiting);
    endClaims(claims.keys());
    await freshen();
  }

  async function tick(): Promise<void> {
    closer.again();
    const old = attempts.snapshot().filter(({ attempt }) => attempt.endedAt < oldest());
    for (const { attempt } of old) attempts.remove(attempt.callId);
    tell(old);
    endClaims(old.map(({ attempt }) => attempt.key));
    const ended = await claims.expire();
    tell(ended.flatMap(shown));
  }

  function* visible(agentId: number): Generator<Attempt> {
    for (const one of attempts.all()) {
      if (!short(one) && sees(attempts.sight(one), agentId)) yield one.attempt;
    }
  }

  /** After a change of the team everybody's sight is worked out anew, in turns. */
  async function freshen(): Promise<void> {
    while (fresh !== deps.rules()) {
      const rules = deps.rules();
      let count = 0;
      for (const waiting of attempts.snapshot()) {
        attempts.sight(waiting);
        count += 1;
        if (count % TURN === 0) await nextTurn();
      }
      fresh = rules;
    }
  }

  return {
    async rows(agentId) {
      await ready;
      await freshen();
      const { revision } = attempts;
      const known = rowsOf.get(agentId);
      rowsOf.delete(agentId);
      const rows = known?.revision === revision ? known.rows : missedRows(visible(agentId));
      rowsOf.set(agentId, { revision, rows });
      const oldest = rowsOf.keys().next().value;
      if (rowsOf.size > MAX_KEPT && oldest !== undefined) rowsOf.delete(oldest);
      return rows;
    },
    call: (callId) => attempts.get(callId)?.call,
    ofKey: (key, agentId, withShort = false) =>
      (withShort ? attempts.ofKey(key) : shown(key)).filter((one) =>
        sees(attempts.sight(one), agentId),
      ),
    claimOf: claims.of,
    async claim(key, agent, claim) {
      const seen = shown(key).some((one) => sees(attempts.sight(one), agent.id));
      if (!seen) {
        // Nothing is left to let go of; what others see there is not told.
        if (!claim) return;
        throw new ApiError(404, 'missed/not-found', 'Nobody waits there any more.');
      }
      const changed = await (claim ? claims.take(key, agent) : claims.release(key, agent));
      if (changed) tell(shown(key));
    },
    renamed(digits) {
      for (const key of digits) tell(shown(key));
    },
    async start() {
      const unsubscribe = changes.subscribe(({ call }) => {
        if (news.push(call) === 1) setImmediate(drain);
      });
      const cancel = clock.every(TICK_MS, () => {
        writing = writing
          .then(tick)
          .catch((error: unknown) => log.error({ err: error }, 'missed board: a round failed'));
      });
      stopping = [unsubscribe, cancel, closer.stop];
      const loading = load();
      settleReady(loading);
      await loading;
    },
    stop() {
      for (const each of stopping) each();
    },
    async settled() {
      while (news.length > 0) await nextTurn();
      await closer.settled();
      await writing;
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
