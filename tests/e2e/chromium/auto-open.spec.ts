/** Opening by rules: when idle, in one page; never over work. */
import type { Locator, Page } from '@playwright/test';
import type { OpenWhat, Settings } from '../../../lib/core/settings.ts';
import { askBackground } from '../harness/background-ask.ts';
import { IDA, strangersNumber } from '../harness/callers.ts';
import { cardFor, expectState, expectTickets } from '../harness/cards.ts';
import { onSandbox, openZammad, uisOfRun } from '../harness/login.ts';
import { expect, test as base } from '../harness/offhook-test.ts';
import {
  all,
  choose,
  chooseDefaults,
  expectTicketOnRing,
  handsOff,
  idleTab,
  onlyRules,
  profileAddress,
  ticketAddress,
} from '../harness/opening.ts';
import type { Ui } from '../harness/target.ts';
import { createForm, replyBox, showTicket } from '../harness/zammad-page.ts';

/** Only the moment of the answer, only what the test is about. */
const onAnswer = (what: OpenWhat) => onlyRules({ in: { answer: all(what) } });

const test = base.extend<{
  /** An idle tab of Zammad, with these settings chosen. */
  idle(ui: Ui, settings: Partial<Settings>): Promise<Page>;
  /** Ida calls, this agent answers; her card. */
  answered(page: Page): Promise<Locator>;
}>({
  idle: async ({ zammadTab, offhook }, use) => {
    await use(async (ui, settings) => {
      const page = await idleTab(zammadTab, ui);
      await choose(offhook, settings);
      return page;
    });
  },
  answered: async ({ ring, offhook }, use) => {
    await use(async (page) => {
      const call = await ring({ from: IDA.number });
      const card = cardFor(page, IDA.name);
      await expectTickets(card);
      await call.answer(offhook.me.name);
      await expectState(card, 'talking');
      return card;
    });
  },
});

test.afterEach(({ offhook }) => chooseDefaults(offhook));

/** The page stays where it is, and the card offers to open. */
async function onlyOffered(page: Page, address: string, card: Locator): Promise<void> {
  await expect(card.getByTestId('offer')).toBeVisible();
  expect(page.url()).toBe(address);
}

