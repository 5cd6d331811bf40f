// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PageMessage } from '../../lib/core/card.ts';
import { goWhenIdle, TYPING_MS } from '../../lib/zammad-ui/page-guard.ts';
import { watchTyping } from './typing.ts';

let end: AbortController;
let now = 1_000_000;
let posted: PageMessage[];
let host: HTMLElement;

beforeEach(() => {
  end = new AbortController();
  posted = [];
  document.body.innerHTML = '<input id="field"><offhook-cards></offhook-cards>';
  location.hash = '#dashboard';
  host = document.querySelector('offhook-cards')!;
  host.attachShadow({ mode: 'open' }).innerHTML = '<textarea></textarea><button>x</button>';
  watchTyping({
    page: document,
    host: () => host,
    post: (message) => void posted.push(message),
    now: () => now,
    signal: end.signal,
  });
});
afterEach(() => end.abort());

const go = () => goWhenIdle('#user/profile/9', null);
const key = (on: Element | null) =>
  on?.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, composed: true }));

describe('an address is opened by itself', () => {
  it('when nobody does anything', () => {
    expect(go()).toBe('moved');
    expect(location.hash).toBe('#user/profile/9');
  });
  it.each(['keydown', 'input', 'compositionstart', 'paste'])('not right after %s', (type) => {
    document.querySelector('#field')?.dispatchEvent(new Event(type, { bubbles: true }));
    now += TYPING_MS - 1;
    expect(go()).toBe('busy');
    expect(location.hash).toBe('#dashboard');
    now += 1;
    expect(go()).toBe('moved');
  });
  it('not while a note is written in one of our cards, however long ago the last key was', () => {
    host.shadowRoot!.querySelector('textarea')!.focus();
    now += 60_000;
    expect(go()).toBe('busy');
    host.shadowRoot!.querySelector('button')!.focus();
    expect(go()).toBe('moved');
  });
  it('keys that the page stops count all the same', () => {
    document
      .querySelector('#field')!
      .addEventListener('keydown', (event) => event.stopPropagation());
    key(document.querySelector('#field'));
    expect(go()).toBe('busy');
  });
  it('not where a field is filled or a dialog is open', () => {
    document.body.innerHTML += '<div class="modal">Really?</div>';
    expect(go()).toBe('busy');
  });
  it('not where our script is not at work (any more): nobody knows', () => {
    end.abort();
    expect(go()).toBe('busy');
  });
  it('a path of the desktop goes without a reload', () => {
    let told = 0;
    addEventListener('popstate', () => told++, { once: true });
    expect(goWhenIdle(null, '/desktop/tickets/2')).toBe('moved');
    expect([location.pathname, told]).toEqual(['/desktop/tickets/2', 1]);
  });
  it('asking alone moves nothing', () => {
    const before = location.href;
    expect(goWhenIdle(null, null)).toBe('moved');
    expect(location.href).toBe(before);
  });
});

describe('what the background is told', () => {
  it('activity at most every few seconds, coming to the window at once', () => {
    for (let index = 0; index < 20; index++) {
      now += 1_000;
      key(document.querySelector('#field'));
    }
    expect(posted.length).toBeGreaterThan(1);
    expect(posted.length).toBeLessThanOrEqual(5);
    posted.length = 0;
    window.dispatchEvent(new Event('focus'));
    expect(posted).toEqual([{ type: 'page', visible: true, activeAt: now }]);
  });
  it('nothing once the extension is gone', () => {
    end.abort();
    now += 60_000;
    key(document.querySelector('#field'));
    window.dispatchEvent(new Event('focus'));
    expect(posted).toEqual([]);
  });
});
