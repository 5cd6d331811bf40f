import { describe, expect, it } from 'vitest';
import { createSweeper } from '../calls/sweeper.ts';
import { allDone, answer, begin, hangup, openForwarding, words } from '../testing/forwarding.ts';
import { startStrictZammad } from '../testing/strict-zammad.ts';

const MINUTE_MS = 60_000;
type Rows = { last_error: string | null; next_at: number }[];
/** Some event has to wait until a time after `at`. */
const waits =
  (at = 0) =>
  (rows: Rows) =>
    rows.some(
      ({ last_error, next_at }) =>
        last_error !== null && last_error !== 'on the wire' && next_at > at,
    );

describe('RF6: the endpoint is down', () => {
  it('waits longer and longer, then tells everything in order', async () => {
    const zammad = await startStrictZammad();
    await zammad.stop();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(begin('a'), begin('b'), answer('a'), hangup('a'));
    await relay.settled(waits(relay.clock()));
    expect(zammad.received).toEqual([]);
    relay.pass(1_000);
    await relay.settled(waits(relay.clock()));
    await zammad.start();
    relay.pass(MINUTE_MS);
    await relay.settled(allDone);
    expect(zammad.received.filter(({ status }) => status !== 200)).toEqual([]);
    const ofA = zammad.received.filter(({ callId }) => callId === zammad.received[0]?.callId);
    expect(ofA.map(({ event: word }) => word)).toEqual(['newCall', 'answer', 'hangup']);
    expect(zammad.log.size).toBe(2);
  });
  it.each([
    [200, '<html>Please log in</html>'],
    [302, ''],
    [401, 'Invalid token'],
    [404, 'No route'],
    [422, 'Feature is disabled, please contact your administrator!'],
    [502, ''],
    [503, ''],
  ])('status %i is no loss', async (status, body) => {
    const zammad = await startStrictZammad();
    zammad.fault = { status, body };
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(begin());
    await relay.settled(waits());
    await relay.play(hangup());
    zammad.fault = undefined;
    relay.pass(MINUTE_MS);
    const rows = await relay.settled(allDone);
    expect(rows.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(words(zammad)).toEqual(['newCall', 'newCall', 'hangup']);
  });
  it('a timer that rings a moment early is set again', async () => {
    const zammad = await startStrictZammad();
    zammad.fault = { status: 503 };
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(begin());
    await relay.settled(waits());
    zammad.fault = undefined;
    relay.pass(999);
    relay.pass(1);
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'newCall']);
  });
  it('a Zammad that restarts in mid-call gets the rest, in order', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad, { transfers: true });
    relay.forwarder.start();
    await relay.play(begin());
    await relay.settled(allDone);
    await zammad.stop();
    const bob = { name: 'Bob Agent' };
    await relay.play(answer());
    await relay.settled(waits());
    await relay.play(answer('a', { at: 2500, answeredBy: bob }), hangup());
    await zammad.start();
    relay.pass(MINUTE_MS);
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'answer', 'hangup', 'newCall', 'answer', 'hangup']);
  });
});

describe('RF7, RF8: nobody knows whether it was stored', () => {
  it('a newCall and an answer are repeated, “already exists” means known, and the rest follows', async () => {
    const zammad = await startStrictZammad();
    zammad.fault = { silent: 'after' };
    const relay = await openForwarding(zammad, { timeoutMs: 100, errors: 'expected' });
    relay.forwarder.start();
    const [id] = await relay.play(begin());
    await relay.settled(waits());
    relay.pass(MINUTE_MS);
    await zammad.until(2);
    await relay.settled(waits(relay.clock()));
    zammad.fault = undefined;
    await relay.play(hangup());
    relay.pass(MINUTE_MS);
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'newCall', 'newCall', 'hangup']);
    expect(zammad.log.get(id ?? '')).toMatchObject({ state: 'hangup', done: false });
  });
  it('a hang-up without an answer counts as told: a second one would mark it as done', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad, { timeoutMs: 100 });
    relay.forwarder.start();
    const [id] = await relay.play(begin());
    await relay.settled(allDone);
    zammad.fault = { silent: 'after' };
    await relay.play(hangup());
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'hangup']);
    expect(zammad.log.get(id ?? '')).toMatchObject({ state: 'hangup', done: false });
  });
  it('while it is silent, one call at a time asks, and no hang-up when there is something else', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad, { timeoutMs: 100, errors: 'expected' });
    relay.forwarder.start();
    await relay.play(begin('a'), begin('b'));
    await relay.settled(allDone);
    zammad.fault = { silent: 'before' };
    await relay.play(begin('c'));
    await relay.settled(waits());
    await relay.play(hangup('a'), hangup('b'));
    relay.pass(MINUTE_MS);
    await relay.settled(waits(relay.clock()));
    expect(words(zammad)).toEqual(['newCall', 'newCall', 'newCall', 'newCall']);
    zammad.fault = undefined;
    relay.pass(MINUTE_MS);
    await relay.settled(allDone);
    expect([...zammad.log.values()].map(({ state }) => state)).toEqual([
      'hangup',
      'hangup',
      'newCall',
    ]);
  });
  it('after many silent tries it counts as told, so that its end follows', async () => {
    const zammad = await startStrictZammad();
    zammad.fault = { silent: 'after' };
    const relay = await openForwarding(zammad, { timeoutMs: 50, errors: 'expected' });
    relay.forwarder.start();
    await relay.play(begin());
    for (let tries = 1; tries < 7; tries++) {
      await relay.settled(waits(relay.clock()));
      relay.pass(MINUTE_MS);
    }
    await relay.settled(allDone);
    zammad.fault = undefined;
    await relay.play(hangup());
    relay.pass(2 * MINUTE_MS);
    await relay.settled(allDone);
    expect(words(zammad).at(-1)).toBe('hangup');
    expect(zammad.received.at(-1)?.status).toBe(200);
  });
  it('a hang-up that was on the wire when the process died is not repeated', async () => {
    const zammad = await startStrictZammad();
    const first = await openForwarding(zammad);
    await first.play(begin(), hangup());
    await first.db
      .updateTable('forwards')
      .set({ last_error: 'on the wire' })
      .where('kind', '=', 'hangup')
      .execute();
    await first.shut();
    const second = await openForwarding(zammad, { url: first.url });
    second.forwarder.start();
    await second.settled(allDone);
    expect(words(zammad)).toEqual(['newCall']);
  });
});

