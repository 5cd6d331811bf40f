import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call, PbxEvent } from '../../lib/core/call.ts';
import { arbitraryCallEvents } from '../testing/arbitrary-events.ts';
import { openTestLedger, testEvent as event } from '../testing/test-ledger.ts';
import { createSweeper } from './sweeper.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = 1_795_000_000_000;
const CALLER = { direction: 'in' as const, from: { e164: '4930123456' } };

/** A relay that sweeps every ten seconds, with a wall clock that can be set. */
async function sweeping(options: { watched?: boolean } = {}) {
  let steady = 0;
  let wall = NOON;
  const clock = () => wall;
  const test = await openTestLedger(clock);
  const create = () =>
    createSweeper({
      db: test.db,
      ledger: test.ledger,
      limits: { ringingMs: 3 * MINUTE, talkingMs: 4 * HOUR },
      retentionDays: 365,
      clock,
      watched: () => options.watched ?? false,
      steady: () => steady,
    });
  let sweeper = create();
  return {
    ...test,
    now: () => wall,
    async pass(ms: number, everyMs = 10 * SECOND) {
      for (let passed = 0; passed < ms; passed += everyMs) {
        steady += everyMs;
        wall += everyMs;
        await sweeper.sweep();
      }
    },
    setClock: (ms: number) => (wall += ms),
    restart() {
      steady = 0;
      sweeper = create();
    },
  };
}

describe('RD10: nothing rings for ever', () => {
  it('says why it was given up', async () => {
    const { play, pass, call, now } = await sweeping();
    await play(event('new', 'a', now(), CALLER));
    await play(event('new', 'b', now(), { ...CALLER, flags: { blocked: true } }));
    await pass(40 * SECOND);
    expect(await call('a')).toMatchObject({ state: 'ringing' });
    expect(await call('b')).toMatchObject({
      endGuessed: true,
      causeWord: 'no news of a rejected call',
    });
    await pass(3 * MINUTE);
    expect(await call('a')).toMatchObject({
      state: 'ended',
      endGuessed: true,
      causeWord: 'no news',
      cause: 'cancel',
      missed: true,
    });
  });
  it.each([-HOUR, -365 * 24 * HOUR, HOUR, 10 * SECOND])(
    'our clock is set by %i ms: neither too early nor never',
    async (jump) => {
      const { play, pass, call, setClock, now } = await sweeping();
      await play(event('new', 'a', now(), CALLER));
      await pass(MINUTE);
      setClock(jump);
      await pass(110 * SECOND);
      expect((await call('a')).state).toBe('ringing');
      await pass(20 * SECOND);
      const ended = await call('a');
      expect(ended).toMatchObject({ state: 'ended', endGuessed: true });
      expect(ended.endedAt).toBeGreaterThanOrEqual(ended.startedAt);
    },
  );
  it('goes on counting after a restart', async () => {
    const { play, pass, call, restart, now } = await sweeping();
    await play(event('new', 'a', now(), CALLER));
    await pass(2 * MINUTE);
    restart();
    await pass(50 * SECOND);
    expect((await call('a')).state).toBe('ringing');
    await pass(20 * SECOND);
    expect((await call('a')).state).toBe('ended');
  });
  it('news keep a call, also news that show nothing', async () => {
    const { play, pass, call, now } = await sweeping();
    await play(event('new', 'a', now(), CALLER));
    for (let round = 0; round < 4; round++) {
      await pass(2 * MINUTE);
      await play(event('update', 'a', now()));
    }
    expect((await call('a')).state).toBe('ringing');
    await pass(4 * MINUTE);
    expect((await call('a')).state).toBe('ended');
  });
  it('a long talk on a connection that would tell its end goes on', async () => {
    for (const [watched, state] of [
      [true, 'talking'],
      [false, 'ended'],
    ] as const) {
      const { play, pass, call, now } = await sweeping({ watched });
      await play(event('answer', 'a', now(), CALLER));
      await pass(5 * HOUR, 10 * MINUTE);
      expect((await call('a')).state).toBe(state);
      await pass(20 * HOUR, 10 * MINUTE);
      expect((await call('a')).state).toBe('ended');
    }
  });
  it('a call that shows that it lives goes on', async () => {
    const { play, pass, call, now } = await sweeping();
    await play(event('new', 'a', now(), CALLER));
    await pass(4 * MINUTE);
    await play(event('answer', 'a', now(), { answeredBy: { name: 'Alice' } }));
    expect(await call('a')).toMatchObject({ state: 'talking', endGuessed: false });
    await play(event('hangup', 'a', now(), { end: { cause: 'normalClearing' } }));
    expect(await call('a')).toMatchObject({ state: 'ended', missed: false });
  });
  it('whatever is said of a call, in whatever time, it ends', async () => {
    const times = fc.constantFrom(0, -HOUR, HOUR, -1e15, 1e15, Number.NaN);
    await fc.assert(
      fc.asyncProperty(arbitraryCallEvents(), times, async (events, off) => {
        const { play, pass, db, now } = await sweeping();
        const told: PbxEvent[] = events.map((one) => ({ ...one, at: now() + one.at + off }));
        await play(...told);
        await pass(26 * HOUR, 5 * MINUTE);
        const rows = await db.selectFrom('calls').select('snapshot').execute();
        for (const { snapshot } of rows) {
          expect((JSON.parse(snapshot) as Call).state).toBe('ended');
        }
      }),
      { numRuns: 30 },
    );
  });
});
