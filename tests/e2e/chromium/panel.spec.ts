/** The side panel, opened as a tab. */
import type { Locator, Page } from '@playwright/test';
import { axeProblems } from '../harness/axe.ts';
import { askFrom } from '../harness/background-ask.ts';
import { IDA, strangersNumber } from '../harness/callers.ts';
import { type Offhook, expect, test as base } from '../harness/offhook-test.ts';
import { historyRow, missedRow, openPanel, showPart, waitingRow } from '../harness/panel.ts';

const test = base.extend<{ panel: Page }>({
  panel: async ({ offhook }, use) => {
    const page = await openPanel(offhook.browser);
    await use(page);
    // Cards and notifications of missed calls are not for the next test.
    const cards = await askFrom(page, 'calls.list', {});
    await Promise.all(cards.map(({ call }) => askFrom(page, 'call.dismiss', { callId: call.id })));
    await page.close();
  },
});

/** Somebody rings at this agent and gives up. */
async function missedCall(offhook: Offhook, from: string): Promise<void> {
  const call = await offhook.pbx.ring({ from, users: [offhook.me.name] });
  await call.hangup('cancel');
}

/** The same by somebody nobody knows; answers their number and their row. */
async function missedStranger(panel: Page, offhook: Offhook) {
  const { number, tail } = strangersNumber();
  await missedCall(offhook, number);
  await showPart(panel, 'missed');
  return { number, row: missedRow(panel, tail) };
}

/** Somebody rings, this agent answers and hangs up. */
async function talk(offhook: Offhook, from: string): Promise<void> {
  const call = await offhook.pbx.ring({ from, users: [offhook.me.name] });
  await call.answer(offhook.me.name);
  await call.hangup();
}

test('Call list: a call is in the history as soon as it is over, with its outcome in words', async ({
  panel,
  offhook,
}) => {
  await showPart(panel, 'history');
  const stranger = strangersNumber();
  await talk(offhook, stranger.number);
  const row = historyRow(panel, stranger.tail);
  await expect(row).toContainText('Answered');
  await expect(row).toContainText(offhook.me.name);
  await row.getByRole('button').first().click();
  const detail = panel.getByTestId('call-detail');
  await expect(detail.getByTestId('card')).toBeVisible();
  await panel.keyboard.press('Escape');
  await expect(detail).toHaveCount(0);
  await expect(row.getByRole('button').first()).toBeFocused();
});

test('Search, filter, paging: by name, number and outcome, page after page', async ({
  panel,
  offhook,
}) => {
  const { number, tail } = strangersNumber();
  await talk(offhook, IDA.number);
  await missedCall(offhook, number);
  await showPart(panel, 'history');
  const search = panel.getByTestId('history-search');

  await search.fill('ida plus');
  await expect(historyRow(panel, IDA.name).first()).toBeVisible();
  await expect(historyRow(panel, tail)).toHaveCount(0);
  await search.fill(`0${number.slice(2)}`);
  await expect(historyRow(panel, tail)).toHaveCount(1);
  await expect(historyRow(panel, IDA.name)).toHaveCount(0);

  await panel.getByTestId('history-filter-button').click();
  await panel.getByTestId('filter-outcome').selectOption('answered');
  await expect(panel.getByTestId('nothing')).toContainText('No call matches');
  await panel.getByTestId('filter-outcome').selectOption('missed');
  await expect(historyRow(panel, tail)).toHaveCount(1);
  await panel.getByTestId('filter-range').selectOption('yesterday');
  await expect(panel.getByTestId('nothing')).toBeVisible();
  await panel.getByTestId('filter-reset').click();

  await test.step('page after page', async () => {
    const many = strangersNumber();
    for (let index = 0; index < 45; index++) await missedCall(offhook, many.number);
    await search.fill(`0${many.number.slice(2)}`);
    await expect(panel.getByTestId('history-row')).toHaveCount(40);
    // What is below comes by itself when one gets there.
    await panel.getByTestId('history-row').last().getByRole('button').first().focus();
    await expect(panel.getByTestId('history-row')).toHaveCount(45);
    await expect(panel.getByText('No earlier calls.')).toBeVisible();
  });
});

test('Repeated attempts merged per caller: one row, with how often, and the badge counts callers', async ({
  panel,
  offhook,
}) => {
  const { number, tail } = strangersNumber();
  await showPart(panel, 'missed');
  await missedCall(offhook, number);
  const row = missedRow(panel, tail);
  await expect(row).toContainText('1 ×');
  await missedCall(offhook, number);
  await missedCall(offhook, number);
  await expect(row).toContainText('3 ×');
  await expect(row).toHaveCount(1);
  const waiting = await panel.getByTestId('missed-row').count();
  await expect(panel.getByTestId('count-missed')).toHaveText(String(waiting));
});

test('Missed + done tick + bulk done: claim, done with a way back, several at once', async ({
  panel,
  offhook,
}) => {
  const callers = [strangersNumber(), strangersNumber(), strangersNumber()];
  for (const { number } of callers) await missedCall(offhook, number);
  await showPart(panel, 'missed');
  const [first, second, third] = callers.map(({ tail }) => missedRow(panel, tail)) as [
    Locator,
    Locator,
    Locator,
  ];

  await first.getByTestId('missed-take').click();
  await expect(first.getByTestId('missed-claim')).toHaveText('You are on it');
  await first.getByTestId('missed-let-go').click();
  await expect(first.getByTestId('missed-claim')).toHaveCount(0);

  await second.getByTestId('missed-done').click();
  await expect(second).toHaveCount(0);
  await panel.getByTestId('undo').click();
  await expect(second).toBeVisible();

  await first.getByTestId('missed-select').check();
  await second.getByTestId('missed-select').check();
  await panel.getByTestId('missed-done-selected').click();
  await expect(panel.getByTestId('toast')).toContainText('2 rows done');
  await expect(third).toBeVisible();
  // Told at the latest when the panel goes.
  await panel.reload();
  await showPart(panel, 'missed');
  await expect(third).toBeVisible();
  await expect(first).toHaveCount(0);
  await expect(second).toHaveCount(0);
});

