/** What the feature table promises about notes: written while one talks, kept whatever happens. */
import type { Page } from '@playwright/test';
import { askBackground } from '../harness/background-ask.ts';
import { IDA, OTTO } from '../harness/callers.ts';
import { cardFor, expectState, expectTickets } from '../harness/cards.ts';
import type { Colleague } from '../harness/colleague.ts';
import { test } from '../harness/known-call-test.ts';
import { uisOfRun } from '../harness/login.ts';
import { chooseTarget, newText, save, sentTo, write } from '../harness/notes.ts';
import { expect, type Offhook } from '../harness/offhook-test.ts';
import { historyRow, openPanel, showPart, waitingRow } from '../harness/panel.ts';
import type { NewCall, Ringing } from '../harness/pbx.ts';
import { picture } from '../harness/picture.ts';

const ui = uisOfRun()[0]!;

test('Logging / notes: Note field during the call', async ({ knownCall, offhook }) => {
  const { page, person: ida, call, card } = await knownCall(ui, IDA);
  const field = card.getByTestId('note-text');
  const text = newText('Hook stops half way');

  await test.step('while it rings: the field waits, the focus stays in Zammad', async () => {
    await expectState(card, 'ringing');
    await expect(field).toBeEditable();
    await expect(field).not.toBeFocused();
    await expect(field).toHaveAccessibleName(/note/i);
    await field.pressSequentially('Hook ');
  });
  await test.step('the answer comes in the middle of a word: nothing is lost, the caret stays', async () => {
    await call.answer(offhook.me.name);
    await expectState(card, 'talking');
    await expect(field).toBeFocused();
    await page.keyboard.type('stops');
    await expect(field).toHaveValue('Hook stops');
  });
  await test.step('kept at each pause, and still there when they have hung up', async () => {
    await write(card, text);
    await picture(card, 'note-during-the-call');
    await call.hangup();
    await expectState(card, 'ended');
    await expect(field).toHaveValue(text);
    await expect(field).toBeEditable();
  });
  await test.step('Ctrl+Enter makes it one telephone article', async () => {
    await field.press('Control+Enter');
    await sentTo(card);
    const [article, ...more] = await offhook.api.articlesWith(ida.id, text);
    expect(article).toMatchObject({ type: 'phone', internal: true });
    expect(article!.body).toMatch(/Incoming call/);
    expect(more).toEqual([]);
    await picture(card, 'note-sent');
  });
});

test('Logging / notes: Existing ticket or new ticket, chosen per call', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(ui);
  const { api } = offhook;
  const otto = await api.person(OTTO.name);
  const before = await api.ticketsOf(otto.id);
  const card = cardFor(page, OTTO.name);

  await test.step('this call: into the ticket that is there', async () => {
    const call = await ring({ from: OTTO.number });
    await expectTickets(card);
    const text = newText('Remote is recognised again');
    await write(card, text);
    const place = await chooseTarget(card, 'Remote control pairing');
    const number = await save(card);
    expect(place).toContain(`#${number}`);
    expect(await api.ticketsOf(otto.id)).toHaveLength(before.length);
    const [article, ...more] = await api.articlesWith(otto.id, text);
    expect(article!.ticket_id).toBe(before.find((each) => each.number === number)?.id);
    expect(more).toEqual([]);
    await call.hangup();
    await card.getByTestId('dismiss').click();
    await expect(card).toHaveCount(0);
  });

  await test.step('the next one: into a new ticket, with title, owner and priority', async () => {
    await ring({ from: OTTO.number });
    const text = newText('Wants a second remote');
    await write(card, text);
    await chooseTarget(card, 'New ticket in Support');
    await card.getByTestId('note-more').click();
    await card.getByTestId('note-title').fill('Second remote');
    await card.getByTestId('note-owner').selectOption({ label: offhook.me.name });
    await card.getByTestId('note-priority').selectOption({ label: '3 high' });
    await picture(card, 'note-new-ticket');
    const number = await save(card);
    const after = await api.ticketsOf(otto.id);
    expect(after).toHaveLength(before.length + 1);
    const [article, ...more] = await api.articlesWith(otto.id, text);
    expect(more).toEqual([]);
    expect(await api.ticket(article!.ticket_id)).toMatchObject({
      number,
      title: 'Second remote',
      group: 'Support',
      priority: '3 high',
    });
    const ticket = await api.ticket(article!.ticket_id);
    expect(ticket.owner).toMatch(/agent1@example\.com|Alice/);
    expect(await api.articles(article!.ticket_id)).toHaveLength(1);
  });
});

/** A colleague, whose browser may crash, answers a call of somebody whom Zammad knows. */
async function talk(
  who: typeof IDA | typeof OTTO,
  colleague: () => Promise<Colleague>,
  ring: (call: NewCall) => Promise<Ringing>,
) {
  const theirs = await colleague();
  // Chromium writes what was granted to it within seconds, or when it is closed.
  await theirs.restart('closed');
  const page = await theirs.tab(ui);
  const call = await ring({ from: who.number, users: [theirs.name] });
  await call.answer(theirs.name);
  await expectTickets(cardFor(page, who.name));
  return { theirs, page, call };
}

