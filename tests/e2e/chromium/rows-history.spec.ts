/** What the feature table promises about the call list and missed calls. The relay feeds Zammad's own log, too. */
import type { Page } from '@playwright/test';
import { IDA, strangersNumber } from '../harness/callers.ts';
import { cards, expectTickets } from '../harness/cards.ts';
import { uisOfRun } from '../harness/login.ts';
import { newText, save, write } from '../harness/notes.ts';
import { expect, type Offhook, test as base } from '../harness/offhook-test.ts';
import { historyRow, missedRow, openPanel, showPart } from '../harness/panel.ts';
import type { NewCall } from '../harness/pbx.ts';
import { picture } from '../harness/picture.ts';

const ui = uisOfRun()[0]!;
const test = base.extend<{ panel: Page }>({
  panel: async ({ offhook }, use) => {
    const panel = await openPanel(offhook.browser);
    await use(panel);
    await panel.close();
  },
});
test.use({ stackOptions: { forward: true } });

/** Nobody's number, and what a row shows of it. */
function stranger() {
  const { number, tail } = strangersNumber();
  return { number, shown: new RegExp(tail) };
}

/** Rings at this agent (or others), and they give up. */
async function missed(offhook: Offhook, from: string, users = [offhook.me.name]): Promise<void> {
  const call = await offhook.pbx.ring({ from, users });
  await call.hangup('cancel');
}

async function talk(offhook: Offhook, from: string): Promise<void> {
  const call = await offhook.pbx.ring({ from, users: [offhook.me.name] });
  await call.answer(offhook.me.name);
  await call.hangup();
}

/** For each caller: whether their attempts, oldest first, are ticked in Zammad's own log. */
async function ticked({ api }: Offhook, numbers: string[], attempts: number): Promise<boolean[][]> {
  const log = (await api.callerLog()).toReversed();
  return numbers.map((number) => {
    const theirs = log.filter(({ from }) => from === number).slice(0, attempts);
    return theirs.map(({ done }) => done);
  });
}

test('Log, history, missed: Call list', async ({ panel, offhook }) => {
  await showPart(panel, 'history');
  const { number, shown } = stranger();
  const call = await offhook.pbx.ring({ from: number, users: [offhook.me.name] });
  const row = historyRow(panel, shown);
  await test.step('as soon as it rings, and how it goes on', async () => {
    await expect(row).toContainText('Now');
    await call.answer(offhook.me.name);
    await call.hangup();
    await expect(row).toContainText('Answered');
    await expect(row).toContainText(offhook.me.name);
    await expect(row).toHaveCount(1);
  });
  await test.step('incoming, outgoing, missed and answered look different, newest first', async () => {
    await missed(offhook, IDA.number);
    const out = await offhook.pbx.ring({
      from: '4930123000',
      to: number,
      direction: 'out',
      users: [offhook.me.name],
    });
    await out.answer(offhook.me.name);
    await out.hangup();
    await expect(panel.getByTestId('history-row').nth(0)).toContainText('Called');
    await expect(panel.getByTestId('history-row').nth(1)).toContainText(/Ida Plus.*Missed/s);
    await expect(panel.getByTestId('history-row').nth(2)).toContainText('Answered');
    await picture(panel.getByTestId('panel'), 'call-list');
  });
});

test('Log, history, missed: Search, filter, paging', async ({ panel, offhook }) => {
  await talk(offhook, IDA.number);
  const { number, shown } = stranger();
  await Promise.all(Array.from({ length: 45 }, () => missed(offhook, number)));
  await showPart(panel, 'history');
  const search = panel.getByTestId('history-search');
  const rows = panel.getByTestId('history-row');

  await test.step('by name', async () => {
    await search.fill('plus ida');
    await expect(historyRow(panel, IDA.name).first()).toBeVisible();
    await expect(historyRow(panel, shown)).toHaveCount(0);
  });
  await test.step('by number as one writes it; page after page by scrolling', async () => {
    await search.fill(`0${number.slice(2, 4)} ${number.slice(4)}`);
    await expect(rows).toHaveCount(40);
    await rows.last().scrollIntoViewIfNeeded();
    await expect(rows).toHaveCount(45);
    await expect(panel.getByText('No earlier calls.')).toBeVisible();
  });
  await test.step('by outcome', async () => {
    await panel.getByTestId('history-filter-button').click();
    await panel.getByTestId('filter-outcome').selectOption('answered');
    await expect(panel.getByTestId('nothing')).toContainText('No call matches');
    await search.fill('');
    await expect(historyRow(panel, IDA.name).first()).toBeVisible();
    await expect(historyRow(panel, shown)).toHaveCount(0);
    await picture(panel.getByTestId('panel'), 'history-filters');
    await panel.getByTestId('filter-reset').click();
    await expect(historyRow(panel, shown).first()).toBeVisible();
  });
});

