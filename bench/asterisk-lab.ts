/**
 * From an event of Asterisk to the frame on an agent's socket.
 *
 * With `OFFHOOK_BENCH_AMI=USER:SECRET@HOST:PORT` against that Asterisk: calls are made by the shell
 * command `OFFHOOK_BENCH_AMI_CALL` (one call each time; without it, whoever rings), at least
 * `OFFHOOK_BENCH_AMI_CALLS` (50) of them. Else a fake Asterisk plays a recorded call.
 */
import { exec } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { PbxEvent } from '../lib/core/call.ts';
import { startFakeAmi } from '../relay/pbx/asterisk/fake-ami.ts';
import { readShorthand } from '../relay/pbx/asterisk/options.ts';
import { readRecording } from '../relay/pbx/asterisk/replay.ts';
import { recordings } from '../relay/pbx/asterisk/testing.ts';
import { createMessage } from '../relay/pbx/asterisk/wire.ts';
import { startAmiTap } from './ami-tap.ts';
import { followStream } from './follow-stream.ts';
import { percentile, type Row, spread } from './figures.ts';
import { writeConfig } from './policies.ts';
import { twoDevices, withStack } from './stacks.ts';

const CALLS = 200;
const WANTED_MS = 250;
/** What has not come after this time is lost. */
const LOST_MS = 5_000;
const STATES = { new: 'ringing', answer: 'talking', hangup: 'ended' } as const;

interface Source {
  what: string;
  user: string;
  password: string;
  host: string;
  port: number;
  calls: number;
  /** Plays one call from start to end. */
  call(index: number): Promise<void>;
  close(): Promise<void>;
}

export async function asteriskRows(): Promise<Row[]> {
  const source = process.env['OFFHOOK_BENCH_AMI'] ? realAsterisk() : await fakeAsterisk();
  const heard: { kind: keyof typeof STATES; at: number }[] = [];
  const onHeard = (events: readonly PbxEvent[], at: number) => {
    for (const { kind } of events)
      if (kind in STATES) heard.push({ kind: kind as keyof typeof STATES, at });
  };
  const tap = await startAmiTap(source, onHeard);
  const { user, password } = source;
  const config = writeConfig({
    version: 1,
    connections: [
      {
        id: 'lab',
        dialect: 'asterisk',
        secret: 'bench-secret',
        options: { host: '127.0.0.1', port: tap.port, user, password },
      },
    ],
    agents: [{ login: 'agent1@example.com', extensions: ['23', '24'] }],
  });
  try {
    return await withStack(
      async (stack) => {
        const [token] = await twoDevices(stack);
        const seen: { state: string; at: number }[] = [];
        const known = new Map<string, string>();
        const stream = await followStream(stack.relay.url, token, (call) => {
          if (known.get(call.id) !== call.state)
            seen.push({ state: call.state, at: performance.now() });
          known.set(call.id, call.state);
        });
        await tap.connected();
        const times: number[] = [];
        for (let index = 0; index < source.calls; index++) {
          heard.length = 0;
          seen.length = 0;
          await source.call(index);
          const told = ({ kind }: (typeof heard)[number]) =>
            seen.some(({ state }) => state === STATES[kind]);
          const missing = () => heard.at(-1)?.kind !== 'hangup' || !heard.every(told);
          for (let waited = 0; missing() && waited < LOST_MS; waited += 20) await pause(20);
          for (const { kind, at } of heard) {
            const frame = seen.find(({ state }) => state === STATES[kind]);
            if (frame) times.push(frame.at - at);
            else times.push(Number.POSITIVE_INFINITY);
          }
        }
        stream.close();
        return [row(source, times)];
      },
      { OFFHOOK_CONFIG: config.path },
    );
  } finally {
    tap.close();
    await source.close();
    config.remove();
  }
}

function row(source: Source, times: readonly number[]): Row {
  const lost = times.filter((time) => time === Number.POSITIVE_INFINITY).length;
  return {
    what: `event of ${source.what} to agent's socket, ${source.calls} calls (${times.length} events, ${lost} lost)`,
    figure: spread(times, [0.5, 0.95]),
    wanted: `p95 ≤ ${WANTED_MS} ms, none lost`,
    holds: times.length > 0 && percentile(times, 0.95) <= WANTED_MS && lost === 0,
  };
}

function realAsterisk(): Source {
  const read = readShorthand(process.env['OFFHOOK_BENCH_AMI'] ?? '');
  if (typeof read === 'string')
    throw new Error(`OFFHOOK_BENCH_AMI: ${read.replaceAll('asterisk:', '')}`);
  const { host, port, user, password } = read.options;
  const command = process.env['OFFHOOK_BENCH_AMI_CALL'];
  const calls = Number(process.env['OFFHOOK_BENCH_AMI_CALLS'] ?? 50);
  return {
    what: 'a real Asterisk',
    host,
    port,
    user,
    password,
    calls,
    call: async () => void (command ? await promisify(exec)(command) : await pause(10_000)),
    close: () => Promise.resolve(),
  };
}

/** The recorded direct call, each time with ids of its own, its pauses shortened. */
async function fakeAsterisk(): Promise<Source> {
  const ami = await startFakeAmi();
  const text = recordings().find(({ name }) => name === 'inbound-direct-answered')?.text ?? '';
  const recorded = readRecording(text).filter(({ message }) => message.get('Event') !== undefined);
  return {
    what: 'a fake Asterisk',
    host: '127.0.0.1',
    port: ami.port,
    user: 'relay',
    password: 'labsecret',
    calls: CALLS,
    async call(index) {
      let last = recorded[0]?.at ?? 0;
      for (const { message, at = last } of recorded) {
        if (at - last > 500) await pause(20);
        last = at;
        ami.send(
          createMessage(
            message.text.replaceAll('1795229560.', `${1795229560 + index}.`).split('\n'),
          ),
        );
      }
    },
    close: () => ami.close(),
  };
}
