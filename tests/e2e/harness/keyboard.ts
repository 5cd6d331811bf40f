/** Hands that never leave the keyboard. */
import { type Locator, type Page, expect } from '@playwright/test';
import type { ChromiumWithOffhook } from './chromium.ts';

/**
 * Presses one of the extension's shortcuts. The browser's own keys cannot be pressed from a test, so
 * the browser's event is fired where the extension listens to it.
 */
export async function pressChord(
  browser: ChromiumWithOffhook,
  page: Page,
  command: 'show-card' | 'accept-offer',
): Promise<void> {
  await page.bringToFront();
  const background = await browser.background();
  await background.evaluate((name) => {
    const { chrome } = globalThis as unknown as {
      chrome: { commands: { onCommand: { dispatch(command: string): void } } };
    };
    chrome.commands.onCommand.dispatch(name);
  }, command);
}

/** Presses the shortcut that leads into the newest card, and waits until the focus is in there. */
export async function enterCard(
  browser: ChromiumWithOffhook,
  page: Page,
  card: Locator,
): Promise<void> {
  await pressChord(browser, page, 'show-card');
  await expect(card.or(card.locator('[data-unfold]')).and(page.locator(':focus'))).toHaveCount(1);
}

/** What has the focus, in our shadow roots, too: its `data-testid`, else its tag. */
export function focusOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('data-testid') ?? element?.tagName.toLowerCase() ?? '';
  });
}

export async function expectFocus(page: Page, testId: string): Promise<void> {
  await expect.poll(() => focusOf(page)).toBe(testId);
}

/** Presses the Tab key until it is there. Fails when it goes round without. */
export async function tabTo(page: Page, testId: string, key = 'Tab'): Promise<void> {
  const seen: string[] = [];
  while (seen.length < 60) {
    const now = await focusOf(page);
    if (now === testId) return;
    seen.push(now);
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never comes to ${testId}: ${seen.join(', ')}`);
}
