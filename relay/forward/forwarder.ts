/**
 * Tells Zammad's own CTI endpoint about calls: one event at a time per call, in order, surviving
 * restarts. It never delays the telephone system. Rules RF* of `relay/SPEC.md`.
 */
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { ForwardBody, ForwardKind } from './bodies.ts';
import { createForwardQueue, type WaitingForward } from './queue.ts';
import { createSendForward } from './send.ts';

export interface Forwarder {
  start(): void;
  /** There may be something new to tell. */
  wake(): void;
  /** Gives what is on the wire a moment; the rest waits in the database. */
  stop(): Promise<void>;
}

/** Zammad answers in 50 ms; ten seconds is a sick one. */
const TIMEOUT_MS = 10_000;
/** Older news is no help any more; a call that old is over. */
const MAX_AGE_MS = 3_600_000;
const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 60_000;
/** Tries of one event that Zammad itself fails on while it takes others. */
const MAX_TRIES = 5;
/** Calls told about at the same time; Zammad's default is five workers. */
const PARALLEL = 4;
const STOP_GRACE_MS = 2_000;
const CLEAN_EVERY_MS = 30_000;

export function createForwarder(deps: {
  db: Database;
  url: string;
  log: Log;
  metrics: Pick<Metrics, 'forwards' | 'forwardsWaiting'>;
  clock: () => number;
  timeoutMs?: number;
  fetch?: typeof fetch;
  /** Runs `task` after `ms`; answers how to call it off. */
  later?: (task: () => void, ms: number) => () => void;
}): Forwarder {
  const { log, metrics, clock } = deps;
  const later = deps.later ?? timerLater;
  const queue = createForwardQueue(deps.db);
  const stopping = new AbortController();
  const send = createSendForward({
    url: deps.url,
    timeoutMs: deps.timeoutMs ?? TIMEOUT_MS,
    signal: stopping.signal,
    fetch: deps.fetch,
  });
  /** Calls being told about now. */
  const active = new Map<string, Promise<void>>();
  let running = false;
  let pumping: Promise<void> | undefined;
  let again = false;
  let callOff: (() => void) | undefined;
  /** The endpoint as a whole does not take anything: nobody asks it before this time. */
  let pausedUntil = 0;
  let failures = 0;
  let cleanedAt = 0;

  function wake(): void {
    if (!running || clock() < pausedUntil) return;
    again = true;
    pumping ??= pump().finally(() => {
      pumping = undefined;
    });
  }

  async function pump(): Promise<void> {
    while (again && running) {
      again = false;
      try {
        await startDue();
      } catch (error) {
        log.error({ err: error }, 'forward queue not readable');
        wakeIn(LAST_PAUSE_MS);
      }
    }
  }

  /** Begins with every call that has something due, as far as there is room. */
  async function startDue(): Promise<void> {
    const now = clock();
    if (now - cleanedAt >= CLEAN_EVERY_MS) await giveUpOld(now);
    // After a failure one call asks alone whether the endpoint is back.
    const room = (failures > 0 ? 1 : PARALLEL) - active.size;
    if (room <= 0) return;
    const heads = await queue.heads();
    metrics.forwardsWaiting.set(heads.length);
    const free = heads.filter(({ callId }) => !active.has(callId));
    for (const { callId } of free.filter(({ nextAt }) => nextAt <= now).slice(0, room)) {
      const work = tell(callId).finally(() => {
        active.delete(callId);
        wake();
      });
      active.set(callId, work);
    }
    const soonest = Math.min(...free.map(({ nextAt }) => nextAt).filter((at) => at > now));
    if (soonest < Infinity) wakeIn(soonest - now);
  }

  async function giveUpOld(now: number): Promise<void> {
    cleanedAt = now;
    const old = await queue.giveUpOlderThan(now - MAX_AGE_MS);
    if (old === 0) return;
    metrics.forwards.inc({ outcome: 'given-up' }, old);
    log.error({ events: old }, 'Zammad took nothing for an hour; old events are not told any more');
  }

  /** Tells all that waits about one call, in order, until something must be tried again later. */
  async function tell(callId: string): Promise<void> {
    try {
      for (;;) {
        const row = running && clock() >= pausedUntil ? await queue.oldest(callId) : undefined;
        if (!row || !(await tellOne(row))) return;
      }
    } catch (error) {
      log.error({ err: error, call: callId }, 'forwarding failed');
      pause();
    }
  }

  /** @returns whether the next one may follow */
  async function tellOne(row: WaitingForward): Promise<boolean> {
    const kind = row.kind as ForwardKind;
    const { outcome, reason } = await send(kind, JSON.parse(row.body) as ForwardBody);
    const givenUp =
      outcome === 'given-up' || (outcome === 'failed' && row.attempts + 1 >= MAX_TRIES);
    const label = givenUp ? 'given-up' : outcome;
    metrics.forwards.inc({ outcome: label });
    if (outcome !== 'sent') log.warn({ call: row.callId, kind, outcome: label, reason }, 'forward');
    if (outcome === 'down') {
      pause();
      await queue.postpone(row, pausedUntil, reason);
      return false;
    }
    failures = 0;
    if (outcome === 'failed' && !givenUp) {
      await queue.postpone(row, clock() + FIRST_PAUSE_MS * 2 ** row.attempts, reason);
      return false;
    }
    await queue.finish(row, givenUp ? 'given-up' : 'sent', reason);
    return true;
  }

  function pause(): void {
    // Those that were on the wire together fail together: that is one failure.
    if (clock() < pausedUntil) return;
    const ms = Math.min(LAST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10));
    failures++;
    pausedUntil = clock() + ms;
    wakeIn(ms);
  }

  function wakeIn(ms: number): void {
    if (!running) return;
    callOff?.();
    callOff = later(wake, Math.max(1, ms));
  }

  return {
    start() {
      running = true;
      queue.settleInterrupted().then(wake, (error: unknown) => {
        log.error({ err: error }, 'forward queue not readable');
        wake();
      });
    },
    wake,
    async stop() {
      running = false;
      callOff?.();
      const grace = setTimeout(() => stopping.abort(), STOP_GRACE_MS);
      await pumping;
      await Promise.all(active.values());
      clearTimeout(grace);
    },
  };
}

function timerLater(task: () => void, ms: number): () => void {
  const timer = setTimeout(task, ms);
  timer.unref();
  return () => clearTimeout(timer);
}
