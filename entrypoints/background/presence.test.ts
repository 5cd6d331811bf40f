import { expect, it } from 'vitest';
import { createManualTimers } from '../../tests/background/manual-timers.ts';
import type { ZammadPage } from './ports.ts';
import { createPresence, type PresenceFacts } from './presence.ts';

const page = (more: Partial<ZammadPage>): ZammadPage => ({
  tabId: 1,
  flavour: 'legacy',
  visible: true,
  activeAt: 0,
  tickets: [],
  joined: 1,
  ...more,
});

function setup() {
  const time = createManualTimers(0);
  const sent: PresenceFacts[] = [];
  const at = { pages: [] as ZammadPage[], phone: 'on' as 'on' | 'quiet' };
  const presence = createPresence({
    pages: () => at.pages,
    phone: () => at.phone,
    send: (facts) => void sent.push(facts),
    setTimeout: time.setTimeout,
  });
  return { at, sent, presence, pass: time.pass };
}

it('tickets on screen are told soon, and several changes together', () => {
  const { at, sent, presence, pass } = setup();
  at.pages = [page({ tickets: [7] })];
  presence.changed();
  at.pages = [page({ tickets: [9, 7] }), page({ tickets: [3], visible: false })];
  presence.changed();
  pass(300);
  expect(sent).toEqual([{ phone: 'on', activeAt: 0, tickets: [7, 9] }]);
  presence.changed();
  pass(300);
  expect(sent).toHaveLength(1);
});

it('activity is told now and then, and stays when the page is closed', () => {
  const { at, sent, presence, pass } = setup();
  for (let activeAt = 1_000; activeAt <= 60_000; activeAt += 1_000) {
    at.pages = [page({ activeAt })];
    presence.changed();
    pass(1_000);
  }
  expect(sent.map(({ activeAt }) => activeAt)).toEqual([1_000, 16_000, 31_000, 46_000]);
  at.pages = [];
  expect(presence.activeAt()).toBe(60_000);
});

it('the phone switch is told', () => {
  const { at, sent, presence, pass } = setup();
  presence.changed();
  pass(300);
  at.phone = 'quiet';
  presence.changed();
  pass(300);
  expect(sent.map(({ phone }) => phone)).toEqual(['on', 'quiet']);
});

it('at most 20 tickets', () => {
  const { at, presence } = setup();
  at.pages = [page({ tickets: Array.from({ length: 50 }, (_, index) => index + 1) })];
  expect(presence.facts().tickets).toHaveLength(20);
});
