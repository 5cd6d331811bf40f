/** The caller cards as a person finds them on a page. */
import { type Locator, type Page, expect } from '@playwright/test';

export function cards(page: Page): Locator {
  return page.locator('offhook-cards').getByTestId('card');
}

/** The card that shows this text: a name, or a number as it is displayed. */
export function cardFor(page: Page, text: string | RegExp): Locator {
  return cards(page).filter({ hasText: text });
}

/** Waits until the page has painted the card. */
export async function painted(card: Locator): Promise<void> {
  await expect(card).toHaveAttribute('data-painted-at', /^\d+/);
}

export async function expectState(
  card: Locator,
  state: 'queued' | 'ringing' | 'talking' | 'ended',
): Promise<void> {
  await expect(card).toHaveAttribute('data-state', state);
}

/** Puts every card away, as a person would. */
export async function dismissAll(page: Page): Promise<void> {
  for (let left = await cards(page).count(); left > 0; left -= 1) {
    const button = cards(page).first().getByTestId('dismiss');
    // A card may go by itself (answered by somebody else) while we reach for it.
    await button.click({ timeout: 2000 }).catch(() => {});
  }
  await expect(cards(page)).toHaveCount(0);
}
