/** Side panel and options without a mouse; where the focus is at each step. */
import type { Page } from '@playwright/test';
import { strangersNumber } from '../harness/callers.ts';
import { expectFocus, focusOf, tabTo } from '../harness/keyboard.ts';
import { expect, type Offhook, test as base } from '../harness/offhook-test.ts';
import { openPanel } from '../harness/panel.ts';

const test = base.extend<{ panel: Page; options: Page }>({
  panel: async ({ offhook }, use) => {
    const page = await openPanel(offhook.browser);
    await use(page);
    await page.close();
  },
  options: async ({ offhook }, use) => {
    const page = await offhook.browser.openPage('options.html');
    await page.getByTestId('setting-cardIn').waitFor();
    await use(page);
    await page.close();
  },
});
const TITLE = 'i18n / accessibility: Full keyboard operation';

/** Somebody who gave up; answers the end of the number. */
async function missedCall(offhook: Offhook): Promise<string> {
  const { number, tail } = strangersNumber();
  const call = await offhook.pbx.ring({ from: number, users: [offhook.me.name] });
  await call.hangup('cancel');
  return tail;
}

/** The words of the row that has the focus, or that something focused is in. */
const rowInFocus = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('li')?.textContent ?? '');

test(`${TITLE} of the side panel: the history is searched, a call opened and left again`, async ({
  panel,
  offhook,
}) => {
  const [first, second] = [await missedCall(offhook), await missedCall(offhook)];
  await tabTo(panel, 'tab-now');
  await panel.keyboard.press('ArrowRight');
  await panel.keyboard.press('ArrowRight');
  await expectFocus(panel, 'tab-history');
  await expect(panel.getByTestId('history-row').first()).toContainText(second);
  await panel.keyboard.press('Tab');
  await expectFocus(panel, 'history-search');
  await panel.keyboard.type(`0309${first}`);
  await expect(panel.getByTestId('history-row')).toHaveCount(1);
  await panel.keyboard.press('Escape');
  await expect(panel.getByTestId('history-search')).toHaveValue('');
  await expect(panel.getByTestId('history-row').first()).toContainText(second);
  await tabTo(panel, 'enter-call');
  await panel.keyboard.press('Tab');
  await expect.poll(() => rowInFocus(panel)).toContain(second);
  await panel.keyboard.press('ArrowDown');
  await expect.poll(() => rowInFocus(panel)).toContain(first);
  await panel.keyboard.press('Enter');
  await expect(panel.getByTestId('call-detail')).toContainText(first);
  await expectFocus(panel, 'h2');
  await panel.keyboard.press('Escape');
  await expect(panel.getByTestId('call-detail')).toHaveCount(0);
  await expect.poll(() => rowInFocus(panel)).toContain(first);
});

test(`${TITLE} of the side panel: a missed caller is claimed, let go, done and brought back`, async ({
  panel,
  offhook,
}) => {
  const [below, tail] = [await missedCall(offhook), await missedCall(offhook)];
  await tabTo(panel, 'tab-now');
  await panel.keyboard.press('ArrowRight');
  await expectFocus(panel, 'tab-missed');
  const row = panel.getByTestId('missed-row').filter({ hasText: tail });
  await expect(row).toBeVisible();
  await tabTo(panel, 'missed-take');
  await panel.keyboard.press('Enter');
  await expect(row.getByTestId('missed-claim')).toHaveText('You are on it');
  await expectFocus(panel, 'missed-let-go');
  await panel.keyboard.press('Enter');
  await expect(row.getByTestId('missed-claim')).toHaveCount(0);
  await tabTo(panel, 'missed-done');
  expect(await rowInFocus(panel)).toContain(tail);
  await panel.keyboard.press('Enter');
  await expect(row).toHaveCount(0);
  // On to the next caller, not out of the list.
  await expect.poll(() => rowInFocus(panel)).toContain(below);
  await tabTo(panel, 'undo');
  await panel.keyboard.press('Enter');
  await expect(row).toBeVisible();
});

test(`${TITLE} of the side panel: a call is entered by hand; Esc leaves the form`, async ({
  panel,
}) => {
  const { number, tail } = strangersNumber();
  await tabTo(panel, 'tab-now');
  await panel.keyboard.press('ArrowRight');
  await panel.keyboard.press('ArrowRight');
  await tabTo(panel, 'enter-call');
  await panel.keyboard.press('Enter');
  await expectFocus(panel, 'h2');
  await panel.keyboard.press('Escape');
  await expectFocus(panel, 'enter-call');
  await panel.keyboard.press('Enter');
  await tabTo(panel, 'manual-number');
  await panel.keyboard.type(`+${number}`);
  await expect(panel.getByTestId('manual-reads')).toContainText(tail);
  await panel.keyboard.press('Enter');
  await expect(panel.getByTestId('call-detail')).toContainText(tail);
});

test(`${TITLE} of the options: a section is reached, a setting changed, reset and taken back`, async ({
  options,
}) => {
  await options.keyboard.press('Tab');
  const link = options.getByRole('navigation').getByRole('link', { name: 'Calls and card' });
  while (!(await link.evaluate((each) => each === document.activeElement))) {
    expect(await focusOf(options)).toBe('a');
    await options.keyboard.press('Tab');
  }
  await options.keyboard.press('Enter');
  await expect(options).toHaveURL(/#calls$/);
  // The next Tab goes on from there.
  await options.keyboard.press('Tab');
  await expectFocus(options, 'setting-phone');
  await tabTo(options, 'setting-cardIn');
  await options.keyboard.type('Nev');
  await expect(options.getByTestId('saved-cardIn')).toBeVisible();
  await expectFocus(options, 'setting-cardIn');
  await options.keyboard.press('Shift+Tab');
  await expectFocus(options, 'reset-cardIn');
  await options.keyboard.press('Enter');
  await expect(options.getByTestId('setting-cardIn')).toHaveValue('ring');
  await expectFocus(options, 'undo-cardIn');
  await options.keyboard.press('Enter');
  await expect(options.getByTestId('setting-cardIn')).toHaveValue('off');
  await expectFocus(options, 'reset-cardIn');
  await options.keyboard.press('Enter');
  await expect(options.getByTestId('setting-cardIn')).toHaveValue('ring');
});
