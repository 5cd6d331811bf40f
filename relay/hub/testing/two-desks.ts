/** Two agents at their browsers and a third one nobody calls; calls come as events of a telephone system. */
import type { AgentCall } from '../../../lib/core/agent-call.ts';
import type { TrackedCall } from '../../../lib/core/call-facts.ts';
import { applyEvent, linkCall } from '../../../lib/core/call-machine.ts';
import type { CallLink } from '../../../lib/core/call-facts.ts';
import type { PbxEvent, PbxEventKind } from '../../../lib/core/call.ts';
import type { KnownAgent } from '../../../lib/core/roster.ts';
import { ALICE, BOB, type Bench, startBench } from './bench.ts';
import { type Client, connect } from './client.ts';
import { CALLER, LINE } from './calls.ts';

const CARLA: KnownAgent = { ...ALICE, id: 5, login: 'c', email: 'c@x', name: 'Carla C', phone: '' };

export const PARTY = {
  alice: { extension: '22', name: 'Alice Agent' },
  bob: { extension: '23', name: 'Bob Müller' },
  caller: { raw: CALLER, e164: CALLER },
  line: { raw: LINE, e164: LINE },
} as const;

/** Begin of all calls here. */
export const BEGIN = 1_000_000_000_000;

export interface Desks {
  bench: Bench;
  /** What happens `seconds` after the begin; resolves when every browser that follows has it. */
  tell(seconds: number, kind: PbxEventKind, about?: Partial<PbxEvent>): Promise<void>;
  link(callId: string, link: CallLink): Promise<void>;
  call(callId?: string): TrackedCall;
  /** The call as each browser has it now; undefined: it never heard of it. */
  seen(callId?: string): Promise<Record<'alice' | 'bob' | 'carla', AgentCall | undefined>>;
  /** The same for browsers that come back and go on from `cursor` (else from nothing). */
  resumed(callId?: string): Promise<Record<'alice' | 'bob' | 'carla', AgentCall | undefined>>;
  close(): Promise<void>;
}

export async function startDesks(): Promise<Desks> {
  const agents = { alice: ALICE, bob: BOB, carla: CARLA };
  const bench = await startBench({ agents: Object.values(agents) });
  const calls = new Map<string, TrackedCall>();
  const tokens: Record<string, string> = {};
  const clients: Record<string, Client> = {};
  const cursors: Record<string, string> = {};
  for (const [name, agent] of Object.entries(agents)) {
    tokens[name] = await bench.pair(agent);
    clients[name] = connect(bench.url, { token: tokens[name] });
    cursors[name] = (await clients[name].next('welcome')).cursor;
  }
  let marks = 0;

  /** A call for everybody: who has it has everything before it. */
  async function mark(all: readonly Client[]): Promise<void> {
    const id = `mark-${(marks += 1)}`;
    const call = applyEvent(
      undefined,
      { source: 'main', kind: 'new', callId: id, at: BEGIN, direction: 'in', to: PARTY.line },
      () => id,
    ).call;
    await bench.changes.commit(call);
    await Promise.all(all.map((client) => client.next('call', ({ call }) => call.id === id)));
  }

  const newest = (client: Client | undefined, id: string) =>
    client?.calls().findLast(({ call }) => call.id === id)?.call;

  async function store(call: TrackedCall, changed: boolean): Promise<void> {
    calls.set(call.id, call);
    if (changed) await bench.changes.commit(call);
  }
  const known = (id: string): TrackedCall => {
    const call = calls.get(id);
    if (!call) throw new Error(`no call ${id}`);
    return call;
  };
  const view = (all: Record<string, Client>, id: string) => ({
    alice: newest(all['alice'], id),
    bob: newest(all['bob'], id),
    carla: newest(all['carla'], id),
  });

  return {
    bench,
    async tell(seconds, kind, about = {}) {
      const callId = about.callId ?? 'c1';
      const at = BEGIN + seconds * 1000;
      const event = { source: 'main', kind, callId, at, ...about };
      const { call, changed } = applyEvent(calls.get(callId), event, () => callId);
      await store(call, changed);
    },
    async link(callId, about) {
      const { call, changed } = linkCall(known(callId), about);
      await store(call, changed);
    },
    call: (callId = 'c1') => known(callId),
    async seen(callId = 'c1') {
      await mark(Object.values(clients));
      return view(clients, callId);
    },
    async resumed(callId = 'c1') {
      const back: Record<string, Client> = {};
      for (const name of Object.keys(agents)) {
        back[name] = connect(bench.url, { token: tokens[name]!, cursor: cursors[name]! });
        await back[name].next('welcome');
      }
      await mark(Object.values(back));
      const shown = view(back, callId);
      await Promise.all(Object.values(back).map((client) => client.close()));
      return shown;
    },
    close: () => bench.close(),
  };
}
