/** One test for each promise about the card that comes up by itself, named after it. */
import type { Locator, Page } from '@playwright/test';
import { IDA, strangersNumber } from '../harness/callers.ts';
import {
  cardFor,
  cards,
  dismissAll,
  expectState,
  expectTickets,
  painted,
} from '../harness/cards.ts';
import { houseOf, SERVICE_LINE } from '../harness/house.ts';
import { onSandbox, uisOfRun } from '../harness/login.ts';
import { SHIPYARD } from '../harness/more-people.ts';
import { type Offhook, expect, test } from '../harness/offhook-test.ts';
import {
  choose,
  chooseDefaults,
  expectTicketOnRing,
  handsOff,
  idleTab,
  onlyRules,
  profileAddress,
  ticketAddress,
} from '../harness/opening.ts';
import { picture } from '../harness/picture.ts';
import { createForm } from '../harness/zammad-page.ts';

const ui = uisOfRun()[0]!;

test.afterEach(({ offhook }) => chooseDefaults(offhook));

/** Known, with tickets: a rule for it would have opened by now. */
async function known(page: Page): Promise<Locator> {
  const card = cardFor(page, IDA.name);
  await expectTickets(card);
  return card;
}

/** A page of the settings, opened and closed around what is done in it. */
async function inSettings(offhook: Offhook, work: (page: Page) => Promise<void>): Promise<void> {
  const page = await offhook.browser.openPage('options.html');
  await work(page);
  await page.close();
}

test('Call pop: Card while it rings', async ({ zammadTab, ring }) => {
  const page = await zammadTab(ui);
  const address = page.url();
  await ring({ from: IDA.number });
  const card = cardFor(page, IDA.name);
  await painted(card);
  await expect(card.getByTestId('number')).toHaveText(IDA.display);
  await expect(card.getByTestId('reason')).toContainText('phone, exact');
  await expect(card.getByTestId('who')).toContainText('Kranbau Nord GmbH');
  await expectTickets(card);
  // All of that before anybody has answered, and nothing else has moved.
  await expectState(card, 'ringing');
  expect(page.url()).toBe(address);
  await picture(card, 'call-pop-card-while-it-rings');
});

test('Call pop: Auto-open record on ring (opt-in)', async ({ zammadTab, ring, offhook }) => {
  const page = await idleTab(zammadTab, ui);
  const address = page.url();

  await test.step('as it comes, nothing opens', async () => {
    const call = await ring({ from: IDA.number });
    await expectState(await known(page), 'ringing');
    expect(page.url()).toBe(address);
    await call.hangup('cancel');
    await dismissAll(page);
  });

  await test.step('chosen in the settings, the record opens before anybody answers', async () => {
    await inSettings(offhook, async (settings) => {
      await settings.getByTestId('setting-rules').selectOption('own');
      await settings.getByTestId('rule-in-ring-one').selectOption('latest-ticket');
      await expect(settings.getByTestId('saved-rules')).toBeVisible();
    });
    await expectTicketOnRing(page, ui, ring);
  });
});

test("Call pop: Auto-open record on answer (off when Zammad's own is on)", async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await idleTab(zammadTab, ui);

  await test.step('the record opens when the agent answers', async () => {
    const address = page.url();
    const call = await ring({ from: IDA.number });
    const card = await known(page);
    expect(page.url()).toBe(address);
    await call.answer(offhook.me.name);
    await expectState(card, 'talking');
    await expect(page).toHaveURL(profileAddress(ui, (await offhook.api.person(IDA.name)).id));
    await call.hangup();
    await dismissAll(page);
  });

  // A real Zammad is told only where the run knows its endpoint; its new interface opens nothing then.
  const { ctiUrl } = offhook.target;
  if (ctiUrl === undefined || ui !== 'legacy') return;
  await test.step('where Zammad opens by itself, it is the only one that does', async () => {
    const forward = { url: ctiUrl, agentReference: true };
    await offhook.relay.end();
    offhook.relay.configure({ ...houseOf(offhook.target), zammad: { forward } });
    await offhook.relay.start();
    try {
      await choose(offhook, onlyRules({ in: { answer: { one: 'latest-ticket' } } }));
      await inSettings(offhook, async (settings) => {
        const opener = settings.getByTestId('opener');
        await expect(opener).toHaveAttribute('data-by', 'zammad', { timeout: 20_000 });
        await expect(opener).toContainText('Zammad opens a screen itself');
      });
      const address = page.url();
      const call = await ring({ from: IDA.number });
      const card = await known(page);
      await handsOff(page);
      await call.answer(offhook.me.name);
      await expectState(card, 'talking');
      // The sandbox tells of the call and opens nothing, so that nothing may move there.
      if (onSandbox) await handsOff(page);
      else await expect(page).toHaveURL(/#(user\/profile|ticket\/create)\//);
      if (onSandbox) expect(page.url()).toBe(address);
      await expect(card.getByTestId('offer')).toHaveCount(0);
      await call.hangup();
    } finally {
      await offhook.relay.end();
      offhook.relay.configure(houseOf(offhook.target));
      await offhook.relay.start();
    }
  });
});

test('Call pop: Pop for outgoing calls', async ({ zammadTab, ring, offhook }) => {
  const page = await zammadTab(ui);
  const call = await ring({ from: '4930123000', to: IDA.number, direction: 'out' });
  const card = await known(page);
  await expectState(card, 'ringing');
  await expect(card).toContainText('You call');
  await expect(card.getByTestId('number')).toHaveText(IDA.display);
  await picture(card, 'call-pop-outgoing');
  await call.answer(offhook.me.name);
  await expectState(card, 'talking');
});

