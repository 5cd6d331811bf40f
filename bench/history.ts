/** The history over a million calls: pages, filters and searches, by a real relay over HTTP. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RelayProcess } from '../tests/e2e/harness/relay.ts';
import { type Row, ms, percentile, spread } from './figures.ts';
import { fillHistory } from './history-fill.ts';
import { QUESTIONS, type Question } from './history-questions.ts';
import { agentOf, AGENTS, createRandom, LINES, QUEUES } from './history-world.ts';
import { writeConfig } from './policies.ts';
import { twoDevices, withStack } from './stacks.ts';

const CALLS = 1_000_000;
const ASKED = 50;
const PROMISED_MS = 100;

export async function historyRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-history-'));
  const team = writeConfig(company('team'));
  const own = writeConfig(company('own'));
  try {
    const url = `sqlite:${join(folder, 'offhook.db')}`;
    await fillHistory(url, CALLS);
    return await withStack(
      async (stack) => {
        const { relay } = stack;
        const rows = [await catchUp(relay.url)];
        const [first, second] = await twoDevices(stack);
        rows.push(...(await askAll(relay, first, 'of the team')));
        await relay.end();
        await relay.start({ OFFHOOK_CONFIG: own.path });
        rows.push(...(await askAll(relay, first, 'own, 1 in 10')));
        rows.push(...(await askAll(relay, second, 'own, few')));
        return rows;
      },
      { OFFHOOK_DATABASE_URL: url, OFFHOOK_CONFIG: team.path },
    );
  } finally {
    team.remove();
    own.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

function company(visibility: 'team' | 'own') {
  const agents = Array.from({ length: AGENTS }, (_, index) => agentOf(index));
  return {
    version: 1,
    agents: agents.map(({ login, name, extension }) => ({
      login,
      extensions: [extension],
      names: [name],
    })),
    queues: QUEUES.map((name) => ({ name, match: [], agents: [] })),
    lines: LINES.map(({ number, label }, index) => ({
      match: `+${number}`,
      label,
      private: index === LINES.length - 1,
    })),
    visibility,
  };
}

/** Calls that were there before the index. */
async function catchUp(relayUrl: string): Promise<Row> {
  const startedAt = performance.now();
  for (;;) {
    const text = await (await fetch(`${relayUrl}/metrics`)).text();
    if (/^offhook_history_catching_up 0$/m.test(text)) break;
    await pause(500);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    what: `history: ${CALLS.toLocaleString('en')} calls of before come into the index, behind everything else`,
    figure: `${seconds.toFixed(0)} s`,
  };
}

type Relay = Pick<RelayProcess, 'url' | 'pid'>;

async function askAll(relay: Relay, token: string, who: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const question of QUESTIONS) rows.push(await askOften(relay, token, who, question));
  return rows;
}

/** Milliseconds a process has computed so far. */
function computedMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').split(' ');
  return (Number(fields[12]) + Number(fields[13])) * 10;
}

async function askOften(
  relay: Relay,
  token: string,
  who: string,
  { what, ask }: Question,
): Promise<Row> {
  const random = createRandom(7);
  const times: number[] = [];
  const computed = computedMs(relay.pid());
  let items = 0;
  let short = 0;
  for (let index = 0; index < ASKED; index += 1) {
    const query = new URLSearchParams(ask(random, index)).toString();
    const startedAt = performance.now();
    const answer = await fetch(`${relay.url}/v1/calls?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await answer.text();
    times.push(performance.now() - startedAt);
    if (!answer.ok) throw new Error(`${query} answered ${answer.status}: ${text}`);
    const page = JSON.parse(text) as { items: unknown[]; next?: string };
    items += page.items.length;
    if (page.items.length < 50 && page.next !== undefined) short += 1;
  }
  const each = (computedMs(relay.pid()) - computed) / ASKED;
  const cut = short > 0 ? `, ${short} pages cut` : '';
  return {
    what: `history ${who}: ${what} (${(items / ASKED).toFixed(0)} calls a page${cut})`,
    figure: `${spread(times, [0.5, 0.95])}  max ${ms(Math.max(...times))}  computed ${ms(each)}`,
    wanted: `p95 ≤ ${PROMISED_MS} ms`,
    holds: percentile(times, 0.95) <= PROMISED_MS,
  };
}
