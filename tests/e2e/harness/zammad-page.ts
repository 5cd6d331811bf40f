/** Places in Zammad's own pages that a test has to look at, for both web UIs. */
import type { Locator, Page } from '@playwright/test';
import type { Ui } from './target.ts';

export interface CreateForm {
  title: Locator;
  body: Locator;
  /** Shows the customer's name. */
  customer: Locator;
  group: Locator;
  /** Opens an empty form as the agent would. */
  openEmpty(): Promise<void>;
  /** Comes back to a form that was left. */
  reopen(address: string): Promise<void>;
}

/** The ticket creation form on screen. */
export function createForm(page: Page, ui: Ui): CreateForm {
  return ui === 'legacy' ? legacyForm(page) : desktopForm(page);
}

function legacyForm(page: Page): CreateForm {
  const active = page.locator('.content.active');
  return {
    title: active.locator('[name=title]'),
    body: active.locator('[data-name=body]'),
    customer: active
      .locator(
        '.user-selected, .customer_id, [data-attribute-name=customer_id], .js-objectSelected',
      )
      .first(),
    group: active.locator('[data-attribute-name=group_id] .js-input, [name=group_id]').first(),
    openEmpty: async () => {
      await page.evaluate(() => {
        location.hash = '#ticket/create';
      });
      await active.locator('[name=title]').waitFor();
    },
    reopen: async (address) => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, new URL(address).hash);
    },
  };
}

function desktopForm(page: Page): CreateForm {
  const main = page.locator('#main-content');
  const go = (path: string) =>
    page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate', { state: null }));
    }, path);
  return {
    title: main.locator('input[name=title]'),
    body: main.locator('[name=body]'),
    customer: main.locator('[name=customer_id], #customer_id, [data-name=customer_id]').first(),
    group: main.locator('[name=group_id], #group_id, [data-name=group_id]').first(),
    openEmpty: async () => {
      await go(`/desktop/tickets/create/${crypto.randomUUID()}`);
      await main.locator('input[name=title]').waitFor();
    },
    reopen: (address) => go(new URL(address).pathname),
  };
}

/** Opens the place where Zammad shows the person's number as a link, and answers that link. */
export async function openProfile(
  page: Page,
  ui: Ui,
  person: { id: number },
  api: { ticketsOf(userId: number): Promise<{ id: number }[]> },
): Promise<Locator> {
  if (ui === 'legacy') {
    await page.evaluate((id) => {
      location.hash = `#user/profile/${id}`;
    }, person.id);
    return page.locator('.content.active a[href^="tel:"]').first();
  }
  const [ticket] = await api.ticketsOf(person.id);
  await page.evaluate((id) => {
    history.pushState(null, '', `/desktop/tickets/${id}`);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, ticket?.id ?? 0);
  const link = page.locator('a[href^="tel:"]').first();
  const customerTab = page
    .getByRole('tab', { name: /customer/i })
    .or(page.getByRole('button', { name: 'Customer' }));
  await link.or(customerTab.first()).first().waitFor();
  if (!(await link.isVisible())) await customerTab.first().click();
  return link;
}
