/** The sidebar in Firefox, opened as a tab: history, missed board, and the strip in Zammad's page. */
import { test, expect } from '@playwright/test';
import type { Page } from 'puppeteer-core';
import { strangersNumber } from '../harness/callers.ts';
import { connectFirefox, signIn } from '../harness/firefox-connect.ts';
import { type FirefoxWithOffhook, launchFirefox } from '../harness/firefox.ts';
import { pathOf, uisOfRun } from '../harness/login.ts';
import { type Stack, startStack } from '../harness/stack.ts';
import { createZammadApi } from '../harness/zammad-api.ts';
import { IDA } from '../harness/callers.ts';

const ui = uisOfRun()[0]!;
let stack: Stack;
let firefox: FirefoxWithOffhook;
let me: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  stack = await startStack();
  firefox = await launchFirefox();
  const agent = stack.target.agents[0];
  await connectFirefox(firefox, {
    zammadUrl: stack.zammad.url,
    token: agent.token,
    relayUrl: stack.relay.url,
  });
  const person = await createZammadApi(stack.target, agent.token).me();
  me = `${person.firstname} ${person.lastname}`;
});
test.afterAll(async () => {
  await firefox.close();
  await stack.stop();
});

const show = (page: Page, part: string) => page.locator(`[data-testid="tab-${part}"]`).click();
/** Text of the rows of a list, once one of them holds `text`; or once none does. */
async function untilRows(page: Page, testid: string, text: string, there = true): Promise<string> {
  const found = await page.waitForFunction(
    (id, wanted, present) => {
      const rows = [...document.querySelectorAll(`[data-testid="${id}"]`)];
      const row = rows.find((each) => each.textContent.includes(wanted));
      return present === (row !== undefined) && { words: row?.textContent ?? '' };
    },
    { timeout: 20_000 },
    testid,
    text,
    there,
  );
  return ((await found.jsonValue()) as { words: string }).words;
}

test('history and missed board follow what happens', async () => {
  const panel = await firefox.openPage('sidepanel.html');
  const { number, tail } = strangersNumber();
  await show(panel, 'missed');
  for (let attempt = 0; attempt < 2; attempt++) {
    const call = await stack.pbx.ring({ from: number, users: [me] });
    await call.hangup('cancel');
  }
  const end = tail.slice(-4);
  await untilRows(panel, 'missed-row', '2 ×');
  expect(await untilRows(panel, 'missed-row', end)).toContain('last');
  const call = await stack.pbx.ring({ from: number, users: [me] });
  await call.answer(me);
  await untilRows(panel, 'missed-row', end, false);
  await call.hangup();
  await show(panel, 'history');
  expect(await untilRows(panel, 'history-row', 'Answered')).toContain(end);
  await panel.locator('[data-testid="history-row"] button').click();
  await panel.waitForSelector('[data-testid="call-detail"] [data-testid="card"]');
  await panel.close();
});

test('a ticket shows the calls with its customer', async () => {
  const call = await stack.pbx.ring({ from: IDA.number, users: [me] });
  await call.hangup('cancel');
  const api = createZammadApi(stack.target, stack.target.agents[0].token);
  const ida = await api.person(IDA.name);
  const [ticket] = await api.ticketsOf(ida.id);
  const page = await firefox.browser.newPage();
  await page.goto(`${stack.zammad.url}${pathOf(ui)}`);
  if (!stack.target.sandbox) await signIn(page, ui, stack.target.agents[0]);
  await page.waitForSelector('offhook-cards');
  await page.evaluate((id) => {
    location.hash = `#ticket/zoom/${id}`;
  }, ticket!.id);
  await page.waitForFunction(
    () =>
      document
        .querySelector('offhook-cards')
        ?.shadowRoot?.querySelector('[data-testid="strip-pill"]')
        ?.textContent.includes('missed'),
    { timeout: 20_000 },
  );
  await page.close();
});
