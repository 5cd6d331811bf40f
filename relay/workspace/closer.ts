/**
 * Ends the wait of callers who were talked to: their missed calls become done, in the journal and on
 * every screen. In the order of the news, one after the other; what could not be written is tried
 * again. Rule WS5.
 */
import { attemptOf, endsWait, reachOf } from '../../lib/core/missed-board.ts';
import type { Call } from '../../lib/core/call.ts';
import type { Log } from '../agents/log.ts';
import type { CallWriter } from '../calls/own-writes.ts';
import type { Clock } from '../hub/clock.ts';
import type { Attempts, Waiting } from './attempts.ts';
import type { Reaches } from './reaches.ts';

export interface Closer {
  /** A call changed: perhaps somebody talks with a caller who waits. */
  heard(call: Call): void;
  /** An attempt that came on the board: perhaps its caller was talked to already. */
  look(waiting: Waiting): void;
  /** Once more what failed. */
  again(): void;
  /** No more work is begun. */
  stop(): void;
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
}

export function createCloser(deps: {
  attempts: Pick<Attempts, 'ofKey'>;
  reaches: Reaches;
  writer: Pick<CallWriter, 'mark'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
}): Closer {
  const { attempts, reaches, writer, clock, log } = deps;
  const failed = new Set<string>();
  let work: Promise<void> = Promise.resolve();
  let stopped = false;

  function enqueue(key: string, task: () => Promise<void>): void {
    work = work.then(async () => {
      if (stopped) return;
      try {
        await task();
      } catch (error) {
        failed.add(key);
        log.error({ err: error }, 'missed board: a wait could not be ended, trying again');
      }
      // Thousands of these after an update must hold up no telephone system.
      await new Promise((resolve) => setImmediate(resolve));
    });
  }

  async function end(key: string, reachedAt: number): Promise<void> {
    for (const { attempt, call } of attempts.ofKey(key)) {
      if (!endsWait(reachedAt, attempt, call)) continue;
      await writer.mark({
        callId: attempt.callId,
        done: true,
        // Never before the talk: who puts it back then puts it back after that.
        at: Math.max(clock.now(), reachedAt),
        onlyIf(current) {
          const still = attemptOf(current);
          return still !== undefined && endsWait(reachedAt, still, current);
        },
      });
    }
  }

  function look({ attempt }: Waiting): void {
    const { key, callId, startedAt } = attempt;
    // Who cannot be told from others cannot be reached either.
    if (key === callId) return;
    enqueue(key, async () => {
      const reachedAt = await reaches.last(key, startedAt);
      if (reachedAt !== undefined) await end(key, reachedAt);
    });
  }

  return {
    heard(call) {
      const reach = reachOf(call);
      for (const key of reach?.keys ?? []) {
        const at = reach?.at ?? 0;
        const waits = attempts.ofKey(key).some((one) => endsWait(at, one.attempt, one.call));
        if (waits) enqueue(key, () => end(key, at));
      }
    },
    look,
    again() {
      const keys = [...failed];
      failed.clear();
      for (const key of keys) for (const waiting of attempts.ofKey(key)) look(waiting);
    },
    stop: () => void (stopped = true),
    async settled() {
      let seen: Promise<void> | undefined;
      while (seen !== work) await (seen = work);
    },
  };
}
