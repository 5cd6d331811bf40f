import { IDA } from '../harness/callers.ts';
import { cardFor, cards, expectState } from '../harness/cards.ts';
import { type ChromiumWithOffhook, launchChromium } from '../harness/chromium.ts';
import { connect } from '../harness/connect.ts';
import { openZammad, uisOfRun } from '../harness/login.ts';
import { expect, test } from '../harness/offhook-test.ts';
import { createZammadApi } from '../harness/zammad-api.ts';

const ui = uisOfRun()[0]!;
const NUMBER = /609854180/;
let other: ChromiumWithOffhook;
let colleague = '';

test.beforeAll(async ({ offhook }) => {
  other = await launchChromium();
  await other.preGrant(offhook.zammad.url);
  const { token } = offhook.target.agents[1];
  await connect(other, { zammadUrl: offhook.zammad.url, token, relayUrl: offhook.relay.url });
  const person = await createZammadApi(offhook.target, token).me();
  colleague = `${person.firstname} ${person.lastname}`;
});

test.afterAll(() => other.close());

// The colleague of a real Zammad may read German.
test('from one agent to the other, while the call goes on', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const mine = await zammadTab(ui);
  const theirs = await other.context.newPage();
  await openZammad(theirs, offhook.zammad.url, ui, offhook.target, offhook.target.agents[1]);
  await theirs.locator('offhook-cards').waitFor({ state: 'attached' });
  const call = await ring({ from: IDA.number, users: [offhook.me.name, colleague] });
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
    await call.answer(colleague);
    await expectState(theirCard, 'talking');
    await expect(theirCard).toHaveAttribute('data-outcome', 'live');
    await expect(theirCard.getByTestId('line')).toContainText(
      new RegExp(`(from|von) ${offhook.me.name} \\(0:`),
    );
  });

  await test.step('my talk is over although the call goes on: its clock stands', async () => {
    await expectState(myCard, 'ended');
    await expect(myCard).toHaveAttribute('data-outcome', 'handed-over');
    await expect(myCard).toContainText(`Handed to ${colleague}`);
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
    await expect(myCard).toContainText(`Handed to ${colleague}`);
  });
  await theirs.close();
});
