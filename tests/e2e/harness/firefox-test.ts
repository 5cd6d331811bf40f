/**
 * Playwright's `test` with Firefox and a connected extension. One stack and one browser serve all
 * specs of a worker; each test gets a page of its own and leaves no call and no card behind.
 */
import { test as base, expect } from '@playwright/test';
import type { Page } from 'puppeteer-core';
import type { Input, MethodName, Output } from '../../../lib/rpc/contract.ts';
import { askFrom } from './background-ask.ts';
import { connectFirefox, signIn } from './firefox-connect.ts';
import { type Screen, cardsOn, screenOf } from './firefox-screen.ts';
import { type FirefoxWithOffhook, launchFirefox } from './firefox.ts';
import { pathOf, uisOfRun } from './login.ts';
import type { NewCall, Ringing } from './pbx.ts';
import { type Stack, startStack } from './stack.ts';
import { type ZammadApi, createZammadApi } from './zammad-api.ts';

export interface OffhookInFirefox extends Stack {
  firefox: FirefoxWithOffhook;
  api: ZammadApi;
  /** Asks the background from a page of ours that is open all the time, behind the others. */
  ask<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>;
  /** Real name of the agent this browser belongs to. */
  me: string;
}

interface PerTest {
  /** Zammad in a tab, signed in. */
  zammadPage: Page;
  /** The cards on it. */
  cards: Screen;
  /** The side panel in a tab of its own. */
  panel: Screen;
  /** What Firefox's console must not have after a test: an error of ours. */
  noErrors: undefined;
  /** Rings at this agent unless `users` says otherwise; hung up and put away after the test. */
  ring(call: NewCall): Promise<Ringing>;
}

export const test = base.extend<PerTest, { offhook: OffhookInFirefox }>({
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
      const { firstname, lastname } = await api.me();
      const own = await firefox.openPage('popup.html');
      await use({
        ...stack,
        firefox,
        api,
        ask: (method, input) => askFrom(own, method, input),
        me: `${firstname} ${lastname}`,
      });
      await firefox.close();
      await stack.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  zammadPage: async ({ offhook }, use) => {
    const ui = uisOfRun()[0]!;
    const page = await offhook.firefox.browser.newPage();
    await page.goto(`${offhook.zammad.url}${pathOf(ui)}`);
    if (!offhook.target.sandbox) await signIn(page, ui, offhook.target.agents[0]);
    await page.waitForSelector('offhook-cards');
    await use(page);
    await page.close();
  },

  cards: ({ zammadPage }, use) => use(cardsOn(zammadPage)),

  panel: async ({ offhook }, use) => {
    const page = await offhook.firefox.openPage('sidepanel.html');
    await use(screenOf(page));
    await page.close();
  },

  noErrors: [
    async ({ offhook }, use) => {
      await use(undefined);
      expect(await offhook.firefox.errors()).toEqual([]);
    },
    { auto: true },
  ],

  ring: async ({ offhook }, use) => {
    const calls: Ringing[] = [];
    await use(async (call) => {
      const ringing = await offhook.pbx.ring({ users: [offhook.me], ...call });
      calls.push(ringing);
      return ringing;
    });
    for (const call of calls) await call.hangup('cancel');
    const listed = await offhook.ask('calls.list', {});
    for (const { call } of listed) await offhook.ask('call.dismiss', { callId: call.id });
  },
});

export { expect } from '@playwright/test';
