/** Calls with a person on their profile and on their tickets, in both of Zammad's UIs. */
import type { Page } from '@playwright/test';
import { IDA } from '../harness/callers.ts';
import { cardFor, painted } from '../harness/cards.ts';
import { uisOfRun } from '../harness/login.ts';
import { type Offhook, expect, test } from '../harness/offhook-test.ts';
import { showTicket } from '../harness/zammad-page.ts';

const pill = (page: Page) => page.locator('offhook-cards').getByTestId('strip-pill');

async function showPerson(page: Page, id: number): Promise<void> {
  await page.evaluate((person) => {
    location.hash = `#user/profile/${person}`;
  }, id);
}

async function wantStrip(offhook: Offhook, strip: boolean): Promise<void> {
  const options = await offhook.browser.openPage('popup.html');
  await options.evaluate(async (wanted) => {
    const { runtime } = (
      globalThis as unknown as { chrome: { runtime: { sendMessage(message: object): unknown } } }
    ).chrome;
    await runtime.sendMessage({ offhook: 1, method: 'settings.set', input: { strip: wanted } });
  }, strip);
  await options.close();
}

for (const ui of uisOfRun())
  test(`Person's call history on profile/ticket: a line that opens a list (${ui})`, async ({
    zammadTab,
    ring,
    offhook,
  }) => {
    const missed = await ring({ from: IDA.number });
    await missed.hangup('cancel');
    const page = await zammadTab(ui);
    const ida = await offhook.api.person(IDA.name);
    const [ticket] = await offhook.api.ticketsOf(ida.id);
    await expect(pill(page)).toHaveCount(0);

    await test.step('on the ticket', async () => {
      await showTicket(page, ui, ticket!.id);
      await expect(pill(page)).toContainText(/\d+\+? calls? · last \d\d:\d\d/);
    });
    // The desktop UI of 6.5 has no profiles; later ones do.
    if (ui === 'legacy') await showPerson(page, ida.id);
    await test.step('with its list, by keyboard', async () => {
      await expect(pill(page)).toContainText('missed');
      await pill(page).focus();
      await page.keyboard.press('Enter');
      await expect(page.locator('offhook-cards').getByTestId('strip-call').first()).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.locator('offhook-cards').getByTestId('strip-call')).toHaveCount(0);
    });
    await test.step('a card comes: the line makes room', async () => {
      const before = (await pill(page).boundingBox())!;
      const call = await ring({ from: IDA.number });
      const card = cardFor(page, IDA.name).first();
      await painted(card);
      await expect
        .poll(async () => {
          const [line, box] = [(await pill(page).boundingBox())!, (await card.boundingBox())!];
          return line.y + line.height <= box.y || line.x + line.width <= box.x;
        })
        .toBe(true);
      expect(before.y).toBeGreaterThan(0);
      await call.hangup('cancel');
    });
    await test.step('elsewhere it is gone', async () => {
      await page.evaluate((where) => {
        if (where === 'legacy') location.hash = '#dashboard';
        else {
          history.pushState(null, '', '/desktop/');
          dispatchEvent(new PopStateEvent('popstate', { state: null }));
        }
      }, ui);
      await expect(pill(page)).toHaveCount(0);
    });
  });

test('the strip can be switched off', async ({ zammadTab, ring, offhook }) => {
  const ui = uisOfRun()[0]!;
  const call = await ring({ from: IDA.number });
  await call.hangup('cancel');
  await wantStrip(offhook, false);
  const page = await zammadTab(ui);
  const ida = await offhook.api.person(IDA.name);
  const [ticket] = await offhook.api.ticketsOf(ida.id);
  await showTicket(page, ui, ticket!.id);
  await wantStrip(offhook, true);
  await expect(pill(page)).toBeVisible();
  await wantStrip(offhook, false);
  await expect(pill(page)).toHaveCount(0);
  await wantStrip(offhook, true);
});
