/** The caller cards in Firefox: reads what is on screen and waits for what must come. */
import type { ElementHandle, Page } from 'puppeteer-core';

export interface CardOnScreen {
  state: string;
  outcome: string;
  text: string;
}

const WAIT_MS = 20_000;

/** All cards as they are now. */
export function readCards(page: Page): Promise<CardOnScreen[]> {
  return page.evaluate(() => {
    const root = document.querySelector('offhook-cards')?.shadowRoot;
    return [...(root?.querySelectorAll<HTMLElement>('[data-testid=card]') ?? [])].map((card) => ({
      state: card.dataset['state'] ?? '',
      outcome: card.dataset['outcome'] ?? '',
      text: card.textContent ?? '',
    }));
  });
}

/** Waits for a card with this text (a pattern's source) in this state. */
export async function waitForCard(page: Page, text: RegExp, state: string): Promise<void> {
  await page.waitForFunction(
    (pattern, wanted) => {
      const root = document.querySelector('offhook-cards')?.shadowRoot;
      const cards = [...(root?.querySelectorAll<HTMLElement>('[data-testid=card]') ?? [])];
      return cards.some(
        (card) =>
          new RegExp(pattern).test(card.textContent ?? '') && card.dataset['state'] === wanted,
      );
    },
    { timeout: WAIT_MS },
    text.source,
    state,
  );
}

/** Waits until some card shows this text. */
export async function waitForText(page: Page, text: RegExp): Promise<void> {
  await page.waitForFunction(
    (pattern) =>
      new RegExp(pattern).test(
        document.querySelector('offhook-cards')?.shadowRoot?.textContent ?? '',
      ),
    { timeout: WAIT_MS },
    text.source,
  );
}

/** An element of the only card on screen. */
export async function inCard(page: Page, testId: string): Promise<ElementHandle> {
  const found = await page.waitForSelector(`offhook-cards >>> [data-testid=${testId}]`, {
    timeout: WAIT_MS,
  });
  if (!found) throw new Error(`the card has no ${testId}`);
  return found;
}

export async function dismissCards(page: Page): Promise<void> {
  for (let left = (await readCards(page)).length; left > 0; left -= 1) {
    await (await inCard(page, 'dismiss')).click();
  }
  await page.waitForFunction(
    () => !document.querySelector('offhook-cards')?.shadowRoot?.querySelector('[data-testid=card]'),
    { timeout: WAIT_MS },
  );
}
