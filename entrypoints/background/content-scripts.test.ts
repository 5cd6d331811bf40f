// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageApi } from '../../lib/zammad-ui/browser-tabs.ts';
import { createContentScripts, type ScriptingApi } from './content-scripts.ts';

const origin = 'http://127.0.0.1:4871';

function setup(urls: string[] = [], allowed = true) {
  let registered: { id: string; matches: string[] }[] = [];
  const changes: string[] = [];
  const injected: number[] = [];
  const scripting: ScriptingApi = {
    getRegisteredContentScripts: async () => registered,
    registerContentScripts: async (scripts) => {
      if (scripts.some(({ id }) => registered.some((known) => known.id === id)))
        throw new Error('Duplicate script ID');
      changes.push('register');
      registered = [...registered, ...scripts];
    },
    unregisterContentScripts: async ({ ids }) => {
      changes.push('unregister');
      registered = registered.filter(({ id }) => !ids.includes(id));
    },
    injectFiles: async (tabId) => void injected.push(tabId),
  };
  const page = {
    tabs: { query: async () => urls.map((url, at) => ({ id: at + 1, windowId: 1, url })) },
    run: async (
      _tab: number,
      _world: string,
      func: (...args: unknown[]) => unknown,
      args: unknown[],
    ) => func(...args),
  } as unknown as PageApi;
  const scripts = createContentScripts({ scripting, page, allowed: async () => allowed });
  return { scripts, injected, changes, registered: () => registered };
}
beforeEach(() => {
  document.body.innerHTML = '';
  delete (globalThis as { offhookInjected?: boolean }).offhookInjected;
});

describe('our scripts', () => {
  it('are registered for the connected address, once', async () => {
    const { scripts, changes, registered } = setup();
    await scripts.ensure(origin);
    await scripts.ensure(origin);
    expect(changes).toEqual(['register']);
    expect(registered().map(({ id, matches }) => [id, ...matches])).toEqual([
      ['offhook-zammad', 'http://127.0.0.1/*'],
      ['offhook-dial', 'http://127.0.0.1/*'],
    ]);
  });
  it('move to another address, and go without one', async () => {
    const { scripts, registered } = setup();
    await scripts.ensure(origin);
    await scripts.ensure('https://zammad.example');
    expect(registered()[0]?.matches).toEqual(['https://zammad.example/*']);
    await scripts.ensure(undefined);
    expect(registered()).toEqual([]);
  });
  it('are not registered without permission', async () => {
    const { scripts, registered } = setup([`${origin}/`], false);
    await scripts.ensure(origin);
    expect(registered()).toEqual([]);
  });
  it('come into pages of Zammad that are open, and only into those', async () => {
    const { scripts, injected } = setup([
      `${origin}/mobile`,
      'http://127.0.0.1:4870/',
      `${origin}/#dashboard`,
    ]);
    await scripts.ensure(origin);
    expect(injected).toEqual([3]);
  });
  it('come into one page once', async () => {
    const { scripts, injected } = setup([`${origin}/`]);
    await scripts.ensure(origin);
    await scripts.ensure(origin);
    expect(injected).toEqual([1]);
  });
  it('are not added where the registered script has run', async () => {
    document.body.append(document.createElement('offhook-cards'));
    const { scripts, injected } = setup([`${origin}/`]);
    await scripts.ensure(origin);
    expect(injected).toEqual([]);
  });
  it('replace those of an older version after an update', async () => {
    document.body.append(document.createElement('offhook-cards'));
    const { scripts, injected } = setup([`${origin}/`]);
    await scripts.ensure(origin, true);
    expect(injected).toEqual([1]);
  });
});
