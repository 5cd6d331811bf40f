/** The telephone system's side, with a browser watching: the document's own examples, and bad behaviour. */
import { randomUUID } from 'node:crypto';
import { IDA } from '../harness/callers.ts';
import { cardFor, cards, expectState } from '../harness/cards.ts';
import { curlExamples } from '../harness/curl-examples.ts';
import { uisOfRun } from '../harness/login.ts';
import { expect, test } from '../harness/offhook-test.ts';

const ui = uisOfRun()[0]!;

test('the examples of the Push API document ring, connect and end a card', async ({
  zammadTab,
  offhook,
}) => {
  const page = await zammadTab(ui);
  const examples = curlExamples(offhook.pbx.endpoint);
  expect(await examples.newCall()).toEqual({ status: 200, body: {} });
  const card = cardFor(page, /3055571600|30 55571600/);
  await expectState(card, 'ringing');
  expect(await examples.answer()).toEqual({ status: 200, body: {} });
  await expect(card).toHaveAttribute('data-state', 'talking');
  expect(await examples.hangup()).toEqual({ status: 200, body: {} });
  await expectState(card, 'ended');
  await card.getByTestId('dismiss').click();
  expect((await examples.newCallOut()).status).toBe(200);
});

test('events doubled, reversed, unknown or without direction: always 200, one card, right end', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(ui);
  const callId = randomUUID();
  const base = { callId, from: IDA.number, to: '4930123000', 'user[]': offhook.me.name };
  const send = async (form: Record<string, string>) =>
    (await offhook.pbx.post(new URLSearchParams(form))).status;
  expect(await send({ event: 'hangup', ...base, cause: 'normalClearing' })).toBe(200);
  expect(await send({ event: 'answer', ...base, user: offhook.me.name })).toBe(200);
  expect(await send({ event: 'newCall', ...base, direction: 'in' })).toBe(200);
  expect(await send({ event: 'newCall', ...base, direction: 'in' })).toBe(200);
  expect(await send({ event: 'hangup', callId })).toBe(200);
  expect(await send({ event: 'hangup', callId: randomUUID(), cause: 'cancel' })).toBe(200);
  const marker = await ring({ from: 'anonymous' });
  await expectState(cardFor(page, 'Number withheld'), 'ringing');
  await expect(
    cardFor(page, IDA.name).and(page.locator('[data-state=ringing], [data-state=talking]')),
  ).toHaveCount(0);
  expect(await cardFor(page, IDA.name).count()).toBeLessThanOrEqual(1);
  await marker.hangup('cancel');
  await expect(cards(page).and(page.locator('[data-state=ringing]'))).toHaveCount(0);
});

test('bad requests are answered with their reason, and nobody else suffers', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(ui);
  const form = { event: 'newCall', callId: 'x', from: '1', to: '2', direction: 'in' };
  const wrong = await fetch(`${offhook.relay.url}/api/v1/cti/wrong-secret`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  expect(wrong.status).toBe(401);
  expect(
    (await offhook.pbx.post(`event=newCall&callId=big&from=${'1'.repeat(65_000)}`)).status,
  ).toBe(413);
  expect((await offhook.pbx.post('nothing we know')).status).toBe(422);
  expect(offhook.relay.log()).not.toContain('wrong-secret');
  await ring({ from: IDA.number });
  await expectState(cardFor(page, IDA.name), 'ringing');
});
