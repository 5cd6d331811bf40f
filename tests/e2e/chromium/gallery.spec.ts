/** Every state of every component, in both languages and themes, wide and as narrow as 320 px. */
import type { Page } from '@playwright/test';
import { LOCALES, readAddress, THEMES, writeAddress } from '../../gallery/gallery-address.ts';
import { layoutFaults } from '../../gallery/layout-faults.ts';
import { PART_IDS, type PartId } from '../../gallery/part-ids.ts';
import { showSheet } from '../../gallery/shoot.ts';
import { axeProblems } from '../harness/axe.ts';
import { expect, test } from '../harness/gallery-test.ts';

/** Stands side by side along the lower edge of a wide window; a narrow one has none of it. */
const WIDE_ONLY: readonly PartId[] = ['tray-row'];

for (const locale of LOCALES) {
  test.describe(`i18n / accessibility: German + English: the gallery, ${locale}`, () => {
    for (const part of PART_IDS) {
      test(part, async ({ gallery, sheet }) => {
        const complaints = complaintsOf(sheet);
        const address = { ...readAddress(''), part, locale };
        await showSheet(sheet, `${gallery.url}sheet.html${writeAddress(address)}`);
        expect.soft(await sheet.evaluate(layoutFaults), 'layout').toEqual([]);
        for (const theme of THEMES) {
          await sheet.evaluate((to) => (document.documentElement.dataset['theme'] = to), theme);
          expect.soft(await axeProblems(sheet), `axe, ${theme}`).toEqual([]);
        }
        if (!WIDE_ONLY.includes(part)) {
          await sheet.setViewportSize({ width: 320, height: 1000 });
          expect.soft(await sheet.evaluate(layoutFaults), 'layout at 320 px').toEqual([]);
        }
        expect(complaints).toEqual([]);
      });
    }
  });
}

for (const part of ['used', 'people', 'note'] as const) {
  test(`the pictures are the same each time: ${part}`, async ({ gallery, sheet }) => {
    const address = `${gallery.url}sheet.html?part=${part}`;
    await showSheet(sheet, address);
    const first = await sheet.screenshot({ fullPage: true });
    await showSheet(sheet, address);
    expect((await sheet.screenshot({ fullPage: true })).equals(first)).toBe(true);
  });
}

/** What the page says on its console, and what it throws. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (said) => {
    if (said.type() === 'error' || said.type() === 'warning') complaints.push(said.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