/** A computer that sleeps: scripts of the page stand still, the background is gone, the line is cut. */
async function sleepAndWake(page: Page, theirs: Colleague, { relay }: Offhook): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  await theirs.browser.stopBackground();
  await relay.kill9();
  await relay.start();
  await cdp.send('Page.setWebLifecycleState', { state: 'active' });
  await cdp.detach();
}

/** "Kept" may still be said of what stood there before the last word. */
async function kept({ browser }: Colleague, text: string): Promise<void> {
  await expect
    .poll(async () => (await askBackground(browser, 'notes.waiting', {})).map((note) => note.text))
    .toContain(text);
}

test('Logging / notes: Note survives reload / crash / sleep', async ({
  ring,
  colleague,
  offhook,
}) => {
  test.slow();
  const { theirs, call, ...begun } = await talk(IDA, colleague, ring);
  const ida = await offhook.api.person(IDA.name);
  let { page } = begun;
  const cardNow = () => cardFor(page, IDA.name);
  const field = () => cardNow().getByTestId('note-text');
  let text = newText('Survives');
  const more = async (word: string) => {
    text = `${text} ${word}`;
    await write(cardNow(), text);
    await kept(theirs, text);
  };
  await more('all:');

  await test.step('reload of the page', async () => {
    await page.reload();
    await expect(field()).toHaveValue(text);
    await more('reload,');
  });
  await test.step('tab closed', async () => {
    await page.close();
    page = await theirs.tab(ui);
    await expect(field()).toHaveValue(text);
    await more('tab,');
  });
  await test.step('background stopped', async () => {
    await theirs.browser.stopBackground();
    await expect(field()).toHaveValue(text);
    await more('background,');
    await page.reload();
    await expect(field()).toHaveValue(text);
  });
  await test.step('sleep', async () => {
    await sleepAndWake(page, theirs, offhook);
    await expect(field()).toHaveValue(text);
    await more('sleep,');
  });
  await test.step('browser killed, in the middle of the call', async () => {
    await theirs.restart('killed');
    page = await theirs.tab(ui);
    await expectState(cardNow(), 'talking');
    await expect(field()).toHaveValue(text);
    await more('killed,');
  });
  await test.step('relay down, and the browser killed meanwhile: the draft is here', async () => {
    await offhook.relay.kill9();
    await more('relay down.');
    await theirs.restart('killed');
    const panel = await openPanel(theirs.browser);
    await showPart(panel, 'notes');
    await expect(waitingRow(panel, text)).toContainText('Not handed over yet');
    await picture(waitingRow(panel, text), 'note-draft-after-crash');
    await offhook.relay.start();
    await panel.close();
  });
  await test.step('all is back: sent, exactly once', async () => {
    page = await theirs.tab(ui);
    await expect(field()).toHaveValue(text, { timeout: 30_000 });
    await call.hangup();
    await expectState(cardNow(), 'ended');
    await save(cardNow());
    expect(await offhook.api.articlesWith(ida.id, text)).toHaveLength(1);
  });
});

test('Logging / notes: a note on its way survives the browser, too', async ({
  ring,
  colleague,
  offhook,
}) => {
  test.slow();
  const { theirs, call, page } = await talk(OTTO, colleague, ring);
  const otto = await offhook.api.person(OTTO.name);
  const card = cardFor(page, OTTO.name);
  const text = newText('Handed over');
  await write(card, text);
  await chooseTarget(card, 'Remote control pairing');

  await test.step('Zammad and the relay are down; it waits, and the browser is killed', async () => {
    offhook.zammad.fault('down');
    await offhook.relay.kill9();
    await card.getByTestId('note-save').click();
    await expect(card).toContainText('as soon as Zammad answers');
    await theirs.restart('killed');
  });
  let panel: Page;
  await test.step('Zammad answers, its answer is lost: exactly one article', async () => {
    offhook.zammad.loseNextAnswer(/POST .*\/ticket_articles/);
    offhook.zammad.fault('none');
    panel = await openPanel(theirs.browser);
    await showPart(panel, 'notes');
    await expect
      .poll(async () => (await offhook.api.articlesWith(otto.id, text)).length, {
        timeout: 60_000,
      })
      .toBe(1);
    await offhook.relay.start();
    await expect(waitingRow(panel, text)).toHaveCount(0, { timeout: 60_000 });
    expect(await offhook.api.articlesWith(otto.id, text)).toHaveLength(1);
  });
  await test.step('and its call in the history leads to the ticket', async () => {
    const [article] = await offhook.api.articlesWith(otto.id, text);
    const ticket = await offhook.api.ticket(article!.ticket_id);
    await showPart(panel, 'history');
    const row = historyRow(panel, OTTO.name).first();
    await expect(row.getByTestId('row-ticket')).toContainText(`#${ticket.number}`);
    await call.hangup();
  });
});
