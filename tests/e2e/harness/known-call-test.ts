/** Playwright's `test` in which somebody calls whom Zammad knows, and the card shows their tickets. */
import type { Locator, Page } from '@playwright/test';
import { cardFor, expectTickets } from './cards.ts';
import { test as base } from './offhook-test.ts';
import type { NewCall, Ringing } from './pbx.ts';
import type { Ui } from './target.ts';
import type { Person } from './zammad-api.ts';

interface KnownCall {
  /** The one tab of Zammad. */
  page: Page;
  person: Person;
  call: Ringing;
  card: Locator;
}

export const test = base.extend<{
  knownCall(
    ui: Ui,
    who: { name: string; number: string },
    about?: Partial<NewCall>,
  ): Promise<KnownCall>;
}>({
  knownCall: async ({ zammadTab, ring, offhook }, use) => {
    await use(async (ui, who, about = {}) => {
      const page = await zammadTab(ui);
      const person = await offhook.api.person(who.name);
      const call = await ring({ from: who.number, ...about });
      const card = cardFor(page, who.name);
      await expectTickets(card);
      return { page, person, call, card };
    });
  },
});
