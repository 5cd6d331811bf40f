/**
 * The tray under load, in a real Chromium: what one change costs with ten calls, 30 calls in a
 * minute pressed into a row, and what a thousand calls leave behind.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { ROOT } from '../scripts/setup/root.ts';
import { percentile, type Row, spread } from './figures.ts';

const CALLS = 10;
const UPDATES = 400;
const MANY = 1_000;
const LIMIT_MS = 16;

/** As the content script is built: Preact in the place of React. */
const PREACT = [
  { find: /^react$/, replacement: 'preact/compat' },
  { find: /^react-dom$/, replacement: 'preact/compat' },
  { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
  { find: /^react\/jsx-runtime$/, replacement: 'preact/compat/jsx-runtime' },
];

interface Driver {
  apply(message: unknown): void;
  timed(message: unknown): Promise<number>;
  card(id: string, version: number, part: object): { call: { id: string } };
}

export async function trayRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(ROOT, 'dist', 'tray-bench-'));
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><div id="app"></div><script type="module" src="/bench/tray-page.tsx"></script>`,
  );
  const outDir = join(folder, 'out');
  const common = { configFile: false as const, root: ROOT, logLevel: 'error' as const };
  await build({
    ...common,
    plugins: [react()],
    resolve: { alias: PREACT },
    build: { outDir, rolldownOptions: { input: join(folder, 'index.html') } },
  });
  const server = await preview({
    ...common,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  });
  const browser = await chromium.launch({
    executablePath: process.env['OFFHOOK_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--enable-precise-memory-info', '--js-flags=--expose-gc'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const inside = join(folder, 'index.html').slice(ROOT.length).replace(/^\/+/, '');
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}${inside}`);
    await page.locator('[data-testid=announcer]').waitFor({ state: 'attached' });
    return [await tenAtOnce(page), await aMinute(page), await aThousand(page)];
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ten calls; names, tickets and states come in one by one. */
async function tenAtOnce(page: Page): Promise<Row> {
  const times = await page.evaluate(
    async ({ calls, updates }) => {
      const tray = (globalThis as unknown as { offhookTray: Driver }).offhookTray;
      const about = (index: number) =>
        index === 0 ? { state: 'talking', answeredAt: Date.now(), ringing: [] } : {};
      const cards = Array.from({ length: calls }, (_, index) =>
        tray.card(`c${index}`, 1, about(index)),
      );
      tray.apply({ type: 'all', cards, phone: 'on', locale: 'en' });
      const found: number[] = [];
      for (let turn = 0; turn < updates; turn += 1) {
        const index = turn % calls;
        const card = tray.card(`c${index}`, turn + 2, {
          ...about(index),
          ringing: ['Anna', `Ben ${turn}`],
        });
        found.push(await tray.timed({ type: 'card', card }));
        const drawn = document.querySelector(`[data-call-id="c${index}"]`)?.textContent ?? '';
        // What is measured must be there when the measuring ends.
        if (index > 0 && !drawn.includes(`Ben ${turn}`)) throw new Error('not drawn at once');
      }
      return found;
    },
    { calls: CALLS, updates: UPDATES },
  );
  return row(`one change with ${CALLS} calls in the tray, ${UPDATES} times`, times.slice(20));
}

/** 30 calls that ring, are missed and go, without the pauses between them. */
async function aMinute(page: Page): Promise<Row> {
  const times = await page.evaluate(async () => {
    const tray = (globalThis as unknown as { offhookTray: Driver }).offhookTray;
    const found: number[] = [];
    for (let index = 0; index < 30; index += 1) {
      const id = `m${index}`;
      found.push(await tray.timed({ type: 'card', card: tray.card(id, 1, {}) }));
      const missed = {
        state: 'ended',
        mine: false,
        missed: true,
        endedAt: Date.now(),
        ringing: [],
      };
      found.push(await tray.timed({ type: 'card', card: tray.card(id, 2, missed) }));
    }
    tray.apply({ type: 'all', cards: [], phone: 'on', locale: 'en' });
    return found;
  });
  return row('30 calls in a row, rung and missed, on top of them', times);
}

/** Memory after each of them has come, rung and gone. */
async function aThousand(page: Page): Promise<Row> {
  const after = async (from: number, to: number) =>
    page.evaluate(
      async ({ first, last }) => {
        const tray = (globalThis as unknown as { offhookTray: Driver }).offhookTray;
        for (let index = first; index < last; index += 1) {
          const id = `t${index}`;
          tray.apply({ type: 'card', card: tray.card(id, 1, {}) });
          if (index % 10 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
          tray.apply({ type: 'card', card: tray.card(id, 2, { state: 'talking' }) });
          tray.apply({ type: 'gone', id });
        }
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        (globalThis as unknown as { gc(): void }).gc();
        await new Promise((resolve) => setTimeout(resolve, 200));
        (globalThis as unknown as { gc(): void }).gc();
        return (performance as unknown as { memory: { usedJSHeapSize: number } }).memory
          .usedJSHeapSize;
      },
      { first: from, last: to },
    );
  const warm = await after(0, MANY / 10);
  const end = await after(MANY / 10, MANY + MANY / 10);
  const grown = (end - warm) / 1024;
  return {
    what: `memory of the page, ${MANY} calls later`,
    figure: `${(end / 1024 / 1024).toFixed(1)} MiB (${grown >= 0 ? '+' : ''}${grown.toFixed(0)} KiB)`,
    wanted: 'flat (≤ 256 KiB)',
    holds: grown <= 256,
  };
}

function row(what: string, times: number[]): Row {
  return {
    what,
    figure: spread(times, [0.5, 0.95, 0.99]),
    wanted: `p95 < ${LIMIT_MS} ms`,
    holds: percentile(times, 0.95) < LIMIT_MS,
  };
}
