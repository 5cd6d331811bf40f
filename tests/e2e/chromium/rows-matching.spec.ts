/** One test for each promise about who is behind a number, named after it. */
import type { Locator } from '@playwright/test';
import { IDA, OTTO, strangersNumber } from '../harness/callers.ts';
import { cardFor, expectState, expectTickets } from '../harness/cards.ts';
import { type Colleague, startColleague } from '../harness/colleague.ts';
import { EXTENSIONS } from '../harness/house.ts';
import { onSandbox, uisOfRun } from '../harness/login.ts';
import {
  FANNY,
  INGO,
  MORITZ,
  PAIR,
  QUIRIN,
  SELMA,
  TOM,
  WRITTEN_NUMBER,
  ZOE,
} from '../harness/more-people.ts';
import { type Offhook, expect, test } from '../harness/offhook-test.ts';
import { picture } from '../harness/picture.ts';

const ui = uisOfRun()[0]!;
let colleague: Colleague;

test.beforeAll(async ({ offhook }) => {
  colleague = await startColleague(offhook);
});
test.afterAll(() => colleague.close());

const reasonOf = (card: Locator) => card.getByTestId('who').getByTestId('reason');

/** The relay reads national numbers as those of this country; '' leads back to the default. */
async function relayAt(offhook: Offhook, country: string): Promise<void> {
  await offhook.relay.end();
  await offhook.relay.start({ OFFHOOK_HOME_COUNTRY: country });
  const popup = await offhook.browser.openPage('popup.html');
  await expect(popup.getByTestId('connection')).toHaveAttribute('data-state', 'live', {
    timeout: 30_000,
  });
  await popup.close();
}

test('Matching: E.164 with configurable home country', async ({ zammadTab, ring, offhook }) => {
  const page = await zammadTab(ui);
  await ring({ from: `0${IDA.number.slice(2)}` });
  await expect(cardFor(page, IDA.name).getByTestId('number')).toHaveText(IDA.display);
  await relayAt(offhook, 'GB');
  try {
    await ring({ from: `0${ZOE.number.slice(2)}` });
    const card = cardFor(page, ZOE.name);
    await expect(card.getByTestId('number')).toHaveText(ZOE.display);
    await expect(reasonOf(card)).toContainText('phone, exact');
  } finally {
    await relayAt(offhook, '');
  }
});

test('Matching: Odd stored formats (slash, dots, (0), "+49 (0)")', async ({ zammadTab, ring }) => {
  const page = await zammadTab(ui);
  const stored = [OTTO, QUIRIN, { name: IDA.name, number: IDA.number }, ZOE, SELMA];
  for (const { name, number } of stored) {
    const call = await ring({ from: number });
    const card = cardFor(page, name).first();
    await expect(card).toContainText('phone, exact');
    await call.hangup('cancel');
  }
});

test('Matching: Short internal extensions', async ({ zammadTab, ring }) => {
  const page = await zammadTab(ui);
  const [mine, theirs] = EXTENSIONS;
  // The telephone system knows people by their inside numbers only.
  await ring({ from: theirs, to: mine, users: [mine] });
  const card = cardFor(page, colleague.name);
  await expectState(card, 'ringing');
  await expect(card.getByTestId('who')).toContainText('Internal call');
  await expect(card.getByTestId('number')).toHaveText(theirs);
  // A colleague is nobody to look up or to make a ticket for.
  await expect(card.getByTestId('new-ticket')).toHaveCount(0);
  await picture(card, 'matching-extension');
});

test('Matching: Numbers found in ticket text ("maybe")', async ({ zammadTab, ring }) => {
  const page = await zammadTab(ui);

  await test.step('a guess stands apart and says where it comes from', async () => {
    await ring({ from: WRITTEN_NUMBER });
    const card = cardFor(page, TOM.name);
    await expect(card.getByTestId('candidate')).toContainText(/written in #\d+/, {
      timeout: 20_000,
    });
    await expect(card.getByTestId('candidate')).not.toContainText('✓');
    // Whoever wrote it down need not be the one who calls.
    await expect(card.getByTestId('who')).toContainText('Unknown caller');
    await picture(card, 'matching-written-in-ticket');
    await card.getByTestId('candidate').click();
    await expect(card.getByTestId('who')).toContainText(TOM.name);
    await expectTickets(card);
  });

  await test.step('who has the number suppresses every guess', async () => {
    await ring({ from: QUIRIN.number });
    const card = cardFor(page, QUIRIN.name);
    await expect(reasonOf(card)).toContainText('phone, exact');
    // Tickets come after everybody was asked.
    await expect(card).toContainText('No open tickets');
    await expect(card).not.toContainText(TOM.name);
    await expect(card.getByTestId('candidate')).toHaveCount(0);
  });
});

