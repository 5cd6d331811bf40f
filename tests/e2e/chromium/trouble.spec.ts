/** Zammad, relay or background fail in the middle of a call. */
import type { Locator } from '@playwright/test';
import { IDA } from '../harness/callers.ts';
import { cardFor, cards, expectState, painted } from '../harness/cards.ts';
import { test } from '../harness/known-call-test.ts';
import { uisOfRun } from '../harness/login.ts';
import { chooseTarget, newText } from '../harness/notes.ts';
import { expect } from '../harness/offhook-test.ts';

const ui = uisOfRun()[0]!;

test('the background is ended in mid-call: the card goes on, in the same page', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(ui);
  const call = await ring({ from: IDA.number });
  const card = cardFor(page, IDA.name);
  await painted(card);
  await card.getByTestId('note-text').fill('typed before the end');
  await expect(card).toContainText('Kept');
  await offhook.browser.stopBackground();
  await call.answer(offhook.me.name);
  await expectState(card, 'talking');
  await expect(card.getByTestId('note-text')).toHaveValue('typed before the end');
  await offhook.browser.stopBackground();
  await call.hangup();
  await expectState(card, 'ended');
  await expect(cards(page)).toHaveCount(1);
});

test('kill -9 of the relay between new call and answer: the card goes on by itself', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(ui);
  const call = await ring({ from: IDA.number });
  const card = cardFor(page, IDA.name);
  await expectState(card, 'ringing');
  await offhook.relay.kill9();
  await offhook.relay.start();
  expect((await call.answer(offhook.me.name)).status).toBe(200);
  await expectState(card, 'talking');
  await offhook.relay.kill9();
  await offhook.relay.start();
  expect((await call.hangup()).status).toBe(200);
  await expectState(card, 'ended');
  await expect(cards(page)).toHaveCount(1);
});

test('a call that came while the relay was restarting is there afterwards', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(ui);
  await offhook.relay.end();
  await offhook.relay.start();
  // The extension has not come back yet: what was answered 200 must not be lost.
  const call = await ring({ from: IDA.number });
  expect(call.answered.status).toBe(200);
  await expectState(cardFor(page, IDA.name), 'ringing');
});

const FAULTS = [
  ['down', /cannot be reached/],
  ['slow', /answers slowly/],
  [401, /does not accept the token/],
  [403, /may not do this/],
  [500, /answered with an error/],
] as const;

for (const [fault, words] of FAULTS) {
  test(`Zammad ${fault}: the card rings at once and says what is missing`, async ({
    zammadTab,
    freshBackground,
    ring,
    offhook,
  }) => {
    const page = await zammadTab(ui);
    await freshBackground();
    offhook.zammad.fault(fault);
    const call = await ring({ from: IDA.number });
    expect(call.answered.status).toBe(200);
    const card = cardFor(page, /609854180/);
    await painted(card);
    await expectState(card, 'ringing');
    await expect(card.getByTestId('problem').first()).toContainText(words, { timeout: 20_000 });
  });
}

for (const fault of ['down', 'slow', 401, 500] as const) {
  test(`a note written while Zammad is ${fault} is sent later, exactly once`, async ({
    knownCall,
    offhook,
  }) => {
    test.slow();
    const { person: ida, card } = await knownCall(ui, IDA);
    offhook.zammad.fault(fault);
    const text = await saveNote(card);
    await expect(card).toContainText(/as soon as Zammad answers|Saving/);
    expect(await offhook.api.articlesWith(ida.id, text)).toEqual([]);
    offhook.zammad.fault('none');
    await expect(card).toContainText('Note is in #', { timeout: 60_000 });
    expect(await offhook.api.articlesWith(ida.id, text)).toHaveLength(1);
  });
}

test('the answer to a note is lost: it is looked for, not written twice', async ({
  knownCall,
  offhook,
}) => {
  test.slow();
  const { person: ida, card } = await knownCall(ui, IDA);
  offhook.zammad.loseNextAnswer(/POST .*\/ticket_articles/);
  const text = await saveNote(card);
  await expect(card).toContainText('Note is in #', { timeout: 60_000 });
  expect(await offhook.api.articlesWith(ida.id, text)).toHaveLength(1);
});

test('a note that waits survives the end of the background', async ({ knownCall, offhook }) => {
  test.slow();
  const { person: ida, card } = await knownCall(ui, IDA);
  offhook.zammad.fault('down');
  const text = await saveNote(card);
  await expect(card).toContainText('as soon as Zammad answers');
  await offhook.browser.stopBackground();
  offhook.zammad.fault('none');
  await expect(card).toContainText('Note is in #', { timeout: 90_000 });
  expect(await offhook.api.articlesWith(ida.id, text)).toHaveLength(1);
});

/** Writes a note nobody wrote before to one of Ida's open tickets. */
async function saveNote(card: Locator): Promise<string> {
  const text = newText('Waits for Zammad');
  await card.getByTestId('note-text').fill(text);
  await chooseTarget(card, '#');
  await card.getByTestId('note-save').click();
  return text;
}