for (const ui of uisOfRun()) {
  test.describe(`auto-open on the ${ui} page`, () => {
    test('Auto-open record on answer: the profile, when idle, without a reload or a second tab', async ({
      idle,
      answered,
      offhook,
    }) => {
      const page = await idle(ui, onAnswer('profile'));
      const ida = await offhook.api.person(IDA.name);
      const loadedAt = await page.evaluate(() => performance.timeOrigin);
      const tabs = offhook.browser.context.pages().length;
      await answered(page);
      await expect(page).toHaveURL(profileAddress(ui, ida.id));
      expect(await page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
      expect(offhook.browser.context.pages()).toHaveLength(tabs);
    });

    test('Auto-open record on ring: the open ticket, before anybody answers', async ({
      idle,
      ring,
    }) => {
      const page = await idle(ui, onlyRules({ in: { ring: all('latest-ticket') } }));
      await expectTicketOnRing(page, ui, ring);
    });

    test('Fallback page when nobody matches: an empty ticket with the facts of the call', async ({
      idle,
      ring,
      offhook,
    }) => {
      const page = await idle(ui, onAnswer('new-ticket'));
      const { number, tail } = strangersNumber();
      const call = await ring({ from: number });
      // A ticket for nobody is only opened once it is known that it is nobody.
      await expect
        .poll(async () => {
          const listed = await askBackground(offhook.browser, 'calls.list', {});
          return listed.find(({ call: { remote } }) => remote.number?.endsWith(tail))?.identity;
        })
        .toBe('unknown');
      await call.answer(offhook.me.name);
      const form = createForm(page, ui);
      await expect
        .poll(() => form.read(), { timeout: 15_000 })
        .toMatchObject({ title: expect.stringContaining(tail) });
    });

    test('Separate rule per direction: a placed call follows its own', async ({ idle, ring }) => {
      const page = await idle(ui, onlyRules({ out: { ring: all('latest-ticket') } }));
      await ring({ from: '4930123000', to: IDA.number, direction: 'out' });
      await expect(page).toHaveURL(ticketAddress(ui));
    });

    test('an unsaved reply is neither left nor changed; the offer opens on a click', async ({
      idle,
      answered,
      offhook,
    }) => {
      const page = await idle(ui, onAnswer('new-ticket'));
      const [own] = await offhook.api.ticketsOf((await offhook.api.person(IDA.name)).id);
      const reply = replyBox(page, ui);
      await reply.open(own!.id);
      const address = page.url();
      await page.keyboard.type('My own unfinished reply');
      await handsOff(page);
      const card = await answered(page);
      await onlyOffered(page, address, card);
      await expect(reply.body).toContainText('My own unfinished reply');
      await card.getByTestId('offer-open').click();
      await expect(page).not.toHaveURL(address);
      await expect(card.getByTestId('offer')).toHaveCount(0);
      await showTicket(page, ui, own!.id);
      await expect(reply.body).toContainText('My own unfinished reply');
    });

    test('an open modal stays, and so does what is behind it', async ({
      idle,
      answered,
      offhook,
    }) => {
      const page = await idle(ui, onAnswer('profile'));
      const [own] = await offhook.api.ticketsOf((await offhook.api.person(IDA.name)).id);
      await showTicket(page, ui, own!.id);
      const modal = await openModal(page, ui);
      await handsOff(page);
      const address = page.url();
      const card = await answered(page);
      await onlyOffered(page, address, card);
      await expect(page.locator(modal).first()).toBeVisible();
    });

    test('a half-filled new ticket is neither left nor changed', async ({ idle, answered }) => {
      const page = await idle(ui, onAnswer('new-ticket'));
      const form = createForm(page, ui);
      await form.openEmpty();
      await form.title.fill('Half of a ticket');
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await handsOff(page);
      const address = page.url();
      const card = await answered(page);
      await onlyOffered(page, address, card);
      await expect(form.title).toHaveValue('Half of a ticket');
    });

    test('typing a moment ago is work, too; a ringing call only lights up', async ({
      idle,
      ring,
      offhook,
    }) => {
      const page = await idle(ui, onAnswer('profile'));
      const call = await ring({ from: IDA.number });
      const card = cardFor(page, IDA.name);
      await expectTickets(card);
      const address = page.url();
      await page.keyboard.press('Shift');
      await call.answer(offhook.me.name);
      await onlyOffered(page, address, card);
    });

    test('never takes the tab in front: it opens behind', async ({ idle, ring, offhook }) => {
      const page = await idle(ui, onAnswer('latest-ticket'));
      const call = await ring({ from: IDA.number });
      await expectTickets(cardFor(page, IDA.name));
      const front = await offhook.browser.openPage('popup.html');
      await front.bringToFront();
      await call.answer(offhook.me.name);
      await expect(page).toHaveURL(ticketAddress(ui));
      expect(await activeTab(front)).toContain('popup.html');
      await front.close();
    });

    test('One ring across many tabs: of two windows one acts, the one used last', async ({
      zammadTab,
      ring,
      offhook,
    }) => {
      const first = await zammadTab(ui);
      const second = await offhook.browser.context.newPage();
      const agent = offhook.target.agents[0];
      await openZammad(second, offhook.zammad.url, ui, offhook.target, agent);
      await second.locator('offhook-cards').waitFor({ state: 'attached' });
      await choose(offhook, onAnswer('latest-ticket'));
      await second.bringToFront();
      await second.mouse.click(700, 5);
      await handsOff(second);
      const before = [first.url(), second.url()];
      const call = await ring({ from: IDA.number });
      await expectTickets(cardFor(second, IDA.name));
      await call.answer(offhook.me.name);
      await expect(second).toHaveURL(ticketAddress(ui));
      expect(second.url()).not.toBe(before[1]);
      expect(first.url()).toBe(before[0]);
      // Neither of them has lost anything.
      await expect(cardFor(first, IDA.name)).toBeAttached();
      await second.close();
    });

    test('phone quiet, or without a rule: nothing moves', async ({
      idle,
      answered,
      ring,
      offhook,
    }) => {
      const page = await idle(ui, onAnswer('nothing'));
      const address = page.url();
      const card = await answered(page);
      await expect(card).toBeVisible();
      await choose(offhook, { ...onAnswer('profile'), phone: 'quiet' });
      const call = await ring({ from: IDA.number });
      await call.answer(offhook.me.name);
      const [listed] = await askBackground(offhook.browser, 'calls.list', {});
      expect(listed).toMatchObject({ call: { id: expect.stringContaining(''), state: 'talking' } });
      await expect(card).toHaveCount(0);
      expect(page.url()).toBe(address);
    });
  });
}

/** Opens one of Zammad's own dialogs; answers its selector. */
async function openModal(page: Page, ui: Ui): Promise<string> {
  if (ui === 'desktop') {
    await page.evaluate(() => {
      const flyout = document.createElement('aside');
      flyout.id = 'flyout-test';
      flyout.textContent = 'Change customer';
      document.body.append(flyout);
    });
    return 'aside[id^="flyout-"]';
  }
  await page.evaluate((real) => {
    const { App } = globalThis as unknown as { App: { ControllerModal: new (o: object) => void } };
    if (real) {
      new App.ControllerModal({ head: 'Question', content: () => 'Really?' });
      return;
    }
    const modal = document.createElement('div');
    modal.className = 'modal in';
    modal.style.display = 'block';
    modal.textContent = 'Really?';
    document.body.append(modal);
  }, !onSandbox);
  await page.locator('.modal').first().waitFor();
  return '.modal';
}

/** Address of the tab in front, as the browser says. */
function activeTab(ours: Page): Promise<string> {
  return ours.evaluate(async () => {
    const scope = globalThis as unknown as {
      chrome: { tabs: { query(q: object): Promise<{ url?: string }[]> } };
    };
    const [tab] = await scope.chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return tab?.url ?? '';
  });
}