describe('RF9: too old, or never taken', () => {
  it('a call that Zammad does not know after an hour is not told any more, nor what comes later', async () => {
    const zammad = await startStrictZammad();
    zammad.fault = { status: 503 };
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(begin());
    await relay.settled(waits());
    await relay.play(answer());
    zammad.fault = undefined;
    relay.pass(60 * MINUTE_MS + 1);
    const rows = await relay.settled(allDone);
    expect(rows.map(({ state }) => state)).toEqual(['given-up', 'given-up']);
    await relay.play(hangup());
    expect(await relay.rows()).toHaveLength(2);
    expect(zammad.received).toHaveLength(1);
  });
  it('one that it knows is told to its end, however late, up to a week', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    const [id] = await relay.play(begin('a'), begin('b'));
    await relay.settled(allDone);
    zammad.fault = { status: 503 };
    await relay.play(answer('a'));
    await relay.settled(waits());
    await relay.play(hangup('a'));
    relay.pass(24 * 60 * MINUTE_MS);
    await relay.settled(waits(relay.clock()));
    zammad.fault = undefined;
    relay.pass(2 * MINUTE_MS);
    await relay.settled(allDone);
    expect(zammad.log.get(id ?? '')).toMatchObject({ state: 'hangup', done: true });

    zammad.fault = { status: 503 };
    await relay.play(hangup('b'));
    await relay.settled(waits(relay.clock()));
    relay.pass(8 * 24 * 60 * MINUTE_MS);
    const rows = await relay.settled(allDone);
    expect(rows.at(-1)?.state).toBe('given-up');
  });
  it('a newCall that Zammad never takes takes its call along, not the others', async () => {
    const zammad = await startStrictZammad();
    zammad.fault = { status: 422, body: 'no' };
    const relay = await openForwarding(zammad);
    await relay.play(begin('a'), answer('a'));
    relay.forwarder.start();
    await relay.settled(allDone);
    zammad.fault = undefined;
    await relay.play(hangup('a'), begin('b'));
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'newCall']);
  });
  it('an event on which Zammad itself fails is tried for a minute, and holds up no other call', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(begin('a'), begin('b'));
    await relay.settled(allDone);
    zammad.fault = { status: 500, body: 'Error ID x' };
    await relay.play(hangup('a'));
    await relay.settled(waits());
    zammad.fault = undefined;
    await relay.play(hangup('b'));
    await zammad.until(4);
    relay.pass(MINUTE_MS);
    await relay.settled(allDone);
    expect([...zammad.log.values()].map(({ state }) => state)).toEqual(['hangup', 'hangup']);
  });
});

describe('RF10: restart', () => {
  it('goes on with what waits', async () => {
    const zammad = await startStrictZammad();
    const first = await openForwarding(zammad);
    await first.play(begin(), answer());
    await first.shut();
    const second = await openForwarding(zammad, { url: first.url });
    second.forwarder.start();
    await second.play(hangup());
    await second.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'answer', 'hangup']);
  });
  it('a call whose end came while we were down is closed and told', async () => {
    const zammad = await startStrictZammad();
    const first = await openForwarding(zammad);
    first.forwarder.start();
    const [id] = await first.play(begin());
    await first.settled(allDone);
    await first.shut();
    const second = await openForwarding(zammad, { url: first.url });
    second.forwarder.start();
    second.pass(4 * MINUTE_MS);
    const sweeper = createSweeper({
      db: second.db,
      ledger: second.ledger,
      limits: { ringingMs: 3 * MINUTE_MS, talkingMs: 240 * MINUTE_MS },
      retentionDays: 365,
      clock: second.clock,
    });
    expect(await sweeper.sweep()).toBe(1);
    await second.settled((rows) => rows.length === 2 && allDone(rows));
    expect(zammad.log.get(id ?? '')).toMatchObject({ state: 'hangup', done: false });
  });
});
