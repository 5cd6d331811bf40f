import { act } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTicker } from '../../components/ticker.ts';
import type { CardsMessage, PageMessage } from '../../lib/core/card.ts';
import type { Call } from '../../lib/rpc/client.ts';
import { ended, NOW, sampleCard } from '../../tests/gallery/sample-cards.ts';
import { past } from '../../tests/gallery/sample-history.ts';
import { SETTLE_MS, startStrip } from './strip.tsx';

const page = document;
let ending = new AbortController();
let visibility: DocumentVisibilityState = 'visible';
Object.defineProperty(page, 'visibilityState', { get: () => visibility });

function start(answer: () => unknown = () => ({ items: [past('a', 60_000, 0)], missed: 1 })) {
  const host = page.createElement('div');
  page.body.append(host);
  const shadow = host.attachShadow({ mode: 'open' });
  const asked: unknown[] = [];
  const posted: PageMessage[] = [];
  const clock = { now: NOW };
  const call = (async (_method: string, input: unknown) => {
    asked.push(input);
    const value = await answer();
    return value === undefined ? { ok: false, code: 'relay/unreachable' } : { ok: true, value };
  }) as unknown as Call;
  const strip = startStrip({
    page,
    shadow,
    call,
    ticker: createTicker({
      now: () => clock.now,
      wait: () => () => {},
      isHidden: () => false,
      onVisibility: () => () => {},
    }),
    post: (message) => posted.push(message),
    onLeave: () => {},
    now: () => clock.now,
    signal: ending.signal,
  });
  const on = (message: Partial<CardsMessage>) =>
    act(() => strip.onMessage(message as CardsMessage));
  return {
    strip,
    asked,
    posted,
    clock,
    on,
    settings: (wanted: boolean) =>
      on({ type: 'all', cards: [], phone: 'on', locale: 'en', strip: wanted }),
    pill: () => shadow.querySelector('[data-testid="strip-pill"]')?.textContent,
    shadow,
  };
}
const go = async (hash: string) => {
  await act(async () => {
    location.hash = hash;
    window.dispatchEvent(new Event('hashchange'));
    await vi.advanceTimersByTimeAsync(SETTLE_MS);
  });
};
const show = async (state: DocumentVisibilityState) => {
  visibility = state;
  await act(async () => {
    page.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(SETTLE_MS);
  });
};

beforeEach(() => {
  vi.useFakeTimers();
  ending = new AbortController();
  visibility = 'visible';
  location.hash = '';
});
afterEach(() => {
  act(() => ending.abort());
  vi.useRealTimers();
});

test('asks about the person on screen once it stays, and says what it learned', async () => {
  const { asked, settings, pill } = start();
  settings(true);
  await act(async () => {
    location.hash = '#user/profile/7';
    window.dispatchEvent(new Event('hashchange'));
    await vi.advanceTimersByTimeAsync(SETTLE_MS - 1);
  });
  await go('#user/profile/9');
  expect(asked).toEqual([{ userId: 9 }]);
  expect(pill()).toBe('1 call · last 12:03 · 1 missed');
  await go('#dashboard');
  expect(pill()).toBeUndefined();
});

test('does nothing at all while switched off, but colleagues see the ticket', async () => {
  const { asked, settings, posted, pill } = start();
  settings(false);
  await go('#ticket/zoom/12');
  expect(asked).toEqual([]);
  expect(pill()).toBeUndefined();
  expect(posted).toEqual([{ type: 'tickets', ids: [12] }]);
});

test('is not asked again for a while; a call that ended makes it new', async () => {
  const { asked, settings, clock, on } = start();
  settings(true);
  await go('#ticket/zoom/12');
  await go('#dashboard');
  await go('#ticket/zoom/12');
  expect(asked).toHaveLength(1);
  on({ type: 'card', card: sampleCard({}, ended) });
  await act(() => vi.advanceTimersByTimeAsync(SETTLE_MS));
  expect(asked).toHaveLength(2);
  clock.now += 60_000;
  await go('#dashboard');
  await go('#ticket/zoom/12');
  expect(asked).toHaveLength(3);
});

test('a hidden page asks nothing and shows no ticket to colleagues', async () => {
  const { asked, settings, posted } = start();
  settings(true);
  await show('hidden');
  await go('#ticket/zoom/12');
  expect([asked, posted]).toEqual([[], []]);
  await show('visible');
  expect(asked).toEqual([{ ticketId: 12 }]);
  await show('hidden');
  expect(posted).toEqual([
    { type: 'tickets', ids: [12] },
    { type: 'tickets', ids: [] },
  ]);
});

test('a background that was stopped is told anew which ticket is on screen', async () => {
  const { strip, posted, settings } = start();
  settings(true);
  await go('#ticket/zoom/12');
  strip.onOpen();
  expect(posted).toEqual([
    { type: 'tickets', ids: [12] },
    { type: 'tickets', ids: [12] },
  ]);
});

test('an answer for a page that was left is not shown on the next one', async () => {
  const late: ((value: unknown) => void)[] = [];
  const { settings, pill } = start(() => new Promise((done) => late.push(done)));
  settings(true);
  await go('#user/profile/1');
  await go('#user/profile/2');
  const found = (id: string) => ({ items: [past(id, 60_000, 0)], missed: 0 });
  await act(async () => late[0]!(found('one')));
  expect(pill()).toBeUndefined();
  await act(async () => late[1]!({ ...found('two'), missed: 7 }));
  expect(pill()).toContain('7 missed');
});

test('a refusal, or nobody who ever called, shows nothing', async () => {
  const answers: unknown[] = [undefined, { items: [], missed: 0 }];
  const { settings, pill, asked } = start(() => answers.shift());
  settings(true);
  await go('#user/profile/1');
  expect(pill()).toBeUndefined();
  await go('#user/profile/2');
  expect(pill()).toBeUndefined();
  expect(asked).toHaveLength(2);
});

test('an extension that was reloaded leaves nothing behind', async () => {
  const { settings, shadow, asked } = start();
  settings(true);
  await go('#user/profile/9');
  act(() => ending.abort());
  expect(shadow.childElementCount).toBe(0);
  await go('#user/profile/8');
  expect(asked).toHaveLength(1);
});
