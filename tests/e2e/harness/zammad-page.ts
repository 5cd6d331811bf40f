/** Places in Zammad's own pages that a test has to look at, for both web UIs. */
import type { Locator, Page } from '@playwright/test';
import type { Ui } from './target.ts';

export interface CreateForm {
  title: Locator;
  body: Locator;
  /** What stands in the form now. */
  read(): Promise<FormContent>;
  /** Opens an empty form as the agent would. */
  openEmpty(): Promise<void>;
  /** Comes back to a form that was left. */
  reopen(address: string): Promise<void>;
}

export interface FormContent {
  title: string;
  body: string;
  /** Where the customer's name is shown. */
  customer: string;
  group: string;
}

/** The box for a reply or note in a ticket. */
export interface ReplyBox {
  body: Locator;
  /** Opens the box in this ticket, as the agent would. */
  open(ticketId: number): Promise<void>;
}

/** The ticket creation form on screen. */
export function createForm(page: Page, ui: Ui): CreateForm {
  return ui === 'legacy' ? legacyForm(page) : desktopForm(page);
}

/** A value, or the text of the chosen option where the element is a select. */
const FIELD_TEXT = `(element) => !element ? '' : element.selectedOptions
  ? [...element.selectedOptions].map((option) => option.value && option.textContent).join('')
  : element.value || element.textContent || ''`;

function legacyForm(page: Page): CreateForm {
  const active = page.locator('.content.active');
  return {
    title: active.locator('[name=title]'),
    body: active.locator('[data-name=body]'),
    read: () =>
      page.evaluate(`(() => {
        const text = ${FIELD_TEXT};
        const one = (selector) => document.querySelector('.content.active ' + selector);
        const find = (selector) => text(one(selector));
        // 6.x keeps the id in a hidden field beside the one that shows the name.
        const shown = (selector) =>
          text(one(selector + '.js-shadow')?.parentElement.querySelector('.js-input') ?? one(selector));
        return {
          title: find('[name=title]'),
          body: find('[data-name=body]'),
          customer: find('[name=customer_id_completion]'),
          group: shown('[name=group_id]'),
        };
      })()`),
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
    // Customer and group are built of many elements there; the text around their labels has both.
    read: () =>
      page.evaluate(`(() => {
        const text = ${FIELD_TEXT};
        const main = document.querySelector('#main-content');
        const all = [...main.querySelectorAll('input, select, output, [role=listitem], .chosen')].map(text).join(' | ');
        return {
          title: text(main.querySelector('input[name=title]')),
          body: text(main.querySelector('[name=body]')),
          customer: all,
          group: all,
        };
      })()`),
    openEmpty: async () => {
      await go(`/desktop/tickets/create/${crypto.randomUUID()}`);
      await main.locator('input[name=title]').waitFor();
    },
    reopen: (address) => go(new URL(address).pathname),
  };
}

export function replyBox(page: Page, ui: Ui): ReplyBox {
  if (ui === 'legacy') {
    const body = page.locator('.content.active form.article-add [data-name=body]');
    return {
      body,
      open: async (id) => {
        await showTicket(page, ui, id);
        // A click would land on the place for attachments, which lies over the small box.
        await body.focus();
      },
    };
  }
  const body = page.locator('#ticketArticleReplyForm [name=body]');
  return {
    body,
    open: async (id) => {
      await showTicket(page, ui, id);
      await page
        .locator('#main-content')
        .getByRole('button', { name: /^(Add internal note|Enter note …)$/ })
        .click();
      await body.click();
    },
  };
}

/** Goes to a ticket without a reload, as a click in the page would. */
export async function showTicket(page: Page, ui: Ui, ticketId: number): Promise<void> {
  await page.evaluate(
    ([where, id]) => {
      if (where === 'legacy') {
        location.hash = `#ticket/zoom/${id}`;
        return;
      }
      history.pushState(null, '', `/desktop/tickets/${id}`);
      dispatchEvent(new PopStateEvent('popstate', { state: null }));
    },
    [ui, ticketId] as const,
  );
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
  await showTicket(page, ui, ticket?.id ?? 0);
  const link = page.locator('a[href^="tel:"]').first();
  const customerTab = page
    .getByRole('tab', { name: /customer/i })
    .or(page.getByRole('button', { name: 'Customer' }));
  await link.or(customerTab.first()).first().waitFor();
  if (!(await link.isVisible())) await customerTab.first().click();
  return link;
}
