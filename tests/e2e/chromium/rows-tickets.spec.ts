/** What the feature table promises about tickets. */
import type { Page } from '@playwright/test';
import type { OpenWhat, Settings } from '../../../lib/core/settings.ts';
import { askBackground } from '../harness/background-ask.ts';
import { IDA, strangersNumber } from '../harness/callers.ts';
import { cardFor, expectState, expectTickets, painted } from '../harness/cards.ts';
import { onSandbox, uisOfRun } from '../harness/login.ts';
import { SELMA, WILMA } from '../harness/more-people.ts';
import { expect, type Offhook, test } from '../harness/offhook-test.ts';
import { picture } from '../harness/picture.ts';
import type { Ui } from '../harness/target.ts';
import { createForm, showTicket } from '../harness/zammad-page.ts';

interface Caller {
  name: string;
  number: string;
}
/** The one ticket of hers, an open one, changed four days ago. */
const OLGA: Caller = { name: 'Olga Kran', number: '494213334440' };
/** A real Zammad cannot be told that a ticket changed days ago: there, she has none. */
const QUIET = onSandbox ? OLGA : SELMA;
const RECENT = onSandbox ? OLGA : WILMA;

test.afterEach(({ offhook }) => askBackground(offhook.browser, 'settings.reset', {}));

for (const ui of uisOfRun())
  test(`Tickets: Prefilled new phone ticket (${ui})`, async ({ zammadTab, ring, offhook }) => {
    const page = await zammadTab(ui);
    await askBackground(offhook.browser, 'settings.set', { ticketTitle: 'Phone: {name}, {line}' });
    const form = createForm(page, ui);

    await test.step('for somebody Zammad knows: title by the own rule, facts, customer, group', async () => {
      const call = await ring({ from: IDA.number });
      const card = cardFor(page, IDA.name);
      await expectTickets(card);
      await card.getByTestId('new-ticket').click();
      await expect
        .poll(() => form.read())
        .toMatchObject({
          title: expect.stringMatching(/^Phone: Ida Plus, .*30 123000/),
          body: expect.stringContaining(IDA.display),
          customer: expect.stringContaining(IDA.name),
          group: expect.stringMatching(/Users|Support/),
        });
      await call.hangup('cancel');
      await card.getByTestId('dismiss').click();
      await expect(card).toHaveCount(0);
    });
    await test.step('for a stranger: the number, and nobody as customer', async () => {
      const { number, tail } = strangersNumber();
      await ring({ from: number });
      const card = cardFor(page, new RegExp(tail));
      await expect(card.getByTestId('search-person')).toBeVisible();
      await card.getByTestId('new-ticket').click();
      await expect
        .poll(() => form.read())
        .toMatchObject({
          title: expect.stringContaining(tail),
          body: expect.stringContaining(tail),
          customer: expect.not.stringContaining(IDA.name),
        });
    });
  });

test('Tickets: Open tickets on the card', async ({ zammadTab, ring, offhook }) => {
  const ui = uisOfRun()[0]!;
  const page = await zammadTab(ui);
  const ida = await offhook.api.person(IDA.name);
  const card = cardFor(page, IDA.name);
  const rows = card.getByRole('listitem').filter({ has: page.getByTestId('open-ticket') });

  await test.step('the most urgent first, with its countdown; closed ones last', async () => {
    await ring({ from: IDA.number });
    await expectTickets(card);
    await expect(rows.first()).toContainText('Hook does not lift');
    // A test Zammad of one's own counts down only with a service level agreement.
    if (onSandbox) await expect(rows.first()).toContainText(/escalates in \d/);
    await picture(card, 'tickets-on-the-card');
    await card.getByRole('button', { name: /^All/ }).click();
    // Of many closed ones the card shows the newest; she has few in the sandbox.
    const { length } = await offhook.api.ticketsOf(ida.id);
    if (onSandbox) await expect(rows).toHaveCount(length);
    else await expect.poll(() => rows.count()).toBeGreaterThan(2);
    const texts = await rows.allTextContents();
    const closed = texts.map((text) => /closed/.test(text));
    expect(closed).toContain(true);
    expect(closed).toEqual(closed.toSorted((a, b) => Number(a) - Number(b)));
  });

  await test.step('state and owner, mine among them', async () => {
    await expect(rows.filter({ hasText: 'Hook does not lift' })).toContainText('yours');
    const pending = rows.filter({ hasText: onSandbox ? 'Spare rope' : 'Invoice 2026-114' });
    await expect(pending).toContainText('pending reminder');
    await expect(pending).toContainText(onSandbox ? 'Bob Berg' : 'yours');
  });

  await test.step('whose turn it is, and since when they wait', async () => {
    await ring({ from: WILMA.number });
    const wilma = cardFor(page, WILMA.name);
    await expectTickets(wilma);
    await expect(wilma).toContainText(/customer waits since \w+/);
  });
});

