/**
 * Brings things on screen in the agent's open Zammad tab, in whichever of the two UIs it shows,
 * without a reload. A tab is opened only when there is none: a second one would stop the first.
 */
import type { PageApi } from './browser-tabs.ts';
import { isBusyInZammad } from './draft-guard.ts';
import { originPattern } from './address.ts';
import { findZammadTab, type Flavour, type ZammadTab } from './find-tab.ts';
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
      /** `unsaved`: only another page could show it, and something is being written in this one. */
      code: 'open/unsaved' | 'open/not-ready' | 'connect/not-signed-in';
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
  /** Keeps the state of a desktop task in Zammad, before it is opened (`POST taskbar`). */
  keepTask: (ticket: NewTicket) => Promise<void>;
}

export type Navigator = ReturnType<typeof createNavigator>;

export function createNavigator(deps: NavigatorDeps) {
  const { page, url } = deps;

  async function find(wanted?: Flavour): Promise<ZammadTab | undefined> {
    const tabs = await page.tabs.query({ url: originPattern(url) });
    const own = tabs.filter((tab) => tab.id === deps.fromTab);
    return findZammadTab(own, url) ?? findZammadTab(tabs, url, wanted);
  }

  async function show(tab: ZammadTab): Promise<Where> {
    await page.tabs.update(tab.id, { active: true });
    await page.focusWindow(tab.windowId).catch(() => {});
    return tab.id === deps.fromTab ? 'same-tab' : 'other-tab';
  }

  async function openNew(path: string, flavour: Flavour): Promise<OpenResult> {
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
    if (tab.flavour === 'legacy') await page.run(tab.id, 'ISOLATED', goToHash, [hash]);
    else await page.run(tab.id, 'ISOLATED', goToPath, [path]);
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
      if (flavour === 'desktop') {
        // The other way round Zammad makes the task itself and refuses ours.
        await deps.keepTask(ticket);
        const path = `/desktop/tickets/create/${ticket.id}`;
        if (!tab) return openNew(path, 'desktop');
        await page.run(tab.id, 'ISOLATED', goToPath, [path]);
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
