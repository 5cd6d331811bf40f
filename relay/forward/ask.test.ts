import { describe, expect, it } from 'vitest';
import { storedCalls, startTestRelay } from '../testing/test-relay.ts';
import { startStrictZammad, type StrictZammad } from '../testing/strict-zammad.ts';
import { allDone, begin, CUSTOMER, LINE, openForwarding, words } from '../testing/forwarding.ts';
import { createAskZammad } from './ask.ts';

const REJECT = { action: 'reject', reason: 'busy' };
const incoming = (id: string, from = '493023125741') =>
  new URLSearchParams({ event: 'newCall', callId: id, direction: 'in', from, to: '493012300' });
const outgoing = (id: string) =>
  new URLSearchParams({
    event: 'newCall',
    callId: id,
    direction: 'out',
    from: '23',
    to: '0221 47103341',
  });

async function openRelay(zammad: StrictZammad, databaseUrl?: string) {
  const forward = {
    url: zammad.url,
    agentReference: false,
    ask: true,
    transfers: false,
    internal: false,
  };
  const relay = await startTestRelay({ zammad: { forward } }, databaseUrl ? { databaseUrl } : {});
  return {
    ...relay,
    async told(body: URLSearchParams): Promise<unknown> {
      const response = await relay.push(body);
      expect(response.status).toBe(200);
      return response.json();
    },
  };
}

describe('RF14: the verdict of Zammad', () => {
  it('its block list holds, and the call counts as blocked', async () => {
    const zammad = await startStrictZammad();
    zammad.blocked.add('493023125741');
    const relay = await openRelay(zammad);
    expect(await relay.told(incoming('a', '030 23125741'))).toEqual(REJECT);
    expect(await relay.told(incoming('b', '+49 221 47103341'))).toEqual({});
    const [blocked, other] = await storedCalls(relay.databaseUrl);
    expect(blocked).toMatchObject({ nativeId: 'a', blocked: true, state: 'ringing' });
    expect(other).toMatchObject({ nativeId: 'b', blocked: false });
    await relay.push('event=hangup&callId=a&cause=busy');
    await zammad.until(3);
    expect(words(zammad).toSorted()).toEqual(['hangup', 'newCall', 'newCall']);
    expect(zammad.errors()).toEqual([]);
  });
  it('its caller id is shown, our own goes before it', async () => {
    const zammad = await startStrictZammad();
    zammad.callerId = '4930777000';
    const relay = await openRelay(zammad);
    expect(await relay.told(outgoing('a'))).toEqual({
      action: 'dial',
      caller_id: '4930777000',
      callerId: '4930777000',
      number: '4922147103341',
    });
  });
  it('a push that is repeated is answered alike: at the same time, later, after a restart', async () => {
    const zammad = await startStrictZammad();
    zammad.blocked.add('493023125741');
    const relay = await openRelay(zammad);
    const answers = await Promise.all([1, 2, 3].map(() => relay.told(incoming('a'))));
    expect(answers).toEqual([REJECT, REJECT, REJECT]);
    zammad.blocked.clear();
    expect(await relay.told(incoming('a'))).toEqual(REJECT);
    await relay.close();
    const again = await openRelay(zammad, relay.databaseUrl);
    expect(await again.told(incoming('a'))).toEqual(REJECT);
    expect(words(zammad)).toEqual(['newCall']);
  });
  it.each([
    ['{}'],
    ['not json'],
    ['{"action":"dial","caller_id":"4930777"}'],
    ['{"action":"dial"}'],
    ['[]'],
  ])('an incoming call with %s in answer goes on', async (text) => {
    const zammad = await startStrictZammad();
    zammad.fault = { status: 200, body: text };
    const relay = await openRelay(zammad);
    expect(await relay.told(incoming('a'))).toEqual({});
  });
  it('a call for help goes on untouched', async () => {
    const zammad = await startStrictZammad();
    zammad.callerId = '4930777000';
    const relay = await openRelay(zammad);
    const help = outgoing('a');
    help.set('to', '112');
    expect(await relay.told(help)).toEqual({});
  });
});

describe('RF15: Zammad is silent', () => {
  it('after 800 ms ours stands, and those who call next do not wait', async () => {
    const zammad = await startStrictZammad();
    zammad.blocked.add('493023125741');
    zammad.fault = { silent: 'before' };
    const relay = await openRelay(zammad);
    const began = performance.now();
    const many = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        expect(await relay.told(incoming(`c${n}`))).toEqual({});
        return performance.now() - began;
      }),
    );
    // As many as there are workers wait; everybody else is answered at once.
    expect(many.filter((ms) => ms > 700)).toHaveLength(4);
    expect(Math.max(...many)).toBeLessThan(1_000);
    const next = performance.now();
    for (let n = 0; n < 20; n++) expect(await relay.told(incoming(`d${n}`))).toEqual({});
    expect(performance.now() - next).toBeLessThan(700);
    // What was asked and what the queue tells by itself; the rest waits in the database.
    expect(zammad.received.length).toBeLessThanOrEqual(8);
  });
  it('a verdict that comes too late changes nothing, also not for a repeated push', async () => {
    const zammad = await startStrictZammad();
    zammad.blocked.add('493023125741');
    let open = () => {};
    zammad.gate = new Promise((resolve) => (open = resolve));
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    let budget = () => {};
    const ask = createAskZammad({
      db: relay.db,
      forwarder: relay.forwarder,
      ledger: relay.ledger,
      log: relay.log,
      clock: relay.clock,
      later(task) {
        budget = task;
        return () => {};
      },
    });
    const record = () =>
      relay.ledger.record({ event: begin(), raw: '', wording: ({ action }) => action });
    const first = await record();
    const verdict = ask(first, ({ action }) => action);
    await zammad.until(1);
    budget();
    expect(await verdict).toBeUndefined();
    open();
    const [row] = await relay.settled(allDone);
    expect(row?.response).toContain('reject');
    expect(await ask(await record(), ({ action }) => action)).toEqual({ action: 'continue' });
    // Nor is the next caller kept waiting so soon after.
    const other = await relay.ledger.record({
      event: begin('b', { from: LINE, to: CUSTOMER }),
      raw: '',
      wording: () => '',
    });
    expect(await ask(other, () => '')).toBeUndefined();
  });
  it('who is known to be down is not asked', async () => {
    const zammad = await startStrictZammad();
    zammad.fault = { status: 503 };
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    const [first] = await relay.play(begin('a'));
    await relay.settled((rows) => rows.some(({ status }) => status === 503));
    const [second] = await relay.play(begin('b'));
    expect(await relay.forwarder.ask(second ?? '')).toBeUndefined();
    expect(zammad.received.map(({ callId }) => callId)).toEqual([first]);
  });
  it('a call that is not told is not asked about', async () => {
    const zammad = await startStrictZammad();
    const relay = await openRelay(zammad);
    const internal = new URLSearchParams('event=newCall&callId=i&from=23&to=24');
    expect(await relay.told(internal)).toEqual({});
    expect(zammad.received).toEqual([]);
  });
});
