/**
 * Firefox with the built extension, driven by WebDriver BiDi. The internal address of the extension
 * is fixed by a preference, and its requests for hosts are granted without Firefox's own prompt.
 */
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { join } from 'node:path';
import { findBrowser, howToInstall } from '../../../scripts/setup/browsers.ts';
import { outputOf } from '../../../scripts/setup/extension-build.ts';
import { ROOT } from '../../../scripts/setup/root.ts';

export interface FirefoxWithOffhook {
  browser: Browser;
  openPage(path: 'options.html' | 'popup.html'): Promise<Page>;
  /** Ends the background at once, as Firefox does with one that was idle. */
  stopBackground(): Promise<void>;
  close(): Promise<void>;
}

const GECKO_ID = 'offhook@offhook.example';
const INTERNAL = '6f66f00c-0000-4000-8000-0ff400c0ffee';

export async function launchFirefox(): Promise<FirefoxWithOffhook> {
  const executablePath = findBrowser('firefox');
  if (!executablePath) throw new Error(howToInstall('firefox'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    defaultViewport: { width: 1400, height: 900 },
    // Without this Firefox 153 refuses to open a page of the extension.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: INTERNAL }),
      'extensions.webextOptionalPermissionPrompts': false,
      'intl.locale.requested': 'en-US',
    },
  });
  await browser.installExtension(join(ROOT, outputOf('firefox')));
  return {
    browser,
    openPage: async (path) => {
      const page = await browser.newPage();
      // The load event of extension pages never reaches us.
      await page.goto(`moz-extension://${INTERNAL}/${path}`, { waitUntil: [] });
      await page.waitForSelector('main', { timeout: 20_000 });
      return page;
    },
    stopBackground: () => stopBackground(browser),
    close: () => browser.close(),
  };
}

interface BidiAnswer {
  result: { type?: string; contexts?: { context: string }[] };
}

/** Speaks to Firefox's own window, which alone may end a background; puppeteer has no name for that. */
async function stopBackground(browser: Browser): Promise<void> {
  const { connection } = browser as unknown as {
    connection: { send(method: string, params: object): Promise<BidiAnswer> };
  };
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const context = tree.result.contexts?.[0]?.context;
  const answer = await connection.send('script.evaluate', {
    expression: `WebExtensionPolicy.getByID('${GECKO_ID}').extension.terminateBackground({ ignoreDevToolsAttached: true })`,
    target: { context },
    awaitPromise: true,
  });
  if (answer.result.type !== 'success') throw new Error('Firefox did not end the background');
}
