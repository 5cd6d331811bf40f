import { describe, expect, it } from 'vitest';
import { findZammadTab, flavourOf } from './find-tab.ts';

const origin = 'http://127.0.0.1:4871';

describe('pages of the agent’s web UI', () => {
  it.each([
    ['http://127.0.0.1:4871/', 'legacy'],
    ['http://127.0.0.1:4871/#ticket/zoom/1', 'legacy'],
    ['http://127.0.0.1:4871/desktop', 'desktop'],
    ['http://127.0.0.1:4871/desktop/tickets/1', 'desktop'],
  ])('%s is %s', (url, flavour) => expect(flavourOf(url, origin)).toBe(flavour));
  it.each([
    'http://127.0.0.1:4871/mobile/tickets',
    'http://127.0.0.1:4871/api/v1/signshow',
    'http://127.0.0.1:4871/desktops',
    'http://127.0.0.1:4870/',
    'https://127.0.0.1:4871/',
    'http://evil.example/#http://127.0.0.1:4871/',
    'about:blank',
    'nonsense',
    undefined,
  ])('%s is none', (url) => expect(flavourOf(url, origin)).toBeUndefined());
});

describe('which tab', () => {
  const tab = (id: number, path: string, more = {}) => ({
    id,
    windowId: 1,
    url: origin + path,
    ...more,
  });
  it('none when none is open', () => {
    expect(
      findZammadTab([tab(1, '/mobile'), { id: 2, windowId: 1, url: 'https://x.example/' }], origin),
    ).toBeUndefined();
    expect(findZammadTab([], origin)).toBeUndefined();
  });
  it('the one in front, else the one used last, a sleeping one only when it must be', () => {
    const old = tab(1, '/', { lastAccessed: 1 });
    const late = tab(2, '/', { lastAccessed: 9 });
    const asleep = tab(3, '/', { lastAccessed: 20, discarded: true });
    const front = tab(4, '/', { lastAccessed: 2, active: true });
    expect(findZammadTab([old, late, asleep, front], origin)?.id).toBe(4);
    expect(findZammadTab([old, late, asleep], origin)?.id).toBe(2);
    expect(findZammadTab([asleep], origin)?.id).toBe(3);
  });
  it('the wanted UI before anything else', () => {
    const tabs = [tab(1, '/desktop', { active: true }), tab(2, '/')];
    expect(findZammadTab(tabs, origin, 'legacy')?.id).toBe(2);
    expect(findZammadTab(tabs, origin)?.id).toBe(1);
  });
});
