import { IDA } from '../harness/callers.ts';
import { cardFor, cards, expectState } from '../harness/cards.ts';
import { uisOfRun } from '../harness/login.ts';
import { expect, test } from '../harness/offhook-test.ts';

const ui = uisOfRun()[0]!;
const NUMBER = /609854180/;

// The colleague of a real Zammad may read German.
test('from one agent to the other, while the call goes on', async ({
  zammadTab,
  ring,
  colleague,
  offhook,
}) => {
  const mine = await zammadTab(ui);
  const other = await colleague();
  const theirs = await other.tab(ui);
  const call = await ring({ from: IDA.number, users: [offhook.me.name, other.name] });
  const myCard = cardFor(mine, IDA.name);
  const theirCard = cardFor(theirs, NUMBER);

  await test.step('I take it; the card of the colleague goes by itself', async () => {
    await expectState(theirCard, 'ringing');
    await call.answer(offhook.me.name);
    await expectState(myCard, 'talking');
    await expect(theirCard).toContainText(
      new RegExp(`${offhook.me.name} (took it|hat angenommen)`),
    );
    await expect(cards(theirs)).toHaveCount(0, { timeout: 30_000 });
  });

  await test.step('the colleague takes over: a card again, and it says from whom', async () => {
    await call.answer(other.name);
    await expectState(theirCard, 'talking');
    await expect(theirCard).toHaveAttribute('data-outcome', 'live');
    await expect(theirCard.getByTestId('line')).toContainText(
      new RegExp(`(from|von) ${offhook.me.name} \\(0:`),
    );
  });

  await test.step('my talk is over although the call goes on: its clock stands', async () => {
    await expectState(myCard, 'ended');
    await expect(myCard).toHaveAttribute('data-outcome', 'handed-over');
    await expect(myCard).toContainText(`Handed to ${other.name}`);
    const talked = await myCard.getByTestId('clock').textContent();
    const running = theirCard.getByTestId('clock');
    const before = await running.textContent();
    await expect(running).not.toHaveText(before ?? '');
    await expect(myCard.getByTestId('clock')).toHaveText(talked ?? '');
  });

  await test.step('the end is of who has it; mine stays as it was', async () => {
    await call.hangup();
    await expectState(theirCard, 'ended');
    await expect(theirCard).toHaveAttribute('data-outcome', 'finished');
    await expect(myCard).toContainText(`Handed to ${other.name}`);
  });
});
