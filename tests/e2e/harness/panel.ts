/** The side panel, opened as a tab and as narrow as a panel, and what it lists. */
import type { Page } from '@playwright/test';
import type { ChromiumWithOffhook } from './chromium.ts';

export async function openPanel(browser: ChromiumWithOffhook): Promise<Page> {
  const panel = await browser.openPage('sidepanel.html');
  await panel.setViewportSize({ width: 360, height: 800 });
  // No telephone program is there to take the link.
  await panel.evaluate(() => {
    document.addEventListener(
      'click',
      (click) => {
        const link = (click.target as Element).closest('a[href^="tel:"]');
        if (!link) return;
        click.preventDefault();
        document.documentElement.dataset['dialled'] = link.getAttribute('href') ?? '';
      },
      true,
    );
  });
  return panel;
}

export function showPart(panel: Page, part: 'now' | 'missed' | 'history' | 'notes'): Promise<void> {
  return panel.getByTestId(`tab-${part}`).click();
}

const rows = (testId: string) => (panel: Page, text: string | RegExp) =>
  panel.getByTestId(testId).filter({ hasText: text });

export const historyRow = rows('history-row');
export const missedRow = rows('missed-row');
export const waitingRow = rows('waiting-row');
