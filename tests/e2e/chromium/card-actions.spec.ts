import type { Page } from '@playwright/test';
import { IDA } from '../harness/callers.ts';
import { cardFor, expectTickets } from '../harness/cards.ts';
import { test } from '../harness/known-call-test.ts';
import { uisOfRun } from '../harness/login.ts';
import { chooseTarget } from '../harness/notes.ts';
import { expect } from '../harness/offhook-test.ts';
import { createForm, replyBox, showTicket } from '../harness/zammad-page.ts';

/** Changes when the page is loaded anew. */
function loadedAt(page: Page): Promise<number> {
  return page.evaluate(() => performance.timeOrigin);
}

for (const ui of uisOfRun()) {
  test.describe(`from the card on the ${ui} page`, () => {
    test('the profile opens in the same tab', async ({ zammadTab, ring, offhook }) => {
      const page = await zammadTab(ui);
      const before = await loadedAt(page);
      const tabs = offhook.browser.context.pages().length;
      const ida = await offhook.api.person(IDA.name);
      await ring({ from: IDA.number });
      await cardFor(page, IDA.name).getByTestId('open-profile').click();
      await expect(page).toHaveURL(
        ui === 'legacy'
          ? new RegExp(`#user/profile/${ida.id}$`)
          : new RegExp(`/desktop/users/${ida.id}$|#user/profile/${ida.id}$`),
      );
      // Where the new interface has no page for a person, the legacy one shows it: another document.
      if (ui === 'legacy' || page.url().includes('/desktop/')) {
        expect(await loadedAt(page)).toBe(before);
      }
      expect(offhook.browser.context.pages()).toHaveLength(tabs);
    });

    test('a ticket opens in the same tab, without a reload', async ({ zammadTab, ring }) => {
      const page = await zammadTab(ui);
      const before = await loadedAt(page);
      await ring({ from: IDA.number });
      const open = cardFor(page, IDA.name).getByTestId('open-ticket').first();
      const id = await open.getAttribute('data-ticket-id');
      await open.click();
      await expect(page).toHaveURL(
        ui === 'legacy' ? new RegExp(`#ticket/zoom/${id}`) : new RegExp(`/desktop/tickets/${id}`),
      );
      expect(await loadedAt(page)).toBe(before);
    });

    test('a new ticket comes filled in, without a reload and without a second tab', async ({
      zammadTab,
      ring,
      offhook,
    }) => {
      const page = await zammadTab(ui);
      const before = await loadedAt(page);
      const tabs = offhook.browser.context.pages().length;
      await ring({ from: IDA.number });
      await cardFor(page, IDA.name).getByTestId('new-ticket').click();
      const form = createForm(page, ui);
      await expect
        .poll(() => form.read())
        .toMatchObject({
          title: expect.stringContaining('609854180'),
          body: expect.stringContaining('609854180'),
          customer: expect.stringContaining(IDA.name),
          group: expect.stringMatching(/Users|Support/),
        });
      expect(await loadedAt(page)).toBe(before);
      expect(offhook.browser.context.pages()).toHaveLength(tabs);
    });

    test('an unsaved draft in another task stays as it is', async ({ zammadTab, ring }) => {
      const page = await zammadTab(ui);
      const form = createForm(page, ui);
      await form.openEmpty();
      const address = page.url();
      await form.title.fill('My own unfinished ticket');
      await ring({ from: IDA.number });
      const card = cardFor(page, IDA.name);
      await expect(card).toBeVisible();
      // A ringing call opens nothing by itself.
      expect(page.url()).toBe(address);
      await card.getByTestId('open-ticket').first().click();
      await expect(page).not.toHaveURL(address);
      await form.reopen(address);
      await expect(form.title).toHaveValue('My own unfinished ticket');
    });

    test('an unsaved reply in another ticket stays as it is', async ({
      zammadTab,
      ring,
      offhook,
    }) => {
      const page = await zammadTab(ui);
      const [own] = await offhook.api.ticketsOf((await offhook.api.person(IDA.name)).id);
      const reply = replyBox(page, ui);
      await reply.open(own!.id);
      const address = page.url();
      await page.keyboard.type('My own unfinished reply');
      await ring({ from: IDA.number });
      const card = cardFor(page, IDA.name);
      await expectTickets(card);
      expect(page.url()).toBe(address);
      await card
        .getByTestId('open-ticket')
        .and(page.locator(`:not([data-ticket-id="${own!.id}"])`))
        .first()
        .click();
      await expect(page).not.toHaveURL(address);
      await showTicket(page, ui, own!.id);
      await expect(reply.body).toContainText('My own unfinished reply');
    });

    test('a note to an existing ticket becomes one phone article there', async ({
      knownCall,
      offhook,
    }) => {
      const { person: ida, card } = await knownCall(ui, IDA);
      const text = `Called back about the rope ${ui} ${Date.now()}`;
      await card.getByTestId('note-text').fill(text);
      const number = /#(\d+)/.exec(await chooseTarget(card, '#'))![1]!;
      await card.getByTestId('note-save').click();
      await expect(card).toContainText(`Note is in #${number}`);
      const found = await offhook.api.articlesWith(ida.id, text);
      expect(found).toMatchObject([{ type: 'phone' }]);
      const tickets = await offhook.api.ticketsOf(ida.id);
      expect(tickets.find((one) => one.id === found[0]!.ticket_id)?.number).toBe(number);
    });

    test('a note to a new ticket makes exactly one', async ({ zammadTab, ring, offhook }) => {
      const page = await zammadTab(ui);
      const ida = await offhook.api.person(IDA.name);
      const text = `Wants an offer for a winch ${ui} ${Date.now()}`;
      await ring({ from: IDA.number });
      const card = cardFor(page, IDA.name);
      await card.getByTestId('note-text').fill(text);
      await chooseTarget(card, 'New ticket');
      await card.getByTestId('note-save').click();
      await expect(card).toContainText('Note is in #');
      const found = await offhook.api.articlesWith(ida.id, text);
      expect(found).toMatchObject([{ type: 'phone' }]);
      expect(await offhook.api.articles(found[0]!.ticket_id)).toHaveLength(1);
    });
  });
}
