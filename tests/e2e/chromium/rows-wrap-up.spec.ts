/** What a note holds besides its text, where else it can go, and how it is put right afterwards. */
import { IDA, OTTO } from '../harness/callers.ts';
import { cardFor, expectState, expectTickets } from '../harness/cards.ts';
import { test } from '../harness/known-call-test.ts';
import { onSandbox, uisOfRun } from '../harness/login.ts';
import { chooseTarget, newText, save, write } from '../harness/notes.ts';
import { type Offhook, expect } from '../harness/offhook-test.ts';
import { choose, chooseDefaults } from '../harness/opening.ts';
import { historyRow, openPanel, showPart, waitingRow } from '../harness/panel.ts';
import { picture } from '../harness/picture.ts';

const ui = uisOfRun()[0]!;
const LINE = '4930123000';

test.afterEach(async ({ offhook }) => {
  await chooseDefaults(offhook);
  if (onSandbox) await timeAccounting(offhook, false);
});

/** The administrator of the stand-in switches time accounting. */
async function timeAccounting({ target }: Offhook, on: boolean): Promise<void> {
  const answer = await fetch(`${target.url}/sandbox/control`, {
    method: 'POST',
    body: JSON.stringify({ settings: { time_accounting: on } }),
  });
  expect(answer.ok).toBe(true);
}

test('Logging / notes: Result codes / tags', async ({ knownCall, offhook }) => {
  await choose(offhook, { outcomes: ['Solved', 'Call back promised', 'Wrong department'] });
  const { person: ida, call, card } = await knownCall(ui, IDA);
  const text = newText('Drive was off');
  await write(card, text);
  await chooseTarget(card, 'Hook does not lift');
  await card.getByTestId('note-more').click();
  await card.getByTestId('note-outcome').selectOption('Solved');
  const tag = card.getByTestId('note-tag');
  await tag.fill('crane-7');
  await tag.press('Enter');
  await tag.fill('drive');
  await tag.press(',');
  await expect(card.getByRole('button', { name: 'Remove tag crane-7' })).toBeVisible();
  await picture(card, 'note-outcome-tags');
  await call.hangup();
  const panel = await openPanel(offhook.browser);
  await showPart(panel, 'history');
  await expect(historyRow(panel, IDA.name).first()).toBeVisible();
  const number = await save(card);

  const [article] = await offhook.api.articlesWith(ida.id, text);
  expect(article!.body).toContain('Solved');
  await expect
    .poll(() => offhook.api.tags(article!.ticket_id))
    .toEqual(expect.arrayContaining(['crane-7', 'drive']));
  await test.step('the history tells the outcome by itself, and leads to the ticket', async () => {
    const row = historyRow(panel, text);
    await expect(row).toContainText('Solved');
    await expect(row.getByTestId('row-ticket')).toHaveText(`#${number}`);
    await panel.close();
  });
});

test('Logging / notes: Follow-up / callback date', async ({ knownCall, offhook }) => {
  const { page, person: otto, card } = await knownCall(ui, OTTO);
  const text = newText('Call back tomorrow');
  await write(card, text);
  await chooseTarget(card, 'Remote control pairing');
  await card.getByTestId('note-more').click();
  const tomorrow = card.getByTestId('follow-up-preset').first();
  await tomorrow.click();
  await expect(tomorrow).toHaveAttribute('aria-pressed', 'true');
  const wanted = await card.getByTestId('follow-up-at').inputValue();
  await picture(card, 'note-follow-up');
  await save(card);
  const [article] = await offhook.api.articlesWith(otto.id, text);
  await expect
    .poll(async () => (await offhook.api.ticket(article!.ticket_id)).state)
    .toBe('pending reminder');
  const { pending_time } = await offhook.api.ticket(article!.ticket_id);
  const local = await page.evaluate((text) => new Date(text).getTime(), wanted);
  expect(Date.parse(pending_time!)).toBe(local);
});

