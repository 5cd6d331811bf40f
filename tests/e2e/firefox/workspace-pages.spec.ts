/** Around the cards in Firefox: side panel, settings, notifications, and what Firefox itself is told. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/setup/root.ts';
import { outputOf } from '../../../scripts/setup/extension-build.ts';
import { IDA, OTTO, strangersNumber } from '../harness/callers.ts';
import { giveDesktop } from '../harness/firefox-notices.ts';
import { screenOf } from '../harness/firefox-screen.ts';
import { type OffhookInFirefox, expect, test } from '../harness/firefox-test.ts';

test('Firefox: a note is parked, and given its ticket in the side panel', async ({
  cards,
  panel,
  ring,
  offhook,
}) => {
  const ida = await offhook.api.person(IDA.name);
  const text = `Which crane was it? ${Date.now()}`;
  const call = await ring({ from: IDA.number });
  await cards.get('open-ticket');
  await cards.page.bringToFront();
  await cards.fill('note-text', text);
  await cards.choose('note-target', 'Decide later');
  await cards.click('note-save');
  await call.hangup();
  await expect.poll(() => cards.texts('card')).toEqual([]);
  expect(await offhook.api.articlesWith(ida.id, text)).toEqual([]);

  await panel.page.bringToFront();
  await panel.click('tab-notes');
  const row = panel.within('waiting-row', text);
  await panel.get('waiting-row', 'Has no ticket yet');
  await row.click('waiting-open');
  const again = panel.within('call-detail');
  await again.click('note-here');
  await expect.poll(() => again.value('note-target')).toMatch(/^ticket:\d+$/);
  await again.click('note-save');
  await again.get('note-status', 'Note is in #');
  expect(await offhook.api.articlesWith(ida.id, text)).toHaveLength(1);
  await panel.click('back');
  await expect.poll(() => panel.texts('waiting-row')).toEqual([]);
});

test('Firefox: the history is searched by name and by number', async ({ panel, offhook, ring }) => {
  const { number, tail } = strangersNumber();
  for (const from of [OTTO.number, number]) await talk(ring, offhook, from);
  await panel.click('tab-history');
  await panel.get('history-row', OTTO.name);
  await panel.fill('history-search', 'otto slash');
  await expect
    .poll(async () => (await panel.texts('history-row')).every((row) => row.includes(OTTO.name)))
    .toBe(true);
  expect(await panel.texts('history-row')).not.toEqual([]);
  await panel.fill('history-search', `0${number.slice(2)}`);
  await expect.poll(() => panel.texts('history-row')).toEqual([expect.stringContaining(tail)]);
});

test('Firefox: a missed call is taken, let go, done and brought back', async ({ panel, ring }) => {
  const { number, tail } = strangersNumber();
  await (await ring({ from: number })).hangup('cancel');
  await panel.click('tab-missed');
  const row = panel.within('missed-row', tail);
  const rows = async () => (await panel.texts('missed-row')).filter((text) => text.includes(tail));
  await row.click('missed-take');
  await row.get('missed-claim', 'You are on it');
  await row.click('missed-let-go');
  await expect.poll(() => row.texts('missed-claim')).toEqual([]);
  await row.click('missed-done');
  await expect.poll(rows).toEqual([]);
  await panel.click('undo');
  await expect.poll(rows).toHaveLength(1);
  await row.click('missed-done');
  // Told at the latest when the panel goes.
  await panel.page.reload({ waitUntil: [] });
  await panel.click('tab-missed');
  await panel.get('part-missed');
  await expect.poll(rows).toEqual([]);
});

test('Firefox: a setting is changed, kept, reset, exported; the report has nothing personal', async ({
  offhook,
}) => {
  const options = screenOf(await offhook.firefox.openPage('options.html'));
  await options.choose('setting-cardIn', 'answer');
  await options.get('saved-cardIn', 'Saved');
  await options.get('preview-cardIn', 'comes with the answer');
  await options.page.reload({ waitUntil: [] });
  await options.get('reset-cardIn');
  expect(await options.value('setting-cardIn')).toBe('answer');
  await options.click('reset-cardIn');
  await expect.poll(() => options.value('setting-cardIn')).toBe('ring');
  await expect.poll(() => options.texts('reset-cardIn')).toEqual([]);

  const folder = mkdtempSync(join(tmpdir(), 'offhook-download-'));
  await offhook.firefox.inWindow(`(
    Services.prefs.setIntPref('browser.download.folderList', 2),
    Services.prefs.setStringPref('browser.download.dir', ${JSON.stringify(folder)}))`);
  await options.click('export');
  const files = () => readdirSync(folder).filter((name) => name.endsWith('.json'));
  await expect.poll(files).toHaveLength(1);
  await expect
    .poll(() => readFileSync(join(folder, files()[0]!), 'utf8'))
    .toContain('"offhook": "settings"');
  rmSync(folder, { recursive: true });

  await options.click('diagnose');
  await options.get('report-text');
  const text = (await options.value('report-text'))!;
  expect(text).toMatch(/^ok {3}token$/m);
  expect(text).toMatch(/^ok {3}live\b/m);
  const { login, token } = offhook.target.agents[0];
  for (const secret of [IDA.name, IDA.number, login, token, offhook.me, '127.0.0.1'])
    expect(text).not.toContain(secret);
  await options.click('copy-report');
  await options.get('diagnostics-said', 'Copied');
  expect(await offhook.firefox.inWindow('navigator.clipboard.readText()')).toBe(text);
  await options.page.close();
});

test('Firefox: one notification for a call, replaced as more is known, and gone in time', async ({
  ring,
  offhook,
}) => {
  const shown = await giveDesktop(offhook.firefox);
  const one = (...words: string[]) => [expect.stringMatching(new RegExp(words.join('[^]*')))];

  const call = await ring({ from: IDA.number });
  await expect.poll(shown).toEqual(one('Call: ', IDA.name, 'Kranbau Nord'));
  await call.answer(offhook.me);
  await expect.poll(shown).toEqual(one(IDA.name, 'Zammad is not open in any window'));
  await call.hangup();
  await expect.poll(shown).toEqual([]);

  const lost = await ring({ from: OTTO.number });
  await expect.poll(shown).toEqual(one('Call: ', OTTO.name));
  await lost.hangup('cancel');
  await expect.poll(shown).toEqual(one('Missed: ', OTTO.name));
  // What was replaced has told of its end meanwhile; the one on screen is still ours to withdraw.
  const listed = await offhook.ask('calls.list', {});
  const missed = listed.find((card) => card.call.missed);
  await offhook.ask('call.dismiss', { callId: missed!.call.id });
  await expect.poll(shown).toEqual([]);
});

test('Firefox: no policy was ever written: storage.managed throws, nothing is locked', async ({
  panel,
  offhook,
}) => {
  const managed = () =>
    panel.page.evaluate(() => {
      const { browser } = globalThis as unknown as {
        browser: { storage: { managed: { get(): Promise<object> } } };
      };
      return browser.storage.managed.get().then(JSON.stringify, String);
    });
  expect(await managed()).toContain('Error');
  expect((await offhook.ask('settings.view', {})).locked).toEqual({});
});

test('Firefox: the sidebar is there and was not opened at install', async ({ offhook }) => {
  const file = join(ROOT, outputOf('firefox'), 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect(manifest['sidebar_action']).toMatchObject({
    default_panel: 'sidepanel.html',
    open_at_install: false,
  });
  const { inWindow } = offhook.firefox;
  expect(await inWindow('SidebarController.isOpen')).toBe(false);
  const listed = await inWindow<string[]>(
    '[...SidebarController.sidebars.values()].map((each) => each.extensionId ?? "")',
  );
  expect(listed).toContain('offhook@offhook.example');
});

type Ring = (call: { from: string }) => ReturnType<OffhookInFirefox['pbx']['ring']>;

/** Somebody rings, this agent answers and hangs up. */
async function talk(ring: Ring, { me }: OffhookInFirefox, from: string): Promise<void> {
  const call = await ring({ from });
  await call.answer(me);
  await call.hangup();
}
