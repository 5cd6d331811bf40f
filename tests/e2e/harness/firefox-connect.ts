/** Connects and signs in in Firefox, by the hand movements of a person. */
import type { Page } from 'puppeteer-core';
import type { ConnectInput } from './connect.ts';
import type { FirefoxWithOffhook } from './firefox.ts';
import type { TestAgent, Ui } from './target.ts';

const WAIT_MS = 20_000;

export async function connectFirefox(
  firefox: FirefoxWithOffhook,
  input: ConnectInput,
): Promise<void> {
  const page = await firefox.openPage('options.html');
  await fill(page, '[data-testid=zammad-url]', input.zammadUrl);
  await fill(page, '[data-testid=zammad-token]', input.token ?? '');
  await fill(page, '[data-testid=relay-url]', input.relayUrl);
  await page.click('[data-testid=connect]');
  await page.waitForFunction(
    () =>
      /Everything works/.test(
        document.querySelector('[data-testid=check-summary]')?.textContent ?? '',
      ),
    { timeout: WAIT_MS },
  );
  await page.close();
}

/** The web login of a real Zammad. */
export async function signIn(page: Page, ui: Ui, agent: TestAgent): Promise<void> {
  const [name, inside] =
    ui === 'legacy'
      ? ['#login [name=username]', '#navigation .search']
      : ['input[name=login]', '#main-sidebar'];
  const found = await page.waitForSelector(`${name}, ${inside}`, { timeout: WAIT_MS });
  if (await found?.evaluate((element) => element instanceof HTMLInputElement)) {
    await fill(page, name!, agent.login);
    await fill(page, '[name=password]', agent.password ?? '');
    await page.keyboard.press('Enter');
  }
  await page.waitForSelector(inside!, { timeout: WAIT_MS });
}

async function fill(page: Page, selector: string, text: string): Promise<void> {
  const field = await page.waitForSelector(selector, { timeout: WAIT_MS });
  await field?.click({ count: 3 });
  await page.keyboard.press('Backspace');
  await field?.type(text);
}
