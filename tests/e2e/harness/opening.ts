/** What an agent's rules bring on screen: choosing them, and where the page goes by them. */
import type { Page } from '@playwright/test';
import type {
  MatchCount,
  OpenWhat,
  RuleDirection,
  RuleMoment,
  Settings,
} from '../../../lib/core/settings.ts';
import { askBackground } from './background-ask.ts';
import { IDA } from './callers.ts';
import { cardFor, expectState } from './cards.ts';
import { onSandbox } from './login.ts';
import { type Offhook, expect } from './offhook-test.ts';
import type { Ui } from './target.ts';

type Counts = Record<MatchCount, OpenWhat>;
export const all = (what: OpenWhat): Counts => ({ none: what, one: what, several: what });

/** Nothing opens but what is named. */
export function onlyRules(
  named: Partial<Record<RuleDirection, Partial<Record<RuleMoment, Partial<Counts>>>>>,
): Pick<Settings, 'rules'> {
  const never = all('nothing');
  const moments = (of: RuleDirection) => ({
    ring: { ...never, ...named[of]?.ring },
    answer: { ...never, ...named[of]?.answer },
    click: { ...never, ...named[of]?.click },
  });
  return { rules: { in: moments('in'), out: moments('out') } };
}

export const choose = (offhook: Offhook, settings: Partial<Settings>) =>
  askBackground(offhook.browser, 'settings.set', settings);

export const chooseDefaults = (offhook: Offhook) =>
  askBackground(offhook.browser, 'settings.reset', {});

/** The rule counts somebody as typing for three seconds. */
export async function handsOff(page: Page): Promise<void> {
  const from = Date.now();
  await expect.poll(() => Date.now() - from, { intervals: [500] }).toBeGreaterThan(3_200);
  expect(page.isClosed()).toBe(false);
}

/** Signing in is typing, too. */
export async function idleTab(zammadTab: (ui: Ui) => Promise<Page>, ui: Ui): Promise<Page> {
  const page = await zammadTab(ui);
  if (!onSandbox) await handsOff(page);
  return page;
}

/** Ida calls, and a ticket of hers opens before anybody answers. */
export async function expectTicketOnRing(
  page: Page,
  ui: Ui,
  ring: (call: { from: string }) => Promise<unknown>,
): Promise<void> {
  await ring({ from: IDA.number });
  await expect(page).toHaveURL(ticketAddress(ui));
  await expectState(cardFor(page, IDA.name), 'ringing');
}

/** Any ticket. */
export function ticketAddress(ui: Ui): RegExp {
  return ui === 'legacy' ? /#ticket\/zoom\/\d+/ : /\/desktop\/tickets\/\d+/;
}

/** Where the new interface has no page for people, their ticket shows them. */
export function profileAddress(ui: Ui, userId: number): RegExp {
  return ui === 'legacy'
    ? new RegExp(`#user/profile/${userId}$`)
    : new RegExp(`/desktop/users/${userId}$|/desktop/tickets/\\d+$`);
}
