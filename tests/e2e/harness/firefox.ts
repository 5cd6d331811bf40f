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
  openPage(path: 'options.html' | 'popup.html' | 'sidepanel.html'): Promise<Page>;
  /** What an expression comes to in Firefox's own window; a Promise is waited for. JSON goes through. */
  inWindow<T>(expression: string): Promise<T>;
  /** What went wrong in the extension so far, as Firefox's browser console has it. */
  errors(): Promise<string[]>;
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
    inWindow: (expression) => inWindow(browser, expression),
    errors: () => inWindow(browser, ERRORS),
    stopBackground: async () => {
      await inWindow(browser, `${EXTENSION}.terminateBackground({ ignoreDevToolsAttached: true })`);
    },
    close: () => browser.close(),
  };
}

interface BidiAnswer {
  result: {
    type?: string;
    contexts?: { context: string }[];
    result?: { type: string; value?: string };
    exceptionDetails?: { text: string };
  };
}

const EXTENSION = `WebExtensionPolicy.getByID('${GECKO_ID}').extension`;

/**
 * Uncaught ones and what we log as errors; of pages of ours, the background among them. A page that
 * is closed while it asks the background is none, nor is a server that is down.
 */
const ERRORS = `[
  ...Services.console.getMessageArray()
    .filter((each) => each instanceof Ci.nsIScriptError && !(each.flags & Ci.nsIScriptError.warningFlag))
    .filter((each) => each.category !== 'Web Socket')
    .filter((each) => each.sourceName.includes('${INTERNAL}'))
    .map((each) => each.errorMessage)
    .filter((text) => !text.includes('context unloaded')),
  ...Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage).getEvents()
    .filter((each) => each.level === 'error' && each.filename.includes('${INTERNAL}'))
    .map((each) => each.arguments.map(String).join(' ')),
]`;

/** Speaks to Firefox's own window, which alone knows and may do everything; puppeteer has no name for that. */
async function inWindow<T>(browser: Browser, expression: string): Promise<T> {
  const { connection } = browser as unknown as {
    connection: { send(method: string, params: object): Promise<BidiAnswer> };
  };
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const context = tree.result.contexts?.[0]?.context;
  const { result } = await connection.send('script.evaluate', {
    expression: `(async () => JSON.stringify((await (${expression})) ?? null))()`,
    target: { context },
    awaitPromise: true,
  });
  if (result.type !== 'success' || result.result?.value === undefined)
    throw new Error(`Firefox: ${result.exceptionDetails?.text ?? 'no answer'}`);
  return JSON.parse(result.result.value) as T;
}
