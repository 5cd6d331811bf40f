import { describe, expect, it } from 'vitest';
import type { Call } from '../../lib/core/call.ts';
import { openTestLedger, testEvent as event } from '../testing/test-ledger.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const NOON = 1_795_000_000_000;
const ALICE = { name: 'Alice' };

/** Milliseconds between start, answer and end. */
function spans(call: Call): number[] {
  const { startedAt, answeredAt = Number.NaN, endedAt = Number.NaN } = call;
  return [answeredAt - startedAt, endedAt - answeredAt];
}

/** A call of 5 s ringing and 60 s talking, as told by clocks that may be wrong. */
async function live(clocks: {
  /** Real time in, what our clock shows out. */
  ours: (realMs: number) => number;
  /** The same of the telephone system; absent: events bear the time of receipt. */
  theirs?: (realMs: number) => number;
}): Promise<Call> {
  let real = 0;
  const ours = () => clocks.ours(real);
  const at = () => (clocks.theirs ?? clocks.ours)(real);
  const { play, call } = await openTestLedger(ours);
  await play(event('new', 'a', at(), { direction: 'in', from: { e164: '4930' } }));
  await play(event('ring', 'a', at(), { targets: [ALICE] }));
  real = 5_000;
  await play(event('answer', 'a', at(), { answeredBy: ALICE }));
  const talking = await call('a');
  expect(talking).toMatchObject({ state: 'talking', ringing: [] });
  real = 65_000;
  await play(event('hangup', 'a', at(), { end: { cause: 'normalClearing' } }));
  return call('a');
}

describe('RD11: clocks that are wrong or jump', () => {
  it.each([
    ['right', 0],
    ['a little slow', -20_000],
    ['a little fast', 20_000],
    ['of another zone', HOUR],
    ['of another zone, behind', -5.5 * HOUR],
    ['a year off', -YEAR],
    ['a year ahead', YEAR],
  ])("the telephone system's clock is %s", async (_name, off) => {
    const call = await live({ ours: (ms) => NOON + ms, theirs: (ms) => NOON + ms + off });
    expect(spans(call)).toEqual([5_000, 60_000]);
    expect(Math.abs(call.startedAt - NOON)).toBeLessThan(60_000);
  });
  it.each([HOUR, YEAR, 10_000])('our clock is set back by %i ms in mid-call', async (back) => {
    const call = await live({ ours: (ms) => NOON + ms - (ms > 1_000 ? back : 0) });
    expect(call.state).toBe('ended');
    const [ring = -1, talk = -1] = spans(call);
    expect(ring).toBeGreaterThanOrEqual(0);
    expect(talk).toBe(60_000);
  });
  it('our clock is set back and right again', async () => {
    const call = await live({
      ours: (ms) => NOON + ms - (ms > 1_000 && ms < 60_000 ? HOUR : 0),
    });
    expect(spans(call)).toEqual([0, 65_000]);
  });
  it('our clock is set forward in mid-call', async () => {
    const call = await live({ ours: (ms) => NOON + ms + (ms > 1_000 ? HOUR : 0) });
    expect(spans(call)).toEqual([HOUR + 5_000, 60_000]);
  });
  it('the telephone system is set right in mid-call', async () => {
    const call = await live({
      ours: (ms) => NOON + ms,
      theirs: (ms) => NOON + ms + (ms > 10_000 ? 0 : HOUR),
    });
    expect(spans(call)).toEqual([5_000, 60_000]);
  });
  it.each([Number.NaN, Infinity, -1, 9e15, 1.5])('no time at all: %d', async (at) => {
    const { play, call } = await openTestLedger(() => NOON);
    await play(event('new', 'a', at), event('answer', 'a', at), event('hangup', 'a', at));
    expect(await call('a')).toMatchObject({
      state: 'ended',
      startedAt: NOON,
      answeredAt: NOON,
      endedAt: NOON,
    });
  });
  it('without a clock of ours, times are believed as long as they go on', async () => {
    const { play, call } = await openTestLedger();
    await play(event('new', 'a', NOON), event('answer', 'a', NOON - YEAR));
    await play(event('hangup', 'a', NOON - YEAR + 60_000));
    expect(spans(await call('a'))).toEqual([0, 60_000]);
  });
  it('what came late is put where it belongs', async () => {
    const { play, call } = await openTestLedger(() => NOON + 60_000);
    await play(event('new', 'a', NOON), event('hangup', 'a', NOON + 60_000));
    await play(event('answer', 'a', NOON + 10_000));
    expect(spans(await call('a'))).toEqual([10_000, 50_000]);
  });
});
