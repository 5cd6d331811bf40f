/** Our scripts in Zammad's pages: registered for the connected address only, and put into open tabs. */
import type { PageApi } from '../../lib/zammad-ui/browser-tabs.ts';
import { originPattern } from '../../lib/zammad-ui/address.ts';
import { flavourOf } from '../../lib/zammad-ui/find-tab.ts';

const SCRIPTS = [
  { id: 'offhook-zammad', file: 'content-scripts/zammad.js' },
  { id: 'offhook-dial', file: 'content-scripts/dial.js' },
] as const;

interface Registered {
  id: string;
  matches?: string[] | undefined;
}

export interface ScriptingApi {
  getRegisteredContentScripts: () => Promise<Registered[]>;
  registerContentScripts: (
    scripts: { id: string; js: string[]; matches: string[]; runAt: 'document_idle' }[],
  ) => Promise<unknown>;
  unregisterContentScripts: (filter: { ids: string[] }) => Promise<unknown>;
  injectFiles(tabId: number, files: string[]): Promise<unknown>;
}

export interface ContentScriptsDeps {
  scripting: ScriptingApi;
  page: PageApi;
  /** The agent allowed us this address. */
  allowed: (pattern: string) => Promise<boolean>;
}

export type ContentScripts = ReturnType<typeof createContentScripts>;

export function createContentScripts({ scripting, page, allowed }: ContentScriptsDeps) {
  async function unregister(): Promise<void> {
    const ids = (await scripting.getRegisteredContentScripts())
      .map(({ id }) => id)
      .filter((id) => SCRIPTS.some((script) => script.id === id));
    if (ids.length > 0) await scripting.unregisterContentScripts({ ids });
  }

  /** Pages that were open before: they have no script yet, or one of an older version. */
  async function inject(origin: string, updated: boolean): Promise<void> {
    for (const tab of await page.tabs.query({ url: originPattern(origin) })) {
      if (tab.id === undefined || tab.discarded || !flavourOf(tab.url, origin)) continue;
      const { id } = tab;
      try {
        if (await page.run(id, 'ISOLATED', hasOurScripts, [updated])) continue;
        await scripting.injectFiles(
          id,
          SCRIPTS.map(({ file }) => file),
        );
      } catch {
        // A tab that closed, an error page, or one still loading: that one gets them by itself.
      }
    }
  }

  return {
    /**
     * Registered exactly once for exactly this address; open pages have them afterwards.
     * @param updated the extension was just installed or updated: scripts in open pages are dead
     */
    async ensure(origin: string | undefined, updated = false): Promise<void> {
      if (origin === undefined || !(await allowed(originPattern(origin)))) return unregister();
      const matches = [originPattern(origin)];
      const known = await scripting.getRegisteredContentScripts();
      const right = SCRIPTS.every(({ id }) =>
        known.some((each) => each.id === id && each.matches?.join() === matches.join()),
      );
      if (!right) {
        await unregister();
        await scripting.registerContentScripts(
          SCRIPTS.map(({ id, file }) => ({ id, js: [file], matches, runAt: 'document_idle' })),
        );
      }
      await inject(origin, updated);
    },
    unregister,
  };
}

/**
 * Runs in the page. Marks it, so that two injections at once are one; the card's host element tells
 * that the registered script was there first. After an update of the extension the isolated world
 * is a new one, without mark, and the host left behind has no live script.
 */
function hasOurScripts(updated: boolean): boolean {
  const scope = globalThis as { offhookInjected?: boolean };
  const host = !updated && document.querySelector('offhook-cards') !== null;
  const there = scope.offhookInjected === true || host;
  scope.offhookInjected = true;
  return there;
}