test('Call pop: Separate rule per direction and match count', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await idleTab(zammadTab, ui);
  await choose(
    offhook,
    onlyRules({
      in: { ring: { one: 'latest-ticket', several: 'nothing' }, answer: { none: 'new-ticket' } },
      out: { ring: { one: 'profile' } },
    }),
  );
  const finish = async (call: { hangup(cause: string): Promise<unknown> }) => {
    await call.hangup('cancel');
    await dismissAll(page);
  };

  await test.step('one person calls: the ticket', async () => {
    const call = await ring({ from: IDA.number });
    await expect(page).toHaveURL(ticketAddress(ui));
    await finish(call);
  });
  await test.step('the same person is called: the profile', async () => {
    const call = await ring({ from: '4930123000', to: IDA.number, direction: 'out' });
    await expect(page).toHaveURL(profileAddress(ui, (await offhook.api.person(IDA.name)).id));
    await finish(call);
  });
  await test.step('several people: nothing but the list', async () => {
    const address = page.url();
    const call = await ring({ from: SHIPYARD.number });
    await expect(cards(page).getByTestId('candidate')).toHaveCount(SHIPYARD.people.length);
    expect(page.url()).toBe(address);
    await finish(call);
  });
  await test.step('nobody: a new ticket with the number, once it is answered', async () => {
    const { number, tail } = strangersNumber();
    const call = await ring({ from: number });
    await expect(cardFor(page, new RegExp(tail)).getByTestId('who')).toContainText(
      'Unknown caller',
    );
    await call.answer(offhook.me.name);
    await expect
      .poll(() => createForm(page, ui).read(), { timeout: 15_000 })
      .toMatchObject({ title: expect.stringContaining(tail) });
  });
});

test('Call pop: Pick list when several people match', async ({ zammadTab, ring }) => {
  const page = await zammadTab(ui);
  await ring({ from: SHIPYARD.number });
  const card = cardFor(page, SHIPYARD.people[0]!.name);
  const candidates = card.getByTestId('candidate');
  await expect(candidates).toHaveCount(SHIPYARD.people.length);
  for (const { name } of SHIPYARD.people) {
    await expect(candidates.filter({ hasText: name })).toContainText('phone, exact');
  }
  // Not one of them is taken for the caller.
  await expect(card.getByTestId('who').getByTestId('reason')).toHaveCount(0);
  await expect(card.getByTestId('who')).not.toContainText(/Wanda|Xaver|Yasmin/);
  await picture(card, 'call-pop-pick-list');

  const names = await candidates.allInnerTexts();
  const wanda = names.findIndex((text) => text.includes('Wanda Werft'));
  await card.focus();
  await page.keyboard.press(String(wanda + 1));
  const picked = cardFor(page, 'Wanda Werft');
  await expect(picked.getByTestId('who')).toContainText('Wanda Werft');
  await expect(picked.getByTestId('candidate')).toHaveCount(0);
});

test('Call pop: Fallback page when nobody matches', async ({ zammadTab, ring, offhook }) => {
  const page = await idleTab(zammadTab, ui);
  const { number, tail } = strangersNumber();
  const call = await ring({ from: number });
  const card = cardFor(page, new RegExp(tail));
  await expect(card.getByTestId('who')).toContainText('Unknown caller');
  await call.answer(offhook.me.name);
  const form = createForm(page, ui);
  await expect
    .poll(() => form.read(), { timeout: 15_000 })
    .toMatchObject({
      title: expect.stringContaining(tail),
      body: expect.stringContaining(tail),
    });
  await picture(cardFor(page, new RegExp(tail)), 'call-pop-nobody-matches');
});

test('Call pop: Dialled line / queue / IVR branch on card', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(ui);
  const call = await ring({ from: IDA.number, to: SERVICE_LINE.number, queue: 'Rope and hooks' });
  const card = await known(page);
  const said = async (state: 'ringing' | 'talking') => {
    await expectState(card, state);
    await expect(card.getByTestId('line')).toContainText(SERVICE_LINE.label);
    await expect(card.getByTestId('queue')).toHaveText('Rope and hooks');
    await expect(card.getByTestId('language')).toHaveText('French');
    await expect(card.getByTestId('greeting')).toContainText(SERVICE_LINE.greeting);
  };
  await said('ringing');
  await picture(card, 'call-pop-dialled-line');
  await call.answer(offhook.me.name);
  await said('talking');
});

test('Call pop: Click the card vs auto-navigate choice', async ({ zammadTab, ring, offhook }) => {
  const page = await idleTab(zammadTab, ui);

  await test.step('by click: nothing moves until the name is clicked', async () => {
    await choose(offhook, onlyRules({ in: { click: { one: 'latest-ticket' } } }));
    const address = page.url();
    const call = await ring({ from: IDA.number });
    const card = await known(page);
    await call.answer(offhook.me.name);
    await expectState(card, 'talking');
    expect(page.url()).toBe(address);
    await card.getByTestId('who-name').click();
    await expect(page).toHaveURL(ticketAddress(ui));
    await call.hangup();
    await dismissAll(page);
  });

  await test.step('by itself: nobody has to click', async () => {
    await choose(offhook, onlyRules({ in: { answer: { one: 'new-ticket' } } }));
    const call = await ring({ from: IDA.number });
    await known(page);
    await handsOff(page);
    await call.answer(offhook.me.name);
    await expect
      .poll(() => createForm(page, ui).read(), { timeout: 15_000 })
      .toMatchObject({ customer: expect.stringContaining(IDA.name) });
  });
});
