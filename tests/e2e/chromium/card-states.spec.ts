import { IDA, strangersNumber } from '../harness/callers.ts';
import { cardFor, cards, expectState, expectTickets, painted } from '../harness/cards.ts';
import { uisOfRun } from '../harness/login.ts';
import { UNDECIDED } from '../harness/more-people.ts';
import { expect, test } from '../harness/offhook-test.ts';

for (const ui of uisOfRun()) {
  test.describe(`the card on the ${ui} page`, () => {
    test('rings, talks with a running clock, ends', async ({ zammadTab, ring, offhook }) => {
      const page = await zammadTab(ui);
      const call = await ring({ from: IDA.number });
      expect(call.answered).toEqual({ status: 200, body: {} });
      const card = cardFor(page, IDA.name);
      await painted(card);
      await expectState(card, 'ringing');
      await expect(card.getByTestId('number')).toContainText('609854180');
      await call.answer(offhook.me.name);
      await expectState(card, 'talking');
      const clock = card.getByTestId('clock');
      const first = await clock.textContent();
      await expect(clock).not.toHaveText(first ?? '');
      await call.hangup();
      await expectState(card, 'ended');
      await expect(card).not.toHaveAttribute('data-outcome', 'missed');
    });

    test('names the caller, the organisation, the reason and the open tickets', async ({
      zammadTab,
      ring,
      offhook,
    }) => {
      const page = await zammadTab(ui);
      const tickets = await offhook.api.ticketsOf((await offhook.api.person(IDA.name)).id);
      await ring({ from: IDA.number });
      const card = cardFor(page, IDA.name);
      await expect(card.getByTestId('who')).toContainText(IDA.name);
      await expect(card).toContainText('Kranbau');
      await expect(card).toContainText('exact');
      await expectTickets(card);
      const shown = await card.getByTestId('open-ticket').first().getAttribute('data-ticket-id');
      const ticket = tickets.find((one) => one.id === Number(shown))!;
      await expect(card).toContainText(`#${ticket.number} ${ticket.title}`);
    });

    test('says when nobody took the call', async ({ zammadTab, ring }) => {
      const page = await zammadTab(ui);
      const call = await ring({ from: IDA.number });
      await call.hangup('noAnswer');
      const card = cardFor(page, IDA.name);
      await expectState(card, 'ended');
      await expect(card).toHaveAttribute('data-outcome', 'missed');
      await expect(card).toContainText('Missed');
    });

    test('says who else took it, and goes by itself', async ({ zammadTab, ring, offhook }) => {
      const page = await zammadTab(ui);
      const call = await ring({ from: IDA.number, users: [offhook.me.name, 'Somebody Else'] });
      const card = cardFor(page, IDA.name);
      await expectState(card, 'ringing');
      await call.answer('Somebody Else');
      await expect(card).toHaveAttribute('data-outcome', 'answered-elsewhere');
      await expect(card).toContainText('Somebody Else took it');
      await expect(card).toHaveCount(0, { timeout: 30_000 });
    });

    test('a caller who hides the number', async ({ zammadTab, ring }) => {
      const page = await zammadTab(ui);
      await ring({ from: 'anonymous' });
      const card = cardFor(page, 'Number withheld');
      await expectState(card, 'ringing');
      await expect(card.getByTestId('open-profile')).toHaveCount(0);
    });

    test('a caller nobody knows', async ({ zammadTab, ring }) => {
      const page = await zammadTab(ui);
      const stranger = strangersNumber();
      await ring({ from: stranger.number });
      const card = cardFor(page, new RegExp(stranger.tail));
      await expectState(card, 'ringing');
      await expect(card.getByTestId('who')).toContainText('Unknown caller');
      await expect(card.getByTestId('new-ticket')).toBeVisible();
    });

    test('several people with one number: the agent says who it is', async ({
      zammadTab,
      ring,
    }) => {
      const page = await zammadTab(ui);
      const { number, people } = UNDECIDED[ui];
      const [one, other] = people;
      await ring({ from: number });
      const card = cardFor(page, one.name);
      await expect(card.getByTestId('candidate')).toHaveCount(people.length);
      await card.getByTestId('candidate').filter({ hasText: other.name }).click();
      await expect(cardFor(page, other.name).getByTestId('who')).toContainText(other.name);
    });

    test('several calls at once, each with its own card', async ({ zammadTab, ring }) => {
      const page = await zammadTab(ui);
      const [one, two] = [strangersNumber(), strangersNumber()];
      await ring({ from: IDA.number });
      const second = await ring({ from: one.number });
      await ring({ from: two.number });
      await expect(cards(page)).toHaveCount(3);
      await second.hangup('cancel');
      await expectState(cardFor(page, new RegExp(one.tail)), 'ended');
      await expectState(cardFor(page, IDA.name), 'ringing');
      await expectState(cardFor(page, new RegExp(two.tail)), 'ringing');
    });
  });
}

test('number and line stand in the first frame, name and tickets follow', async ({
  zammadTab,
  freshBackground,
  ring,
  offhook,
}) => {
  const page = await zammadTab(uisOfRun()[0]!);
  await freshBackground();
  offhook.zammad.fault('slow', /ticket_customer|\/users\//);
  await ring({ from: IDA.number, queue: 'support' });
  const card = cardFor(page, /609854180/);
  await painted(card);
  await expect(card.getByTestId('line')).not.toBeEmpty();
  await expect(card.getByTestId('open-ticket')).toHaveCount(0);
  const before = await card.boundingBox();
  await expectTickets(card);
  const after = await card.boundingBox();
  // Room is reserved: the bar with state, line and clock stays where it is.
  expect(Math.abs((after?.width ?? 0) - (before?.width ?? 0))).toBeLessThanOrEqual(1);
});
