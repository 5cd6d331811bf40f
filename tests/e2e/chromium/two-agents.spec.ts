import { IDA } from '../harness/callers.ts';
import { cardFor, cards, expectState } from '../harness/cards.ts';
import { uisOfRun } from '../harness/login.ts';
import { expect, test } from '../harness/offhook-test.ts';

const ui = uisOfRun()[0]!;

test('only the agent addressed gets the card; both do when both ring', async ({
  zammadTab,
  ring,
  colleague,
  offhook,
}) => {
  const mine = await zammadTab(ui);
  const other = await colleague();
  const theirs = await other.tab(ui);
  const { name } = other;

  await test.step('a call for one', async () => {
    const call = await ring({ from: IDA.number, users: [name] });
    await expectState(cardFor(theirs, /609854180/), 'ringing');
    await call.hangup('cancel');
    await expectState(cardFor(theirs, /609854180/), 'ended');
    await expect(cards(mine)).toHaveCount(0);
    await cardFor(theirs, /609854180/)
      .getByTestId('dismiss')
      .click();
  });

  await test.step('a call for both', async () => {
    const call = await ring({ from: IDA.number, users: [offhook.me.name, name] });
    await expectState(cardFor(mine, IDA.name), 'ringing');
    await expectState(cardFor(theirs, /609854180/), 'ringing');
    await call.answer(name);
    await expectState(cardFor(theirs, /609854180/), 'talking');
    await expect(cardFor(mine, IDA.name)).toHaveAttribute('data-outcome', 'answered-elsewhere');
    await expect(cardFor(mine, IDA.name)).toContainText(`${name} took it`);
    await call.hangup();
  });
});
