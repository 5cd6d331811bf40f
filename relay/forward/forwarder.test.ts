import { describe, expect, it } from 'vitest';
import {
  allDone,
  answer,
  begin,
  CUSTOMER,
  hangup,
  LINE,
  openForwarding,
  words,
} from '../testing/forwarding.ts';
import { startStrictZammad } from '../testing/strict-zammad.ts';

describe('RF1, RF3: order, nothing twice', () => {
  it('tells a call in order and once', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(begin(), begin(), answer(), answer(), hangup(), hangup(), answer(), begin());
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'answer', 'hangup']);
    expect(zammad.received.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(zammad.mostAtOnce()).toBe(1);
  });
  it('a missed call stays missed', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    const [id] = await relay.play(begin(), hangup(), hangup());
    await relay.settled(allDone);
    expect(zammad.log.get(id ?? '')).toMatchObject({ state: 'hangup', done: false });
  });
  it('an end that was guessed too early is not told again, whatever comes after it', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    const guess = hangup('a', { at: 200_000, end: { guessed: true } });
    await relay.play(begin(), guess);
    await relay.settled(allDone);
    await relay.play(answer('a', { at: 201_000 }), hangup('a', { at: 202_000 }));
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'hangup']);
  });
});

describe('RF2: orphans', () => {
  it('makes up a missing newCall when both sides are known', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(hangup('a', { direction: 'in', from: CUSTOMER, to: LINE }));
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'hangup']);
  });
  it('holds back what nobody announced, until it is known', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(answer(), hangup('b'));
    expect(await relay.rows()).toEqual([]);
    await relay.play(begin());
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'answer']);
  });
});

describe('RF17: what may still be put right', () => {
  const orders = [
    ['newCall', 'hangup', 'answer'],
    ['answer', 'newCall', 'hangup'],
    ['answer', 'hangup', 'newCall'],
    ['hangup', 'newCall', 'answer'],
    ['hangup', 'answer', 'newCall'],
  ];
  const sides = { direction: 'out', from: LINE, to: CUSTOMER } as const;
  it.each(orders)('%s, %s, %s in one moment is told as it was', async (...order) => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad, { holdMs: 500 });
    relay.forwarder.start();
    // The first one says both sides, and one direction less sure than the new call.
    const events = {
      newCall: begin('a', { from: CUSTOMER, to: LINE }),
      answer: answer('a', order[0] === 'answer' ? sides : {}),
      hangup: hangup('a', order[0] === 'hangup' ? sides : {}),
    };
    for (const word of order) {
      expect([...zammad.log.values()].map(({ state }) => state)).not.toContain('hangup');
      await relay.play(events[word as keyof typeof events]);
      // The forwarder has its chance in between.
      await relay.settled((rows) => {
        const head = rows.find(({ state }) => state === null);
        return head === undefined || head.next_at > relay.clock();
      });
      relay.pass(100);
    }
    relay.pass(500);
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'answer', 'hangup']);
    expect(new Set(zammad.received.map(({ fields }) => fields.get('direction')))).toEqual(
      new Set(['in']),
    );
    expect(zammad.received.at(-1)?.fields.get('cause')).toBe('normalClearing');
    expect([...zammad.log.values()]).toMatchObject([{ state: 'hangup', done: true }]);
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

describe('RF16: what Zammad said is kept', () => {
  it('status and answer of each event', async () => {
    const zammad = await startStrictZammad();
    zammad.callerId = '4930777';
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(begin('a', { direction: 'out', from: LINE, to: CUSTOMER }), hangup());
    const rows = await relay.settled(allDone);
    expect(rows.map(({ status }) => status)).toEqual([200, 200]);
    expect(rows[0]?.response).toContain('"caller_id":"4930777"');
  });
  it('an endless page is cut, and the token is not in it', async () => {
    const zammad = await startStrictZammad();
    const token = new URL(zammad.url).pathname.split('/').at(-1) ?? '';
    zammad.fault = { status: 404, body: `No route matches ${token} ${'x'.repeat(3_000_000)}` };
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(begin());
    const rows = await relay.settled(([row]) => row?.status === 404);
    expect(rows[0]?.response).toHaveLength(1_000);
    expect(rows[0]?.response).toContain('No route matches *** xxx');
  });
});