// A real Zammad is not reconfigured by a test.
if (onSandbox)
  test('Logging / notes: Talk time → time accounting', async ({
    zammadTab,
    freshBackground,
    ring,
    offhook,
  }) => {
    await timeAccounting(offhook, true);
    await freshBackground();
    await choose(offhook, { roundMinutes: 5, roundMode: 'up' });
    const page = await zammadTab(ui);
    const ida = await offhook.api.person(IDA.name);
    const card = cardFor(page, IDA.name);
    const talk = async () => {
      const call = await ring({ from: IDA.number });
      await call.answer(offhook.me.name);
      await expectState(card, 'talking');
      await call.hangup();
      await expectState(card, 'ended');
      await expectTickets(card);
    };

    await test.step('rounded as set, offered once the talk is over, booked on the article', async () => {
      await talk();
      const text = newText('Counted');
      await write(card, text);
      await chooseTarget(card, 'Hook does not lift');
      await card.getByTestId('note-more').click();
      await expect(card.getByTestId('note-minutes')).toHaveValue('5');
      await picture(card, 'note-minutes');
      await save(card);
      const [article] = await offhook.api.articlesWith(ida.id, text);
      await expect
        .poll(() => offhook.api.times(article!.ticket_id))
        .toContainEqual(
          expect.objectContaining({ ticket_article_id: article!.id, time_unit: '5.0' }),
        );
      await card.getByTestId('dismiss').click();
    });
    await test.step('switched off: neither offered nor booked', async () => {
      await choose(offhook, { timeAccounting: false });
      await talk();
      const text = newText('Not counted');
      await write(card, text);
      await chooseTarget(card, 'Hook does not lift');
      await card.getByTestId('note-more').click();
      await expect(card.getByTestId('note-tag')).toBeVisible();
      await expect(card.getByTestId('note-minutes')).toHaveCount(0);
      await save(card);
      const [article] = await offhook.api.articlesWith(ida.id, text);
      const booked = await offhook.api.times(article!.ticket_id);
      expect(booked.map((each) => each.ticket_article_id)).not.toContain(article!.id);
    });
  });

