import type { Locator, Page } from '@playwright/test';
import { IDA, strangersNumber } from '../harness/callers.ts';
import { cardFor, cards, painted } from '../harness/cards.ts';
import { test } from '../harness/known-call-test.ts';
import { uisOfRun } from '../harness/login.ts';
import { expect } from '../harness/offhook-test.ts';

/** As the shortcut does (the browser's own keys cannot be pressed from a test). Answers what had the focus before. */
async function enter(page: Page, card: Locator): Promise<Locator> {
  const before = page.locator('#global-search, [role=searchbox]').first();
  await before.focus();
  await card.evaluate((element: HTMLElement) => element.focus());
  await expect(card).toBeFocused();
  return before;
}

function cardInFocus(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() =>
    document
      .querySelector('offhook-cards')
      ?.shadowRoot?.activeElement?.closest('[data-call-id]')
      ?.getAttribute('data-call-id'),
  );
}

for (const ui of uisOfRun()) {
  test.describe(`by keyboard alone on the ${ui} page`, () => {
    test('wrap-up in three keystrokes: W, the text, Ctrl+Enter', async ({ knownCall, offhook }) => {
      const { page, person: ida, call, card } = await knownCall(ui, IDA);
      await call.answer(offhook.me.name);
      await call.hangup();
      await expect(card).toHaveAttribute('data-state', 'ended');
      await enter(page, card);
      await page.keyboard.press('w');
      const text = `By keyboard ${ui} ${Date.now()}`;
      await page.keyboard.type(text);
      await page.keyboard.press('Control+Enter');
      await expect(card).toContainText('Note is in #');
      await expect(card).toBeFocused();
      expect(await offhook.api.articlesWith(ida.id, text)).toHaveLength(1);
    });

    test('a stranger is found by name and given the number', async ({ zammadTab, ring }) => {
      const page = await zammadTab(ui);
      const stranger = strangersNumber();
      await ring({ from: stranger.number });
      const card = cards(page).first();
      await painted(card);
      await expect(card.getByTestId('who')).toContainText('Unknown caller');
      await enter(page, card);
      await page.keyboard.press('s');
      await expect(card.getByTestId('person-query')).toBeFocused();
      await page.keyboard.type(IDA.name);
      await expect(card.getByTestId('hit').first()).toContainText(IDA.name);
      await page.keyboard.press('Enter');
      await expect(card.getByTestId('attach')).toBeFocused();
      await page.keyboard.press('Tab');
      await expect(card.getByTestId('choose-once')).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(card.getByTestId('who')).toContainText(IDA.name);
      await expect(card).toBeFocused();
    });

    test('Esc closes the search, then folds, gives the focus back and loses nothing', async ({
      knownCall,
    }) => {
      const { page, card } = await knownCall(ui, IDA);
      const before = await enter(page, card);
      await page.keyboard.press('w');
      await page.keyboard.type('half a sen');
      await page.keyboard.press('Escape');
      await expect(card).toHaveAttribute('data-folded', 'true');
      await expect(before).toBeFocused();
      await card.locator('[data-unfold]').click();
      await expect(card.getByTestId('note-text')).toHaveValue('half a sen');
      await enter(page, card);
      await page.keyboard.press('s');
      await page.keyboard.press('Escape');
      await expect(card.getByTestId('person-query')).toHaveCount(0);
      await expect(card).toHaveAttribute('data-folded', 'false');
      await expect(card).toBeFocused();
    });

    test('from card to card, and put away without the mouse', async ({ zammadTab, ring }) => {
      const page = await zammadTab(ui);
      const [one, two] = [strangersNumber(), strangersNumber()];
      await ring({ from: one.number });
      await ring({ from: two.number });
      await expect(cards(page)).toHaveCount(2);
      await enter(page, cards(page).first());
      const ids = await cards(page).evaluateAll((all) =>
        all.map((card) => card.getAttribute('data-call-id')),
      );
      await page.keyboard.press('ArrowDown');
      expect(await cardInFocus(page)).toBe(ids[1]);
      await page.keyboard.press('k');
      expect(await cardInFocus(page)).toBe(ids[0]);
      await page.keyboard.press('d');
      await expect(cards(page)).toHaveCount(1);
      await expect.poll(() => cardInFocus(page)).toBe(ids[1]);
    });

    test('the card goes by itself: the focus goes back to where it came from', async ({
      zammadTab,
      ring,
      offhook,
    }) => {
      const page = await zammadTab(ui);
      const call = await ring({ from: IDA.number, users: [offhook.me.name, 'Somebody Else'] });
      const card = cardFor(page, IDA.name);
      await painted(card);
      const before = await enter(page, card);
      await call.answer('Somebody Else');
      await expect(card).toHaveCount(0, { timeout: 30_000 });
      await expect(before).toBeFocused();
    });
  });
}
