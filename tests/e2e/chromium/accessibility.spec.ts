/** axe on every surface, in both themes: WCAG 2.2 A and AA. */
import type { Page } from '@playwright/test';
import { axeProblems } from '../harness/axe.ts';
import { IDA, SHARED, strangersNumber } from '../harness/callers.ts';
import { cardFor, cards, expectState, expectTickets, painted } from '../harness/cards.ts';
import { launchChromium } from '../harness/chromium.ts';
import { uisOfRun } from '../harness/login.ts';
import { expect, test } from '../harness/offhook-test.ts';
import { openPanel, showPart } from '../harness/panel.ts';

const TITLE = 'i18n / accessibility: axe';

/** Nothing is wrong in either theme; `within` limits it to one element and its shadow root. */
async function expectFine(page: Page, what: string, within?: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    // Our own pages follow the system, the card follows Zammad's page.
    const root = page.locator(within ? `${within} [data-theme]` : 'html').first();
    if (within) await setTheme(page, theme);
    await expect(root).toHaveAttribute('data-theme', theme);
    expect.soft(await axeProblems(page, within), `${what}, ${theme}`).toEqual([]);
  }
}

async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((to) => document.documentElement.setAttribute('data-theme', to), theme);
}

for (const ui of uisOfRun()) {
  test(`${TITLE}: the card in all that it opens, on the ${ui} page`, async ({
    zammadTab,
    ring,
    offhook,
  }) => {
    const page = await zammadTab(ui);
    const fine = (what: string) => expectFine(page, what, 'offhook-cards');
    const talking = await ring({ from: IDA.number });
    const ida = cardFor(page, IDA.name);
    await expectTickets(ida);
    await fine('ringing');
    await talking.answer(offhook.me.name);
    await expectState(ida, 'talking');
    await ida.getByTestId('note-text').fill('Hook stops at 2 m.');
    await ida.getByTestId('note-more').click();
    await expect(ida.getByTestId('note-tag')).toBeVisible();
    await fine('note with all that belongs to it');
    await ida.getByTestId('more').click();
    await fine('everything behind ⋯');
    await talking.hangup();

    const stranger = strangersNumber();
    await ring({ from: stranger.number });
    const card = cards(page).filter({ hasText: 'Unknown caller' });
    await painted(card);
    await card.getByTestId('search-person').click();
    await card.getByTestId('person-query').fill('Kran');
    await expect(card.getByTestId('hit').first()).toBeVisible();
    await fine('person search');
    await card.getByTestId('new-person').click();
    await fine('new person');

    await ring({ from: SHARED.number });
    const missed = await ring({ from: 'anonymous' });
    await missed.hangup('noAnswer');
    await expect(cards(page)).toHaveCount(4);
    await fine('tray of four');
  });
}

test(`${TITLE}: popup`, async ({ ring, offhook }) => {
  await ring({ from: IDA.number });
  const page = await offhook.browser.openPage('popup.html');
  await expect(page.getByTestId('call-row').first()).toContainText(IDA.name);
  await expectFine(page, 'popup');
  await page.close();
});

test(`${TITLE}: side panel`, async ({ ring, offhook }) => {
  const missed = await ring({ from: strangersNumber().number });
  await missed.hangup('cancel');
  await ring({ from: IDA.number });
  const panel = await openPanel(offhook.browser);
  await expect(panel.getByTestId('card').first()).toBeVisible();
  await expectFine(panel, 'now');
  await showPart(panel, 'missed');
  await expect(panel.getByTestId('missed-row').first()).toBeVisible();
  await expectFine(panel, 'missed');
  await showPart(panel, 'history');
  await panel.getByTestId('history-filter-button').click();
  await expect(panel.getByTestId('history-row').first()).toBeVisible();
  await expectFine(panel, 'history with its filters');
  await panel.getByTestId('history-row').first().getByRole('button').first().click();
  await expect(panel.getByTestId('call-detail').getByTestId('card')).toBeVisible();
  await expectFine(panel, 'one call');
  await panel.keyboard.press('Escape');
  await panel.getByTestId('enter-call').click();
  await expect(panel.getByTestId('manual-call')).toBeVisible();
  await expectFine(panel, 'a call by hand');
  await panel.keyboard.press('Escape');
  await showPart(panel, 'notes');
  await expect(panel.getByTestId('part-notes')).toBeVisible();
  await expectFine(panel, 'notes');
  await panel.close();
});

test(`${TITLE}: options with every section open, and the report`, async ({ offhook }) => {
  const page = await offhook.browser.openPage('options.html');
  await page.getByTestId('setting-rules').selectOption('own');
  await page.getByTestId('diagnose').click();
  await expect(page.getByTestId('copy-report')).toBeVisible();
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await expectFine(page, 'options');
  await page.close();
});

test(`${TITLE}: connecting on the first day`, async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.openPage('options.html');
    await page.getByTestId('connect').click();
    await expect(page.getByTestId('zammad-url')).toHaveAttribute('aria-invalid', 'true');
    await expectFine(page, 'connect');
    const popup = await browser.openPage('popup.html');
    await expect(popup.getByTestId('connection')).toHaveAttribute('data-state', 'unpaired');
    await expectFine(popup, 'popup without a connection');
  } finally {
    await browser.close();
  }
});
