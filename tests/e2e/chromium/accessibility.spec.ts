/** axe on every surface, in both themes: WCAG 2.2 A and AA. */
import type { Page } from '@playwright/test';
import { IDA, SHARED } from '../harness/callers.ts';
import { cardFor, cards, expectTickets, painted } from '../harness/cards.ts';
import { axeProblems } from '../harness/axe.ts';
import { uisOfRun } from '../harness/login.ts';
import { expect, test } from '../harness/offhook-test.ts';

const THEMES = ['light', 'dark'] as const;

for (const theme of THEMES) {
  for (const path of ['popup.html', 'options.html'] as const) {
    test(`${path}, ${theme}`, async ({ ring, offhook }) => {
      await ring({ from: IDA.number });
      const page = await offhook.browser.openPage(path);
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.getByRole('heading').or(page.getByRole('main')).first()).toBeVisible();
      expect(await axeProblems(page)).toEqual([]);
      await page.close();
    });
  }

  test(`cards, ${theme}`, async ({ zammadTab, ring, offhook }) => {
    const page = await zammadTab(uisOfRun()[0]!);
    await setTheme(page, theme);
    const talking = await ring({ from: IDA.number });
    await talking.answer(offhook.me.name);
    await ring({ from: SHARED.number });
    const missed = await ring({ from: 'anonymous' });
    await missed.hangup('noAnswer');
    await expect(cards(page)).toHaveCount(3);
    await expectTickets(cardFor(page, IDA.name));
    await painted(cardFor(page, IDA.name));
    expect(await axeProblems(page, 'offhook-cards')).toEqual([]);
  });
}

async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate((to) => document.documentElement.setAttribute('data-theme', to), theme);
}
