/** The note of a card, written as a person does. */
import { randomUUID } from 'node:crypto';
import { type Locator, expect } from '@playwright/test';

/** A text that no other note holds. */
export function newText(words: string): string {
  return `${words} ${randomUUID()}`;
}

/** Types it and waits until it is kept. */
export async function write(card: Locator, text: string): Promise<void> {
  await card.getByTestId('note-text').fill(text);
  await expect(card.getByTestId('note-status')).toContainText('Kept');
}

/** Picks the first place whose name contains the text; answers the whole name. */
export async function chooseTarget(card: Locator, text: string): Promise<string> {
  const target = card.getByTestId('note-target');
  const option = target.locator('option').filter({ hasText: text }).first();
  await target.selectOption((await option.getAttribute('value'))!);
  return (await option.textContent())!;
}

/** Saves, and waits until the note is in Zammad; answers the number of its ticket. */
export async function save(card: Locator): Promise<string> {
  await card.getByTestId('note-save').click();
  return sentTo(card);
}

/** Waits until the note is in Zammad; answers the number of its ticket. */
export async function sentTo(card: Locator): Promise<string> {
  const status = card.getByTestId('note-status');
  await expect(status).toContainText('Note is in #', { timeout: 60_000 });
  return /#(\d+)/.exec((await status.textContent()) ?? '')![1]!;
}