test('Matching: Says why it matched', async ({ zammadTab, ring }) => {
  const page = await zammadTab(ui);
  for (const [{ number, name }, why] of [
    [IDA, 'phone, exact'],
    [MORITZ, 'mobile, exact'],
    [FANNY, 'fax, exact'],
  ] as const) {
    await ring({ from: number });
    await expect(reasonOf(cardFor(page, name))).toHaveText(`✓ ${why}`);
  }
  await picture(cardFor(page, FANNY.name), 'matching-says-why');
});

test('Matching: Remembers the person chosen (team-wide)', async ({ zammadTab, ring, offhook }) => {
  const page = await zammadTab(ui);
  const theirs = await colleague.tab(ui);
  const [, paul] = PAIR.people;

  await test.step('one agent says who it is', async () => {
    const call = await ring({ from: PAIR.number });
    const card = cardFor(page, paul.name);
    await expect(card.getByTestId('candidate')).toHaveCount(2);
    await card.getByTestId('candidate').filter({ hasText: paul.name }).click();
    await expect(card.getByTestId('who')).toContainText(paul.name);
    await call.hangup('cancel');
  });

  await test.step('the next call of that number comes with that person for the other agent', async () => {
    await ring({ from: PAIR.number, users: [colleague.name] });
    const card = cardFor(theirs, paul.name);
    await expectState(card, 'ringing');
    await expect(card.getByTestId('who')).toContainText(paul.name);
    // In whatever language the colleague reads.
    await expect(reasonOf(card)).toHaveAttribute('title', new RegExp(offhook.me.name));
    await expect(reasonOf(card)).toContainText(offhook.me.firstname);
    await picture(card, 'matching-remembered');
  });
  await theirs.close();
});

test('Matching: Search by name from the card', async ({ zammadTab, ring, offhook }) => {
  const page = await zammadTab(ui);
  const { number, tail } = strangersNumber();
  await ring({ from: number });
  const card = cardFor(page, new RegExp(tail));
  await card.getByTestId('search-person').click();
  const query = card.getByTestId('person-query');
  await expect(query).toBeFocused();
  const ida = await offhook.api.person(IDA.name);
  const [ticket] = await offhook.api.ticketsOf(ida.id);
  for (const words of [IDA.name, ida.email, 'Kranbau Nord', `#${ticket!.number}`]) {
    await query.fill(words);
    await expect(query).toHaveAttribute('aria-busy', 'false');
    await expect(card.getByTestId('hit').filter({ hasText: IDA.name })).toBeVisible();
  }
  await query.fill('ida plus');
  await expect(query).toHaveAttribute('aria-busy', 'false');
  await expect(card.getByTestId('hit').first()).toContainText(IDA.name);
  await picture(card, 'matching-search');
  await query.press('Enter');
  await card.getByTestId('choose-once').click();
  await expect(cardFor(page, new RegExp(tail)).getByTestId('who')).toContainText(IDA.name);
  await expectTickets(card);
});

// An attribute that an administrator added; a real Zammad of the tests has none.
if (onSandbox)
  test('Matching: Custom phone fields', async ({ zammadTab, ring }) => {
    const page = await zammadTab(ui);
    await ring({ from: '49381456788' });
    const card = cardFor(page, 'Zara Direkt');
    await expect(reasonOf(card)).toHaveText('✓ direct line, exact');
    await picture(card, 'matching-custom-field');
    // New numbers can be put there as well.
    const { number, tail } = strangersNumber();
    await ring({ from: number });
    const stranger = cardFor(page, new RegExp(tail));
    await stranger.getByTestId('search-person').click();
    await stranger.getByTestId('person-query').fill('Zara');
    await stranger.getByTestId('hit').first().click();
    const field = stranger.getByTestId('number-field');
    await expect(field.locator('option')).toHaveText(['phone', 'mobile', 'fax', 'Direct line']);
  });

test('Matching: Inactive users ignored', async ({ zammadTab, ring }) => {
  const page = await zammadTab(ui);
  await ring({ from: INGO.number });
  const card = cardFor(page, '+49 30 1112223');
  await expect(card.getByTestId('who')).toContainText('Unknown caller');
  await card.getByTestId('search-person').click();
  await card.getByTestId('person-query').fill(INGO.name);
  await expect(card.getByTestId('person-search').getByRole('status')).toContainText('Nobody found');
  await expect(page.locator('offhook-cards').getByText(INGO.name, { exact: true })).toHaveCount(0);
});
