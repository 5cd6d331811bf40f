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
    try {
      await deps.session({
        signal,
        emit: deps.record,
        openCalls: deps.openCalls,
        async ready(runningIds) {
          if (runningIds) await closeAbsent(new Set(runningIds));
          wasUp = true;
          set({ state: 'up' });
          log.info({ connection: source }, 'connected to the telephone system');
        },
      });
      return { reason: 'the telephone system closed the connection', refused: false, wasUp };
    } catch (error) {
      if (!(error instanceof LinkError) && !signal.aborted) {
        log.error({ err: error, connection: source }, 'session failed');
      }
      const known = error instanceof LinkError;
      const reason = known ? error.message : 'the connection failed; the log says why';
      return { reason, refused: known && error.refused, wasUp };
    }
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
