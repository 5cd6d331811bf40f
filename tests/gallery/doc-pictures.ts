/** The pictures of the documentation that need no Zammad around them, taken from the gallery. */
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser, howToInstall } from '../../scripts/setup/browsers.ts';
import { withBuiltGallery } from './gallery-server.ts';
import type { PartId } from './part-ids.ts';
import { showSheet, VIEW } from './shoot.ts';

interface DocPicture {
  file: string;
  part: PartId;
  state: string;
  theme?: 'dark';
  /** Only this of the state. */
  testId?: string;
}

const PICTURES: readonly DocPicture[] = [
  { file: 'card-ringing', part: 'card', state: 'ringing' },
  {
    file: 'card-dark',
    part: 'card',
    state: 'abroad-at-night-in-a-queue-another-language',
    theme: 'dark',
  },
  { file: 'card-talking', part: 'card', state: 'talking-handed-over-note' },
  { file: 'card-several-people', part: 'card', state: 'several-people' },
  { file: 'card-search', part: 'people', state: 'search-hits' },
  { file: 'panel-missed', part: 'panel-missed', state: 'missed' },
  { file: 'panel-history', part: 'panel-history', state: 'history' },
  { file: 'options-rules', part: 'settings-own', state: 'opening', testId: 'row-rules' },
];
/** A long list goes on below the edge, px. */
const HIGHEST = 560;
/** Of the ground around the thing, px. */
const MARGIN = 14;

/** Writes `NAME.png` for each of them. */
export async function shootDocPictures(folder: string): Promise<void> {
  const executablePath = findBrowser('chromium');
  if (!executablePath) throw new Error(howToInstall('chromium'));
  await withBuiltGallery(async (url) => {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage(VIEW);
      for (const { file, part, state, theme = 'light', testId } of PICTURES) {
        await showSheet(page, `${url}sheet.html?part=${part}&case=${state}&theme=${theme}`);
        const shown = testId ? page.getByTestId(testId) : page.locator('.box');
        await page.locator('.caption').evaluate((caption) => caption.remove());
        const { x, y, width, height } = (await shown.boundingBox())!;
        await page.screenshot({
          path: join(folder, `${file}.png`),
          clip: {
            x: x - MARGIN,
            y: y - MARGIN,
            width: width + 2 * MARGIN,
            height: Math.min(height, HIGHEST) + 2 * MARGIN,
          },
        });
      }
    } finally {
      await browser.close();
    }
  });
}
