/** The directory over 200,000 people: a real relay against a Zammad that answers 50 requests a second. */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { RELAY_SECRET, type RelayProcess, startRelay } from '../tests/e2e/harness/relay.ts';
import { pair } from './agents.ts';
import { lookupRows } from './directory-lookup.ts';
import { landlineDigits } from './directory-people.ts';
import {
  AGENT_TOKEN,
  type LargeZammad,
  SERVICE_TOKEN,
  startLargeZammad,
} from './directory-zammad.ts';
import { ms, percentile, type Row, spread } from './figures.ts';

/** Fewer while something is being tried. */
const PEOPLE = Number(process.env['OFFHOOK_BENCH_PEOPLE'] ?? 200_000);
const LIMIT = 50;
const ASKED = 2_000;
/** Before that: code that has just been loaded is slow once, after a start. */
const WARM_UP = 300;
const CHANGES = 4;

export async function directoryRows(): Promise<Row[]> {
  const zammad = await startLargeZammad(PEOPLE, LIMIT);
  const relay = await startRelay({
    zammadUrl: zammad.url,
    serviceToken: SERVICE_TOKEN,
    env: { OFFHOOK_LOG_LEVEL: 'warn' },
  });
  try {
    const device = await pair(relay.url, zammad.url, AGENT_TOKEN);
    const rows = [...(await firstSync(relay, zammad)), await memory(relay, 'first sync')];
    rows.push(await ask('look-up over HTTP', 5, (index) => lookup(relay, device, index)));
    rows.push(await ask('caller name for the telephone system', 20, (index) => name(relay, index)));
    rows.push(await changesSeen(relay, zammad, device));
    rows.push(await restarted(relay), await memory(relay, 'restart with everybody known'));
    return [...rows, ...(await lookupRows())];
  } finally {
    await relay.remove();
    await zammad.close();
  }
}

