/** Who is calling, when the relay has no index of people: the agent's own token has to find out. */
import { IDA, OTTO, SHARED } from '../harness/callers.ts';
import { cardFor, expectTickets } from '../harness/cards.ts';
import { type ChromiumWithOffhook, launchChromium } from '../harness/chromium.ts';
import { connect } from '../harness/connect.ts';
import { onSandbox, openZammad, uisOfRun } from '../harness/login.ts';
import { test as base, expect } from '@playwright/test';
import { type Stack, type StackOptions, startStack } from '../harness/stack.ts';
import type { ZammadTarget } from '../harness/target.ts';
import { createZammadApi } from '../harness/zammad-api.ts';

const ui = uisOfRun()[0]!;

interface Bare {
  stack: Stack;
  browser: ChromiumWithOffhook;
  me: string;
}

const test = base.extend<{ start(options: StackOptions): Promise<Bare> }>({
  start: async ({}, use) => {
    const started: Bare[] = [];
    await use(async (options) => {
      const stack = await startStack({ withoutDirectory: true, ...options });
      const browser = await launchChromium();
      const agent = stack.target.agents[0];
      const person = await createZammadApi(stack.target, agent.token).me();
      started.push({ stack, browser, me: `${person.firstname} ${person.lastname}` });
      await browser.preGrant(stack.zammad.url);
      await connect(browser, {
        zammadUrl: stack.zammad.url,
        token: agent.token,
        relayUrl: stack.relay.url,
      });
      return started.at(-1)!;
    });
    for (const { stack, browser } of started) {
      await browser.close();
      await stack.stop();
    }
  },
});

async function openTab({ stack, browser }: Bare) {
  const page = await browser.context.newPage();
  await openZammad(page, stack.zammad.url, ui, stack.target, stack.target.agents[0]);
  await page.locator('offhook-cards').waitFor({ state: 'attached' });
  return page;
}

test('by search in Zammad, however the number is spelled there', async ({ start }) => {
  const bare = await start({});
  const page = await openTab(bare);
  const { pbx } = bare.stack;
  await pbx.ring({ from: IDA.number, users: [bare.me] });
  if (!(await searchesNumbers(bare.stack.target))) {
    // 5.x without Elasticsearch finds nobody by number: the card says so and makes up no name.
    await expect(cardFor(page, /609854180/)).toContainText('No match in Zammad');
    await expect(cardFor(page, IDA.name)).toHaveCount(0);
    return;
  }
  await expect(cardFor(page, IDA.name)).toContainText('exact');
  await expectTickets(cardFor(page, IDA.name));
  await pbx.ring({ from: OTTO.number, users: [bare.me] });
  await expect(cardFor(page, OTTO.name)).toContainText('exact');
  await pbx.ring({ from: SHARED.number, users: [bare.me] });
  for (const name of SHARED.names) await expect(cardFor(page, name)).toBeVisible();
});

// A real Zammad is fed only where OFFHOOK_E2E_CTI_URL names its endpoint.
const feeds = onSandbox || Boolean(process.env['OFFHOOK_E2E_CTI_URL']);
if (feeds)
  test("by Zammad's own caller log, when the relay feeds it", async ({ start }) => {
    const bare = await start({ forward: true });
    const page = await openTab(bare);
    const call = await bare.stack.pbx.ring({ from: IDA.number, users: [bare.me] });
    await expectTickets(cardFor(page, IDA.name));
    const asked = bare.stack.zammad.requests.map((one) => one.path);
    expect(asked.some((path) => path.includes('/cti/log'))).toBe(true);
    // Else it rings in Zammad for ever.
    await call.hangup('cancel');
  });

/** Whether the search knows numbers at all, asked with a piece that stands in Ida's. */
async function searchesNumbers({ url, agents }: ZammadTarget): Promise<boolean> {
  const answer = await fetch(`${url}/api/v1/users/search?limit=5&query=609854`, {
    headers: { authorization: `Token token=${agents[0].token}` },
  });
  return ((await answer.json()) as unknown[]).length > 0;
}
