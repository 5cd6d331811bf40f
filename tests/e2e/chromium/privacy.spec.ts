/** The privacy section of the options page: what is stored about a caller, export, erase for good. */
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { axeProblems } from '../harness/axe.ts';
import { IDA } from '../harness/callers.ts';
import { cardFor, expectState } from '../harness/cards.ts';
import { uisOfRun } from '../harness/login.ts';
import { newText, write } from '../harness/notes.ts';
import { test } from '../harness/offhook-test.ts';

const ui = uisOfRun()[0]!;

test.use({
  // The agent of the browser is named as whoever they are: the sandbox's first one, or a real one.
  stackOptions: [
    {
      relayConfig: {
        privacy: {
          officers: ['agent1@example.com', process.env['OFFHOOK_E2E_OFFICER'] ?? 'agent1'],
          auditLookups: true,
        },
      },
    },
    { scope: 'worker' },
  ],
});

test('What is stored about a number is told, exported and erased, at the relay and in this browser', async ({
  offhook,
  zammadTab,
  ring,
}) => {
  const zammad = await zammadTab(ui);
  const call = await ring({ from: IDA.number });
  const card = cardFor(zammad, IDA.name);
  await expectState(card, 'ringing');
  await call.answer(offhook.me.name);
  const words = newText('privacy');
  await write(card, words);

  const options = await offhook.browser.openPage('options.html');
  const number = options.getByTestId('privacy-number');
  await number.fill('Zentrale');
  await number.press('Enter');
  await expect(options.getByRole('alert').filter({ hasText: 'country code' })).toBeVisible();

  await number.fill('030 609854180');
  await number.press('Enter');
  const stored = options.getByTestId('privacy-stored');
  await expect(stored).toContainText(`The relay stores about ${IDA.display}`);
  await expect(stored.locator('[data-kind="calls"]')).toContainText('call');
  await expect(stored.locator('[data-kind="drafts"]').last()).toContainText('being written');
  // It still goes on.
  await expect(options.getByTestId('privacy-erase')).toBeDisabled();
  await call.hangup();
  await expectState(card, 'ended');
  await options.getByTestId('privacy-look').click();
  await expect(options.getByTestId('privacy-erase')).toBeEnabled();
  expect(await axeProblems(options)).toEqual([]);

  const saving = options.waitForEvent('download');
  await options.getByTestId('privacy-export').click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^offhook-privacy-.*\.json$/);
  const text = readFileSync(await download.path(), 'utf8');
  const file = JSON.parse(text);
  expect(file.relay.number).toBe(`+${IDA.number}`);
  expect(file.relay.events[0].raw).toContain(IDA.number);
  expect(JSON.stringify(file.browser)).toContain(words);
  expect(text).not.toContain(offhook.target.agents[0].token);

  // By the keyboard alone: the question comes with the focus on "Cancel".
  await options.getByTestId('privacy-erase').focus();
  await options.keyboard.press('Enter');
  await expect(options.getByTestId('privacy-cancel')).toBeFocused();
  await options.keyboard.press('Escape');
  await expect(options.getByTestId('privacy-erase-sure')).toHaveCount(0);
  await options.getByTestId('privacy-erase').click();
  await options.getByTestId('privacy-erase-sure').click();
  await expect(options.getByTestId('privacy-said')).toContainText('Erased at the relay', {
    timeout: 30_000,
  });
  await expect(stored.locator('[data-kind="calls"]')).toHaveCount(0);
  await expect(stored.locator('[data-kind="drafts"]')).toHaveCount(0);
  await expect(card).toHaveCount(0);
  const kept = await options.evaluate(async () => {
    // oxlint-disable-next-line typescript/no-explicit-any -- the page's own browser interface
    const { storage } = (globalThis as any).chrome;
    return JSON.stringify([await storage.local.get(), await storage.session.get()]);
  });
  expect(kept).not.toContain(words);
  expect(kept).not.toContain(IDA.number);
  await options.close();
});
