/**
 * Brings things on screen in the agent's open Zammad tab, in whichever of the two UIs it shows,
 * without a reload. A tab is opened only when there is none: a second one would stop the first.
 */
import type { PageApi } from './browser-tabs.ts';
import { isBusyInZammad } from './draft-guard.ts';
import { originPattern } from './address.ts';
import { findZammadTab, type Flavour, flavourOf, type ZammadTab } from './find-tab.ts';
import { goWhenIdle } from './page-guard.ts';
import {
  goToHash,
  goToPath,
  hasUserRoute,
  type LegacyTicket,
  openLegacyTicket,
  readPage,
} from './page-functions.ts';

/** Time for Zammad's page to get ready: an open one, and one opened only now. */
const READY_MS = 1_500;
const COLD_READY_MS = 20_000;

export type Where = 'same-tab' | 'other-tab' | 'new-tab';
export type OpenResult =
  | { ok: true; where: Where; flavour: Flavour; tabId?: number }
  | {
      ok: false;
      /**
       * `unsaved`: only another page could show it, and something is being written in this one.
       * Of a quiet navigator also `busy`: the agent is in the middle of something; `no-page`: no
       * Zammad is open; `elsewhere`: the UI on screen has no place for it.
       */
      code:
        | 'open/unsaved'
        | 'open/not-ready'
        | 'connect/not-signed-in'
        | 'open/busy'
        | 'open/no-page'
        | 'open/elsewhere';
    };

export interface NewTicket {
  /** UUID of the new task. */
  id: string;
  title: string;
  /** HTML. */
  body: string;
  sender: 'phone-in' | 'phone-out';
  groupId?: number | undefined;
  customer?: { id: number; label: string } | undefined;
}

export interface NavigatorDeps {
  /** Origin of Zammad. */
  url: string;
  page: PageApi;
  /** The tab the click came from, if it came from a page of Zammad. */
  fromTab?: number | undefined;
  /** UI to open when no tab is there. */
  flavour?: Flavour | undefined;
  /**
   * Nobody clicked: only in `fromTab`, never over work, and neither a window nor a tab comes to the
   * front.
   */
  quietly?: boolean | undefined;
  /** Keeps the state of a desktop task in Zammad, before it is opened (`POST taskbar`). */
  keepTask: (ticket: NewTicket) => Promise<void>;
}

export type Navigator = ReturnType<typeof createNavigator>;

