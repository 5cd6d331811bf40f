/** Who it is, found out on the card and known to everybody from then on. */
import type { Locator, Page } from '@playwright/test';
import { IDA, strangersNumber } from '../harness/callers.ts';
import { cardFor, cards, dismissAll, expectState } from '../harness/cards.ts';
import { type Colleague, startColleague } from '../harness/colleague.ts';
import { uisOfRun } from '../harness/login.ts';
import { newcomer, newName, WRONG_PAIR } from '../harness/more-people.ts';
import { type Offhook, expect, test } from '../harness/offhook-test.ts';
import { historyRow, openPanel, showPart } from '../harness/panel.ts';
import { picture } from '../harness/picture.ts';

const ui = uisOfRun()[0]!;
let colleague: Colleague;

test.beforeAll(async ({ offhook }) => {
  colleague = await startColleague(offhook);
});
test.afterAll(() => colleague.close());

/** Opens the search of a card and looks for these words. */
async function search(card: Locator, words: string): Promise<void> {
  await card.getByTestId('search-person').click();
  const query = card.getByTestId('person-query');
  await query.fill(words);
  await expect(query).toHaveAttribute('aria-busy', 'false');
}

const both = (offhook: Offhook) => [offhook.me.name, colleague.name];
const withNumber = (page: Page, tail: string) =>
  cards(page).filter({ has: page.getByTestId('number').filter({ hasText: tail }) });

test('People: Create person from card (name, organisation, number in the right field)', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(ui);
  const { number, tail } = strangersNumber();
  const lastname = newName();
  await ring({ from: number });
  const card = withNumber(page, tail);
  await search(card, `Nora ${lastname}`);
  await card.getByTestId('new-person').click();
  // What was looked for is where the form begins.
  await expect(card.getByTestId('firstname')).toHaveValue('Nora');
  await expect(card.getByTestId('lastname')).toHaveValue(lastname);
  await card.getByTestId('organization-query').fill('Kranbau');
  await card.getByRole('option', { name: 'Kranbau Nord GmbH' }).click();
  await card.getByTestId('number-field').selectOption('mobile');
  await picture(card, 'people-create');
  const requests = offhook.zammad.requests.length;
  await card.getByTestId('create-person').click();
  await expect(card.getByTestId('who')).toContainText(`Nora ${lastname}`);
  await expect(card.getByTestId('reason')).toHaveText('✓ mobile, exact');

  const made = await offhook.api.person(`Nora ${lastname}`);
  expect(made).toMatchObject({ mobile: `+${number}`, phone: '' });
  const ida = await offhook.api.person(IDA.name);
  expect([made.organization_id, made.role_ids]).toEqual([ida.organization_id, ida.role_ids]);
  const created = offhook.zammad.requests.slice(requests).filter(({ method, path }) => {
    return method === 'POST' && path.endsWith('/users');
  });
  expect(created).toHaveLength(1);
  expect(created[0]!.body).not.toContain('role');
});

test('People: A near duplicate is warned about', async ({ zammadTab, ring, offhook }) => {
  const page = await zammadTab(ui);
  const { number, tail } = strangersNumber();
  await ring({ from: number });
  const card = withNumber(page, tail);
  await search(card, IDA.name);
  await card.getByTestId('new-person').click();
  await card.getByTestId('organization-query').fill('Kranbau');
  await card.getByRole('option', { name: 'Kranbau Nord GmbH' }).click();
  const requests = offhook.zammad.requests.length;
  await card.getByTestId('create-person').click();
  const similar = card.getByTestId('similar');
  await expect(similar).toContainText('Somebody very like this exists');
  await expect(similar.getByTestId('hit')).toContainText(IDA.name);
  await picture(card, 'people-near-duplicate');
  // The one who exists is meant: on to the number, and nobody was made.
  await similar.getByTestId('use-instead').click();
  await expect(card.getByTestId('attach')).toBeFocused();
  await expect(card.getByTestId('number-field')).toHaveValue('mobile');
  const writes = offhook.zammad.requests.slice(requests).filter(({ method, path }) => {
    return method !== 'GET' && /\/users(\/\d+)?$/.test(path);
  });
  expect(writes).toEqual([]);
});

