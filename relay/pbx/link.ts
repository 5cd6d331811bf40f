/**
 * Keeps a connection to a telephone system: connects, comes back with growing pauses, says how it
 * stands. What happens on the wire is the dialect's `session`.
 */
import type { Call, PbxEvent } from '../../lib/core/call.ts';
import type { Log } from '../telemetry/log.ts';
import { type Dialect, LinkError } from './dialect.ts';

export interface LinkStatus {
  state: 'connecting' | 'up' | 'down';
  /** Since when, epoch ms. */
  sinceAt: number;
  /** Why it is down, in words for the admin. */
  reason?: string;
  /** When the next attempt begins, epoch ms. */
  nextAt?: number;
  /** It is up, but could do more; in words for the admin. */
  hint?: string;
}

export interface Link {
  status(): LinkStatus;
  /** Ends the session and waits for what was received to be stored. */
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 60_000;
/** After "wrong password" there is no hurry; a server may lock us out. */
const REFUSED_PAUSE_MS = 60_000;
/** A session that does not end when told so is left behind; the relay must be able to stop. */
const PATIENCE_MS = 5_000;
const NOT_STORED = 'what was heard could not be stored';

export function startLink(deps: {
  source: string;
  session: NonNullable<Dialect['session']>;
  /** Commits events in order. */
  record(events: readonly PbxEvent[], raw: string): Promise<void>;
  openCalls(): Promise<Call[]>;
  log: Log;
  clock: () => number;
  /** Told with every change of the status. */
  onStatus?: (status: LinkStatus) => void;
  /** 0…1; spreads the attempts of many relays. */
  random?: () => number;
  /** Resolves after `ms` or when `signal` ends. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** How long a session may take to end. */
  patienceMs?: number;
}): Link {
  const { source, log, clock } = deps;
  const pause = deps.pause ?? waitFor;
  const random = deps.random ?? Math.random;
  const stopping = new AbortController();
  const { signal } = stopping;
  let status: LinkStatus = { state: 'connecting', sinceAt: clock() };

  function set(next: Omit<LinkStatus, 'sinceAt'>): void {
    const sinceAt = next.state === status.state ? status.sinceAt : clock();
    status = { ...next, sinceAt };
    deps.onStatus?.(status);
  }

  async function once(): Promise<{ reason: string; refused: boolean; wasUp: boolean }> {
    let wasUp = false;
    let hint: string | undefined;
    const ending = new AbortController();
    const storing = new Set<Promise<void>>();
    let failed: unknown;

    /**
     * What cannot be stored ends the session: the next one asks for the true state, where the
     * telephone system can be asked. Going on would show calls that are wrong for good.
     */
    function emit(events: readonly PbxEvent[], raw: string): Promise<void> {
      if (ending.signal.aborted) {
        const over = Promise.reject(new LinkError('the session is over'));
        over.catch(() => undefined);
        return over;
      }
      const stored = deps.record(events, raw).catch((error: unknown) => {
        failed ??= error ?? new Error(NOT_STORED);
        ending.abort();
        throw error;
      });
      storing.add(stored);
      const forget = () => void storing.delete(stored);
      stored.then(forget, forget);
      return stored;
    }

    function left(error: unknown): { reason: string; refused: boolean; wasUp: boolean } {
      if (failed !== undefined) {
        log.error({ err: failed, connection: source }, NOT_STORED);
        return { reason: NOT_STORED, refused: false, wasUp: false };
      }
      if (error instanceof LinkError) {
        return { reason: error.message, refused: error.refused, wasUp };
      }
      if (!signal.aborted) log.error({ err: error, connection: source }, 'session failed');
      return { reason: 'the connection failed; the log says why', refused: false, wasUp };
    }

    const session = (async () =>
      deps.session({
        signal: AbortSignal.any([signal, ending.signal]),
        emit,
        openCalls: deps.openCalls,
        hint(message) {
          hint = message;
          log.warn(
            { connection: source, hint: message },
            'the telephone system allows less than it could',
          );
        },
        async ready(runningIds) {
          if (ending.signal.aborted) throw new LinkError('the session is over');
          if (runningIds) await closeAbsent(new Set(runningIds));
          if (signal.aborted || ending.signal.aborted) return;
          wasUp = true;
          set({ state: 'up', ...(hint !== undefined && { hint }) });
          log.info({ connection: source }, 'connected to the telephone system');
        },
      }))();
    try {
      await Promise.race([session, overdue([signal, ending.signal])]);
      if (failed !== undefined) return left(failed);
      return { reason: 'the telephone system closed the connection', refused: false, wasUp };
    } catch (error) {
      return left(error);
    } finally {
      // Nothing of this session may be heard once the next one begins.
      ending.abort();
      session.catch(() => undefined);
      await Promise.allSettled(storing);
    }
  }

  /** Resolves some time after one of the signals ended. */
  function overdue(signals: AbortSignal[]): Promise<void> {
    return new Promise((resolve) => {
      const any = AbortSignal.any(signals);
      const later = () => setTimeout(resolve, deps.patienceMs ?? PATIENCE_MS).unref();
      if (any.aborted) later();
      else any.addEventListener('abort', later, { once: true });
    });
  }

  /** What ended while nobody listened. */
  async function closeAbsent(running: ReadonlySet<string>): Promise<void> {
    const gone = (await deps.openCalls()).filter(({ nativeId }) => !running.has(nativeId));
    for (const { nativeId } of gone) {
      const event: PbxEvent = {
        source,
        kind: 'hangup',
        callId: nativeId,
        at: clock(),
        end: { guessed: true },
      };
      await deps.record([event], '');
    }
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      set({ state: 'connecting' });
      const { reason, refused, wasUp } = await once();
      if (signal.aborted) return;
      failures = wasUp ? 0 : failures + 1;
      const growing = Math.min(LAST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10));
      const ms = Math.round((refused ? REFUSED_PAUSE_MS : growing) * (0.75 + random() / 2));
      set({ state: 'down', reason, nextAt: clock() + ms });
      log.warn({ connection: source, reason, retryMs: ms }, 'not connected');
      await pause(ms, signal);
    }
  }

  const running = run();
  return {
    status: () => status,
    async stop() {
      stopping.abort();
      await running;
      if (status.state !== 'down') set({ state: 'down', reason: 'stopped' });
    },
  };
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    timer.unref();
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
