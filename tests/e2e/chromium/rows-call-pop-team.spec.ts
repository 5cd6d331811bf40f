/** One test for each promise about who sees a call, where, and what the others see, named after it. */
import { IDA, strangersNumber } from '../harness/callers.ts';
import { cardFor, cards, dismissAll, expectState, painted } from '../harness/cards.ts';
import { type Colleague, startColleague } from '../harness/colleague.ts';
import { desktopNotices } from '../harness/desktop-notices.ts';
import { uisOfRun } from '../harness/login.ts';
import { expect, test } from '../harness/offhook-test.ts';
import { choose, chooseDefaults, handsOff, onlyRules, ticketAddress } from '../harness/opening.ts';
import { picture } from '../harness/picture.ts';

const ui = uisOfRun()[0]!;
let colleague: Colleague;

test.beforeAll(async ({ offhook }) => {
  colleague = await startColleague(offhook);
});
test.afterAll(() => colleague.close());
test.afterEach(({ offhook }) => chooseDefaults(offhook));

test('Call pop: Only the agents concerned see it', async ({ zammadTab, ring }) => {
  const mine = await zammadTab(ui);
  const theirs = await colleague.tab(ui);
  await ring({ from: IDA.number, users: [colleague.name] });
  await expectState(cardFor(theirs, IDA.name), 'ringing');
  // A later call comes, so the earlier one would have.
  const { number, tail } = strangersNumber();
  await ring({ from: number });
  await expectState(cardFor(mine, new RegExp(tail)), 'ringing');
  await expect(cards(mine)).toHaveCount(1);
  await expect(cardFor(theirs, new RegExp(tail))).toHaveCount(0);
  await theirs.close();
});

test('Call pop: Works with Zammad tab in background / closed', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const first = await zammadTab(ui);
  await expect.poll(() => desktopNotices(offhook.browser)).toEqual([]);

  await test.step('in the background: told on the desktop, and the card is there', async () => {
    const front = await offhook.browser.context.newPage();
    await front.bringToFront();
    const call = await ring({ from: IDA.number });
    await expect.poll(() => desktopNotices(offhook.browser)).toHaveLength(1);
    await first.bringToFront();
    await expectState(cardFor(first, IDA.name), 'ringing');
    await call.hangup('cancel');
    await dismissAll(first);
    await front.close();
  });

  await test.step('closed: told on the desktop, the card as soon as Zammad is open', async () => {
    await first.close();
    await expect.poll(() => desktopNotices(offhook.browser)).toEqual([]);
    await ring({ from: IDA.number });
    await expect.poll(() => desktopNotices(offhook.browser)).toHaveLength(1);
    const popup = await offhook.browser.openPage('popup.html');
    await expect(popup.getByText(IDA.name).first()).toBeVisible();
    await popup.close();
    const again = await offhook.browser.context.newPage();
    await again.goto(`${offhook.zammad.url}${ui === 'legacy' ? '/' : '/desktop/'}`);
    const card = cardFor(again, IDA.name);
    await painted(card);
    await expectState(card, 'ringing');
    await again.close();
  });
});

test('Call pop: Several calls at once', async ({ zammadTab, ring, offhook }) => {
  const page = await zammadTab(ui);
  const [second, third, fourth] = [strangersNumber(), strangersNumber(), strangersNumber()];
  const talk = await ring({ from: IDA.number });
  await talk.answer(offhook.me.name);
  await expectState(cardFor(page, IDA.name), 'talking');
  const waiting = await ring({ from: second.number });
  await ring({ from: third.number });
  await ring({ from: fourth.number });
  await expect(cards(page)).toHaveCount(4);
  // The newest that rings is on top, and the talk stays open however little room there is.
  await expect(cards(page).first()).toContainText(fourth.tail);
  await expect(cardFor(page, IDA.name)).toHaveAttribute('data-folded', 'false');
  await picture(page.locator('offhook-cards').getByTestId('tray'), 'call-pop-several-calls');
  // What has no room is a line, and one click away.
  const line = cardFor(page, new RegExp(second.tail));
  await expect(line).toHaveAttribute('data-folded', 'true');
  await line.locator('[data-unfold]').click();
  await expect(line).toHaveAttribute('data-folded', 'false');
  await waiting.hangup('cancel');
  await expectState(cardFor(page, new RegExp(second.tail)), 'ended');
  await expectState(cardFor(page, IDA.name), 'talking');
  await expectState(cardFor(page, new RegExp(fourth.tail)), 'ringing');
});

test('Call pop: "Answered by X" shown to the others', async ({ zammadTab, ring, offhook }) => {
  const mine = await zammadTab(ui);
  const call = await ring({ from: IDA.number, users: [offhook.me.name, colleague.name] });
  const card = cardFor(mine, IDA.name);
  await expectState(card, 'ringing');
  await call.answer(colleague.name);
  await expect(card).toContainText(`${colleague.name} took it`);
  await expect(card).toHaveAttribute('data-outcome', 'answered-elsewhere');
  await picture(card, 'call-pop-answered-by');
  // It is nobody's missed call, and goes by itself.
  await expect(cards(mine)).toHaveCount(0, { timeout: 30_000 });
});

test('Call pop: Transfer legs kept together, no second pop', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const mine = await zammadTab(ui);
  const theirs = await colleague.tab(ui);
  await dismissAll(theirs);
  await choose(offhook, onlyRules({ in: { answer: { one: 'latest-ticket' } } }));
  await handsOff(mine);
  const call = await ring({ from: IDA.number });
  await expect(cardFor(mine, IDA.name).getByTestId('open-ticket').first()).toBeVisible();
  await call.answer(offhook.me.name);
  await expect(mine).toHaveURL(ticketAddress(ui));

  // The agent has gone on to something else.
  const start = ui === 'legacy' ? '/#dashboard' : '/desktop/';
  await mine.goto(`${offhook.zammad.url}${start}`);
  await painted(cardFor(mine, IDA.name));
  await handsOff(mine);
  const address = mine.url();

  // Telephone systems tell the same leg again, and one more for the colleague who takes over.
  await call.answer(offhook.me.name);
  await call.answer(colleague.name);
  await expectState(cardFor(theirs, IDA.name), 'talking');
  await expect(cardFor(theirs, IDA.name).getByTestId('line')).toContainText(offhook.me.name);
  await expect(cardFor(mine, IDA.name)).toHaveAttribute('data-outcome', 'handed-over');
  await call.hangup();
  await expectState(cardFor(theirs, IDA.name), 'ended');
  for (const page of [mine, theirs]) await expect(cards(page)).toHaveCount(1);
  await handsOff(mine);
  expect(mine.url()).toBe(address);
  await theirs.close();
});
