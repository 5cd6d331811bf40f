/**
 * Playwright's `test` with a connected extension. One stack and one browser serve all specs of a
 * worker; each test gets a page of its own and leaves no ringing call and no card behind.
 */
import { type Page, expect, test as base } from '@playwright/test';
import { type ChromiumWithOffhook, launchChromium } from './chromium.ts';
import { type Colleague, startColleague } from './colleague.ts';
import { dismissAll } from './cards.ts';
import { connect } from './connect.ts';
import { openZammad } from './login.ts';
import type { NewCall, Ringing } from './pbx.ts';
import { type Stack, type StackOptions, startStack } from './stack.ts';
import type { Ui } from './target.ts';
import { type Person, type ZammadApi, createZammadApi } from './zammad-api.ts';

export interface Offhook extends Stack {
  browser: ChromiumWithOffhook;
  /** The agent this browser belongs to. */
  me: Person & { name: string };
  api: ZammadApi;
}

interface PerTest {
  /** Opens Zammad in the one tab of this test, signed in. */
  zammadTab(ui: Ui): Promise<Page>;
  /** A background that remembers nothing it was told by Zammad before. */
  freshBackground(): Promise<void>;
  /** The second agent with a browser of their own, until the test is over. */
  colleague(): Promise<Colleague>;
  /** Rings at this agent unless `users` says otherwise; hung up after the test. */
  ring(call: NewCall): Promise<Ringing>;
}

export const test = base.extend<PerTest, { offhook: Offhook; stackOptions: StackOptions }>({
  /** For a spec that needs another relay: `test.use({ stackOptions: … })`. */
  stackOptions: [{}, { option: true, scope: 'worker' }],

  offhook: [
    async ({ stackOptions }, use) => {
      const stack = await startStack(stackOptions);
      const browser = await launchChromium();
      const agent = stack.target.agents[0];
      await browser.preGrant(stack.zammad.url);
      await connect(browser, {
        zammadUrl: stack.zammad.url,
        token: agent.token,
        relayUrl: stack.relay.url,
      });
      const api = createZammadApi(stack.target, agent.token);
      const person = await api.me();
      const me = { ...person, name: `${person.firstname} ${person.lastname}` };
      await use({ ...stack, browser, me, api });
      await browser.close();
      await stack.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  zammadTab: async ({ offhook }, use) => {
    const pages: Page[] = [];
    await use(async (ui) => {
      const page = await offhook.browser.context.newPage();
      pages.push(page);
      await openZammad(page, offhook.zammad.url, ui, offhook.target, offhook.target.agents[0]);
      await page.locator('offhook-cards').waitFor({ state: 'attached' });
      // Missed calls of a test that had no page.
      await dismissAll(page);
      return page;
    });
    for (const page of pages) if (!page.isClosed()) await page.close();
  },

  freshBackground: async ({ offhook }, use) => {
    await use(async () => {
      await offhook.browser.stopBackground();
      const popup = await offhook.browser.openPage('popup.html');
      await expect(popup.getByTestId('connection')).toHaveAttribute('data-state', 'live', {
        timeout: 20_000,
      });
      await popup.close();
    });
  },

  colleague: async ({ offhook }, use) => {
    const started: Colleague[] = [];
    await use(async () => {
      const colleague = await startColleague(offhook);
      started.push(colleague);
      return colleague;
    });
    for (const colleague of started) await colleague.close();
  },

  ring: async ({ offhook, zammadTab: _tabs }, use) => {
    const calls: Ringing[] = [];
    await use(async (call) => {
      const ringing = await offhook.pbx.ring({ users: [offhook.me.name], ...call });
      calls.push(ringing);
      return ringing;
    });
    offhook.zammad.fault('none');
    for (const call of calls) await call.hangup('cancel');
    const page = offhook.browser.context
      .pages()
      .find((one) => one.url().startsWith(offhook.zammad.url));
    if (page) await dismissAll(page);
  },
});

export { expect } from '@playwright/test';
