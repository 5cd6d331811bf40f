/** The settings page of a connected agent: change, preview, reset, locks, backup, diagnostics. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, test as base, expect } from '@playwright/test';
import { axeProblems } from '../harness/axe.ts';
import { IDA } from '../harness/callers.ts';
import { type ChromiumWithOffhook, launchChromium } from '../harness/chromium.ts';
import { connect } from '../harness/connect.ts';
import { type Stack, startStack } from '../harness/stack.ts';

interface Agent {
  stack: Stack;
  browser: ChromiumWithOffhook;
  /** Writes the relay's settings into its configuration file and starts it anew. */
  policy(settings: object): Promise<void>;
}

const test = base.extend<{ options: Page }, { agent: Agent }>({
  agent: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'offhook-config-'));
      const file = join(folder, 'offhook.json');
      const write = (settings: object) =>
        writeFileSync(file, JSON.stringify({ version: 1, settings }));
      write({});
      const stack = await startStack({ relayEnv: { OFFHOOK_CONFIG: file } });
      const browser = await launchChromium();
      await browser.preGrant(stack.zammad.url);
      await connect(browser, {
        zammadUrl: stack.zammad.url,
        token: stack.target.agents[0].token,
        relayUrl: stack.relay.url,
      });
      await use({
        stack,
        browser,
        async policy(settings) {
          write(settings);
          await stack.relay.end();
          await stack.relay.start();
        },
      });
      await browser.close();
      await stack.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  options: async ({ agent }, use) => {
    const page = await agent.browser.openPage('options.html');
    await page.getByTestId('setting-sound').waitFor();
    await use(page);
    await page.getByTestId('reset-all').click();
    await page.getByTestId('reset-sure').click();
    await expect(page.getByTestId('backup-said')).toContainText('defaults');
    await page.close();
  },
});

test('Settings: a change is saved at once, shows what it comes to, and can be reset', async ({
  agent,
  options,
}) => {
  await options.getByTestId('setting-cardIn').selectOption('answer');
  await expect(options.getByTestId('preview-cardIn')).toContainText('comes with the answer');
  await expect(options.getByTestId('saved-cardIn')).toHaveText('Saved');
  const again = await agent.browser.openPage('options.html');
  await expect(again.getByTestId('setting-cardIn')).toHaveValue('answer');
  await again.getByTestId('reset-cardIn').click();
  await expect(again.getByTestId('setting-cardIn')).toHaveValue('ring');
  await expect(again.getByTestId('reset-cardIn')).toHaveCount(0);
  await again.close();
  // The page that was open before learns of it.
  await expect(options.getByTestId('setting-cardIn')).toHaveValue('ring');
});

test('Separate rule per direction and match count: the sentence says what will happen', async ({
  options,
}) => {
  const sentence = options.getByTestId('rule-sentence');
  await expect(sentence).toContainText('Ida’s profile opens, because a ticket changed 3 days ago');
  await options.getByTestId('setting-rules').selectOption('own');
  await options.getByTestId('rule-in-answer-one').selectOption('latest-ticket');
  await expect(sentence).toContainText('the most urgent of Ida’s open ones');
  await options.getByTestId('rule-out-ring-none').selectOption('url');
  await expect(sentence).toContainText('no web address below');
  await options.getByTestId('setting-ruleUrl').fill('https://crm.example/?n={number}');
  await expect(sentence).toContainText('https://crm.example/?n=%2B4930');
});

test('nothing is lost on an address that cannot be', async ({ agent, options }) => {
  const field = options.getByTestId('setting-ruleUrl');
  await field.fill('https://crm.example/{number}');
  await expect(options.getByTestId('saved-ruleUrl')).toBeVisible();
  await field.fill('https://crm.example/{numer}');
  await field.blur();
  await expect(options.getByTestId('row-ruleUrl')).toContainText('There is no placeholder {numer}');
  await expect(field).toHaveValue('https://crm.example/{numer}');
  const again = await agent.browser.openPage('options.html');
  await expect(again.getByTestId('setting-ruleUrl')).toHaveValue('https://crm.example/{number}');
  await again.close();
});

