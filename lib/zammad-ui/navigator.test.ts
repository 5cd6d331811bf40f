// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageApi } from './browser-tabs.ts';
import type { Flavour } from './find-tab.ts';
import { createNavigator, type NewTicket } from './navigator.ts';
import { isBusyInZammad } from './draft-guard.ts';
import { goWhenIdle } from './page-guard.ts';
import { hasUserRoute, openLegacyTicket, readPage } from './page-functions.ts';

const url = 'http://127.0.0.1:4871';
const ticket: NewTicket = {
  id: 'uuid',
  title: 'Call',
  body: 'Number',
  sender: 'phone-in',
  groupId: 1,
  customer: { id: 9, label: 'Ida Plus <ida@customer.example>' },
};

interface Scene {
  tabs?: string[];
  fromTab?: number;
  flavour?: Flavour;
  userRoute?: boolean;
  busy?: boolean;
  quietly?: boolean;
}
function setup(scene: Scene = {}) {
  const done: string[] = [];
  const page: PageApi = {
    tabs: {
      query: async () =>
        (scene.tabs ?? []).map((path, at) => ({
          id: at + 1,
          windowId: 5,
          url: url + path,
          active: at === 0,
        })),
      update: async (tabId, change) =>
        void done.push(change.url ? `load ${tabId} ${change.url}` : `show ${tabId}`),
      create: async (about) => {
        done.push(`new tab ${about.url}`);
        return { id: 99 };
      },
      get: async () => ({ status: 'complete' }),
    },
    focusWindow: async (windowId) => void done.push(`window ${windowId}`),
    run: async (tabId, world, func, args) => {
      if ((func as unknown) === hasUserRoute) return (scene.userRoute ?? false) as never;
      if ((func as unknown) === isBusyInZammad) return (scene.busy ?? false) as never;
      if ((func as unknown) === readPage) return { lang: 'de-de' } as never;
      if ((func as unknown) === goWhenIdle && scene.busy) return 'busy' as never;
      done.push(`${func.name} ${tabId} ${world} ${JSON.stringify(args)}`);
      if ((func as unknown) === goWhenIdle) return 'moved' as never;
      return ((func as unknown) === openLegacyTicket ? 'opened' : undefined) as never;
    },
  };
  const navigator = createNavigator({
    url,
    page,
    fromTab: scene.fromTab,
    flavour: scene.flavour,
    quietly: scene.quietly,
    keepTask: async ({ id }) => void done.push(`keep ${id}`),
  });
  return { navigator, done };
}