test('Log, history, missed: Missed + done tick + bulk done', async ({ panel, offhook }) => {
  const callers = [stranger(), stranger(), stranger()];
  const numbers = callers.map(({ number }) => number);
  for (const number of numbers) await missed(offhook, number);
  const inZammad = () => ticked(offhook, numbers, 1);
  await showPart(panel, 'missed');
  const [first, second, third] = callers.map(({ shown }) => missedRow(panel, shown));
  await expect(third!).toBeVisible();
  await expect.poll(inZammad).toEqual([[false], [false], [false]]);
  await picture(panel.getByTestId('panel'), 'missed-board');

  await test.step('one, with a way back', async () => {
    await first!.getByTestId('missed-done').click();
    await expect(first!).toHaveCount(0);
    await panel.getByTestId('undo').click();
    await expect(first!).toBeVisible();
    expect(await inZammad()).toEqual([[false], [false], [false]]);
  });
  await test.step('several at once; ticked in the log of Zammad, too', async () => {
    await first!.getByTestId('missed-select').check();
    await second!.getByTestId('missed-select').check();
    await picture(panel.getByTestId('panel'), 'missed-bulk-done');
    await panel.getByTestId('missed-done-selected').click();
    await expect(panel.getByTestId('toast')).toContainText('2 rows done');
    await expect.poll(inZammad, { timeout: 20_000 }).toEqual([[true], [true], [false]]);
    await panel.reload();
    await showPart(panel, 'missed');
    await expect(third!).toBeVisible();
    await expect(first!).toHaveCount(0);
    await expect(second!).toHaveCount(0);
  });
  await test.step('a ticked caller who tries again is back', async () => {
    await missed(offhook, callers[0]!.number);
    await expect(first!).toContainText('1 ×');
  });
});

test('Log, history, missed: Missed auto-cleared after callback', async ({ panel, offhook }) => {
  const { number, shown } = stranger();
  const other = stranger();
  for (const from of [number, number, other.number, other.number]) await missed(offhook, from);
  const inZammad = () => ticked(offhook, [number, other.number], 2);
  const [no, yes] = [
    [false, false],
    [true, true],
  ];
  await showPart(panel, 'missed');
  const row = missedRow(panel, shown);
  await expect.poll(inZammad).toEqual([no, no]);

  await test.step('called back without being reached: they still wait', async () => {
    await row.getByTestId('missed-call').click();
    await expect(row.getByTestId('missed-claim')).toHaveText('You are on it');
    const try1 = await offhook.pbx.ring(back(number, offhook));
    await try1.hangup('cancel');
    await showPart(panel, 'history');
    await expect(historyRow(panel, shown).first()).toContainText('Not reached');
    await showPart(panel, 'missed');
    await expect(row).toBeVisible();
  });
  await test.step('reached: gone here, and ticked in the log of Zammad', async () => {
    const call = await offhook.pbx.ring(back(number, offhook));
    await call.answer(offhook.me.name);
    await expect(row).toHaveCount(0);
    await call.hangup();
    await expect.poll(inZammad).toEqual([yes, no]);
  });
  await test.step('another one gets through by themselves: gone as well', async () => {
    await expect(missedRow(panel, other.shown)).toBeVisible();
    await talk(offhook, other.number);
    await expect(missedRow(panel, other.shown)).toHaveCount(0);
    await expect.poll(inZammad).toEqual([yes, yes]);
  });
});

/** I call them back. */
function back(number: string, { me }: Offhook): NewCall {
  return { direction: 'out', from: '4930123000', to: number, users: [me.name] };
}

test('Log, history, missed: Repeated attempts merged per caller', async ({ panel, offhook }) => {
  const { number, shown } = stranger();
  await showPart(panel, 'missed');
  for (const times of ['1 ×', '2 ×', '3 ×']) {
    await missed(offhook, number);
    await expect(missedRow(panel, shown)).toContainText(times);
  }
  await expect(missedRow(panel, shown)).toHaveCount(1);
  await expect(missedRow(panel, shown)).toContainText('last');
  await picture(missedRow(panel, shown), 'missed-merged');
  // Callers are counted, not calls.
  const waiting = await panel.getByTestId('missed-row').count();
  await expect(panel.getByTestId('count-missed')).toHaveText(String(waiting));
  // One card, not three.
  await showPart(panel, 'now');
  await expect(panel.getByTestId('card').filter({ hasText: shown })).toHaveCount(1);
});

