import { describe, expect, it } from 'vitest';
import { allDone, answer, begin, hangup, openForwarding, words } from '../testing/forwarding.ts';
import { startStrictZammad } from '../testing/strict-zammad.ts';

describe('RF6: the endpoint is down', () => {
  it('waits longer and longer, then tells everything in order', async () => {
    const zammad = await startStrictZammad();
    await zammad.stop();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(begin('a'), begin('b'), answer('a'), hangup('a'));
    await relay.settled((rows) => rows.some(({ attempts }) => attempts === 1));
    expect(zammad.received).toEqual([]);
    relay.pass(1_000);
    await relay.settled((rows) => rows.some(({ attempts }) => attempts === 2));
    await zammad.start();
    relay.pass(60_000);
    await relay.settled(allDone);
    expect(zammad.received.filter(({ status }) => status !== 200)).toEqual([]);
    const ofA = zammad.received.filter(({ callId }) => callId === zammad.received[0]?.callId);
    expect(ofA.map(({ event: word }) => word)).toEqual(['newCall', 'answer', 'hangup']);
    expect(zammad.log.size).toBe(2);
  });
  it.each([
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
    await relay.play(begin(), hangup());
    await relay.settled((rows) => rows.some(({ attempts }) => attempts === 1));
    zammad.fault = undefined;
    relay.pass(60_000);
    const rows = await relay.settled(allDone);
    expect(rows.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(words(zammad)).toEqual(['newCall', 'newCall', 'hangup']);
  });
});

describe('RF7, RF8: nobody knows whether it was stored', () => {
  it('no answer counts as told, and the rest follows', async () => {
    const zammad = await startStrictZammad();
    zammad.fault = { silent: 'after' };
    const relay = await openForwarding(zammad, { timeoutMs: 100 });
    relay.forwarder.start();
    const [id] = await relay.play(begin());
    await zammad.until(1);
    zammad.fault = undefined;
    await relay.play(hangup());
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'hangup']);
    expect(zammad.log.get(id ?? '')).toMatchObject({ state: 'hangup', done: false });
  });
  it('“already exists” means known', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    const [id] = await relay.play(begin());
    zammad.log.set(id ?? '', { state: 'newCall', done: false, user: undefined });
    relay.forwarder.start();
    await relay.play(answer());
    const rows = await relay.settled(allDone);
    expect(rows.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(zammad.log.get(id ?? '')).toMatchObject({ state: 'answer' });
  });
  it('a hang-up that was on the wire when the process died is not repeated', async () => {
    const zammad = await startStrictZammad();
    const first = await openForwarding(zammad);
    await first.play(begin(), hangup());
    await first.db
      .updateTable('forwards')
      .set({ last_error: 'sending' })
      .where('kind', '=', 'hangup')
      .execute();
    await first.shut();
    const second = await openForwarding(zammad, { url: first.url });
    second.forwarder.start();
    await second.settled(allDone);
    expect(words(zammad)).toEqual(['newCall']);
  });
});

describe('RF9: too old', () => {
  it('is not told any more after an hour', async () => {
    const zammad = await startStrictZammad();
    zammad.fault = { status: 503 };
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(begin(), answer());
    await relay.settled((rows) => rows.some(({ attempts }) => attempts === 1));
    zammad.fault = undefined;
    relay.pass(3_600_001);
    const rows = await relay.settled(allDone);
    expect(rows.map(({ state }) => state)).toEqual(['given-up', 'given-up']);
    expect(zammad.received).toHaveLength(1);
  });
  it('a newCall that Zammad never takes takes its call along, not the others', async () => {
    const zammad = await startStrictZammad();
    zammad.fault = { status: 422, body: 'no' };
    const relay = await openForwarding(zammad);
    await relay.play(begin('a'), hangup('a'));
    relay.forwarder.start();
    await relay.settled(allDone);
    zammad.fault = undefined;
    await relay.play(begin('b'));
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'newCall']);
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
});

describe('RF11: blocked calls', () => {
  it('are told, and their end too', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(
      begin('a', { flags: { blocked: true } }),
      hangup('a', { end: { guessed: true } }),
    );
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'hangup']);
  });
});
