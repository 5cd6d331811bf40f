/**
 * From the telephone system's request to the painted card, beside the bare floor.
 * Both in one browser, one page, one run, turn by turn. The page notes the time itself, in the first
 * task after the frame callback; the sender notes when it began to send. Same machine, same clock.
 */
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { type WebSocket, WebSocketServer } from 'ws';
import { ROOT } from '../scripts/setup/root.ts';
import { cardFor, dismissAll } from '../tests/e2e/harness/cards.ts';
import type { Pbx } from '../tests/e2e/harness/pbx.ts';
import { type Row, percentile, spread } from './figures.ts';

export const TURNS = 120;
const WARM_UP = 10;
/** Calls are seconds apart in life: what a turn set off (look-ups, dismissal) ends before the next is timed. */
const REST_MS = 250;

export interface Floor {
  /** The unpacked extension to load. */
  folder: string;
  /** Sends to the extension's worker; resolves when it is connected. */
  send(text: string): Promise<void>;
  close(): void;
}

export async function prepareFloor(): Promise<Floor> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const folder = mkdtempSync(join(tmpdir(), 'offhook-floor-'));
  cpSync(join(ROOT, 'bench/floor-extension'), folder, { recursive: true });
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ socket: `ws://127.0.0.1:${port}` }));
  const connected = once(server, 'connection') as Promise<[WebSocket]>;
  return {
    folder,
    send: async (text) => {
      const [socket] = await connected;
      socket.send(text);
    },
    close: () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function measurePainted(
  page: Page,
  pbx: Pbx,
  floor: Floor,
  agent: string,
): Promise<Row[]> {
  const floorMs: number[] = [];
  const cardMs: number[] = [];
  for (let turn = 0; turn < WARM_UP + TURNS; turn += 1) {
    await pause(REST_MS);
    const bare = await floorTurn(page, floor, turn);
    await pause(REST_MS);
    const card = await cardTurn(page, pbx, agent, turn);
    if (turn < WARM_UP) continue;
    floorMs.push(bare);
    cardMs.push(card);
    if (turn % 20 === 0) await dismissAll(page);
  }
  const ratio = (part: number) => percentile(cardMs, part) / percentile(floorMs, part);
  return [
    {
      what: `webhook → card painted, ${cardMs.length} calls`,
      figure: spread(cardMs, [0.5, 0.95]),
      wanted: 'p95 ≤ 50 ms',
      holds: percentile(cardMs, 0.95) <= 50,
    },
    {
      what: 'floor: socket → worker → port → text painted',
      figure: spread(floorMs, [0.5, 0.95]),
    },
    {
      what: 'ratio of the two',
      figure: `p50 ${ratio(0.5).toFixed(2)}  p95 ${ratio(0.95).toFixed(2)}`,
      wanted: '≤ 2.00',
      holds: ratio(0.5) <= 2 && ratio(0.95) <= 2,
    },
  ];
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

async function floorTurn(page: Page, floor: Floor, turn: number): Promise<number> {
  const text = `turn ${turn}`;
  const sentAt = now();
  await floor.send(text);
  const host = page.locator(`#bench-floor[data-text="${text}"]`);
  return Number(await host.getAttribute('data-painted-at')) - sentAt;
}

async function cardTurn(page: Page, pbx: Pbx, agent: string, turn: number): Promise<number> {
  const from = `4930111${String(turn).padStart(4, '0')}`;
  const sentAt = now();
  const call = await pbx.ring({ from, users: [agent] });
  const card = cardFor(page, new RegExp(`111\\s?${String(turn).padStart(4, '0')}`));
  const paintedAt = Number(
    await card.and(page.locator('[data-painted-at]')).getAttribute('data-painted-at'),
  );
  await call.hangup('cancel');
  await card.getByTestId('dismiss').click();
  return paintedAt - sentAt;
}