test('Tickets: Open tickets on the card, open by a colleague now', async ({
  zammadTab,
  ring,
  colleague,
  offhook,
}) => {
  const ui = uisOfRun()[0]!;
  const page = await zammadTab(ui);
  const theirs = await colleague();
  const tab = await theirs.tab(ui);
  const tickets = await offhook.api.ticketsOf((await offhook.api.person(IDA.name)).id);
  const { id } = tickets.find(({ title }) => title.includes('Hook'))!;
  await showTicket(tab, ui, id);
  await expect.poll(() => viewers(offhook, id)).toEqual([theirs.name]);
  const card = cardFor(page, IDA.name);
  const row = card.getByRole('listitem').filter({ hasText: 'Hook' }).first();
  const call = await ring({ from: IDA.number });
  await expect(row).toContainText(`${theirs.name} has it open`);
  await picture(card, 'tickets-open-by-colleague');
  // Asked again when the call is answered: nobody is there any more.
  await tab.close();
  await expect.poll(() => viewers(offhook, id)).toEqual([]);
  await call.answer(offhook.me.name);
  await expect(row).not.toContainText('has it open');
  await expect(row).toContainText('yours');
});

/** Who has the ticket open, as the relay knows from the browsers of the others. */
async function viewers({ browser }: Offhook, ticketId: number): Promise<string[]> {
  const page = await browser.openPage('popup.html');
  const agents = await page.evaluate(async (id) => {
    interface Local {
      get(key: string): Promise<Record<string, { value: { relay: Relay } }>>;
    }
    interface Relay {
      url: string;
      deviceToken: string;
    }
    const { local } = (globalThis as unknown as { chrome: { storage: { local: Local } } }).chrome
      .storage;
    const { url, deviceToken } = (await local.get('connection'))['connection']!.value.relay;
    const answer = await fetch(`${url}/v1/viewers?tickets=${id}`, {
      headers: { authorization: `Bearer ${deviceToken}` },
    });
    const { items } = (await answer.json()) as { items: { agents: string[] }[] };
    return items.flatMap((item) => item.agents);
  }, ticketId);
  await page.close();
  return agents;
}

test('Tickets: Profile vs new ticket by recent activity', async ({ zammadTab, ring, offhook }) => {
  const ui = uisOfRun()[0]!;
  const page = await zammadTab(ui);
  const recent = await offhook.api.person(RECENT.name);

  await test.step('nothing changed within three days: a new ticket for her', async () => {
    await choose(offhook, 3);
    await answered(page, offhook, ring, QUIET);
    await expect
      .poll(() => createForm(page, ui).read())
      .toMatchObject({ customer: expect.stringContaining(QUIET.name) });
  });
  await test.step('changed within thirty: her profile', async () => {
    await home(page, ui);
    await choose(offhook, 30);
    await answered(page, offhook, ring, RECENT);
    await expect(page).toHaveURL(
      ui === 'legacy'
        ? new RegExp(`#user/profile/${recent.id}$`)
        : new RegExp(`/desktop/users/${recent.id}$|/desktop/tickets/\\d+$`),
    );
  });
});

/** Only the moment of the answer. */
async function choose(offhook: Offhook, recentDays: number): Promise<void> {
  const all = (what: OpenWhat) => ({ none: what, one: what, several: what });
  const never = all('nothing');
  const rules: Settings['rules'] = {
    in: { ring: never, answer: all('recent'), click: never },
    out: { ring: never, answer: never, click: never },
  };
  await askBackground(offhook.browser, 'settings.set', { rules, recentDays });
}

async function home(page: Page, ui: Ui): Promise<void> {
  await page.evaluate((where) => {
    if (where === 'legacy') location.hash = '#dashboard';
    else {
      history.pushState(null, '', '/desktop/');
      dispatchEvent(new PopStateEvent('popstate', { state: null }));
    }
  }, ui);
}

/** Rings, is answered and ended; the card goes. */
async function answered(
  page: Page,
  offhook: Offhook,
  ring: (call: { from: string }) => Promise<{
    answer(user?: string): Promise<unknown>;
    hangup(): Promise<unknown>;
  }>,
  { name, number }: Caller,
): Promise<void> {
  const call = await ring({ from: number });
  const card = cardFor(page, name);
  await painted(card);
  const before = page.url();
  await call.answer(offhook.me.name);
  await expectState(card, 'talking');
  await expect(page).not.toHaveURL(before);
  await call.hangup();
  await card.getByTestId('dismiss').click();
  await expect(card).toHaveCount(0);
}
