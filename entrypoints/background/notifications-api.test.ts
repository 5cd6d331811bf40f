import { describe, expect, it } from 'vitest';
import {
  type BrowserNotifications,
  chromiumNotifications,
  firefoxNotifications,
} from './notifications-api.ts';

const notice = (title: string) =>
  ({ type: 'basic', iconUrl: '/i.png', title, message: '' }) as const;

/** Keeps what is on screen by name, and tells of each end late, when it drops whatever has that name. */
function firefox() {
  const all = new Map<string, { title: string }>();
  const late: (() => void)[] = [];
  const told: string[] = [];
  function close(name: string): void {
    late.push(() => {
      all.delete(name);
      told.push(name);
    });
  }
  const raw: BrowserNotifications = {
    async create(name, options) {
      if (all.has(name)) close(name);
      all.set(name, options);
    },
    async clear(name) {
      if (all.has(name)) close(name);
      return all.delete(name);
    },
    getAll: async () => Object.fromEntries(all),
  };
  return {
    raw,
    /** The agent closes what shows this title. */
    closeByHand(title: string): void {
      for (const [name, each] of all) if (each.title === title) close(name);
    },
    tellAll: () => late.splice(0).forEach((each) => each()),
    told,
    titles: () => [...all.values()].map(({ title }) => title),
  };
}

describe('in Firefox', () => {
  it('a late end of the one before takes nothing along', async () => {
    const browser = firefox();
    const api = firefoxNotifications(browser.raw);
    await api.create('call', notice('rings'));
    void api.clear('call');
    await api.create('call', notice('missed'));
    browser.tellAll();
    expect(browser.titles()).toEqual(['missed']);
    await api.create('call', notice('missed, with a name'));
    browser.tellAll();
    expect(browser.titles()).toEqual(['missed, with a name']);
    await api.clear('call');
    browser.tellAll();
    expect(browser.titles()).toEqual([]);
  });

  it('tells what the agent closed from what we took away', async () => {
    const browser = firefox();
    const api = firefoxNotifications(browser.raw);
    await api.create('call', notice('rings'));
    await api.create('call', notice('missed'));
    browser.tellAll();
    browser.closeByHand('missed');
    browser.tellAll();
    expect(browser.told.map((name) => [api.idOf(name), api.endedByAgent(name, true)])).toEqual([
      ['call', false],
      ['call', true],
    ]);
  });

  it('withdraws and replaces what is left from before the background was stopped', async () => {
    const browser = firefox();
    const before = firefoxNotifications(browser.raw);
    await before.create('one', notice('one rings'));
    await before.create('two', notice('two rings'));
    const after = firefoxNotifications(browser.raw);
    await after.clear('one');
    await after.create('two', notice('two is missed'));
    browser.tellAll();
    expect(browser.titles()).toEqual(['two is missed']);
  });

  it('one that Firefox refuses does not hold up the next', async () => {
    const browser = firefox();
    const { create } = browser.raw;
    let refuse = true;
    const api = firefoxNotifications({
      ...browser.raw,
      create: (name, options) => (refuse ? Promise.reject(new Error('no')) : create(name, options)),
    });
    await expect(api.create('call', notice('rings'))).rejects.toThrow('no');
    refuse = false;
    await api.create('call', notice('missed'));
    expect(browser.titles()).toEqual(['missed']);
  });
});

it('in Chromium ids are names, and the browser says who ended it', async () => {
  const done: string[] = [];
  const api = chromiumNotifications({
    create: async (name) => done.push(`create ${name}`),
    update: async (name) => done.push(`update ${name}`),
    clear: async (name) => done.push(`clear ${name}`) > 0,
    getAll: async () => ({}),
  });
  await api.create('call', notice('rings'));
  await api.update?.('call', notice('rings, with a name'));
  await api.clear('call');
  expect(done).toEqual(['create call', 'update call', 'clear call']);
  expect(api.idOf('call#1')).toBe('call#1');
  expect([api.endedByAgent('call', true), api.endedByAgent('call', false)]).toEqual([true, false]);
});