describe('legacy', () => {
  it('profile and ticket: the hash of the open tab changes, nothing is loaded, no second tab', async () => {
    const { navigator, done } = setup({ tabs: ['/#dashboard'], fromTab: 1 });
    expect(await navigator.openProfile(9)).toMatchObject({ ok: true, where: 'same-tab' });
    expect(await navigator.openTicket(2)).toMatchObject({ ok: true, where: 'same-tab' });
    expect(done).toEqual([
      'goToHash 1 ISOLATED ["#user/profile/9"]',
      'show 1',
      'window 5',
      'goToHash 1 ISOLATED ["#ticket/zoom/2"]',
      'show 1',
      'window 5',
    ]);
  });
  it('the tab that was clicked in, not the one in front', async () => {
    const { navigator, done } = setup({ tabs: ['/#a', '/#b'], fromTab: 2 });
    await navigator.openTicket(2);
    expect(done[0]).toBe('goToHash 2 ISOLATED ["#ticket/zoom/2"]');
  });
  it('new ticket: a task of its own in the page’s world', async () => {
    const { navigator, done } = setup({ tabs: ['/#dashboard'] });
    expect(await navigator.openNewTicket(ticket)).toMatchObject({ ok: true, where: 'other-tab' });
    expect(done[0]).toMatch(/^openLegacyTicket 1 MAIN .*"customer":\{"id":9/);
    expect(done.some((line) => line.startsWith('new tab'))).toBe(false);
  });
});

describe('desktop', () => {
  it('ticket: history, no load', async () => {
    const { navigator, done } = setup({ tabs: ['/desktop/tickets/view/my'], fromTab: 1 });
    await navigator.openTicket(2);
    expect(done[0]).toBe('goToPath 1 ISOLATED ["/desktop/tickets/2"]');
  });
  it('new ticket: the task is kept first, then opened', async () => {
    const { navigator, done } = setup({ tabs: ['/desktop'], fromTab: 1 });
    await navigator.openNewTicket(ticket);
    expect(done.slice(0, 2)).toEqual([
      'keep uuid',
      'goToPath 1 ISOLATED ["/desktop/tickets/create/uuid"]',
    ]);
  });
  it('profile: its own page where there is one', async () => {
    const { navigator, done } = setup({ tabs: ['/desktop'], userRoute: true });
    await navigator.openProfile(9);
    expect(done[0]).toBe('goToPath 1 ISOLATED ["/desktop/users/9"]');
  });
  it('profile: else in an open legacy tab', async () => {
    const { navigator, done } = setup({ tabs: ['/desktop', '/#dashboard'] });
    await navigator.openProfile(9);
    expect(done).toEqual(['goToHash 2 ISOLATED ["#user/profile/9"]', 'show 2', 'window 5']);
  });
  it('profile: else the legacy page in the same tab, but never over something being written', async () => {
    const idle = setup({ tabs: ['/desktop'] });
    expect(await idle.navigator.openProfile(9)).toMatchObject({ ok: true, flavour: 'legacy' });
    expect(idle.done[0]).toBe(`load 1 ${url}/#user/profile/9`);
    const busy = setup({ tabs: ['/desktop'], busy: true });
    expect(await busy.navigator.openProfile(9)).toEqual({ ok: false, code: 'open/unsaved' });
    expect(busy.done).toEqual([]);
  });
});

describe('no Zammad open', () => {
  it('a new tab, in the UI that was used last', async () => {
    const legacy = setup();
    expect(await legacy.navigator.openTicket(2)).toMatchObject({ where: 'new-tab' });
    expect(legacy.done).toEqual([`new tab ${url}/#ticket/zoom/2`]);
    const desktop = setup({ flavour: 'desktop' });
    await desktop.navigator.openTicket(2);
    expect(desktop.done).toEqual([`new tab ${url}/desktop/tickets/2`]);
  });
  it('new ticket: the page is opened, then the task', async () => {
    const { navigator, done } = setup();
    expect(await navigator.openNewTicket(ticket)).toMatchObject({ where: 'new-tab' });
    expect(done[0]).toBe(`new tab ${url}/`);
    expect(done[1]).toMatch(/^openLegacyTicket 99 MAIN/);
  });
  it('tabs on other ports of the same host are not it', async () => {
    const { navigator, done } = setup({ tabs: ['/mobile', '/api/v1/x'] });
    await navigator.focus();
    expect(done).toEqual([`new tab ${url}/`]);
  });
});

describe('openLegacyTicket, in the page', () => {
  interface Told {
    name: string;
    data: {
      params?: Record<string, unknown>;
      options?: Record<string, unknown>;
      key?: string;
      url?: string;
    };
  }
  function app(onTask: () => void = () => {}, session: unknown = 4) {
    const told: Told[] = [];
    (window as unknown as { App: unknown }).App = {
      Event: {
        trigger(name: string, data: Told['data']) {
          told.push({ name, data });
          if (name === 'remote_task') onTask();
        },
      },
      Session: { get: () => session },
    };
    return told;
  }
  beforeEach(() => {
    document.body.innerHTML = '<div id="navigation"></div>';
    location.hash = '';
  });
  it('the customer is text, the group is text, the name is given', async () => {
    const told = app();
    expect(await openLegacyTicket(ticket, 100)).toBe('opened');
    expect(told).toMatchObject([
      {
        name: 'remote_task',
        data: {
          key: 'TicketCreateScreen-uuid',
          url: 'ticket/create/id/uuid',
          params: {
            customer_id: '9',
            customer_id_completion: 'Ida Plus <ida@customer.example>',
            group_id: '1',
            formSenderType: 'phone-in',
            title: 'Call',
          },
        },
      },
    ]);
  });
  const form = (title: string) => () => {
    location.hash = '#ticket/create/id/uuid';
    document.body.innerHTML += `<div class="content active"><input name="title" value="${title}"><div data-name="body"></div></div>`;
  };
  const { customer: _nobody, ...anonymous } = ticket;
  it('without a customer an empty form (5.5) is filled by the other event', async () => {
    const told = app(form(''));
    await openLegacyTicket(anonymous, 100);
    expect(told.map(({ name }) => name)).toEqual(['remote_task', 'ticket_create_rerender']);
    expect(told[1]?.data.options).toMatchObject({ title: 'Call', body: 'Number' });
  });
  it('a form that Zammad filled, or that somebody types in, is left alone', async () => {
    const told = app(form('Call'));
    await openLegacyTicket(anonymous, 100);
    expect(told.map(({ name }) => name)).toEqual(['remote_task']);
  });
  it('a page that is not ready, or not signed in, is said so', async () => {
    (window as unknown as { App: unknown }).App = undefined;
    expect(await openLegacyTicket(ticket, 60)).toBe('not-ready');
    app(() => {}, null);
    expect(await openLegacyTicket(ticket, 60)).toBe('not-logged-in');
  });
});

describe('quietly: nobody clicked', () => {
  const quietly = true;
  const goes = async (navigator: ReturnType<typeof setup>['navigator']) => [
    await navigator.openProfile(9),
    await navigator.openTicket(2),
    await navigator.openNewTicket(ticket),
  ];
  it('goes in the tab that acts; no tab and no window comes to the front', async () => {
    const { navigator, done } = setup({ quietly, tabs: ['/#a', '/#b'], fromTab: 2 });
    expect((await goes(navigator)).map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(done.slice(0, 3)).toEqual([
      'goWhenIdle 2 ISOLATED ["#user/profile/9",null]',
      'goWhenIdle 2 ISOLATED ["#ticket/zoom/2",null]',
      'goWhenIdle 2 ISOLATED [null,null]',
    ]);
    expect(done[3]).toMatch(/^openLegacyTicket 2 MAIN/);
    expect(done).toHaveLength(4);
  });
  it.each(['/#a', '/desktop/tickets/1'])('busy on %s: nothing is touched or kept', async (path) => {
    const { navigator, done } = setup({
      quietly,
      tabs: [path],
      fromTab: 1,
      busy: true,
      userRoute: true,
    });
    for (const result of await goes(navigator))
      expect(result).toEqual({ ok: false, code: 'open/busy' });
    expect(done).toEqual([]);
  });
  it('no page of Zammad, or none that acts: none is opened', async () => {
    for (const scene of [{ tabs: [] }, { tabs: ['/#a'] }]) {
      const { navigator, done } = setup({ quietly, ...scene });
      for (const result of await goes(navigator))
        expect(result).toEqual({ ok: false, code: 'open/no-page' });
      expect(await navigator.openUrl('https://crm.example/')).toMatchObject({
        code: 'open/no-page',
      });
      expect(done).toEqual([]);
    }
  });
  it('desktop without a page for people: never over to the legacy UI', async () => {
    const { navigator, done } = setup({ quietly, tabs: ['/desktop'], fromTab: 1 });
    expect(await navigator.openProfile(9)).toEqual({ ok: false, code: 'open/elsewhere' });
    expect(done).toEqual([]);
  });
});

describe('other addresses', () => {
  it('a foreign one in a tab of its own, in front only on a click', async () => {
    const { navigator, done } = setup({ tabs: ['/#a'], fromTab: 1 });
    expect(await navigator.openUrl('https://crm.example/?q=1')).toMatchObject({ where: 'new-tab' });
    expect(done).toEqual(['new tab https://crm.example/?q=1']);
  });
  it('one inside the open UI of Zammad in its tab: a second legacy page would stop the first', async () => {
    const legacy = setup({ tabs: ['/#a'], fromTab: 1 });
    await legacy.navigator.openUrl(`${url}/#search/Ida`);
    expect(legacy.done[0]).toBe('goToHash 1 ISOLATED ["#search/Ida"]');
    const desktop = setup({ tabs: ['/desktop'], fromTab: 1, quietly: true });
    await desktop.navigator.openUrl(`${url}/desktop/search/Ida?entity=User`);
    expect(desktop.done).toEqual([
      'goWhenIdle 1 ISOLATED [null,"/desktop/search/Ida?entity=User"]',
    ]);
  });
});
