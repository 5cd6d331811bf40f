/** The connect page, from nothing. One browser of its own; each test begins disconnected. */
import { type Page, test as base, expect } from '@playwright/test';
import { IDA } from '../harness/callers.ts';
import { cardFor, expectState } from '../harness/cards.ts';
import { type ChromiumWithOffhook, launchChromium } from '../harness/chromium.ts';
import { checkLine, connectForm, expectConnected, fillAndSubmit } from '../harness/connect.ts';
import { onSandbox, openZammad, uisOfRun } from '../harness/login.ts';
import { type Stack, startStack } from '../harness/stack.ts';
import { accessTokens, revokeToken } from '../harness/tidy.ts';
import { createZammadApi } from '../harness/zammad-api.ts';

const ui = uisOfRun()[0]!;

interface Fresh {
  stack: Stack;
  browser: ChromiumWithOffhook;
}

const test = base.extend<{ options: Page }, { fresh: Fresh }>({
  fresh: [
    async ({}, use) => {
      const stack = await startStack();
      const browser = await launchChromium();
      await browser.preGrant(stack.zammad.url);
      await use({ stack, browser });
      await browser.close();
      await stack.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  options: async ({ fresh }, use) => {
    const page = await fresh.browser.openPage('options.html');
    await use(page);
    const leave = page.getByTestId('disconnect');
    if (await leave.isVisible()) await leave.click();
    await expect(leave).toHaveCount(0);
    for (const open of fresh.browser.context.pages().slice(1)) await open.close();
  },
});

function input({ stack }: Fresh, token = stack.target.agents[0].token) {
  return { zammadUrl: stack.zammad.url, token, relayUrl: stack.relay.url };
}

test('with a pasted token: every line of the check list works', async ({ fresh, options }) => {
  await fillAndSubmit(options, input(fresh));
  await expectConnected(options);
  for (const id of ['address', 'permission', 'token', 'tickets', 'cti', 'relay', 'live'] as const) {
    await expect(checkLine(options, id)).toHaveAttribute('data-state', 'ok');
  }
});

test('a page that was open before gets the card, without a reload', async ({ fresh, options }) => {
  const { stack, browser } = fresh;
  const page = await browser.context.newPage();
  await openZammad(page, stack.zammad.url, ui, stack.target, stack.target.agents[0]);
  const loadedAt = await page.evaluate(() => performance.timeOrigin);
  await expect(page.locator('offhook-cards')).toHaveCount(0);
  await fillAndSubmit(options, input(fresh));
  await expectConnected(options);
  const me = await createZammadApi(stack.target, stack.target.agents[0].token).me();
  const call = await stack.pbx.ring({
    from: IDA.number,
    users: [`${me.firstname} ${me.lastname}`],
  });
  await expectState(cardFor(page, IDA.name), 'ringing');
  await call.hangup('cancel');
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
});

test('one click creates the token, with the session of the open Zammad tab', async ({ fresh }) => {
  const { stack, browser } = fresh;
  const page = await browser.context.newPage();
  await openZammad(page, stack.zammad.url, ui, stack.target, stack.target.agents[0]);
  const before = stack.target.sandbox ? [] : await accessTokens(page);
  const options = await browser.openPage('options.html');
  const form = connectForm(options);
  // Filled in by itself only from a tab that the browser shows us: once the host is granted.
  await form.zammad.fill(stack.zammad.url);
  await form.create.click();
  await expect(options.getByTestId('token-created')).toBeVisible();
  await form.relay.fill(stack.relay.url);
  await form.submit.click();
  await expectConnected(options);
  await options.getByTestId('disconnect').click();
  await expect(options.getByTestId('disconnect')).toHaveCount(0);
  await options.close();
  if (!stack.target.sandbox) {
    const made = (await accessTokens(page)).filter((id) => !before.includes(id));
    expect(made).toHaveLength(1);
    expect(await revokeToken(page, made[0]!)).toBe(true);
  }
  await page.close();
});

test('a wrong token is named, with what to do', async ({ fresh, options }) => {
  await fillAndSubmit(options, input(fresh, 'no-such-token'));
  await expect(
    options
      .getByText(/token/i)
      .and(options.getByRole('alert'))
      .or(checkLine(options, 'token'))
      .first(),
  ).toContainText(/not accept the token|does not work/);
  await expect(options.getByText('Everything works.')).toHaveCount(0);
});

test('a relay that is not there is named, with what to do', async ({ fresh, options }) => {
  await fillAndSubmit(options, { ...input(fresh), relayUrl: 'http://127.0.0.1:9' });
  await expect(checkLine(options, 'relay')).toHaveAttribute('data-state', 'failed', {
    timeout: 20_000,
  });
  await expect(checkLine(options, 'relay')).toContainText(/relay/i);
  await expect(checkLine(options, 'token')).toHaveAttribute('data-state', 'ok');
});

test('an address that is no Zammad is named, with what to do', async ({ fresh, options }) => {
  await fillAndSubmit(options, { ...input(fresh), zammadUrl: fresh.stack.relay.url });
  await expect(
    options
      .getByRole('alert')
      .filter({ hasText: /address|Zammad/ })
      .first(),
  ).toBeVisible();
});

test('what is no address is refused before anything is asked', async ({ fresh, options }) => {
  const before = fresh.stack.zammad.paths.length;
  await fillAndSubmit(options, { zammadUrl: 'zammad at home', token: 'x', relayUrl: '' });
  await expect(options.getByText(/no web address/).first()).toBeVisible();
  expect(fresh.stack.zammad.paths).toHaveLength(before);
});

// Needs the control hooks and the tokens of the sandbox.
if (onSandbox) test.describe('rights that only the sandbox can take away', rightsTakenAway);

function rightsTakenAway(): void {
  test('where agents may not create tokens, the page says how to get one', async ({
    fresh,
    options,
  }) => {
    const { stack, browser } = fresh;
    const setMode = (mode: string) =>
      fetch(`${stack.target.url}/sandbox/control`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ mode }),
      });
    const page = await browser.context.newPage();
    await openZammad(page, stack.zammad.url, ui, stack.target, stack.target.agents[0]);
    await setMode('token-creation-off');
    const form = connectForm(options);
    await form.zammad.fill(stack.zammad.url);
    await form.create.click();
    await expect(options.getByText(/does not let you create tokens/)).toBeVisible();
    await expect(options.getByText(/ticket\.agent and cti\.agent/)).toBeVisible();
    await expect(options.getByRole('link', { name: /token page/ })).toHaveAttribute(
      'href',
      `${stack.zammad.url}/#profile/token_access`,
    );
    await setMode('ok');
  });

  test('a token that lacks a right is told apart, line by line', async ({ fresh, options }) => {
    await fillAndSubmit(options, input(fresh, 'sandbox-ticket-only'));
    await expect(checkLine(options, 'cti')).toHaveAttribute('data-state', 'failed', {
      timeout: 20_000,
    });
    await expect(checkLine(options, 'tickets')).toHaveAttribute('data-state', 'ok');
    await fillAndSubmit(options, input(fresh, 'sandbox-cti-only'));
    await expect(checkLine(options, 'tickets')).toHaveAttribute('data-state', 'failed', {
      timeout: 20_000,
    });
  });
}
