import { describe, expect, it } from 'vitest';
import type { Away } from '../../lib/core/away.ts';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import { RelayError } from '../../lib/relay-client/relay-error.ts';
import { type AwayState, awayItem } from '../../lib/storage/away.ts';
import { createMemoryStorage } from '../../lib/storage/memory-storage.ts';
import { createStored } from '../../lib/storage/stored.ts';
import { sampleCall } from '../../tests/background/sample-call.ts';
import { createAway, GAP_MS } from './away.ts';

const MIN = 60_000;

async function setup(kept: AwayState = {}) {
  const storage = createMemoryStorage();
  const stored = createStored({ storage, now: () => 0, onDamaged() {} }, awayItem);
  await stored.set(kept);
  const at = { now: 1_000 * MIN, live: true, here: true, down: false };
  const calls: AgentCall[] = [];
  const asked: object[] = [];
  const told: Away[] = [];
  const create = () =>
    createAway({
      away: stored,
      relay: () => ({
        calls: async (query) => {
          asked.push(query ?? {});
          if (at.down) throw new RelayError('relay/unreachable');
          const items = query?.mine
            ? calls.filter(({ missed, ringing }) => missed && ringing.includes('Alice Agent'))
            : calls;
          return { items };
        },
      }),
      isLive: () => at.live,
      activeAt: () => (at.here ? at.now : 0),
      now: () => at.now,
      onSummary: (summary) => void told.push(summary),
      onError: (error) => {
        throw error;
      },
    });
  const away = create();
  await away.load();
  return { at, away, calls, told, asked, stored, create };
}
const missed = (id: string, more: Partial<AgentCall> = {}) =>
  sampleCall({ id, state: 'ended', missed: true, ...more });

describe('away', () => {
  it('while somebody is here there is no gap, and little is written', async () => {
    const { at, away, told, stored } = await setup();
    for (let minute = 0; minute < 60; minute++) {
      await away.note();
      at.now += MIN / 2;
    }
    expect(told).toEqual([]);
    expect(await away.summary()).toBeNull();
    expect((await stored.get()).listenedAt).toBeGreaterThan(at.now - 2 * MIN);
  });
  it('after sleep: once, calmly, what happened in that time', async () => {
    const { at, away, calls, told, asked } = await setup();
    await away.note();
    calls.push(
      missed('m1'),
      missed('m2', { ringing: [] }),
      missed('m3', { done: true }),
      sampleCall({ id: 'a', state: 'ended', answeredBy: 'Bob' }),
      sampleCall({ id: 'i', state: 'ended', direction: 'internal' }),
    );
    const from = at.now;
    at.now += GAP_MS + 1;
    await away.note();
    await away.note();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ from, to: at.now, calls: 4, answered: 1 });
    expect(told[0]?.missed.map(({ id }) => id)).toEqual(['m1']);
    expect(asked[0]).toMatchObject({ from, to: at.now });
    expect(await away.summary()).toMatchObject({ calls: 4 });
    await away.seen();
    expect(await away.summary()).toBeNull();
  });
  it('a restart of the background or the browser in between changes nothing', async () => {
    const { at, away, calls, told, create } = await setup();
    await away.note();
    calls.push(missed('m1'));
    at.now += 8 * 60 * MIN;
    const next = create();
    await next.load();
    await next.note();
    expect(told).toHaveLength(1);
    const third = create();
    await third.load();
    expect(await third.summary()).toMatchObject({ calls: 1 });
  });
  it('two absences that nobody looked at become one', async () => {
    const { at, away, calls } = await setup();
    await away.note();
    const from = at.now;
    calls.push(missed('m1'));
    at.now += 20 * MIN;
    await away.note();
    at.now += 20 * MIN;
    await away.note();
    expect(await away.summary()).toMatchObject({ from, to: at.now });
  });
  it.each<[string, Partial<{ live: boolean; here: boolean }>]>([
    ['cut off', { live: false }],
    ['nobody here', { here: false }],
  ])('%s does not count as listening', async (_why, change) => {
    const { at, away, calls, told } = await setup();
    await away.note();
    calls.push(missed('m1'));
    Object.assign(at, change);
    for (let minute = 0; minute < 15; minute++) {
      at.now += MIN;
      await away.note();
    }
    Object.assign(at, { live: true, here: true });
    await away.note();
    expect(told).toHaveLength(1);
  });
  it('nothing happened: nothing is said', async () => {
    const { at, away, told } = await setup();
    await away.note();
    at.now += 60 * MIN;
    await away.note();
    expect([told, await away.summary()]).toEqual([[], null]);
  });
  it('the relay is down on return: told when it is asked for again', async () => {
    const { at, away, calls, told } = await setup();
    await away.note();
    calls.push(missed('m1'));
    at.now += 60 * MIN;
    at.down = true;
    await away.note();
    expect([told, await away.summary()]).toEqual([[], null]);
    at.down = false;
    expect(await away.summary()).toMatchObject({ calls: 1 });
  });
  it('a clock that was set back does not stop it', async () => {
    const { at, away, stored } = await setup();
    await away.note();
    at.now -= 120 * MIN;
    await away.note();
    expect((await stored.get()).listenedAt).toBe(at.now);
  });
});
