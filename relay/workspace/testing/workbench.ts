/** The agents' side over a real ledger, database, HTTP server and sockets; calls come as events. */
import type { AgentCall } from '../../../lib/core/agent-call.ts';
import type { Call, PbxEvent, PbxEventKind } from '../../../lib/core/call.ts';
import type { MissedRow } from '../../../lib/core/missed-row.ts';
import type { KnownAgent } from '../../../lib/core/roster.ts';
import type { Outbox } from '../../calls/ledger.ts';
import { createLedger, type Ledger } from '../../calls/ledger.ts';
import { ALICE, type Bench, type BenchOptions, BOB, startBench } from '../../hub/testing/bench.ts';
import { CALLER, LINE } from '../../hub/testing/calls.ts';
import { type Client, connect } from '../../hub/testing/client.ts';
import type { MemoryChanges } from '../../hub/testing/memory-changes.ts';

export const CARLA: KnownAgent = {
  id: 5,
  login: 'agent3@example.com',
  email: 'carla@example.com',
  name: 'Carla Clever',
  phone: '24',
  mobile: '',
};
export const TEAM = { alice: ALICE, bob: BOB, carla: CARLA };
export type Name = keyof typeof TEAM;

export const PARTY = {
  alice: { extension: '22', name: 'Alice Agent' },
  bob: { extension: '23', name: 'Bob Müller' },
  carla: { extension: '24', name: 'Carla Clever' },
  caller: { raw: CALLER, e164: CALLER },
  line: { raw: LINE, e164: LINE },
} as const;
export const BEGIN = 1_000_000_000_000;

/** Another caller for each number. */
export function callerParty(last: number): { raw: string; e164: string } {
  const e164 = `4930609${String(last).padStart(5, '0')}`;
  return { raw: e164, e164 };
}

export interface Answer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- what tests look into
  body: any;
}

export interface Workbench {
  bench: Bench;
  ledger: Ledger;
  /** Asks as an agent. */
  ask(who: Name, method: string, path: string, body?: unknown): Promise<Answer>;
  /** What a telephone system says, `seconds` after the begin. @returns our id of the call */
  tell(
    seconds: number,
    kind: PbxEventKind,
    callId: string,
    about?: Partial<PbxEvent>,
  ): Promise<string>;
  /** A whole missed call from `number`, `seconds` after the begin; it rings for ten seconds. */
  miss(seconds: number, callId: string, about?: Partial<PbxEvent>): Promise<string>;
  /** Somebody talks with `number` from `seconds` on. */
  talk(seconds: number, callId: string, about?: Partial<PbxEvent>): Promise<string>;
  /** The stored call. */
  call(id: string): Promise<Call>;
  /** Resolves when what the board had to do so far is done. */
  settled(): Promise<void>;
  rows(who?: Name): Promise<MissedRow[]>;
  stream(who: Name, cursor?: string): Client;
  shown(client: Client, id: string): AgentCall | undefined;
  token(who: Name): string;
  close(): Promise<void>;
}

export async function startWorkbench(
  options: BenchOptions & { outbox?: Outbox } = {},
): Promise<Workbench> {
  let ledger: Ledger | undefined;
  const bench = await startBench({
    agents: Object.values(TEAM),
    ...options,
    changes: async ({ db }) => {
      const decide = () => ({ action: 'continue' as const });
      ledger = await createLedger({ db, decide, outbox: options.outbox });
      return ledger as unknown as MemoryChanges;
    },
  });
  const real = ledger as unknown as Ledger;
  const tokens: Record<string, string> = {};
  for (const [name, agent] of Object.entries(TEAM)) tokens[name] = await bench.pair(agent);
  const token = (who: Name) => tokens[who] ?? '';

  async function tell(
    seconds: number,
    kind: PbxEventKind,
    callId: string,
    about: Partial<PbxEvent> = {},
  ): Promise<string> {
    const at = BEGIN + seconds * 1_000;
    const event: PbxEvent = { source: 'main', kind, callId, at, ...about };
    const { call } = await real.record({ event, raw: '', wording: () => '' });
    return call.id;
  }

  async function miss(seconds: number, callId: string, about: Partial<PbxEvent> = {}) {
    const sides = { direction: 'in', from: PARTY.caller, to: PARTY.line, ...about } as const;
    await tell(seconds, 'new', callId, sides);
    return tell(seconds + 10, 'hangup', callId, { end: { cause: 'cancel' } });
  }

  async function talk(seconds: number, callId: string, about: Partial<PbxEvent> = {}) {
    const sides = { direction: 'in', from: PARTY.caller, to: PARTY.line, ...about } as const;
    await tell(seconds, 'new', callId, sides);
    return tell(seconds, 'answer', callId, { answeredBy: PARTY.alice });
  }

  async function ask(who: Name, method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${bench.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token(who)}` },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  return {
    bench,
    ledger: real,
    token,
    tell,
    miss,
    talk,
    ask,
    async call(id) {
      const change = await real.get(id);
      if (!change) throw new Error(`no call ${id}`);
      return change.call;
    },
    async settled() {
      // What came before it is done first: the board works in the order of the news.
      const number = `4930990${String(real.head()).padStart(5, '0')}`;
      const now = (bench.clock.now() - BEGIN) / 1_000;
      const from = { raw: number, e164: number };
      const done = new Promise<void>((resolve) => {
        const stop = real.subscribe(({ call }) => {
          if (call.from.e164 !== number || !call.mark) return;
          stop();
          resolve();
        });
      });
      await miss(now, `sentinel-${number}`, { from });
      await talk(now + 20, `sentinel-talk-${number}`, { from });
      await done;
    },
    async rows(who = 'alice') {
      const answer = await ask(who, 'GET', '/v1/missed');
      if (answer.status !== 200) throw new Error(JSON.stringify(answer));
      return answer.body.items as MissedRow[];
    },
    stream: (who, cursor) =>
      connect(bench.url, { token: token(who), ...(cursor !== undefined && { cursor }) }),
    shown: (client, id) => client.calls().findLast(({ call }) => call.id === id)?.call,
    close: () => bench.close(),
  };
}
