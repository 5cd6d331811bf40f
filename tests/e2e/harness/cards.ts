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

/** Waits until the card lists the caller's open tickets. */
export async function expectTickets(card: Locator): Promise<void> {
  await expect(card.getByTestId('open-ticket').first()).toBeVisible({ timeout: 20_000 });
}

/** Puts every card away, as a person would. */
export async function dismissAll(page: Page): Promise<void> {
  const ids = await cards(page).evaluateAll((found) =>
    found.map((card) => card.getAttribute('data-call-id')),
  );
  for (const id of ids) {
    const card = cards(page).and(page.locator(`[data-call-id="${id}"]`));
    // A card may go by itself (answered by somebody else) while we reach for it.
    const click = card
      .getByTestId('dismiss')
      .click({ timeout: 10_000 })
      .catch(() => {});
    const gone = card.waitFor({ state: 'detached', timeout: 20_000 }).catch(() => {});
    await Promise.race([click, gone]);
    await expect(card).toHaveCount(0);
  }
}