test('by keyboard alone: a setting is found, changed and reset', async ({ options }) => {
  await options.getByRole('link', { name: 'Sound and notifications' }).focus();
  await options.keyboard.press('Enter');
  await expect(options).toHaveURL(/#sound$/);
  await options.keyboard.press('Tab');
  await expect(options.getByTestId('setting-sound')).toBeFocused();
  await options.keyboard.press('ArrowDown');
  await expect(options.getByTestId('setting-sound')).toHaveValue('ring');
  await options.keyboard.press('Shift+Tab');
  await expect(options.getByTestId('reset-sound')).toBeFocused();
  await options.keyboard.press('Enter');
  await expect(options.getByTestId('setting-sound')).toHaveValue('soft');
});

test('Settings locked centrally: by the relay, while the page is open, and again free', async ({
  agent,
  options,
}) => {
  await options.getByTestId('setting-dial').selectOption('off');
  await expect(options.getByTestId('saved-dial')).toBeVisible();
  const me = agent.stack.target.agents[0].login;
  await agent.policy({
    values: { recentDays: 14 },
    groups: [
      { name: 'support', agents: [me], values: { dial: 'relay' }, locked: ['dial'] },
      { name: 'others', agents: ['nobody@example.com'], values: {}, locked: ['sound'] },
    ],
  });
  const dial = options.getByTestId('setting-dial');
  await expect(dial).toBeDisabled({ timeout: 30_000 });
  await expect(dial).toHaveValue('relay');
  await expect(options.getByTestId('lock-dial')).toContainText('Set by your administrator');
  await expect(options.getByTestId('setting-sound')).toBeEnabled();
  await expect(options.getByTestId('setting-recentDays')).toHaveValue('14');
  await agent.policy({});
  await expect(dial).toBeEnabled({ timeout: 30_000 });
  await expect(dial).toHaveValue('off');
});

test('export, reset, import: all is as before; a wrong file changes nothing', async ({
  options,
}) => {
  await options.getByTestId('setting-volume').fill('35');
  await options.getByTestId('setting-outcomes-add').click();
  await options.getByTestId('setting-outcomes-0').getByRole('textbox').fill('Solved');
  await expect(options.getByTestId('saved-outcomes')).toBeVisible();
  const saving = options.waitForEvent('download');
  await options.getByTestId('export').click();
  const path = await (await saving).path();
  const text = readFileSync(path, 'utf8');
  expect(JSON.parse(text)).toEqual({
    offhook: 'settings',
    version: 2,
    settings: { volume: 35, outcomes: ['Solved'] },
  });
  await options.getByTestId('reset-all').click();
  await options.getByTestId('reset-sure').click();
  await expect(options.getByTestId('setting-volume')).toHaveValue('60');
  const file = options.getByTestId('import-file');
  await file.setInputFiles({
    name: 'x.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text.replace('35', '350')),
  });
  await expect(options.getByTestId('backup-said')).toContainText('“Volume” has a value');
  await expect(options.getByTestId('setting-volume')).toHaveValue('60');
  await file.setInputFiles({
    name: 'x.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await expect(options.getByTestId('setting-volume')).toHaveValue('35');
  await expect(options.getByTestId('setting-outcomes-0')).toBeVisible();
});

test('diagnostics: how it is, and nothing personal', async ({ agent, options }) => {
  const { stack } = agent;
  const me = stack.target.agents[0];
  const call = await stack.pbx.ring({ from: IDA.number });
  await call.hangup('cancel');
  await options.getByTestId('setting-ticketTitle').fill('Secret title {name}');
  await options.getByTestId('diagnose').click();
  await expect(options.getByTestId('diagnostic-live')).toHaveAttribute('data-state', 'ok', {
    timeout: 20_000,
  });
  const text = await options.getByTestId('report-text').inputValue();
  expect(text).toMatch(/^ok {3}token$/m);
  expect(text).toMatch(/^ {5}settings +ticketTitle=set$/m);
  const never = [IDA.name, 'Ida', IDA.number, me.login, me.token, 'Secret', '127.0.0.1', '4930'];
  for (const secret of never) expect(text).not.toContain(secret);
  await options.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await options.getByTestId('copy-report').click();
  await expect(options.getByTestId('diagnostics-said')).toContainText('Copied');
  expect(await options.evaluate(() => navigator.clipboard.readText())).toBe(text);
});

for (const theme of ['light', 'dark'] as const) {
  for (const width of [320, 1000]) {
    test(`axe and width: ${theme}, ${width} px, with everything open`, async ({ options }) => {
      await options.setViewportSize({ width, height: 900 });
      await options.emulateMedia({ colorScheme: theme });
      await options.getByTestId('setting-rules').selectOption('own');
      await options.getByTestId('setting-links-add').click();
      await options
        .getByTestId('setting-links-0')
        .getByLabel('Name')
        .fill('Donaudampfschifffahrtsgesellschaftskapitänspatent');
      await options.getByTestId('setting-links-0').getByLabel('Web address').fill('https://{x}');
      await options.getByTestId('setting-links-0').getByLabel('Web address').blur();
      await options.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true;
      });
      const over = () =>
        options.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(await over()).toBeLessThanOrEqual(0);
      expect(await axeProblems(options)).toEqual([]);
    });
  }
}

test('the first day: the connect form, and nothing else to think about', async () => {
  const browser = await launchChromium();
  const page = await browser.openPage('options.html');
  await expect(page.getByTestId('connect')).toBeVisible();
  await expect(page.getByTestId('setting-sound')).toBeHidden();
  await page.getByTestId('later').getByText('Settings, backup').click();
  await expect(page.getByTestId('setting-sound')).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
  await browser.close();
});
