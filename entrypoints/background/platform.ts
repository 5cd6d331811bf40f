/** The few parts of the WebExtension API whose shapes differ from what our modules ask for. */
import type { WxtBrowser } from 'wxt/browser';
import type { PageApi } from '../../lib/zammad-ui/browser-tabs.ts';
import type { ScriptingApi } from './content-scripts.ts';

export function pageApi(browser: WxtBrowser): PageApi {
  return {
    tabs: {
      query: (query) => browser.tabs.query(query),
      update: (tabId, change) => browser.tabs.update(tabId, change),
      create: (about) => browser.tabs.create(about),
      get: (tabId) => browser.tabs.get(tabId),
    },
    focusWindow: (windowId) => browser.windows.update(windowId, { focused: true }),
    async run(tabId, world, func, args) {
      const [injected] = await browser.scripting.executeScript({
        target: { tabId },
        world,
        func: func as unknown as (...args: unknown[]) => unknown,
        args: [...args],
      });
      // Firefox tells of a throw in the page as `error`.
      if (injected && 'error' in injected && injected.error) throw injected.error;
      return injected?.result as never;
    },
  };
}

export function scriptingApi(browser: WxtBrowser): ScriptingApi {
  return {
    getRegisteredContentScripts: () => browser.scripting.getRegisteredContentScripts(),
    registerContentScripts: (scripts) => browser.scripting.registerContentScripts(scripts),
    unregisterContentScripts: (filter) => browser.scripting.unregisterContentScripts(filter),
    injectFiles: (tabId, files) =>
      browser.scripting.executeScript({ target: { tabId }, files: files as never[] }),
  };
}

/** `storage.managed`: absent in some browsers, and throwing where no policy was ever written. */
export function managedApi(browser: WxtBrowser) {
  return {
    get: async (): Promise<unknown> => browser.storage.managed.get(),
    onChanged(listener: () => void): void {
      browser.storage.onChanged.addListener((_changes, area) => {
        if (area === 'managed') listener();
      });
    },
  };
}

/** Whether notifications get through; undefined where it cannot be asked (Firefox). */
export async function mayNotify(browser: WxtBrowser): Promise<boolean | undefined> {
  const { notifications } = browser as unknown as {
    notifications: { getPermissionLevel?: () => Promise<string> };
  };
  const level = await notifications.getPermissionLevel?.();
  return level === undefined ? undefined : level === 'granted';
}

/** Address of one of our own files. WXT types this per build, which tests do not have. */
export function ownAddress(browser: WxtBrowser, path: string): string {
  return (browser.runtime as unknown as { getURL(path: string): string }).getURL(path);
}
