import { IDA } from '../harness/callers.ts';
import { cardFor, cards, expectState } from '../harness/cards.ts';
import { type ChromiumWithOffhook, launchChromium } from '../harness/chromium.ts';
import { connect } from '../harness/connect.ts';
import { openZammad, uisOfRun } from '../harness/login.ts';
import { expect, test } from '../harness/offhook-test.ts';
import { createZammadApi } from '../harness/zammad-api.ts';

const ui = uisOfRun()[0]!;
let other: ChromiumWithOffhook;

test.beforeAll(async ({ offhook }) => {
  other = await launchChromium();
  await other.preGrant(offhook.zammad.url);
  await connect(other, {
    zammadUrl: offhook.zammad.url,
    token: offhook.target.agents[1].token,
    relayUrl: offhook.relay.url,
  });
});

test.afterAll(() => other.close());

test('only the agent addressed gets the card; both do when both ring', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const mine = await zammadTab(ui);
  const theirs = await other.context.newPage();
  const agent = offhook.target.agents[1];
  await openZammad(theirs, offhook.zammad.url, ui, offhook.target, agent);
  await theirs.locator('offhook-cards').waitFor({ state: 'attached' });
  const person = await createZammadApi(offhook.target, agent.token).me();
  const name = `${person.firstname} ${person.lastname}`;

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