export function createNavigator(deps: NavigatorDeps) {
  const { page, url } = deps;

  async function find(wanted?: Flavour): Promise<ZammadTab | undefined> {
    const tabs = await page.tabs.query({ url: originPattern(url) });
    const own = tabs.filter((tab) => tab.id === deps.fromTab);
    return findZammadTab(own, url) ?? (deps.quietly ? undefined : findZammadTab(tabs, url, wanted));
  }

  async function show(tab: ZammadTab): Promise<Where> {
    if (deps.quietly) return 'same-tab';
    await page.tabs.update(tab.id, { active: true });
    await page.focusWindow(tab.windowId).catch(() => {});
    return tab.id === deps.fromTab ? 'same-tab' : 'other-tab';
  }

  /** Goes to an address of the UI in the tab. False: the agent is busy there. */
  async function move(tab: ZammadTab, to: { hash?: string; path?: string }): Promise<boolean> {
    if (deps.quietly)
      return (
        (await page.run(tab.id, 'ISOLATED', goWhenIdle, [to.hash ?? null, to.path ?? null])) ===
        'moved'
      );
    if (to.hash !== undefined) await page.run(tab.id, 'ISOLATED', goToHash, [to.hash]);
    if (to.path !== undefined) await page.run(tab.id, 'ISOLATED', goToPath, [to.path]);
    return true;
  }
  const busy = { ok: false, code: 'open/busy' } as const;

  async function openNew(path: string, flavour: Flavour): Promise<OpenResult> {
    if (deps.quietly) return { ok: false, code: 'open/no-page' };
    const tab = await page.tabs.create({ url: `${url}${path}`, active: true });
    return {
      ok: true,
      where: 'new-tab',
      flavour,
      ...(tab.id === undefined ? {} : { tabId: tab.id }),
    };
  }

  const fresh = deps.flavour ?? 'legacy';

  async function go(hash: string, path: string): Promise<OpenResult> {
    const tab = await find();
    if (!tab) return openNew(fresh === 'desktop' ? path : `/${hash}`, fresh);
    if (!(await move(tab, tab.flavour === 'legacy' ? { hash } : { path }))) return busy;
    return { ok: true, where: await show(tab), flavour: tab.flavour };
  }

  async function legacyTicket(tabId: number, ticket: LegacyTicket, readyMs: number) {
    const done = await page.run(tabId, 'MAIN', openLegacyTicket, [ticket, readyMs]);
    if (done === 'opened') return undefined;
    return done === 'not-ready' ? 'open/not-ready' : 'connect/not-signed-in';
  }

  return {
    /** The person must exist: Zammad's legacy UI hangs at "Loading…" on one that does not. */
    async openProfile(userId: number): Promise<OpenResult> {
      const hash = `#user/profile/${userId}`;
      const path = `/desktop/users/${userId}`;
      const tab = await find();
      if (tab?.flavour !== 'desktop') return go(hash, path);
      if (await page.run(tab.id, 'MAIN', hasUserRoute, [])) return go(hash, path);
      if (deps.quietly) return { ok: false, code: 'open/elsewhere' };
      // Desktop 6.5 has no page for people; the legacy UI has.
      const legacy = findZammadTab(
        (await page.tabs.query({ url: originPattern(url) })).filter(({ id }) => id !== tab.id),
        url,
        'legacy',
      );
      if (legacy?.flavour === 'legacy') {
        await page.run(legacy.id, 'ISOLATED', goToHash, [hash]);
        return { ok: true, where: await show(legacy), flavour: 'legacy' };
      }
      if (await page.run(tab.id, 'ISOLATED', isBusyInZammad, [])) {
        return { ok: false, code: 'open/unsaved' };
      }
      await page.tabs.update(tab.id, { url: `${url}/${hash}` });
      return { ok: true, where: await show(tab), flavour: 'legacy' };
    },

    openTicket: (ticketId: number) =>
      go(`#ticket/zoom/${ticketId}`, `/desktop/tickets/${ticketId}`),

    /** A task of its own: other tasks, and drafts in them, are not touched. */
    async openNewTicket(ticket: NewTicket): Promise<OpenResult> {
      const tab = await find();
      const flavour = tab?.flavour ?? fresh;
      // Looks only; the task is made before anybody goes there.
      if (tab && !(await move(tab, {}))) return busy;
      if (!tab && deps.quietly) return { ok: false, code: 'open/no-page' };
      if (flavour === 'desktop') {
        // The other way round Zammad makes the task itself and refuses ours.
        await deps.keepTask(ticket);
        const path = `/desktop/tickets/create/${ticket.id}`;
        if (!tab) return openNew(path, 'desktop');
        if (!(await move(tab, { path }))) return busy;
        return { ok: true, where: await show(tab), flavour };
      }
      if (tab) {
        const code = await legacyTicket(tab.id, ticket, READY_MS);
        return code ? { ok: false, code } : { ok: true, where: await show(tab), flavour };
      }
      const opened = await openNew('/', 'legacy');
      if (!opened.ok || opened.tabId === undefined) return opened;
      await loaded(page, opened.tabId);
      const code = await legacyTicket(opened.tabId, ticket, COLD_READY_MS);
      return code ? { ok: false, code } : opened;
    },

    /**
     * Any other address. One inside Zammad's own UI opens in the open tab like everything else;
     * the rest in a tab of its own, which comes to the front only on a click.
     */
    async openUrl(address: string): Promise<OpenResult> {
      const tab = await find();
      const flavour = flavourOf(address, url);
      if (!tab && deps.quietly) return { ok: false, code: 'open/no-page' };
      if (tab && flavour === tab.flavour) {
        const { hash, pathname, search } = new URL(address);
        const to = flavour === 'legacy' ? { hash } : { path: pathname + search };
        if (!(await move(tab, to))) return busy;
        return { ok: true, where: await show(tab), flavour };
      }
      // A second legacy page beside an open one would stop it; desktop and foreign ones do not.
      await page.tabs.create({ url: address, active: !deps.quietly });
      return { ok: true, where: 'new-tab', flavour: tab?.flavour ?? fresh };
    },

    /** Is something being written in the open page? False when none is open. */
    async isBusy(): Promise<boolean> {
      const tab = await find();
      return tab !== undefined && (await page.run(tab.id, 'ISOLATED', isBusyInZammad, []));
    },

    /** Only brings the agent's Zammad to the front. */
    async focus(): Promise<OpenResult> {
      const tab = await find();
      if (!tab) return openNew(fresh === 'desktop' ? '/desktop' : '/', fresh);
      return { ok: true, where: await show(tab), flavour: tab.flavour, tabId: tab.id };
    },

    /** Language of the agent's Zammad page; undefined when none is open. */
    async language(): Promise<string | undefined> {
      const tab = await find();
      return tab && (await page.run(tab.id, 'ISOLATED', readPage, [])).lang;
    },
  };
}

/** Waits until a tab that was just opened can take scripts. */
async function loaded(page: PageApi, tabId: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { status } = await page.tabs.get(tabId);
    if (status === 'complete') return;
    await new Promise((done) => setTimeout(done, 100));
  }
}
