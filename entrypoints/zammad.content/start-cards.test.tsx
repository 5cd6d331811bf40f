import { act, cleanup, fireEvent } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CardView } from '../../lib/core/card.ts';
import type { Call } from '../../lib/rpc/client.ts';
import { inPage } from '../../lib/state/in-page.ts';
import { sampleCard, talking } from '../../tests/gallery/sample-cards.ts';
import { startCards } from './start-cards.tsx';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

const call = vi.fn<(method: string, input: unknown) => Promise<unknown>>();
let ending = new AbortController();

beforeEach(() => {
  call.mockReset().mockResolvedValue({ ok: true, value: { keptAt: 1 } });
  ending = new AbortController();
  localStorage.clear();
  document.documentElement.setAttribute('data-theme', 'light');
  document.documentElement.lang = 'en';
});
afterEach(async () => {
  await act(async () => ending.abort());
  cleanup();
  document.body.replaceChildren();
});

async function start() {
  let started!: ReturnType<typeof startCards>;
  await act(async () => {
    started = startCards({ page: document, call: call as Call, signal: ending.signal });
  });
  return started;
}
const all = (cards: CardView[], phone: 'on' | 'quiet' = 'on', more = {}) =>
  ({ type: 'all', cards, phone, locale: 'auto', ...more }) as const;
const hosts = () => document.querySelectorAll('offhook-cards');
const shadow = () => hosts()[0]!.shadowRoot!;
const cards = () => [...shadow().querySelectorAll<HTMLElement>('[data-testid="card"]')];
const send = async (
  started: Awaited<ReturnType<typeof start>>,
  message: Parameters<(typeof started)['onMessage']>[0],
) => act(async () => started.onMessage(message));

test('one host on the body, open, not translated, empty before a call', async () => {
  await start();
  expect(hosts()).toHaveLength(1);
  expect(hosts()[0]!.getAttribute('translate')).toBe('no');
  expect(cards()).toEqual([]);
});

test('a card appears, and goes when it is gone', async () => {
  const started = await start();
  await send(started, all([sampleCard()]));
  expect(cards()).toHaveLength(1);
  expect(document.activeElement).toBe(document.body);
  await send(started, { type: 'gone', id: 'main-1' });
  expect(cards()).toEqual([]);
});

test('a card is marked when it was painted', async () => {
  const started = await start();
  await send(started, all([sampleCard()]));
  await vi.waitFor(() => expect(cards()[0]!.dataset['paintedAt']).toMatch(/^\d+/));
});

test('quiet: nothing is shown', async () => {
  const started = await start();
  await send(started, all([sampleCard()], 'quiet'));
  expect(cards()).toEqual([]);
});

test('a page that throws our host out gets it back with the next message', async () => {
  const started = await start();
  hosts()[0]!.remove();
  await send(started, all([sampleCard()]));
  expect(hosts()).toHaveLength(1);
});

test('a second start leaves one host, and the end leaves none', async () => {
  await start();
  await start();
  expect(hosts()).toHaveLength(1);
  await act(async () => ending.abort());
  expect(hosts()).toHaveLength(0);
});

test('theme and language follow the page; the setting wins over its language', async () => {
  const started = await start();
  await send(started, all([sampleCard({}, talking)]));
  const root = () => shadow().querySelector<HTMLElement>('[data-theme]')!.dataset['theme'];
  expect(root()).toBe('light');
  await act(async () => {
    document.documentElement.setAttribute('data-theme', 'dark');
    document.documentElement.lang = 'de-de';
  });
  await vi.waitFor(() => expect(root()).toBe('dark'));
  expect(cards()[0]!.textContent).toContain('Im Gespräch');
  await send(started, all([sampleCard({}, talking)], 'on', { locale: 'en' }));
  expect(cards()[0]!.textContent).toContain('Talking');
});

test.each(['keydown', 'keypress', 'keyup', 'input', 'beforeinput'])(
  '%s in the card never reaches the page',
  async (type) => {
    const started = await start();
    await send(started, all([sampleCard()]));
    const heard = vi.fn<() => void>();
    document.addEventListener(type, heard);
    const note = shadow().querySelector('textarea')!;
    note.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    document.removeEventListener(type, heard);
    expect(heard).not.toHaveBeenCalled();
  },
);

test('the shortcut moves the focus into the newest card, Esc gives it back', async () => {
  const field = document.createElement('input');
  document.body.append(field);
  field.focus();
  const started = await start();
  await send(started, all([sampleCard()]));
  expect(document.activeElement).toBe(field);
  await send(started, { type: 'focus' });
  expect(shadow().activeElement).toBe(cards()[0]);
  // happy-dom names no element that lost the focus; a browser does.
  hosts()[0]!.dispatchEvent(new FocusEvent('focusin', { relatedTarget: field }));
  await act(async () => void fireEvent.keyDown(cards()[0]!, { key: 'Escape' }));
  expect(document.activeElement).toBe(field);
  expect(cards()[0]!.dataset['folded']).toBe('true');
});

test('what is typed and not kept yet is handed over when the script ends', async () => {
  const started = await start();
  await send(started, all([sampleCard()]));
  const note = shadow().querySelector('textarea')!;
  await act(async () => void fireEvent.change(note, { target: { value: 'half a sen' } }));
  await act(async () => ending.abort());
  expect(call).toHaveBeenCalledWith('note.draft', {
    callId: 'main-1',
    text: 'half a sen',
    internal: true,
    target: undefined,
  });
});

test('click-to-dial hears the setting, and that it is over', async () => {
  const started = await start();
  await send(started, all([], 'on', { dial: 'relay' }));
  expect(inPage().dial).toBe('relay');
  await act(async () => ending.abort());
  expect(inPage().dial).toBe('off');
});

test('the shortcut pressed again inside the cards gives the focus back', async () => {
  const field = document.createElement('input');
  document.body.append(field);
  field.focus();
  const started = await start();
  await send(started, all([sampleCard()]));
  await send(started, { type: 'focus' });
  hosts()[0]!.dispatchEvent(new FocusEvent('focusin', { relatedTarget: field }));
  await send(started, { type: 'focus' });
  expect(document.activeElement).toBe(field);
});

test('a click on a notification goes to the card of that call', async () => {
  const started = await start();
  await send(started, all([sampleCard(), sampleCard({}, { id: 'other' })]));
  await send(started, { type: 'focus', id: 'other' });
  const other = cards().find((card) => card.dataset['callId'] === 'other')!;
  expect(other.contains(shadow().activeElement)).toBe(true);
});

test('the place is remembered for each account, and found again by the next page', async () => {
  localStorage.clear();
  const first = await start();
  await send(first, all([sampleCard({}, talking)], 'on', { userId: 3 }));
  await act(async () => void fireEvent.keyDown(cards()[0]!, { key: 'm' }));
  const dock = () => shadow().querySelector<HTMLElement>('[data-testid="tray"]')!.dataset['side'];
  await act(async () => shadow().querySelector<HTMLElement>('[data-testid="dock-left"]')!.click());
  expect(dock()).toBe('left');
  await act(async () => ending.abort());
  ending = new AbortController();
  const second = await start();
  await send(second, all([sampleCard({}, talking)], 'on', { userId: 3 }));
  expect(dock()).toBe('left');
  await send(second, all([sampleCard({}, talking)], 'on', { userId: 4 }));
  expect(dock()).toBe('right');
  localStorage.clear();
});
