import type { Page } from '@playwright/test';
import type { Ui } from './target.ts';

/** Buttons that finish work in Zammad: create, update, discard, macros. */
const ACTIONS: Record<Ui, string> = {
  legacy:
    '.content.active .attributeBar button, .content.active .attributeBar .btn, .content.active .form-controls button, .content.active .js-submit',
  desktop: '#main-content button[type=submit], #main-content [class*=bottom] button, footer button',
};

/** Names of Zammad's action buttons that a card lies over. */
export function coveredControls(page: Page, ui: Ui): Promise<string[]> {
  return page.evaluate((selector) => {
    const root = document.querySelector('offhook-cards')?.shadowRoot;
    const cards = [...(root?.querySelectorAll('[data-testid=card]') ?? [])].map((card) =>
      card.getBoundingClientRect(),
    );
    return [...document.querySelectorAll(selector)]
      .filter((control) => {
        const box = control.getBoundingClientRect();
        return (
          box.width > 0 &&
          cards.some(
            (card) =>
              box.left < card.right &&
              box.right > card.left &&
              box.top < card.bottom &&
              box.bottom > card.top,
          )
        );
      })
      .map((control) => control.textContent?.trim() ?? control.outerHTML.slice(0, 80));
  }, ACTIONS[ui]);
}
