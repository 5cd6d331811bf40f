import type { Page } from '@playwright/test';
import { IDA, strangersNumber } from '../harness/callers.ts';
import { cardFor, cards, painted } from '../harness/cards.ts';
import { desktopNotices } from '../harness/desktop-notices.ts';
import { uisOfRun } from '../harness/login.ts';
import { type Offhook, expect, test } from '../harness/offhook-test.ts';

const ui = uisOfRun()[0]!;

const notifications = (offhook: Offhook) => desktopNotices(offhook.browser);

async function badge(offhook: Offhook): Promise<string> {
  const background = await offhook.browser.background();
  return background.evaluate(() => {
    const scope = globalThis as unknown as {
      chrome: { action: { getBadgeText(details: object): Promise<string> } };
    };
    return scope.chrome.action.getBadgeText({});
  });
}

async function setPhone(popup: Page, to: 'on' | 'quiet'): Promise<void> {
  const control = popup.getByTestId('phone-switch');
  if ((await control.isChecked()) !== (to === 'on')) await control.click();
  await expect(control).toBeChecked({ checked: to === 'on' });
}

test('shows calls now and lately, and the connection in words', async ({ ring, offhook }) => {
  const popup = await offhook.browser.openPage('popup.html');
  await expect(popup.getByText('Connected. Calls arrive at once.')).toBeVisible();
  const call = await ring({ from: IDA.number });
  await expect(popup.getByText(IDA.name).first()).toBeVisible();
  await call.hangup('cancel');
  await expect(popup.getByText('Lately')).toBeVisible();
  await expect(popup.getByText(IDA.name).first()).toBeVisible();
  await popup.close();
});

test('says so when the relay is gone, and that it tries again', async ({ offhook }) => {
  const popup = await offhook.browser.openPage('popup.html');
  await expect(popup.getByText('Connected. Calls arrive at once.')).toBeVisible();
  await offhook.relay.end();
  await expect(popup.getByTestId('connection')).toContainText(
    /No connection to the relay|Connecting to the relay|relay cannot be reached/,
  );
  await offhook.relay.start();
  await expect(popup.getByText('Connected. Calls arrive at once.')).toBeVisible({
    timeout: 30_000,
  });
  await popup.close();
});

test('one notification per call, withdrawn when it is over; the badge counts', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(ui);
  await expect.poll(() => notifications(offhook)).toEqual([]);
  const call = await ring({ from: IDA.number });
  await painted(cardFor(page, IDA.name));
  await expect.poll(() => notifications(offhook)).toHaveLength(1);
  await expect.poll(() => badge(offhook)).not.toBe('');
  await call.answer(offhook.me.name);
  await expect.poll(() => notifications(offhook)).toEqual([]);
  await call.hangup();
});

test('quiet silences card, notification and sound together', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(ui);
  const popup = await offhook.browser.openPage('popup.html');
  await setPhone(popup, 'quiet');
  const stranger = strangersNumber();
  const call = await ring({ from: stranger.number });
  await expect(popup.getByText(new RegExp(stranger.tail)).first()).toBeVisible();
  await expect(cards(page)).toHaveCount(0);
  expect(await notifications(offhook)).toEqual([]);
  await call.hangup('cancel');
  await setPhone(popup, 'on');
  await ring({ from: IDA.number });
  await painted(cardFor(page, IDA.name));
  await popup.close();
});
