/** A click on a number dials it: seen on the wire of a stand-in for the telephone system. */
import type { Page } from '@playwright/test';
import { IDA } from '../harness/callers.ts';
import { type Capture, startCapture } from '../harness/capture.ts';
import { cardFor, expectState } from '../harness/cards.ts';
import { uisOfRun } from '../harness/login.ts';
import { type Offhook, expect, test } from '../harness/offhook-test.ts';
import { openProfile } from '../harness/zammad-page.ts';

let capture: Capture;

test.beforeAll(async ({ offhook }) => {
  capture = await startCapture();
  await offhook.relay.end();
  await offhook.relay.start({
    OFFHOOK_DIAL_URL: `${capture.url}/dial?number={number}&id={dialId}&who={login}`,
  });
});

test.afterAll(async ({ offhook }) => {
  await dialWith(offhook, 'system');
  await capture.close();
});

async function dialWith(offhook: Offhook, how: 'system' | 'relay' | 'off'): Promise<void> {
  const page = await offhook.browser.openPage('options.html');
  await page.getByTestId('setting-dial').selectOption(how);
  await expect(page.getByTestId('setting-dial')).toHaveValue(how);
  await page.close();
}

function asked(index = -1): URLSearchParams {
  return new URL(capture.requests.at(index) ?? '/', capture.url).searchParams;
}

for (const ui of uisOfRun()) {
  test(`a click on a number of the ${ui} page dials it, and the card shows the person`, async ({
    zammadTab,
    offhook,
  }) => {
    await dialWith(offhook, 'relay');
    const page = await zammadTab(ui);
    const before = capture.requests.length;
    const link = await openProfile(page, ui, await offhook.api.person(IDA.name), offhook.api);
    const address = page.url();
    await link.click();
    await expect.poll(() => capture.requests.length).toBe(before + 1);
    expect(asked().get('number')).toMatch(/^\+?4930609854180$/);
    expect(page.url()).toBe(address);

    const call = await offhook.pbx.ring({
      direction: 'out',
      from: '4930123000',
      to: IDA.number,
      users: [offhook.me.name],
    });
    const card = cardFor(page, IDA.name);
    await expectState(card, 'ringing');
    await expect(card).toContainText('You call');
    await call.answer();
    await expectState(card, 'talking');
    await call.hangup();
    await expectState(card, 'ended');
    await card.getByTestId('dismiss').click();
  });
}

test('the key dials as the mouse does', async ({ zammadTab, offhook }) => {
  await dialWith(offhook, 'relay');
  const ui = uisOfRun()[0]!;
  const page = await zammadTab(ui);
  const link = await openProfile(page, ui, await offhook.api.person(IDA.name), offhook.api);
  const before = capture.requests.length;
  await link.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => capture.requests.length).toBe(before + 1);
});

test('a number typed or pasted in the popup is dialled', async ({ offhook }) => {
  await dialWith(offhook, 'relay');
  const popup = await offhook.browser.openPage('popup.html');
  const before = capture.requests.length;
  await popup.getByTestId('dial-text').fill('+49 (0)30 609854-180');
  await popup.getByTestId('dial-button').click();
  await expect.poll(() => capture.requests.length).toBe(before + 1);
  expect(asked().get('number')).toMatch(/^\+?4930609854180$/);
  await popup.close();
});

test('what is no number is refused, and nothing is dialled', async ({ offhook }) => {
  await dialWith(offhook, 'relay');
  const popup = await offhook.browser.openPage('popup.html');
  const before = capture.requests.length;
  for (const hostile of ['*21*0900123#', '+49 30 12345;ext=9&x=1', '+49 30 1234567890123456']) {
    await popup.getByTestId('dial-text').fill(hostile);
    const words = popup.getByText(/not a telephone number|may not be dialled/);
    await expect(words, `refused: ${hostile}`).toBeVisible();
    await expect(popup.getByTestId('dial-button')).toBeDisabled();
  }
  for (const hostile of ['javascript:alert(1)', '+4930{number}', 'call me', '112']) {
    await popup.getByTestId('dial-text').fill(hostile);
    await popup.getByTestId('dial-text').press('Enter');
    await expect(popup.getByTestId('dial-button'), `refused: ${hostile}`).toBeDisabled();
  }
  expect(capture.requests).toHaveLength(before);
  await popup.close();
});

test('hostile links on the page dial nothing', async ({ zammadTab, offhook }) => {
  await dialWith(offhook, 'relay');
  const page = await zammadTab(uisOfRun()[0]!);
  const before = capture.requests.length;
  for (const href of ['tel:*21*0900123%23', 'tel:%3Cscript%3E', 'tel:', 'tel:+49#31#']) {
    await clickLink(page, href);
  }
  // The last one is good: when it has been dialled, the others would have been, too.
  await clickLink(page, 'tel:+4930609854180');
  await expect.poll(() => capture.requests.length).toBe(before + 1);
  expect(asked().get('number')).toMatch(/^\+?4930609854180$/);
});

test('switched off means untouched', async ({ zammadTab, offhook }) => {
  await dialWith(offhook, 'off');
  const page = await zammadTab(uisOfRun()[0]!);
  const before = capture.requests.length;
  // The page's own listener sees the click as if we were not there; it keeps the browser from leaving.
  const untouched = await page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const link = document.createElement('a');
        link.href = 'tel:+4930609854180';
        link.textContent = 'call';
        document.body.append(link);
        link.addEventListener('click', (event) => {
          resolve(!event.defaultPrevented);
          event.preventDefault();
        });
        link.click();
        link.remove();
      }),
  );
  expect(untouched).toBe(true);
  expect(capture.requests).toHaveLength(before);
});

async function clickLink(page: Page, href: string): Promise<void> {
  await page.evaluate((to) => {
    const link = document.createElement('a');
    link.href = to;
    link.id = 'hostile';
    link.textContent = 'call';
    link.style.cssText = 'position:fixed;left:40%;top:0;z-index:99';
    document.body.append(link);
  }, href);
  await page.locator('#hostile').click();
  await page.evaluate(() => document.querySelector('#hostile')?.remove());
}
