/** The same product in Firefox: connect, card, open, note, background ended, relay restarted. */
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
import { signIn } from '../harness/firefox-connect.ts';
import { expect, test } from '../harness/firefox-test.ts';
import { pathOf, uisOfRun } from '../harness/login.ts';

for (const ui of uisOfRun()) {
  test.describe(`Firefox on the ${ui} page`, () => {
    let page: Page;

    test.beforeEach(async ({ offhook }) => {
      const { zammad, firefox, target } = offhook;
      page = await firefox.browser.newPage();
      await page.goto(`${zammad.url}${pathOf(ui)}`);
      if (!target.sandbox) await signIn(page, ui, target.agents[0]);
      await page.waitForSelector('offhook-cards');
    });

    test.afterEach(async () => {
      await dismissCards(page);
      await page.close();
    });

    test('a call rings, talks and ends', async ({ offhook, ring }) => {
      const call = await ring({ from: IDA.number });
      await waitForCard(page, /Ida Plus/, 'ringing');
      await waitForText(page, /open tickets?/);
      await call.answer(offhook.me);
      await waitForCard(page, /Ida Plus/, 'talking');
      await call.hangup();
      await waitForCard(page, /Ida Plus/, 'ended');
    });

    test('the profile opens in the same tab', async ({ offhook, ring }) => {
      const ida = await offhook.api.person(IDA.name);
      const loadedAt = await page.evaluate(() => performance.timeOrigin);
      const call = await ring({ from: IDA.number });
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

    test('a note becomes one phone article', async ({ offhook, ring }) => {
      const ida = await offhook.api.person(IDA.name);
      const text = `Written in Firefox ${ui} ${Date.now()}`;
      const call = await ring({ from: IDA.number });
      await waitForText(page, /open tickets?/);
      const note = await inCard(page, 'note-text');
      await note.click();
      await page.keyboard.type(text);
      await (await inCard(page, 'note-save')).click();
      await waitForText(page, /Note is in #/);
      expect(await offhook.api.articlesWith(ida.id, text)).toMatchObject([{ type: 'phone' }]);
      await call.hangup('cancel');
    });

    test('the background is ended in mid-call: the card goes on', async ({ offhook, ring }) => {
      const call = await ring({ from: IDA.number });
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
      ring,
    }) => {
      const call = await ring({ from: IDA.number });
      await waitForCard(page, /Ida Plus/, 'ringing');
      await offhook.relay.kill9();
      await offhook.relay.start();
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
  await page.goto(`${offhook.zammad.url}${pathOf(ui)}`);
  if (!offhook.target.sandbox) await signIn(page, ui, offhook.target.agents[0]);
  await page.waitForSelector('offhook-cards');
  const examples = curlExamples(offhook.pbx.endpoint);
  expect(await examples.newCall()).toEqual({ status: 200, body: {} });
  await waitForCard(page, /30 55571600/, 'ringing');
  expect(await examples.answer()).toEqual({ status: 200, body: {} });
  await waitForCard(page, /30 55571600/, 'talking');
  expect(await examples.hangup()).toEqual({ status: 200, body: {} });
  await waitForCard(page, /30 55571600/, 'ended');
  await page.close();
});
