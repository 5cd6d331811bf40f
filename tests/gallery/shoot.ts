/** Takes a picture of every part of the gallery in both themes and languages, and says what is wrong with each. */
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { findBrowser, howToInstall } from '../../scripts/setup/browsers.ts';
import { axeProblems } from '../e2e/harness/axe.ts';
import { LOCALES, readAddress, THEMES, writeAddress } from './gallery-address.ts';
import { withBuiltGallery } from './gallery-server.ts';
import { layoutFaults } from './layout-faults.ts';
import { PART_IDS } from './part-ids.ts';

/** As the tests see them; the caller's time is one of a place far away. */
export const VIEW = {
  viewport: { width: 1660, height: 1000 },
  reducedMotion: 'reduce',
  timezoneId: 'Europe/Berlin',
} as const;

/** `parts`: only these. Answers what was found, one line each. */
export async function shoot(folder: string, parts: readonly string[]): Promise<string[]> {
  const executablePath = findBrowser('chromium');
  if (!executablePath) throw new Error(howToInstall('chromium'));
  const found: string[] = [];
  await withBuiltGallery(async (url) => {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage(VIEW);
      for (const part of parts.length > 0 ? parts : PART_IDS)
        for (const theme of THEMES)
          for (const locale of LOCALES) {
            const address = { ...readAddress(''), part, theme, locale };
            await showSheet(page, `${url}sheet.html${writeAddress(address)}`);
            const name = `${part}-${theme}-${locale}`;
            await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
            const faults = [...(await page.evaluate(layoutFaults)), ...(await axeProblems(page))];
            found.push(...faults.map((fault) => `${name}: ${fault}`));
          }
    } finally {
      await browser.close();
    }
  });
  return found;
}

/** Opens the states and waits until the hands of all of them are done. */
export async function showSheet(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('.caption').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[data-played="playing"]'));
  // Of many states that want the focus one got it, by chance.
  await page.evaluate(() => {
    const { activeElement } = document;
    const many = document.querySelectorAll('.case').length > 1;
    if (many && activeElement instanceof HTMLElement) activeElement.blur();
  });
}
