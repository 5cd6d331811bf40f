/** Playwright's `test` with the gallery: built once, in a browser without extensions. */
import { chromium, type Locator, type Page, test as base } from '@playwright/test';
import { findBrowser, howToInstall } from '../../../scripts/setup/browsers.ts';
import { withBuiltGallery } from '../../gallery/gallery-server.ts';
import { showSheet, VIEW } from '../../gallery/shoot.ts';

interface Gallery {
  /** With a slash at the end. */
  url: string;
  /** A page of the size that all pictures have. */
  openPage(): Promise<Page>;
}

interface PerTest {
  sheet: Page;
  /** Opens one state; `address` as after the question mark of the sheet. */
  state(address: string): Promise<Locator>;
}

export const test = base.extend<PerTest, { gallery: Gallery }>({
  gallery: [
    // The empty pattern says that this needs no other fixture; Playwright reads it.
    async ({}, use) => {
      const executablePath = findBrowser('chromium');
      if (!executablePath) throw new Error(howToInstall('chromium'));
      await withBuiltGallery(async (url) => {
        const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
        await use({ url, openPage: () => browser.newPage(VIEW) });
        await browser.close();
      });
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  sheet: async ({ gallery }, use) => {
    const page = await gallery.openPage();
    await use(page);
    await page.close();
  },

  state: async ({ gallery, sheet }, use) => {
    await use(async (address) => {
      await showSheet(sheet, `${gallery.url}sheet.html?${address}`);
      return sheet.locator('.box');
    });
  },
});

export { expect } from '@playwright/test';
