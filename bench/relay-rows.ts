/** Rows about the relay alone: answers under load, memory, hostile input. */
import { readFileSync } from 'node:fs';
import { DIALECTS } from '../relay/pbx/registry.ts';
import { sampleOptions } from '../relay/testing/pbx-samples.ts';
import { holdStreams } from './agents.ts';
import type { Row } from './figures.ts';
import { measureRelayUnderFire } from './fuzz.ts';
import { measureIdleMemory } from './idle-memory.ts';
import { measurePbxAnswer } from './pbx-answer.ts';
import { startHangingZammad, writeConfig, writePolicies } from './policies.ts';
import { twoDevices, withStack } from './stacks.ts';

const SOCKETS = 200;
const FIRE_SECONDS = 60;

export async function answerRows(): Promise<Row[]> {
  const loads = [
    { what: `${SOCKETS} sockets, for one agent`, users: ['Alice Agent'], promised: true },
    { what: `${SOCKETS} sockets, for everybody`, users: [], promised: false },
  ];
  const rows: Row[] = [];
  for (const load of loads) rows.push(await answerRow(load));
  return rows;
}

/** With Zammad asked as well, the first calls wait for it; later ones know that it is down. */
export async function policyRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const ask of [false, true]) {
    const zammad = await startHangingZammad();
    const policies = writePolicies({ ctiUrl: `${zammad.url}/api/v1/cti/bench`, ask });
    const what = ask
      ? 'all policies, Zammad hangs and is asked (800 ms at most)'
      : 'all policies, Zammad hangs';
    const env = { OFFHOOK_CONFIG: policies.path };
    rows.push(await answerRow({ what, users: ['Alice Agent'], promised: !ask }, env));
    policies.remove();
    zammad.close();
  }
  return rows;
}

async function answerRow(
  load: { what: string; users: string[]; promised: boolean },
  env?: Record<string, string>,
): Promise<Row> {
  return withStack(async (stack) => {
    const [first, second] = await twoDevices(stack);
    const streams = await holdStreams(stack.relay.url, [
      { token: first, count: 1 },
      { token: second, count: SOCKETS - 1 },
    ]);
    const measured = await measurePbxAnswer(stack.pbx, load);
    await streams.close();
    return measured;
  }, env);
}

export async function memoryRow(): Promise<Row[]> {
  return withStack(async (stack) => [
    await measureIdleMemory(
      { url: stack.relay.url, pid: stack.relay.pid() },
      await twoDevices(stack),
    ),
  ]);
}

export async function fireRow(): Promise<Row[]> {
  const secret = (dialect: string) => `fire-${dialect}`;
  const connections = DIALECTS.map(({ id }) => ({
    id,
    dialect: id,
    secret: secret(id),
    options: sampleOptions(id),
  }));
  const config = writeConfig({ version: 1, connections });
  try {
    return await withStack(
      async (stack) => {
        const [token] = await twoDevices(stack);
        const target = {
          url: stack.relay.url,
          secret,
          neighbour: async (body: URLSearchParams) => (await stack.pbx.post(body)).status,
          state: (from: string) => stateOf(stack.relay.url, token, from),
          memory: () => residentBytes(stack.relay.pid()),
        };
        return [await measureRelayUnderFire(target, FIRE_SECONDS)];
      },
      // A heap that is small makes the collector work: what still grows is kept by us.
      { OFFHOOK_CONFIG: config.path, NODE_OPTIONS: '--max-old-space-size=128' },
    );
  } finally {
    config.remove();
  }
}

async function stateOf(url: string, token: string, from: string): Promise<string | undefined> {
  const response = await fetch(`${url}/v1/calls?number=${from}&limit=1`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { items } = (await response.json()) as { items: { state: string }[] };
  return items[0]?.state;
}

function residentBytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}
