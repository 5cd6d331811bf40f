/** The same product in Firefox: connect, card, open, note, background ended, relay restarted. */
import { test as base, expect } from '@playwright/test';
import type { Page } from 'puppeteer-core';
import { IDA } from '../harness/callers.ts';
import { curlExamples } from '../harness/curl-examples.ts';
import {
  dismissCards,
  inCard,
  readCards,
  waitForCard,
  waitForText,
} from '../harness/firefox-cards.ts';
import { connectFirefox, signIn } from '../harness/firefox-connect.ts';
import { type FirefoxWithOffhook, launchFirefox } from '../harness/firefox.ts';
import { pathOf, uisOfRun } from '../harness/login.ts';
import { type Stack, startStack } from '../harness/stack.ts';
import { type ZammadApi, createZammadApi } from '../harness/zammad-api.ts';

interface Connected {
  stack: Stack;
  firefox: FirefoxWithOffhook;
  api: ZammadApi;
  me: string;
  ring(): ReturnType<Stack['pbx']['ring']>;
}

const test = base.extend<object, { offhook: Connected }>({
  offhook: [
    async ({}, use) => {
      const stack = await startStack();
      const firefox = await launchFirefox();
      const agent = stack.target.agents[0];
      await connectFirefox(firefox, {
        zammadUrl: stack.zammad.url,
        token: agent.token,
        relayUrl: stack.relay.url,
      });
      const api = createZammadApi(stack.target, agent.token);
      const person = await api.me();
      const me = `${person.firstname} ${person.lastname}`;
      const ring = () => stack.pbx.ring({ from: IDA.number, users: [me] });
      await use({ stack, firefox, api, me, ring });
      await firefox.close();
      await stack.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

for (const ui of uisOfRun()) {
  test.describe(`Firefox on the ${ui} page`, () => {
    let page: Page;

    test.beforeEach(async ({ offhook }) => {
      const { stack, firefox } = offhook;
      page = await firefox.browser.newPage();
      await page.goto(`${stack.zammad.url}${pathOf(ui)}`);
      if (!stack.target.sandbox) await signIn(page, ui, stack.target.agents[0]);
      await page.waitForSelector('offhook-cards');
    });

    test.afterEach(async () => {
      await dismissCards(page);
      await page.close();
    });

    test('a call rings, talks and ends', async ({ offhook }) => {
      const call = await offhook.ring();
      await waitForCard(page, /Ida Plus/, 'ringing');
      await waitForText(page, /open tickets?/);
      await call.answer(offhook.me);
      await waitForCard(page, /Ida Plus/, 'talking');
      await call.hangup();
      await waitForCard(page, /Ida Plus/, 'ended');
    });

    test('the profile opens in the same tab', async ({ offhook }) => {
      const ida = await offhook.api.person(IDA.name);
      const loadedAt = await page.evaluate(() => performance.timeOrigin);
      const call = await offhook.ring();
      await (await inCard(page, 'open-profile')).click();
      await page.waitForFunction(
        (id) => new RegExp(`(#user/profile|/desktop/users)/${id}`).test(location.href),
        { timeout: 20_000 },
        ida.id,
      );
      // Where the new interface has no page for a person, the legacy one shows it: another document.
      const now = await page.evaluate(() => ({
        at: performance.timeOrigin,
        path: location.pathname,
      }));
      if (ui === 'legacy' || now.path.startsWith('/desktop')) expect(now.at).toBe(loadedAt);
      await call.hangup('cancel');
    });

    test('a note becomes one phone article', async ({ offhook }) => {
      const ida = await offhook.api.person(IDA.name);
      const text = `Written in Firefox ${ui} ${Date.now()}`;
      const call = await offhook.ring();
      await waitForText(page, /open tickets?/);
      const note = await inCard(page, 'note-text');
      await note.click();
      await page.keyboard.type(text);
      await (await inCard(page, 'note-save')).click();
      await waitForText(page, /Note is in #/);
      expect(await offhook.api.articlesWith(ida.id, text)).toMatchObject([{ type: 'phone' }]);
      await call.hangup('cancel');
    });

    test('the background is ended in mid-call: the card goes on', async ({ offhook }) => {
      const call = await offhook.ring();
      await waitForCard(page, /Ida Plus/, 'ringing');
      await offhook.firefox.stopBackground();
      await call.answer(offhook.me);
      await waitForCard(page, /Ida Plus/, 'talking');
      await offhook.firefox.stopBackground();
      await call.hangup();
      await waitForCard(page, /Ida Plus/, 'ended');
      expect(await readCards(page)).toHaveLength(1);
    });

    test('kill -9 of the relay between new call and answer: the card goes on', async ({
      offhook,
    }) => {
      const call = await offhook.ring();
      await waitForCard(page, /Ida Plus/, 'ringing');
      await offhook.stack.relay.kill9();
      await offhook.stack.relay.start();
      expect((await call.answer(offhook.me)).status).toBe(200);
      await waitForCard(page, /Ida Plus/, 'talking');
      await call.hangup();
      await waitForCard(page, /Ida Plus/, 'ended');
      expect(await readCards(page)).toHaveLength(1);
    });
  });
}

test('Firefox: the examples of the Push API document ring, connect and end a card', async ({
  offhook,
}) => {
  const page = await offhook.firefox.browser.newPage();
  const ui = uisOfRun()[0]!;
  await page.goto(`${offhook.stack.zammad.url}${pathOf(ui)}`);
  if (!offhook.stack.target.sandbox) await signIn(page, ui, offhook.stack.target.agents[0]);
  await page.waitForSelector('offhook-cards');
  const examples = curlExamples(offhook.stack.pbx.endpoint);
  expect(await examples.newCall()).toEqual({ status: 200, body: {} });
  await waitForCard(page, /30 55571600/, 'ringing');
  expect(await examples.answer()).toEqual({ status: 200, body: {} });
  await waitForCard(page, /30 55571600/, 'talking');
  expect(await examples.hangup()).toEqual({ status: 200, body: {} });
  await waitForCard(page, /30 55571600/, 'ended');
  await page.close();
});
