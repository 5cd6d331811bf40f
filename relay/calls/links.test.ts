import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTestLedger, testEvent as event, type TestLedger } from '../testing/test-ledger.ts';

const ALICE = { name: 'Alice' };
const BOB = { name: 'Bob' };
const CUSTOMER = { raw: '+49301', e164: '4930123456' };

/** A hand-over as sipgate tells it: the second call names the first one. */
const FIRST = event('new', 'a', 1_000, { direction: 'in', from: CUSTOMER, targets: [ALICE] });
const TALK = event('answer', 'a', 2_000, { answeredBy: ALICE });
const OVER = event('hangup', 'a', 9_500, { end: { cause: 'normalClearing' } });
const SECOND = event('new', 'b', 8_000, {
  direction: 'in',
  from: CUSTOMER,
  targets: [BOB],
  prevCallId: 'a',
});
const TAKEN = event('answer', 'b', 9_000, { answeredBy: BOB, prevCallId: 'a' });

async function links({ call }: TestLedger) {
  const [a, b] = [await call('a'), await call('b')];
  return { a, b };
}

describe('RD12: a call that goes on under another id', () => {
  it('both calls name each other by our ids, and the second says who had it', async () => {
    const test = await openTestLedger();
    await test.play(FIRST, TALK, SECOND, TAKEN, OVER);
    const { a, b } = await links(test);
    expect(a).toMatchObject({ transferredTo: b.id, state: 'ended', cause: 'normalClearing' });
    expect(a).not.toHaveProperty('transferredFrom');
    expect(b).toMatchObject({
      transferredFrom: a.id,
      handedOver: { party: ALICE, talkedMs: 6_000 },
    });
    expect(b).not.toHaveProperty('transferredTo');
  });

  it('whichever call is heard of first, and however late the rest comes', async () => {
    const test = fc.asyncProperty(
      fc.shuffledSubarray([FIRST, TALK, SECOND, TAKEN, OVER], { minLength: 5 }),
      async (order) => {
        const ledger = await openTestLedger();
        await ledger.play(...order, ...order);
        const { a, b } = await links(ledger);
        expect(a).toMatchObject({ transferredTo: b.id, missed: false, endedAt: 9_500 });
        expect(b).toMatchObject({
          transferredFrom: a.id,
          handedOver: { party: ALICE, talkedMs: 6_000 },
          answeredBy: BOB,
        });
      },
    );
    await fc.assert(test, { numRuns: 25 });
  });

  it('a forwarded call is not missed: the one it went on in may be', async () => {
    const test = await openTestLedger();
    const quiet = event('hangup', 'a', 3_000, { end: { cause: 'cancel' } });
    const lost = event('hangup', 'b', 9_500, { end: { cause: 'cancel' } });
    await test.play(FIRST, quiet);
    expect((await test.call('a')).missed).toBe(true);
    await test.play(SECOND, lost);
    const { a, b } = await links(test);
    expect(a).toMatchObject({ missed: false, forwarded: true, cause: 'forwarded' });
    expect(b).toMatchObject({ missed: true, forwarded: false });
    expect(b).not.toHaveProperty('handedOver');
  });

  it('handed on again and again: each continues the one before, though all name the first', async () => {
    const test = await openTestLedger();
    const third = event('new', 'c', 20_000, { prevCallId: 'a', targets: [ALICE] });
    await test.play(third, FIRST, TALK, SECOND, TAKEN);
    const { a, b } = await links(test);
    const c = await test.call('c');
    expect([a.transferredTo, b.transferredFrom, b.transferredTo, c.transferredFrom]).toEqual([
      b.id,
      a.id,
      c.id,
      b.id,
    ]);
    expect(c.handedOver).toEqual({ party: BOB, talkedMs: 11_000 });
  });

  it('followers are told of both calls, each change once and in order', async () => {
    const test = await openTestLedger();
    await test.play(FIRST, TALK, SECOND, SECOND, OVER);
    const seen = test.told.map(({ seq, call }) => `${seq} ${call.nativeId} v${call.version}`);
    expect(seen).toEqual(['1 a v1', '2 a v2', '3 b v1', '4 a v3', '5 b v2', '7 a v4']);
    expect(test.ledger.head()).toBe(7);
    const after = await test.ledger.after(3, 10);
    expect(after.map(({ call }) => call.nativeId)).toEqual(['b', 'a']);
  });

  it('takes nonsense: itself, each the other, a call of another connection', async () => {
    const test = await openTestLedger();
    await test.play(
      event('new', 'x', 1, { prevCallId: 'x' }),
      event('new', 'y', 2, { prevCallId: '' }),
      event('new', 'a', 3, { prevCallId: 'b' }),
      event('new', 'b', 4, { prevCallId: 'a' }),
      { ...event('new', 'z', 5, { prevCallId: 'x' }), source: 'other' },
    );
    for (const id of ['x', 'y', 'z']) {
      const call = await test.call(id);
      expect(call.transferredFrom).toBeUndefined();
      expect(call.transferredTo).toBeUndefined();
    }
    const { a, b } = await links(test);
    expect(a.transferredFrom).toBe(b.id);
    expect(a.transferredTo).toBeUndefined();
  });

  it('RD9: a purge takes the links along, also of calls that were never heard of', async () => {
    const test = await openTestLedger();
    await test.play(FIRST, SECOND, OVER, event('hangup', 'b', 9_900));
    await test.play(event('hangup', 'd', 100, { from: CUSTOMER, prevCallId: 'never' }));
    expect(await test.db.selectFrom('call_links').selectAll().execute()).toHaveLength(2);
    expect(await test.ledger.purge(10_000)).toBe(3);
    expect(await test.db.selectFrom('call_links').selectAll().execute()).toEqual([]);
  });
});