test('Log, history, missed: a colleague sees who has taken a missed caller', async ({
  panel,
  colleague,
  offhook,
}) => {
  const theirs = await colleague();
  const { number, shown } = stranger();
  await missed(offhook, number, [offhook.me.name, theirs.name]);
  const theirPanel = await openPanel(theirs.browser);
  await showPart(theirPanel, 'missed');
  await showPart(panel, 'missed');
  const [mine, yours] = [missedRow(panel, shown), missedRow(theirPanel, shown)];

  await yours.getByTestId('missed-take').click();
  await expect(yours.getByTestId('missed-claim')).toHaveText('You are on it');
  await expect(mine.getByTestId('missed-claim')).toHaveText(`${theirs.name} is on it`);
  await expect(mine.getByTestId('missed-take')).toHaveCount(0);
  await picture(mine, 'missed-claimed');
  await yours.getByTestId('missed-let-go').click();
  await expect(mine.getByTestId('missed-claim')).toHaveCount(0);
  await expect(mine.getByTestId('missed-take')).toBeVisible();
  await mine.getByTestId('missed-done').click();
  await panel.reload();
  await expect(yours).toHaveCount(0);
});

test('Log, history, missed: a call taken elsewhere is entered by hand', async ({
  panel,
  offhook,
}) => {
  const ida = await offhook.api.person(IDA.name);
  await showPart(panel, 'history');
  await panel.getByTestId('enter-call').click();
  await panel.getByTestId('manual-number').fill('030 609854-180');
  await expect(panel.getByTestId('manual-reads')).toContainText(IDA.display);
  await panel.getByTestId('manual-duration').fill('2:30');
  await picture(panel.getByTestId('enter-call-layer'), 'call-by-hand');
  await panel.getByTestId('manual-submit').click();
  const detail = panel.getByTestId('call-detail');
  await expect(detail).toContainText('added by hand');
  const card = detail.getByTestId('card');
  await expectTickets(card);
  const text = newText('Rang my mobile');
  await write(card, text);
  await save(card);
  const [article, ...more] = await offhook.api.articlesWith(ida.id, text);
  expect(article!.body).toContain('2:30 min');
  expect(more).toEqual([]);
  await panel.getByTestId('back').click();
  // Where it began, which may be below what came meanwhile.
  await panel.getByTestId('history-search').fill('rang my mobile');
  await expect(historyRow(panel, text)).toContainText('added by hand');
});

test('Log, history, missed: one summary after sleep, no burst of cards', async ({
  colleague,
  offhook,
}) => {
  const theirs = await colleague();
  // Chromium writes what was granted to it within seconds, or when it is closed.
  await theirs.restart('closed');
  await theirs.tab(ui);
  const popup = await theirs.browser.openPage('popup.html');
  await test.step('asleep for three hours; twelve call in vain, a colleague takes one', async () => {
    // The three hours are only told: the last moment that was noted is put back.
    await expect.poll(() => popup.evaluate(listenedAt)).toBeGreaterThan(0);
    await popup.evaluate(putBack, 3 * 3_600_000);
    await theirs.restart('killed');
    for (let index = 0; index < 12; index++)
      await missed(offhook, strangersNumber().number, [theirs.name]);
    await talk(offhook, IDA.number);
  });
  const tab = await theirs.tab(ui);
  const panel = await openPanel(theirs.browser);
  const away = panel.getByTestId('away');
  await test.step('back: one summary, and no card', async () => {
    await tab.locator('body').click({ position: { x: 5, y: 5 } });
    await expect(away).toContainText('12 missed for you', { timeout: 20_000 });
    await expect(away).toContainText(/taken by (a colleague|colleagues)/);
    await expect(away).toContainText('and 7 more');
    await expect(cards(tab)).toHaveCount(0);
    await picture(away, 'while-you-were-away');
  });
  await test.step('from there to the calls of that time; seen once, it stays away', async () => {
    await away.getByTestId('away-show').click();
    await expect(historyRow(panel, 'Missed').nth(11)).toBeVisible();
    await expect(historyRow(panel, IDA.name).first()).toContainText('Answered');
    await away.getByTestId('away-seen').click();
    await expect(away).toHaveCount(0);
    await panel.reload();
    await showPart(panel, 'missed');
    await expect(panel.getByTestId('missed-row').first()).toBeVisible();
    await expect(away).toHaveCount(0);
  });
});

interface Storage {
  chrome: {
    storage: {
      local: {
        get(key: string): Promise<{ away?: { v: number; value: { listenedAt?: number } } }>;
        set(items: object): Promise<void>;
      };
    };
  };
}

async function listenedAt(): Promise<number> {
  const { storage } = (globalThis as unknown as Storage).chrome;
  return (await storage.local.get('away')).away?.value.listenedAt ?? 0;
}

async function putBack(ms: number): Promise<void> {
  const { storage } = (globalThis as unknown as Storage).chrome;
  const { away } = await storage.local.get('away');
  const value = { ...away?.value, listenedAt: (away?.value.listenedAt ?? 0) - ms };
  await storage.local.set({ away: { ...away, value } });
}
