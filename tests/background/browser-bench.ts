/** A browser for the whole background: WXT's fake one, and by hand what it does not have. For tests. */
import type { WxtBrowser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CardsMessage, CardView } from '../../lib/core/card.ts';
import type { Sender } from '../../lib/rpc/role.ts';
import type { Port } from '../../entrypoints/background/ports.ts';

export const ID = 'offhook-test';
export const OWN = `chrome-extension://${ID}`;

export function createBrowserBench(zammadUrl: string) {
  const state = {
    allowed: true,
    badge: '',
    notices: new Map<string, { title: string }>(),
    scripts: [] as { id: string }[],
    tabs: [] as { id: number; windowId: number; url: string; active: boolean }[],
    /** What a function that is run in a page gives back, by its name. */
    pages: {} as Record<string, (...args: unknown[]) => unknown>,
    ran: [] as string[],
    alive: 0,
  };
  const browser = {
    ...fakeBrowser,
    runtime: {
      ...fakeBrowser.runtime,
      id: ID,
      getURL: (path: string) => OWN + path,
      getManifest: () => ({ version: '0.1.0' }),
      getPlatformInfo: async () => void state.alive++,
    },
    i18n: { getUILanguage: () => 'en-GB' },
    permissions: { contains: async () => state.allowed },
    action: {
      setBadgeText: ({ text }: { text: string }) => void (state.badge = text),
      setBadgeBackgroundColor() {},
    },
    notifications: {
      create: (id: string, options: { title: string }) => void state.notices.set(id, options),
      update: (id: string, options: { title: string }) => void state.notices.set(id, options),
      clear: (id: string) => void state.notices.delete(id),
    },
    tabs: {
      query: async () => state.tabs,
      update: async (id: number) => void state.ran.push(`show ${id}`),
      create: async ({ url }: { url: string }) => {
        state.ran.push(`new tab ${url}`);
        return { id: 99 };
      },
      get: async () => ({ status: 'complete' }),
    },
    windows: { update: async () => {} },
    scripting: {
      getRegisteredContentScripts: async () => state.scripts,
      registerContentScripts: async (scripts: { id: string }[]) =>
        void state.scripts.push(...scripts),
      unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
        state.scripts = state.scripts.filter(({ id }) => !ids.includes(id));
      },
      async executeScript(what: { func?: { name: string }; args?: unknown[]; world?: string }) {
        const name = what.func?.name ?? 'files';
        state.ran.push([name, what.world, JSON.stringify(what.args)].filter(Boolean).join(' '));
        return [{ result: await state.pages[name]?.(...(what.args ?? [])) }];
      },
    },
  };
  const content: Sender = {
    id: ID,
    url: `${zammadUrl}/#dashboard`,
    origin: zammadUrl,
    frameId: 0,
    tab: { id: 1 },
  };
  return {
    browser: browser as unknown as WxtBrowser,
    state,
    content,
    page: { id: ID, url: `${OWN}/popup.html` } satisfies Sender,
    /** A port of the card, and the cards as that page has them. */
    openPort(sender: Sender = content) {
      const messages: CardsMessage[] = [];
      const cards = new Map<string, CardView>();
      const waiting: (() => void)[] = [];
      let leave = () => {};
      let say: (message: unknown) => void = () => {};
      const port: Port = {
        name: 'cards',
        sender,
        postMessage(message) {
          messages.push(structuredClone(message));
          if (message.type === 'all') {
            cards.clear();
            for (const card of message.cards) cards.set(card.call.id, card);
          } else if (message.type === 'card') cards.set(message.card.call.id, message.card);
          else if (message.type === 'gone') cards.delete(message.id);
          for (const run of waiting.splice(0)) run();
        },
        disconnect: () => leave(),
        onDisconnect: { addListener: (listener) => void (leave = listener) },
        onMessage: { addListener: (listener) => void (say = listener) },
      };
      return {
        port,
        messages,
        cards,
        /** What the page tells over the port. */
        say: (message: unknown) => say(message),
        async until(holds: (cards: Map<string, CardView>) => boolean) {
          while (!holds(cards)) await new Promise<void>((done) => waiting.push(done));
          return cards;
        },
      };
    },
  };
}
