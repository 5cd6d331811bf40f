/** Connects the extension on its own page, by the hand movements of a person. */
import { type Locator, type Page, expect } from '@playwright/test';
import type { ChromiumWithOffhook } from './chromium.ts';

export interface ConnectInput {
  zammadUrl: string;
  /** Pasted; omitted when it was created with a click before. */
  token?: string;
  relayUrl: string;
}

export function connectForm(page: Page) {
  return {
    zammad: page.getByTestId('zammad-url'),
    token: page.getByTestId('zammad-token'),
    relay: page.getByTestId('relay-url'),
    create: page.getByTestId('create-token'),
    submit: page.getByTestId('connect'),
  };
}

export async function fillAndSubmit(page: Page, input: ConnectInput): Promise<void> {
  const form = connectForm(page);
  await form.zammad.fill(input.zammadUrl);
  if (input.token !== undefined) await form.token.fill(input.token);
  await form.relay.fill(input.relayUrl);
  await form.submit.click();
}

export type CheckId = 'address' | 'permission' | 'token' | 'tickets' | 'cti' | 'relay' | 'live';

/** One line of the check list. */
export function checkLine(page: Page, id: CheckId): Locator {
  return page.getByTestId(`check-${id}`);
}

export async function expectConnected(page: Page): Promise<void> {
  await expect(page.getByTestId('check-summary')).toContainText('Everything works.', {
    timeout: 20_000,
  });
}

/** Opens the connect page, connects, waits until everything works, closes the page. */
export async function connect(browser: ChromiumWithOffhook, input: ConnectInput): Promise<void> {
  const page = await browser.openPage('options.html');
  await fillAndSubmit(page, input);
  await expectConnected(page);
  await page.close();
}
