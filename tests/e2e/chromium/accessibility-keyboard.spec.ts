/** The card from the shortcut to the saved note, without a mouse; where the focus is at each step. */
import { IDA, SHARED, strangersNumber } from '../harness/callers.ts';
import { cardFor, cards, expectState, expectTickets, painted } from '../harness/cards.ts';
import { test } from '../harness/known-call-test.ts';
import { enterCard, expectFocus, pressChord, tabTo } from '../harness/keyboard.ts';
import { uisOfRun } from '../harness/login.ts';
import { newName } from '../harness/more-people.ts';
import { newText, sentTo } from '../harness/notes.ts';
import { expect } from '../harness/offhook-test.ts';
import { all, choose, chooseDefaults, handsOff, onlyRules } from '../harness/opening.ts';
import { openPanel, waitingRow } from '../harness/panel.ts';
import { createForm } from '../harness/zammad-page.ts';

const TITLE = 'i18n / accessibility: Full keyboard operation of the card';

for (const ui of uisOfRun()) {
  test(`${TITLE}: in by the shortcut, out by Esc, and nothing is lost (${ui})`, async ({
    knownCall,
    offhook,
  }) => {
    const { page, card } = await knownCall(ui, IDA);
    const before = page.locator('#global-search, [role=searchbox]').first();
    await before.focus();
    await enterCard(offhook.browser, page, card);
    await page.keyboard.press('w');
    await page.keyboard.type('half a sen');
    await expectFocus(page, 'note-text');
    await page.keyboard.press('Escape');
    await expect(card).toHaveAttribute('data-folded', 'true');
    await expect(before).toBeFocused();
    await enterCard(offhook.browser, page, card);
    await page.keyboard.press('Enter');
    await expect(card.getByTestId('note-text')).toHaveValue('half a sen');
  });
}

const ui = uisOfRun()[0]!;

test(`${TITLE}: a person is picked by digit`, async ({ zammadTab, ring, offhook }) => {
  const page = await zammadTab(ui);
  await ring({ from: SHARED.number });
  const card = cards(page).first();
  await expect(card.getByTestId('candidate')).toHaveCount(SHARED.names.length);
  const second = (await card.getByTestId('candidate').nth(1).locator('bdi').textContent())!;
  await enterCard(offhook.browser, page, card);
  await page.keyboard.press('2');
  await expect(card.getByTestId('who')).toContainText(second);
  await expect(card).toBeFocused();
});

test(`${TITLE}: a note into an existing ticket, and one into a new ticket`, async ({
  knownCall,
  ring,
  offhook,
}) => {
  const { page, person: ida, card } = await knownCall(ui, IDA);

  await test.step('an open ticket, by its place in the list', async () => {
    await enterCard(offhook.browser, page, card);
    await page.keyboard.press('Alt+1');
    await expectFocus(page, 'note-text');
    const text = newText('By its place');
    await page.keyboard.type(text);
    await page.keyboard.press('Control+Enter');
    await sentTo(card);
    await expect(card).toBeFocused();
    expect(await offhook.api.articlesWith(ida.id, text)).toHaveLength(1);
    await page.keyboard.press('d');
    await expect(card).toHaveCount(0);
  });
  await test.step('a new ticket, by Tab and the first letters', async () => {
    const tickets = await offhook.api.ticketsOf(ida.id);
    await ring({ from: IDA.number });
    await expectTickets(card);
    await enterCard(offhook.browser, page, card);
    await page.keyboard.press('w');
    const text = newText('A new one');
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
    await expectFocus(page, 'note-target');
    await page.keyboard.type('New t');
    await tabTo(page, 'note-save');
    await page.keyboard.press('Enter');
    const number = await sentTo(card);
    await expect(card).toBeFocused();
    expect(tickets.map((each) => each.number)).not.toContain(number);
    expect(await offhook.api.articlesWith(ida.id, text)).toHaveLength(1);
  });
});

test(`${TITLE}: a note is kept for later, and thrown away in the side panel`, async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(ui);
  const { number, tail } = strangersNumber();
  const call = await ring({ from: number });
  await call.answer(offhook.me.name);
  await call.hangup();
  const card = cards(page).first();
  await expectState(card, 'ended');
  await enterCard(offhook.browser, page, card);
  await page.keyboard.press('w');
  const text = newText('For later');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Decide');
  await expect(card.getByTestId('note-save')).toContainText('Keep for later');
  await page.keyboard.press('Control+Enter');
  await expect(card.getByTestId('note-status')).toContainText('Waits to be assigned');

  const panel = await openPanel(offhook.browser);
  await tabTo(panel, 'tab-now');
  await panel.keyboard.press('End');
  await expectFocus(panel, 'tab-notes');
  const row = waitingRow(panel, tail);
  await expect(row).toContainText(text);
  await tabTo(panel, 'waiting-discard');
  await panel.keyboard.press('Enter');
  await expectFocus(panel, 'discard-no');
  await panel.keyboard.press('Shift+Tab');
  await expectFocus(panel, 'discard-yes');
  await panel.keyboard.press('Enter');
  await expect(row).toHaveCount(0);
  await panel.close();
});