/** Killed in the middle, started again; telephone systems are answered all the while. */
async function firstSync(relay: RelayProcess, zammad: LargeZammad): Promise<Row[]> {
  const startedAt = performance.now();
  const answers: number[] = [];
  let page = 0;
  let resumed = 0;
  for (;;) {
    await pause(100);
    answers.push(await ring(relay, answers.length));
    const now = await figures(relay);
    if (now['offhook_directory_completed_seconds']! > 0) break;
    const people = now['offhook_directory_people']!;
    if (page === 0 && people > PEOPLE / 2) {
      page = now['offhook_directory_page']!;
      await relay.kill9();
      await relay.start();
      while (resumed === 0) {
        await pause(50);
        resumed = (await figures(relay))['offhook_directory_page']!;
      }
    }
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const { offhook_directory_people: people } = await figures(relay);
  const facts = await zammad.facts();
  const count = PEOPLE.toLocaleString('en');
  return [
    {
      what: `directory: first sync of ${count} people, killed and started again in the middle`,
      figure: `${seconds.toFixed(0)} s, ${people!.toLocaleString('en')} people there`,
      wanted: '< 600 s, all',
      holds: seconds < 600 && people === PEOPLE,
    },
    {
      what: `directory: page after kill -9 on page ${page}`,
      figure: `${resumed}; ${facts.pages} pages asked for, ${facts.differentPages} different ones`,
      wanted: 'goes on',
      holds: page > 1 && resumed >= page && facts.pages - facts.differentPages <= 3,
    },
    {
      what: `directory: what Zammad was asked (it allows ${LIMIT} a second)`,
      figure: `${facts.requests} requests, at most ${facts.busiest} in a second, ${facts.refused} refused, ${facts.writes} writes`,
      wanted: 'modest, no writes',
      holds: facts.refused === 0 && facts.writes === 0,
    },
    {
      what: 'directory: answers to the telephone system meanwhile',
      figure: spread(answers, [0.5, 0.95, 0.99]),
      wanted: 'p99 ≤ 50 ms',
      holds: percentile(answers, 0.99) <= 50,
    },
  ];
}

async function ring(relay: RelayProcess, count: number): Promise<number> {
  const startedAt = performance.now();
  const answer = await fetch(`${relay.url}/api/v1/cti/${RELAY_SECRET}`, {
    method: 'POST',
    body: new URLSearchParams({
      event: 'newCall',
      direction: 'in',
      callId: `bench-${count}`,
      from: landlineDigits(count % PEOPLE),
      to: '493012300',
    }),
  });
  if (!answer.ok) throw new Error(`the relay answered ${answer.status}`);
  await answer.text();
  return performance.now() - startedAt;
}

async function figures(relay: RelayProcess): Promise<Record<string, number>> {
  const text = await (await fetch(`${relay.url}/metrics`)).text();
  const lines = [...text.matchAll(/^(offhook_directory_\w+) (\S+)$/gm)];
  return Object.fromEntries(lines.map(([, key = '', value]) => [key, Number(value)]));
}

/** Most that the process ever took since it started, and what it has now. */
async function memory(relay: RelayProcess, after: string): Promise<Row> {
  await pause(2_000);
  const status = readFileSync(`/proc/${relay.pid()}/status`, 'utf8');
  const mib = (key: string) =>
    Math.round(Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024);
  return {
    what: `directory: memory of the relay, ${after}`,
    figure: `${mib('VmHWM')} MiB at most, ${mib('VmRSS')} MiB now`,
    wanted: '< 300 MiB',
    holds: mib('VmHWM') < 300,
  };
}

type Asked = (index: number) => Promise<{ found: boolean }>;

async function ask(what: string, promisedMs: number, one: Asked): Promise<Row> {
  const times: number[] = [];
  let found = 0;
  for (let count = -WARM_UP; count < ASKED; count += 1) {
    const index = (Math.abs(count) * 7_919) % PEOPLE;
    const startedAt = performance.now();
    const answer = await one(index);
    if (count < 0) continue;
    times.push(performance.now() - startedAt);
    if (answer.found) found += 1;
  }
  return {
    what: `directory: ${what} (${found} of ${ASKED} found)`,
    figure: `${spread(times, [0.5, 0.99])}  max ${ms(Math.max(...times))}`,
    wanted: `p99 ≤ ${promisedMs} ms`,
    holds: percentile(times, 0.99) <= promisedMs && found === ASKED,
  };
}

async function lookup(relay: RelayProcess, device: string, index: number) {
  const answer = await fetch(`${relay.url}/v1/lookup?number=%2B${landlineDigits(index)}`, {
    headers: { authorization: `Bearer ${device}` },
  });
  const { matches } = (await answer.json()) as { matches: { reason: { kind: string } }[] };
  return { found: matches[0]?.reason.kind === 'exact' };
}

async function name(relay: RelayProcess, index: number) {
  const url = `${relay.url}/pbx/main/${RELAY_SECRET}/name?number=%2B${landlineDigits(index)}`;
  const answer = await fetch(url);
  const text = await answer.text();
  return { found: answer.ok && text !== '' };
}

async function changesSeen(relay: RelayProcess, zammad: LargeZammad, device: string): Promise<Row> {
  const times: number[] = [];
  for (let count = 0; count < CHANGES; count += 1) {
    // Behind everybody, so that nothing was read there before.
    const index = PEOPLE + 1_000_000 + count;
    await zammad.change(count * 1_000, `+${landlineDigits(index)}`);
    const startedAt = performance.now();
    while (!(await lookup(relay, device, index)).found) {
      if (performance.now() - startedAt > 120_000) break;
      await pause(100);
    }
    times.push((performance.now() - startedAt) / 1000);
    await pause(3_000);
  }
  return {
    what: 'directory: another number in Zammad, until a look-up finds it',
    figure: `${times.map((time) => time.toFixed(1)).join(', ')} s`,
    wanted: '< 60 s',
    holds: Math.max(...times) < 60,
  };
}

/** From the start of the process until somebody is found who was known before. */
async function restarted(relay: RelayProcess): Promise<Row> {
  await relay.kill9();
  const startedAt = performance.now();
  await relay.start();
  while (!(await name(relay, PEOPLE - 1)).found) await pause(20);
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    what: 'directory: from the start of a relay that knows everybody to the first name',
    figure: `${seconds.toFixed(1)} s`,
  };
}
