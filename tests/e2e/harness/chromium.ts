/** Chromium with the built extension, as a person has it: a profile of its own, nothing preset. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type Page, type Worker, chromium } from '@playwright/test';
import { browserProcess } from './browser-process.ts';
import { findBrowser, howToInstall } from '../../../scripts/setup/browsers.ts';
import { outputOf } from '../../../scripts/setup/extension-build.ts';
import { ROOT } from '../../../scripts/setup/root.ts';

export interface ChromiumOptions {
  /** Further unpacked extensions to load (absolute paths). */
  alsoLoad?: string[];
  headless?: boolean;
  locale?: string;
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  /** Of an earlier launch that was ended; a new one otherwise. */
  profile?: string;
}

export interface ChromiumWithOffhook {
  context: BrowserContext;
  extensionId: string;
  /** The background as it runs now; after a stop it is another one. */
  background(): Promise<Worker>;
  /** Opens one of our pages in a tab. */
  openPage(path: 'options.html' | 'popup.html' | 'sidepanel.html'): Promise<Page>;
  /** Lets the extension's request for this host be granted without the browser's own prompt. */
  preGrant(address: string): Promise<void>;
  /** Ends the background at once, as the browser does when it wants memory back. */
  stopBackground(): Promise<void>;
  /**
   * Ends the whole browser; `killed` is kill -9: no goodbye, nothing flushed. The profile stays;
   * returns its folder.
   */
  end(how: 'closed' | 'killed'): Promise<string>;
  close(): Promise<void>;
}

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchChromium(options: ChromiumOptions = {}): Promise<ChromiumWithOffhook> {
  const executablePath = findBrowser('chromium');
  if (!executablePath) throw new Error(howToInstall('chromium'));
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'offhook-chromium-'));
  const extensions = [join(ROOT, outputOf('chrome')), ...(options.alsoLoad ?? [])].join(',');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: options.headless ?? true,
    locale: options.locale ?? 'en-US',
    colorScheme: options.colorScheme ?? 'light',
    viewport: options.viewport ?? { width: 1400, height: 900 },
    args: [
      ...FLAGS,
      `--lang=${options.locale ?? 'en-US'}`,
      `--disable-extensions-except=${extensions}`,
      `--load-extension=${extensions}`,
    ],
  });
  const extensionId = await ownId(context);
  const origin = `chrome-extension://${extensionId}/`;
  const openPage = async (path: string) => {
    const page = await context.newPage();
    await page.goto(`${origin}${path}`);
    return page;
  };
  return {
    context,
    extensionId,
    openPage,
    background: async () => {
      const known = context.serviceWorkers().filter((worker) => worker.url().startsWith(origin));
      return known.at(-1) ?? (await context.waitForEvent('serviceworker'));
    },
    preGrant: async (address) => {
      const { protocol, hostname } = new URL(address);
      const page = await context.newPage();
      await page.goto('chrome://extensions');
      await page.evaluate(
        ({ id, pattern }) => {
          const scope = globalThis as unknown as {
            chrome: {
              developerPrivate: { addHostPermission(id: string, host: string): Promise<void> };
            };
          };
          return scope.chrome.developerPrivate.addHostPermission(id, pattern);
        },
        { id: extensionId, pattern: `${protocol}//${hostname}/*` },
      );
      await page.close();
    },
    stopBackground: async () => {
      const page = await openPage('popup.html');
      const cdp = await context.newCDPSession(page);
      await cdp.send('ServiceWorker.enable');
      await cdp.send('ServiceWorker.stopAllWorkers');
      await page.close();
    },
    end: async (how) => {
      const gone = new Promise<void>((resolve) => context.once('close', () => resolve()));
      if (how === 'killed') process.kill(browserProcess(profile), 'SIGKILL');
      else await context.close();
      await gone;
      return profile;
    },
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Ours has a pinned key, so its id is known from the build; others may be loaded beside it. */
async function ownId(context: BrowserContext): Promise<string> {
  const isOurs = (worker: Worker) => worker.url().endsWith('/background.js');
  const worker =
    context.serviceWorkers().find(isOurs) ??
    (await context.waitForEvent('serviceworker', { predicate: isOurs, timeout: 15_000 }));
  return new URL(worker.url()).host;
}