test('Logging / notes: text modules and templates', async ({ knownCall, offhook }) => {
  await choose(offhook, {
    templates: [
      { name: 'Crane', line: LINE, text: 'Crane no.:\nFault shown:' },
      { name: 'Callback', text: 'Call back by:' },
    ],
  });
  const { page, call, card } = await knownCall(ui, IDA, { to: LINE });
  const field = card.getByTestId('note-text');

  await test.step('the template of the line is there when the call is answered', async () => {
    await expect(field).toHaveValue('');
    await call.answer(offhook.me.name);
    await expect(field).toHaveValue('Crane no.:\nFault shown:');
  });
  await test.step('another one at the press of a button', async () => {
    await field.focus();
    await card.getByTestId('note-more').click();
    await card.getByRole('button', { name: 'Insert template Callback' }).click();
    await expect(field).toHaveValue(/Fault shown:\s+Call back by:$/);
  });
  await test.step('a text module of Zammad by "::", its variables filled, by keyboard alone', async () => {
    await field.press('End');
    await page.keyboard.type(' ::');
    const query = card.getByTestId('module-query');
    await expect(query).toBeFocused();
    await page.keyboard.type('rück');
    await expect(card.getByRole('option', { name: /Rückruf versprochen/ })).toBeVisible();
    await picture(card, 'note-text-module');
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue(
      new RegExp(`Call back by: Rückruf an ${IDA.name} unter .*609854-180 versprochen`),
    );
    await expect(field).not.toHaveValue(/#\{|::/);
    await expect(field).toBeFocused();
  });
});

test('Tickets: Merge/attach call to ticket after the fact', async ({ knownCall, offhook }) => {
  const { person: ida, call, card } = await knownCall(ui, IDA);
  await call.answer(offhook.me.name);
  const text = newText('Which crane was it?');
  await write(card, text);
  await chooseTarget(card, 'Decide later');
  await card.getByTestId('note-save').click();
  await call.hangup();
  await expect(card).toHaveCount(0, { timeout: 20_000 });
  expect(await offhook.api.articlesWith(ida.id, text)).toEqual([]);

  const panel = await openPanel(offhook.browser);
  await showPart(panel, 'notes');
  const row = waitingRow(panel, text);
  await expect(row).toContainText('Has no ticket yet');
  await picture(panel.getByTestId('panel'), 'notes-to-assign');
  await row.getByTestId('waiting-open').click();
  const again = panel.getByTestId('call-detail').getByTestId('card');
  await expectTickets(again);
  await again.getByTestId('note-here').first().click();
  await expect(again.getByTestId('note-target')).toHaveValue(/^ticket:\d+$/);
  await save(again);
  expect(await offhook.api.articlesWith(ida.id, text)).toHaveLength(1);
  await panel.getByTestId('back').click();
  await expect(row).toHaveCount(0);
  await panel.close();
});

test('Logging / notes: editing a sent note', async ({ knownCall, offhook }) => {
  const { person: ida, card } = await knownCall(ui, IDA);
  const text = newText('Crane 8');
  const right = text.replace('Crane 8', 'Crane 7');
  await write(card, text);
  const number = await save(card);
  await card.getByTestId('note-edit').click();
  const field = card.getByTestId('note-edit-text');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(text);
  await field.fill(right);
  await picture(card, 'note-edit');
  await field.press('Control+Enter');
  await expect(card.getByTestId('note-status')).toContainText(`Note is in #${number}`);
  await expect.poll(async () => (await offhook.api.articlesWith(ida.id, right)).length).toBe(1);
  expect(await offhook.api.articlesWith(ida.id, text)).toEqual([]);
});

test('Logging / notes: the outbox shows what waits and why', async ({ knownCall, offhook }) => {
  const { person: ida, card } = await knownCall(ui, IDA);
  const text = newText('Zammad is gone');
  await write(card, text);
  offhook.zammad.fault('down');
  await card.getByTestId('note-save').click();
  await expect(card.getByTestId('note-status')).toContainText('as soon as Zammad answers');
  const panel = await openPanel(offhook.browser);
  await showPart(panel, 'notes');
  const row = waitingRow(panel, text);
  await expect(row).toContainText(/Waits for Zammad\s· tried .*\s· next try in/);
  await expect(row).toContainText('Zammad cannot be reached');
  // It may have arrived already: nobody can throw it away.
  await expect(row.getByTestId('waiting-discard')).toHaveCount(0);
  await picture(panel.getByTestId('panel'), 'notes-waiting');
  offhook.zammad.fault('none');
  await panel.getByTestId('waiting-retry').click();
  await expect(row).toHaveCount(0, { timeout: 30_000 });
  expect(await offhook.api.articlesWith(ida.id, text)).toHaveLength(1);
  await panel.close();
});

test('Logging / notes: a hand-over brings the first agent’s draft', async ({
  knownCall,
  colleague,
  offhook,
}) => {
  const theirs = await colleague();
  const tab = await theirs.tab(ui);
  const { person: ida, call, card: mine } = await knownCall(ui, IDA);
  await call.answer(offhook.me.name);
  await expectState(mine, 'talking');
  const text = newText('Display shows E-31');
  await write(mine, text);

  await call.answer(theirs.name);
  const card = cardFor(tab, IDA.name);
  await expectState(card, 'talking');
  const brought = card.getByTestId('hand-over');
  await expect(brought).toContainText(text);
  await expect(brought).toContainText(new RegExp(`Note of ${offhook.me.name}\\s· .*0:\\d\\d`));
  await picture(card, 'hand-over');
  await card.getByTestId('take-over').click();
  await expect(card.getByTestId('note-text')).toHaveValue(text);
  await card.getByTestId('note-text').press('End');
  await tab.keyboard.type(' and E-32');
  await save(card);
  expect(await offhook.api.articlesWith(ida.id, `${text} and E-32`)).toHaveLength(1);
});
