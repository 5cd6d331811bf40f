import { describe, expect, it } from 'vitest';
import type { CallChange, CallChanges } from '../calls/changes.ts';
import type { Audience } from './audience.ts';
import type { CallViews } from './call-views.ts';
import { createHub } from './hub.ts';
import type { Outlet } from './outlet.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { ringing } from './testing/calls.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A hub with `size` live streams that all follow every call; counts what was sent to them. */
async function crowd(size: number) {
  let tell: (change: CallChange) => void = () => {};
  const changes = {
    epoch: 'e',
    head: () => 0,
    floor: () => 0,
    subscribe: (listener: typeof tell) => {
      tell = listener;
      return () => {};
    },
  } as unknown as CallChanges;
  const everyone = { everyone: true, agents: new Set<number>() };
  const hub = createHub({
    changes,
    audience: { follow: () => everyone, follows: () => true } as unknown as Audience,
    views: { bodies: () => () => '{}' } as unknown as CallViews,
    link: (call) => call,
    clock: createManualClock(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    clientConfig: () => ({}),
    onSlow: () => {},
  });
  await hub.start(async () => []);
  const sent = Array.from({ length: size }, () => 0);
  for (let id = 0; id < size; id += 1) {
    const outlet: Outlet = {
      open: true,
      send: (text) => void (sent[id]! += text.includes('"type":"call"') ? 1 : 0),
      drained: async () => {},
      end: () => {},
    };
    const agent = { id, login: `a${id}`, name: `A${id}` };
    hub.join({ agent, deviceId: `d${id}`, outlet, cursor: undefined });
  }
  await turn();
  return { tell: (change: CallChange) => tell(change), reached: () => sent.filter(Boolean).length };
}

describe('HB11: the answer to the telephone system waits for nobody', () => {
  it('nothing is sent in the turn of the commit, and others get a turn every 250 frames', async () => {
    const { tell, reached } = await crowd(600);
    tell({ seq: 1, call: ringing('c1') });
    expect(reached()).toBe(0);
    await Promise.resolve();
    expect(reached()).toBe(0);
    const steps = [0];
    // Bounded: three turns suffice for 600 streams.
    for (let n = 0; n < 10 && reached() < 600; n += 1) {
      await turn();
      steps.push(reached());
    }
    const most = Math.max(...steps.slice(1).map((now, index) => now - steps[index]!));
    expect(most).toBeLessThanOrEqual(250);
    expect(reached()).toBe(600);
  });
});
