/** The second test agent, with a browser and a Zammad tab of their own. */
import type { Page } from '@playwright/test';
import { type ChromiumWithOffhook, launchChromium } from './chromium.ts';
import { connect } from './connect.ts';
import { openZammad } from './login.ts';
import type { Stack } from './stack.ts';
import type { Ui } from './target.ts';
import { createZammadApi } from './zammad-api.ts';

export interface Colleague {
  name: string;
  browser: ChromiumWithOffhook;
  /** Opens Zammad in a tab, signed in. */
  tab(ui: Ui): Promise<Page>;
  /** Ends the browser (`killed`: kill -9) and starts a new one with the same profile. */
  restart(how: 'closed' | 'killed'): Promise<void>;
  close(): Promise<void>;
}

export async function startColleague(stack: Stack): Promise<Colleague> {
  const [, agent] = stack.target.agents;
  const person = await createZammadApi(stack.target, agent.token).me();
  let browser = await launchChromium();
  await browser.preGrant(stack.zammad.url);
  await connect(browser, {
    zammadUrl: stack.zammad.url,
    token: agent.token,
    relayUrl: stack.relay.url,
  });
  return {
    name: `${person.firstname} ${person.lastname}`,
    get browser() {
      return browser;
    },
    tab: async (ui) => {
      const page = await browser.context.newPage();
      // The sandbox has no login: its pages belong to whoever the address names.
      if (stack.target.sandbox) await page.goto(`${stack.zammad.url}/?as=agent2`);
      await openZammad(page, stack.zammad.url, ui, stack.target, agent);
      await page.locator('offhook-cards').waitFor({ state: 'attached' });
      return page;
    },
    restart: async (how) => {
      browser = await launchChromium({ profile: await browser.end(how) });
    },
    close: () => browser.close(),
  };
}
