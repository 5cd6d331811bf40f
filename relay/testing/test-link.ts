/** A dialect's connection as the relay holds it, with calls in memory: for tests over real sockets. */
import { applyEvent } from '../../lib/core/call-machine.ts';
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import type { Call, PbxEvent } from '../../lib/core/call.ts';
import type { Dialect, DialectDefinition } from '../pbx/dialect.ts';
import { type Link, type LinkStatus, startLink } from '../pbx/link.ts';
import { createLog } from '../telemetry/log.ts';
import { testDialect } from './test-dialect.ts';

export interface TestLink extends Link {
  /** All calls heard of, oldest first. */
  calls(): Call[];
  events: PbxEvent[];
  raws: string[];
  statuses: LinkStatus[];
  /** Waits for something to be true; looked at after each event and each change of the status. */
  until(what: string, isSo: () => boolean): Promise<void>;
}

const WAIT_MS = 10_000;

export function testLink(
  definition: DialectDefinition,
  about: Parameters<typeof testDialect>[1] & { calls?: Call[] } = {},
): TestLink {
  return linkOf(testDialect(definition, { clock: Date.now, ...about }), about.calls);
}

/** @param known calls that an earlier process knew */
export function linkOf(
  { session }: Pick<Dialect, 'session'>,
  known: readonly Call[] = [],
): TestLink {
  if (!session) throw new Error('this dialect takes pushes only');
  const calls: TrackedCall[] = known.map((call) => call as TrackedCall);
  const events: PbxEvent[] = [];
  const raws: string[] = [];
  const statuses: LinkStatus[] = [];
  const waiting = new Set<() => void>();
  const look = () => waiting.forEach((one) => one());

  function apply(event: PbxEvent): void {
    events.push(event);
    const at = calls.findLastIndex(({ nativeId }) => nativeId === event.callId);
    const { call } = applyEvent(calls[at], event, () => `call-${calls.length + 1}`);
    if (at >= 0 && calls[at]?.id === call.id) calls[at] = call;
    else calls.push(call);
  }

  const link = startLink({
    source: 'main',
    session,
    async record(some, raw) {
      await new Promise((resolve) => setImmediate(resolve));
      raws.push(raw);
      some.forEach(apply);
      look();
    },
    openCalls: () => Promise.resolve(calls.filter(({ state }) => state !== 'ended')),
    log: createLog('silent'),
    clock: Date.now,
    onStatus(status) {
      statuses.push(status);
      look();
    },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });

  return {
    ...link,
    calls: () => calls,
    events,
    raws,
    statuses,
    until: (what, isSo) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          const now = JSON.stringify({ calls, last: statuses.at(-1) }, undefined, 1);
          reject(new Error(`waited in vain: ${what}\n${now}`));
        }, WAIT_MS);
        function check(): void {
          if (!isSo()) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve();
        }
        waiting.add(check);
        check();
      }),
  };
}
