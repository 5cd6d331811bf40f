/** Hostile input for every parser, for a minute each, and through a real relay beside a good neighbour. */
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { DIALECTS } from '../relay/pbx/registry.ts';
import { canBeFuzzed, type FuzzResult } from '../relay/testing/fuzz-dialect.ts';
import { createHostileInputs } from '../relay/testing/hostile-inputs.ts';
import { pushSamples } from '../relay/testing/pbx-samples.ts';
import type { Row } from './figures.ts';

const PARSER_MS = Number(process.env.OFFHOOK_BENCH_FUZZ_MS ?? 60_000);
const seed = Number(process.env.OFFHOOK_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Two at a time: as many as the smallest machine has cores. */
export async function measureParsers(): Promise<Row[]> {
  const waiting = DIALECTS.filter(canBeFuzzed).map(({ id }) => id);
  const rows: Row[] = [];
  async function work(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      rows.push(await inWorker(id));
    }
  }
  await Promise.all([work(), work()]);
  return rows.toSorted((a, b) => (a.what < b.what ? -1 : 1));
}

async function inWorker(id: string): Promise<Row> {
  const what = `fuzz ${id}, ${PARSER_MS / 1000} s, seed ${seed}`;
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
    workerData: { id, seed, durationMs: PARSER_MS },
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  return new Promise((resolve) => {
    worker.once('message', (result: FuzzResult) => {
      const { inputs, accepted, refused, heapGrowth } = result;
      resolve({
        what,
        figure: `${inputs} inputs, ${accepted} taken, ${refused} refused, heap × ${heapGrowth.toFixed(2)}`,
        wanted: 'no crash, heap ≤ 256 MB',
        holds: true,
      });
    });
    worker.once('error', (error) => {
      resolve({ what, figure: error.message.slice(0, 200), wanted: 'no crash', holds: false });
    });
  });
}

export interface FuzzTarget {
  url: string;
  /** Secret of the connection that is named like its dialect. */
  secret(dialect: string): string;
  /** Posts a form to the good neighbour; answers the status. */
  neighbour(body: URLSearchParams): Promise<number>;
  /** State of the neighbour's call, by what it was called. */
  state(from: string): Promise<string | undefined>;
  /** Resident memory of the relay in bytes. */
  memory(): number;
}

/** All push dialects through HTTP, eight requests at a time, while a neighbour goes on calling. */
export async function measureRelayUnderFire(target: FuzzTarget, seconds: number): Promise<Row> {
  const endsAt = performance.now() + seconds * 1000;
  const statuses = new Map<number, number>();
  const dialects = DIALECTS.filter(({ id }) => pushSamples(id).length > 0);
  let broken = 0;

  async function attacker(index: number): Promise<void> {
    const definition = dialects[index % dialects.length]!;
    const next = createHostileInputs(
      pushSamples(definition.id).map(({ request }) => ({ body: request.body ?? '', ...request })),
      seed + index,
    );
    while (performance.now() < endsAt) {
      const { body, contentType, query } = next();
      const path = `/pbx/${definition.id}/${target.secret(definition.id)}`;
      const headers: Record<string, string> = {};
      if (contentType && /^[ -~]+$/.test(contentType)) headers['content-type'] = contentType;
      try {
        const response = await fetch(`${target.url}${path}?${encodeURI(toWellFormed(query))}`, {
          method: 'POST',
          headers,
          body: Buffer.from(body),
        });
        await response.arrayBuffer();
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      } catch {
        broken++;
      }
    }
  }

  const halfTime = endsAt - seconds * 500;
  let middle: number | undefined;
  const attackers = Array.from({ length: Math.max(8, dialects.length) }, (_, at) => attacker(at));
  let calls = 0;
  let wrong = 0;
  while (performance.now() < endsAt) {
    const from = `4930888${String(calls).padStart(5, '0')}`;
    if (!(await neighbourCall(target, from, calls++))) wrong++;
    if (performance.now() > halfTime) middle ??= target.memory();
    await pause(200);
  }
  await Promise.all(attackers);
  const answered = [...statuses].map(([status, count]) => `${count} × ${status}`).join(', ');
  const fives = [...statuses].filter(([status]) => status >= 500).length;
  const end = target.memory();
  const grown = end / (middle ?? end);
  return {
    what: `hostile pushes through a relay, ${seconds} s, seed ${seed}`,
    figure: `${answered}; ${broken} broken off; neighbour ${calls - wrong}/${calls} right; ${(end / 2 ** 20).toFixed(0)} MiB, × ${grown.toFixed(2)} since half time`,
    wanted: 'no 5xx, neighbour right, memory ≤ × 1.2',
    holds: fives === 0 && broken === 0 && wrong === 0 && grown <= 1.2,
  };
}

async function neighbourCall(target: FuzzTarget, from: string, index: number): Promise<boolean> {
  const base = { callId: `neighbour-${index}`, from, to: '493012300', direction: 'in' };
  const send = (more: Record<string, string>) =>
    target.neighbour(new URLSearchParams({ ...base, ...more }));
  const statuses = [
    await send({ event: 'newCall', user: 'Alice Agent' }),
    await send({ event: 'answer', user: 'Alice Agent' }),
    await send({ event: 'hangup', cause: 'normalClearing' }),
  ];
  return statuses.every((status) => status === 200) && (await target.state(from)) === 'ended';
}

function toWellFormed(text: string): string {
  return (text as string & { toWellFormed(): string }).toWellFormed();
}