test('Missed auto-cleared after callback: calling back claims the row, reaching the caller closes it', async ({
  panel,
  offhook,
}) => {
  const { number, row } = await missedStranger(panel, offhook);
  await row.getByTestId('missed-call').click();
  await expect(row.getByTestId('missed-claim')).toHaveText('You are on it');
  await expect(panel.locator('html')).toHaveAttribute('data-dialled', `tel:+${number}`);

  const call = await offhook.pbx.ring({
    direction: 'out',
    from: '4930123000',
    to: number,
    users: [offhook.me.name],
  });
  await expect(row).toBeVisible();
  await call.answer(offhook.me.name);
  await expect(row).toHaveCount(0);
  await call.hangup();
});

test('Missed auto-cleared: a caller who gets through leaves the list', async ({
  panel,
  offhook,
}) => {
  const { number, row } = await missedStranger(panel, offhook);
  await expect(row).toBeVisible();
  await talk(offhook, number);
  await expect(row).toHaveCount(0);
});

test('Waiting notes: what Zammad did not take yet, why, and that it goes when Zammad is back', async ({
  panel,
  offhook,
}) => {
  await talk(offhook, IDA.number);
  await showPart(panel, 'history');
  await historyRow(panel, IDA.name).first().getByRole('button').first().click();
  const card = panel.getByTestId('call-detail').getByTestId('card');
  const words = `Panel note ${Date.now()}`;
  await expect(card.getByTestId('open-ticket').first()).toBeVisible({ timeout: 20_000 });
  await card.getByTestId('note-text').fill(words);
  offhook.zammad.fault('down');
  await card.getByTestId('note-save').click();
  await panel.getByTestId('back').click();
  await showPart(panel, 'notes');
  const row = waitingRow(panel, words);
  await expect(row).toContainText('Zammad');
  await expect(panel.getByTestId('count-notes')).toBeVisible();
  offhook.zammad.fault('none');
  await panel.getByTestId('waiting-retry').click();
  await expect(row).toHaveCount(0, { timeout: 30_000 });
  const ida = await offhook.api.person(IDA.name);
  await expect.poll(async () => (await offhook.api.articlesWith(ida.id, words)).length).toBe(1);
});

test('A call by hand: entered, listed, and its card open for the note', async ({ panel }) => {
  const { number, tail } = strangersNumber();
  await showPart(panel, 'history');
  await panel.getByTestId('enter-call').click();
  await panel.getByTestId('manual-number').fill(`0${number.slice(2)}`);
  await expect(panel.getByTestId('manual-reads')).toContainText(tail);
  await panel.getByTestId('manual-duration').fill('2:30');
  await panel.getByTestId('manual-submit').click();
  const detail = panel.getByTestId('call-detail');
  await expect(detail).toContainText('2:30');
  await expect(detail).toContainText('added by hand');
  await expect(detail.getByTestId('note-text')).toBeVisible();
  await panel.getByTestId('back').click();
  // Where it began, which is below what came meanwhile.
  await panel.getByTestId('history-search').fill(`0${number.slice(2)}`);
  await expect(historyRow(panel, tail)).toContainText('added by hand');
});

test('The panel by keyboard alone: tabs, rows, a call, and back', async ({ panel, offhook }) => {
  await missedCall(offhook, strangersNumber().number);
  await talk(offhook, IDA.number);
  await panel.getByTestId('tab-now').focus();
  await panel.keyboard.press('ArrowRight');
  await panel.keyboard.press('ArrowRight');
  await expect(panel.getByTestId('part-history')).toBeVisible();
  await expect(historyRow(panel, IDA.name).first()).toBeVisible();
  await panel.keyboard.press('Tab');
  await expect(panel.getByTestId('history-search')).toBeFocused();
  for (let step = 0; step < 3; step++) await panel.keyboard.press('Tab');
  const main = panel.getByTestId('history-row').first().getByRole('button').first();
  await expect(main).toBeFocused();
  await panel.keyboard.press('ArrowDown');
  await expect(main).not.toBeFocused();
  await panel.keyboard.press('Home');
  await expect(main).toBeFocused();
  await panel.keyboard.press('Enter');
  await expect(panel.getByTestId('call-detail')).toBeVisible();
  await panel.keyboard.press('Escape');
  await expect(main).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`The panel has no accessibility problem (${colorScheme})`, async ({ panel, offhook }) => {
    await panel.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await missedCall(offhook, IDA.number);
    for (const part of ['now', 'missed', 'history', 'notes'] as const) {
      await showPart(panel, part);
      if (part === 'history') await panel.getByTestId('history-row').first().waitFor();
      expect(await axeProblems(panel)).toEqual([]);
    }
    await showPart(panel, 'history');
    await panel.getByTestId('history-filter-button').click();
    expect(await axeProblems(panel)).toEqual([]);
    await panel.getByTestId('enter-call').click();
    expect(await axeProblems(panel)).toEqual([]);
  });

test('The popup leads to the panel and counts who waits', async ({ panel: _panel, offhook }) => {
  await missedCall(offhook, strangersNumber().number);
  const popup = await offhook.browser.openPage('popup.html');
  await expect(popup.getByTestId('missed-count')).toBeVisible();
  await popup.close();
});
