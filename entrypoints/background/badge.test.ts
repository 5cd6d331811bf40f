import { expect, it } from 'vitest';
import { createBadge } from './badge.ts';

function bench() {
  const told: string[] = [];
  const badge = createBadge({
    setBadgeText: ({ text }) => void told.push(text),
    setBadgeBackgroundColor: () => {},
  });
  return { badge, told };
}

it('running calls first, then that we are cut off, then who waits for a call back', () => {
  const { badge, told } = bench();
  badge.show({ running: 2, relay: 'live', missed: 5 });
  badge.show({ running: 2, relay: 'offline', missed: 5 });
  badge.show({ running: 0, relay: 'offline', missed: 5 });
  badge.show({ running: 0, relay: 'live', missed: 5 });
  badge.show({ running: 0, relay: 'live', missed: 500 });
  badge.show({ running: 0, relay: 'live', missed: 0 });
  badge.show({ running: 0, relay: 'unpaired', missed: 0 });
  expect(told).toEqual(['2', '!', '5', '99+', '']);
});