test('People: Add unknown number to existing person', async ({ zammadTab, ring, offhook }) => {
  const page = await zammadTab(ui);
  const somebody = await newcomer(offhook.target, 'Tilda');
  const { number, tail } = strangersNumber();

  await test.step('into the field the agent chooses', async () => {
    await ring({ from: number });
    const card = withNumber(page, tail);
    await search(card, somebody.lastname);
    await card.getByTestId('hit').filter({ hasText: somebody.name }).click();
    await expect(card.getByTestId('number-field')).toHaveValue('phone');
    await picture(card, 'people-attach');
    await card.getByTestId('attach').click();
    await expect(card.getByTestId('who')).toContainText(somebody.name);
    await expect(card.getByTestId('reason')).toHaveText('✓ phone, exact');
    expect((await offhook.api.person(somebody.name)).phone).toBe(`+${number}`);
  });

  await test.step('another number in that field is not lost without being asked', async () => {
    const second = strangersNumber();
    await ring({ from: second.number });
    const card = withNumber(page, second.tail);
    await search(card, somebody.lastname);
    await card.getByTestId('hit').filter({ hasText: somebody.name }).click();
    await card.getByTestId('number-field').selectOption('phone');
    await card.getByTestId('attach').click();
    await expect(card.getByTestId('occupied')).toContainText(tail);
    expect((await offhook.api.person(somebody.name)).phone).toBe(`+${number}`);
  });
});

test('People: All cards and lists re-match at once', async ({ zammadTab, ring, offhook }) => {
  const page = await zammadTab(ui);
  const theirs = await colleague.tab(ui);
  const somebody = await newcomer(offhook.target, 'Mara');
  const { number, tail } = strangersNumber();
  const earlier = await ring({ from: number });
  await expect(withNumber(page, tail)).toHaveCount(1);
  await earlier.hangup('cancel');
  await dismissAll(page);
  await ring({ from: number });
  await ring({ from: number, users: both(offhook) });
  await expect(withNumber(page, tail)).toHaveCount(2);
  await expect(withNumber(theirs, tail)).toHaveCount(1);
  const panel = await openPanel(offhook.browser);
  await showPart(panel, 'history');
  await expect(historyRow(panel, tail).first()).toBeVisible();

  const card = withNumber(page, tail).first();
  await search(card, somebody.lastname);
  await card.getByTestId('hit').filter({ hasText: somebody.name }).click();
  await card.getByTestId('attach').click();

  // At once: nobody waits for the relay to read Zammad anew.
  const atOnce = { timeout: 3_000 };
  await expect(cardFor(page, somebody.name)).toHaveCount(2, atOnce);
  await expect(cardFor(theirs, somebody.name)).toHaveCount(1, atOnce);
  await expect(historyRow(panel, somebody.name)).not.toHaveCount(0, atOnce);
  await panel.close();
  await theirs.close();
});

test('People: "Not them" counts for all, with undo', async ({ zammadTab, ring, offhook }) => {
  const page = await zammadTab(ui);
  const theirs = await colleague.tab(ui);
  const [rita, rolf] = WRONG_PAIR.people;
  await ring({ from: WRONG_PAIR.number, users: both(offhook) });
  const mine = cardFor(page, rita.name);
  const other = cardFor(theirs, rita.name);
  for (const card of [mine, other]) {
    await expectState(card, 'ringing');
    await expect(card.getByTestId('candidate')).toHaveCount(2);
  }

  await test.step('gone here, gone there', async () => {
    await mine.getByRole('listitem').filter({ hasText: rolf.name }).getByTestId('exclude').click();
    for (const card of [mine, other]) {
      await expect(card.getByTestId('candidate')).toHaveCount(0);
      await expect(card.getByTestId('who')).toContainText(rita.name);
    }
    await expect(mine.getByTestId('excluded')).toContainText(
      `${rolf.name} is no longer shown for this number.`,
    );
    await picture(mine, 'people-not-them');
  });

  await test.step('taken back, both are there again', async () => {
    await mine.getByTestId('undo-exclude').click();
    await expect(mine.getByTestId('excluded')).toHaveCount(0);
    await ring({ from: WRONG_PAIR.number, users: [colleague.name] });
    const next = cardFor(theirs, rolf.name);
    await expect(next.getByTestId('candidate')).toHaveCount(2);
  });
  await theirs.close();
});
