/** Ledger and forwarder over one database, for tests of what Zammad is told. */
import metadata from 'libphonenumber-js/max/metadata';
import { expect, onTestFinished } from 'vitest';
import type { PbxEvent } from '../../lib/core/call.ts';
import { createPhone } from '../../lib/core/phone.ts';
import type { AgentMapping } from '../config.ts';
import { createLedger } from '../calls/ledger.ts';
import { createDecide } from '../policy/verdict.ts';
import { createForwarder } from '../forward/forwarder.ts';
import { createForwardOutbox } from '../forward/outbox.ts';
import type { ForwardWishes } from '../forward/plan.ts';
import { openDatabase } from '../store/database.ts';
import { createLog } from '../telemetry/log.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import type { StrictZammad } from './strict-zammad.ts';
import { tempFolder } from './temp-folder.ts';

const phone = createPhone(metadata, { homeCountry: 'DE' });
export const CUSTOMER = { raw: '+49 30 23125741', e164: '493023125741' };
export const LINE = { raw: '493012300', e164: '493012300' };
export const ALICE = { raw: 'Alice', name: 'Alice' };

function event(kind: PbxEvent['kind'], rest: Partial<PbxEvent> = {}, callId = 'a'): PbxEvent {
  return { source: 'main', kind, callId, at: 1000, ...rest };
}
export const begin = (callId = 'a', rest: Partial<PbxEvent> = {}) =>
  event('new', { direction: 'in', from: CUSTOMER, to: LINE, targets: [ALICE], ...rest }, callId);
export const answer = (callId = 'a', rest: Partial<PbxEvent> = {}) =>
  event('answer', { at: 2000, answeredBy: ALICE, ...rest }, callId);
export const hangup = (callId = 'a', rest: Partial<PbxEvent> = {}) =>
  event('hangup', { at: 3000, end: { cause: 'cancel' }, ...rest }, callId);

/** Time and timers are the test's. */
export async function openForwarding(
  zammad: StrictZammad,
  options: Partial<ForwardWishes> & {
    url?: string;
    timeoutMs?: number;
    agents?: AgentMapping[];
    /** How long what may still change waits; nothing by default. */
    holdMs?: number;
    /** Zammad answers some of it with an error: the test is about its outages. */
    errors?: 'expected';
  } = {},
) {
  const url = options.url ?? `sqlite:${tempFolder()}/test.db`;
  const { db, close } = await openDatabase(url);
  let now = 10_000;
  let timer: { task: () => void; ms: number } | undefined;
  const clock = () => now;
  const log = createLog('silent');
  const forwarder = createForwarder({
    db,
    url: zammad.url,
    log,
    metrics: createMetrics(),
    clock,
    timeoutMs: options.timeoutMs ?? 5_000,
    later(task, ms) {
      timer = { task, ms };
      return () => (timer = undefined);
    },
  });
  const ledger = await createLedger({
    db,
    decide: createDecide({ blocked: [], callerIds: { routes: [] } }, phone),
    outbox: createForwardOutbox({
      forward: { agentReference: false, internal: false, transfers: false, ...options },
      agents: options.agents ?? [],
      phone,
      clock,
      holdMs: options.holdMs ?? 0,
    }),
  });
  ledger.subscribe(() => forwarder.wake());
  let closed = false;
  const shut = async () => {
    if (closed) return;
    closed = true;
    await forwarder.stop();
    await close();
  };
  onTestFinished(async () => {
    await shut();
    if (options.errors !== 'expected') expect(zammad.errors()).toEqual([]);
  });
  const rows = () => db.selectFrom('forwards').selectAll().orderBy('id').execute();
  return {
    url,
    db,
    ledger,
    forwarder,
    log,
    clock,
    shut,
    rows,
    async play(...events: PbxEvent[]) {
      const ids: string[] = [];
      for (const one of events) {
        const { call } = await ledger.record({ event: one, raw: '', wording: () => '{}' });
        ids.push(call.id);
      }
      return ids;
    },
    /** Waits until a row has left the queue, or a retry was noted. */
    async settled(done: (list: Awaited<ReturnType<typeof rows>>) => boolean) {
      for (;;) {
        const list = await rows();
        if (done(list)) return list;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    /** Somebody who paired a browser. */
    pair: (id: number, name: string, login: string) =>
      db
        .insertInto('agents')
        .values({ id, login, email: login, name, phone: '', mobile: '', updated_at: id })
        .execute(),
    pass(ms: number) {
      now += ms;
      const due = timer;
      timer = undefined;
      due?.task();
    },
  };
}
export const allDone = (rows: { state: string | null }[]) =>
  rows.every(({ state }) => state !== null);
export const words = (zammad: StrictZammad) => zammad.received.map(({ event: word }) => word);
