/**
 * Tells Zammad's own CTI endpoint about calls: one event at a time per call, in order, surviving
 * restarts. It never delays the telephone system. Rules RF* of `relay/SPEC-forward.md`.
 */
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { ForwardBody } from './bodies.ts';
import { createPace, pauseMs } from './pace.ts';
import { createForwardQueue, type WaitingForward } from './queue.ts';
import { readRowKind } from './row-kind.ts';
import { createSendForward, type Sent } from './send.ts';

export interface Forwarder {
  start(): void;
  /** There may be something new to tell. */
  wake(): void;
  /**
   * Tells this call's `newCall` before all others.
   * @returns what Zammad answered to it, as soon as it does; undefined when nobody is asked: it
   * takes nothing now, too many wait for an answer already, or this call is not told
   */
  ask(callId: string): Promise<string | undefined>;
  /** Gives what is on the wire a moment; the rest waits in the database. */
  stop(): Promise<void>;
}

/** Zammad answers in 50 ms; ten seconds is a sick one. */
const TIMEOUT_MS = 10_000;
const HOUR_MS = 3_600_000;
/** A call that Zammad does not know by then is old news. */
const MAX_LATE_MS = HOUR_MS;
/** A call that it knows is told to its end; else it would ring there for ever. */
const MAX_AGE_MS = 7 * 24 * HOUR_MS;
/** Tries of one event that Zammad itself fails on while it takes others: about a minute. */
const MAX_TRIES = 7;
/** Calls told about at the same time, and asked about: Zammad's default is five workers. */
const PARALLEL = 4;
const STOP_GRACE_MS = 2_000;
const CLEAN_EVERY_MS = 30_000;

type Waiter = (response: string | undefined) => void;

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
  const pace = createPace({ clock, onPause: wakeIn });
  /** Calls being told about now. */
  const active = new Map<string, Promise<void>>();
  /** Calls whose `newCall` somebody waits for; at most `PARALLEL`. */
  const asked = new Map<string, Waiter[]>();
  /** How often an event failed while the endpoint worked, by row. */
  const failed = new Map<number, number>();
  let running = false;
  let pumping: Promise<void> | undefined;
  let again = false;
  let alarm: { at: number; callOff: () => void } | undefined;
  let cleanedAt = 0;

  function wake(): void {
    if (!running) return;
    const pauseLeftMs = pace.pausedUntil - clock();
    // Timers may ring a moment early.
    if (pauseLeftMs > 0) return wakeIn(pauseLeftMs);
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
        wakeIn(pauseMs(Infinity));
      }
    }
  }

  /** Begins with every call that has something due, as far as there is room. */
  async function startDue(): Promise<void> {
    const now = clock();
    if (now - cleanedAt >= CLEAN_EVERY_MS) await giveUpOld(now);
    // After a failure one call asks alone whether the endpoint is back.
    const room = (pace.failing ? 1 : PARALLEL) - active.size;
    if (room <= 0) return;
    const heads = await queue.heads();
    metrics.forwardsWaiting.set(heads.length);
    const free = heads.filter(({ callId }) => !active.has(callId));
    const due = free.filter(({ nextAt }) => nextAt <= now);
    // A hang-up is not repeated, so it is the last thing to ask a silent endpoint with.
    if (pace.failing) due.sort((a, b) => Number(a.kind === 'hangup') - Number(b.kind === 'hangup'));
    for (const { callId } of due.slice(0, room)) begin(callId);
    const soonest = Math.min(...free.map(({ nextAt }) => nextAt).filter((at) => at > now));
    if (soonest < Infinity) wakeIn(soonest - now);
  }

  async function giveUpOld(now: number): Promise<void> {
    cleanedAt = now;
    const old = await queue.giveUp({ begun: now - MAX_LATE_MS, ever: now - MAX_AGE_MS });
    if (old === 0) return;
    metrics.forwards.inc({ outcome: 'given-up' }, old);
    log.error({ events: old }, 'Zammad took nothing for an hour; old calls are not told any more');
  }

  function begin(callId: string): void {
    const work = tell(callId).finally(() => {
      active.delete(callId);
      answer(callId, undefined);
      wake();
    });
    active.set(callId, work);
  }

  /** Tells all that waits about one call, in order, until something must be tried again later. */
  async function tell(callId: string): Promise<void> {
    try {
      for (;;) {
        const now = clock();
        const row = running && now >= pace.pausedUntil ? await queue.claim(callId, now) : undefined;
        if (!row || !(await tellOne(row))) return;
      }
    } catch (error) {
      log.error({ err: error, call: callId }, 'forwarding failed');
      pace.failed();
    }
  }

  /** @returns whether the next one may follow */
  async function tellOne(row: WaitingForward): Promise<boolean> {
    const { kind } = readRowKind(row.kind);
    const sent = await send(kind, JSON.parse(row.body) as ForwardBody);
    if (row.kind === 'newCall') answer(row.callId, answerOf(sent));
    const tries = (failed.get(row.id) ?? 0) + 1;
    const last = tries >= MAX_TRIES;
    const givenUp = sent.outcome === 'given-up' || (sent.outcome === 'failed' && last);
    const label = givenUp ? 'given-up' : sent.outcome === 'silent' ? 'unsure' : sent.outcome;
    const { reason } = sent;
    metrics.forwards.inc({ outcome: label });
    if (label !== 'sent') log.warn({ call: row.callId, kind, outcome: label, reason }, 'forward');
    if (sent.outcome === 'down' || sent.slow) pace.failed();
    else pace.worked();
    switch (sent.outcome) {
      case 'down':
        await queue.postpone(row, pace.pausedUntil, sent);
        return false;
      case 'failed':
      case 'silent':
        // After many silent tries it may be there all the same, so its end must follow.
        if (last) break;
        failed.set(row.id, tries);
        await queue.postpone(row, clock() + pauseMs(tries - 1), sent);
        return false;
      default:
        break;
    }
    failed.delete(row.id);
    await queue.finish(row, givenUp ? 'given-up' : 'sent', sent);
    return true;
  }

  function answer(callId: string, response: string | undefined): void {
    const waiters = asked.get(callId);
    asked.delete(callId);
    for (const waiter of waiters ?? []) waiter(response);
  }

  function wakeIn(ms: number): void {
    const at = clock() + Math.max(1, ms);
    if (!running || (alarm && alarm.at <= at)) return;
    alarm?.callOff();
    const ring = () => {
      alarm = undefined;
      wake();
    };
    alarm = { at, callOff: later(ring, at - clock()) };
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
    async ask(callId) {
      const others = asked.get(callId);
      if (!running || pace.failing || (!others && asked.size >= PARALLEL)) return undefined;
      const response = new Promise<string | undefined>((resolve) => {
        asked.set(callId, [...(others ?? []), resolve]);
      });
      if (!active.has(callId)) begin(callId);
      // It may have been told before anybody asked.
      const row = await queue.newCallOf(callId);
      if (!row || row.state !== null) answer(callId, row?.response ?? undefined);
      return response;
    },
    async stop() {
      running = false;
      alarm?.callOff();
      const grace = setTimeout(() => stopping.abort(), STOP_GRACE_MS);
      await pumping;
      await Promise.all(active.values());
      clearTimeout(grace);
    },
  };
}

function answerOf({ outcome, response }: Sent): string | undefined {
  return outcome === 'sent' ? response : undefined;
}

function timerLater(task: () => void, ms: number): () => void {
  const timer = setTimeout(task, ms);
  timer.unref();
  return () => clearTimeout(timer);
}
