import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Call } from '../../lib/rpc/client.ts';
import type { InPage } from '../../lib/state/in-page.ts';
import { inPage, tellInPage } from '../../lib/state/in-page.ts';
import { startDial } from './start-dial.ts';

const call = vi.fn<(method: string, input: unknown) => Promise<unknown>>();
const onPage = vi.fn<(prevented: boolean) => void>();
let shared: InPage;
let ending = new AbortController();

beforeEach(() => {
  call.mockReset().mockResolvedValue({
    ok: true,
    value: { e164: '4930609854180', display: '+49 30 609854180', by: 'relay' },
  });
  onPage.mockReset();
  shared = inPage({});
  ending = new AbortController();
  document.addEventListener('click', (event) => onPage(event.defaultPrevented), {
    signal: ending.signal,
  });
  startDial({
    page: document,
    target: window,
    call: call as Call,
    shared,
    isPersonal: () => true,
    signal: ending.signal,
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  ending.abort();
  document.body.replaceChildren();
});

const set = (dial: InPage['dial'], locale: InPage['locale'] = 'en') =>
  tellInPage(shared, { dial, locale });

function press(href: string, about: { type?: string; button?: number } = {}): MouseEvent {
  const link = document.createElement('a');
  link.setAttribute('href', href);
  const inner = document.createElement('span');
  link.append(inner);
  document.body.append(link);
  const event = new MouseEvent(about.type ?? 'click', {
    bubbles: true,
    cancelable: true,
    composed: true,
    button: about.button ?? 0,
  });
  inner.dispatchEvent(event);
  return event;
}
const toast = () =>
  document.querySelector('offhook-dial')?.shadowRoot?.querySelector('p')?.textContent;

test('a click before the setting is known waits for it, and is dialled once', () => {
  const event = press('tel:+49 30 609854180');
  press('tel:+49 30 609854180');
  expect(event.defaultPrevented).toBe(true);
  expect(call).not.toHaveBeenCalled();
  set('relay');
  set('relay', 'de');
  expect(call).toHaveBeenCalledExactlyOnceWith('dial.start', { text: '+49 30 609854180' });
});

test('a click before the setting is known goes its own way when it is switched off or never told', () => {
  vi.useFakeTimers();
  const followed: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    followed.push(this.href);
  });
  press('tel:+49 (0)30/609854-180');
  vi.advanceTimersByTime(3_000);
  expect(followed).toEqual(['tel:+49030609854180']);
  press('tel:+4940123');
  set('off');
  expect(followed).toEqual(['tel:+49030609854180', 'tel:+4940123']);
  vi.advanceTimersByTime(10_000);
  expect(followed).toHaveLength(2);
  expect(call).not.toHaveBeenCalled();
  vi.useRealTimers();
});

test('switched off means untouched', () => {
  set('off');
  const event = press('tel:+4930609854180');
  expect(event.defaultPrevented).toBe(false);
  expect(onPage).toHaveBeenCalledTimes(1);
  expect(call).not.toHaveBeenCalled();
});

test('a click dials what the link says, and the page hears nothing of it', async () => {
  set('relay');
  const event = press('tel:+49%20(0)30%20609854-180');
  expect(event.defaultPrevented).toBe(true);
  expect(onPage).not.toHaveBeenCalled();
  expect(call).toHaveBeenCalledExactlyOnceWith('dial.start', { text: '+49 (0)30 609854-180' });
  await vi.waitFor(() => expect(toast()).toBe('Your telephone rings for +49 30 609854180'));
});

test('the middle button dials, the right one is for the menu', () => {
  set('relay');
  press('tel:1', { type: 'auxclick', button: 2 });
  expect(call).not.toHaveBeenCalled();
  press('tel:1', { type: 'auxclick', button: 1 });
  expect(call).toHaveBeenCalledTimes(1);
});

test('other links are left alone', () => {
  set('system');
  expect(press('https://zammad.example/#ticket').defaultPrevented).toBe(false);
  expect(press('#user/profile/9').defaultPrevented).toBe(false);
  expect(call).not.toHaveBeenCalled();
});

test('switching off takes the listener away again', () => {
  set('system');
  set('off');
  expect(press('tel:1').defaultPrevented).toBe(false);
});

test('for the system a clean link is followed, a strange one never', async () => {
  set('system');
  const followed: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    followed.push(this.href);
  });
  const value = { e164: '4930609854180', display: '+49 30 609854180', by: 'system' };
  call.mockResolvedValueOnce({ ok: true, value: { ...value, href: 'tel:+4930609854180' } });
  press('tel:030609854180');
  await vi.waitFor(() => expect(followed).toEqual(['tel:+4930609854180']));
  call.mockResolvedValueOnce({ ok: true, value: { ...value, href: 'javascript:alert(1)' } });
  press('tel:030609854180');
  await vi.waitFor(() => expect(call).toHaveBeenCalledTimes(2));
  expect(followed).toHaveLength(1);
});

test('a refused number is said, in the language of the page', async () => {
  set('relay', 'de');
  call.mockResolvedValueOnce({ ok: false, code: 'dial/forbidden' });
  press('tel:*21*0900123%23');
  await vi.waitFor(() => expect(toast()).toContain('darf von hier nicht gewählt werden'));
});