test(`${TITLE}: a person is created, the next number is added to them`, async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(ui);
  const lastname = newName();
  const card = cards(page).first();

  await test.step('create', async () => {
    await ring({ from: strangersNumber().number });
    await painted(card);
    await expect(card.getByTestId('who')).toContainText('Unknown caller');
    await enterCard(offhook.browser, page, card);
    await page.keyboard.press('s');
    await expectFocus(page, 'person-query');
    await page.keyboard.type(`Nora ${lastname}`);
    await tabTo(page, 'new-person');
    await page.keyboard.press('Enter');
    await expectFocus(page, 'firstname');
    await tabTo(page, 'create-person');
    await page.keyboard.press('Enter');
    await expect(card.getByTestId('who')).toContainText(`Nora ${lastname}`);
    await expect(card).toBeFocused();
    await page.keyboard.press('d');
    await expect(card).toHaveCount(0);
  });
  await test.step('search and attach', async () => {
    const { number } = strangersNumber();
    await ring({ from: number });
    await expect(card.getByTestId('who')).toContainText('Unknown caller');
    await enterCard(offhook.browser, page, card);
    await page.keyboard.press('s');
    await page.keyboard.type(lastname);
    await expect(card.getByTestId('hit').first()).toContainText(lastname);
    await page.keyboard.press('Enter');
    await expectFocus(page, 'attach');
    // Esc goes one step back each time, and what was typed is still there.
    await page.keyboard.press('Escape');
    await expectFocus(page, 'person-query');
    await expect(card.getByTestId('person-query')).toHaveValue(lastname);
    await page.keyboard.press('Escape');
    await expect(card).toBeFocused();
    await expect(card).toHaveAttribute('data-folded', 'false');
    await page.keyboard.press('s');
    await page.keyboard.type(lastname);
    await expect(card.getByTestId('hit').first()).toContainText(lastname);
    await page.keyboard.press('Enter');
    await expectFocus(page, 'attach');
    await page.keyboard.press('Enter');
    await expect(card.getByTestId('who')).toContainText(lastname);
    await expect(card).toBeFocused();
    await expect
      .poll(async () => (await offhook.api.person(`Nora ${lastname}`)).mobile)
      .toBe(`+${number}`);
  });
});

test(`${TITLE}: an offer is taken up by key and by shortcut`, async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(ui);
  await choose(offhook, onlyRules({ in: { answer: all('latest-ticket') } }));
  try {
    for (const by of ['key', 'shortcut'] as const) {
      await test.step(by, async () => {
        const form = createForm(page, ui);
        await form.openEmpty();
        await form.title.fill('Half of a ticket');
        await handsOff(page);
        const address = page.url();
        const call = await ring({ from: IDA.number });
        const card = cardFor(page, IDA.name);
        await expectTickets(card);
        await call.answer(offhook.me.name);
        await expect(card.getByTestId('offer')).toBeVisible();
        expect(page.url()).toBe(address);
        if (by === 'key') {
          await enterCard(offhook.browser, page, card);
          await page.keyboard.press('o');
        } else await pressChord(offhook.browser, page, 'accept-offer');
        await expect(page).not.toHaveURL(address);
        await expect(card.getByTestId('offer')).toHaveCount(0);
        await call.hangup();
        // By its own key the focus stays in the card.
        if (by === 'key') await expect(card).toBeFocused();
        else await enterCard(offhook.browser, page, card);
        await page.keyboard.press('d');
        await expect(card).toHaveCount(0);
      });
    }
  } finally {
    await chooseDefaults(offhook);
  }
});

test(`${TITLE}: everything behind ⋯, and a caller who is called back`, async ({
  knownCall,
  offhook,
}) => {
  await offhook.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, call, card } = await knownCall(ui, IDA);
  await call.hangup('noAnswer');
  await expectState(card, 'ended');
  await enterCard(offhook.browser, page, card);
  await page.keyboard.press('m');
  await tabTo(page, 'copy-number');
  await page.keyboard.press('Enter');
  await expect(card.getByTestId('copy-number')).toHaveText('Copied');
  await tabTo(page, 'dock-left');
  await page.keyboard.press('Enter');
  await expect(page.locator('offhook-cards').getByTestId('tray')).toHaveAttribute(
    'data-side',
    'left',
  );
  await expectFocus(page, 'dock-left');
  await tabTo(page, 'dock-right');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(card.getByTestId('more-actions')).toHaveCount(0);
  await expect(card).toBeFocused();
});
