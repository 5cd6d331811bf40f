/**
 * Brings every change of a call to the streams of those who follow it: in order, without gap,
 * without doubling. Rules HB* of `relay/SPEC-agents.md`.
 */
import type { Call } from '../../lib/core/call.ts';
import { touchedBy } from '../../lib/core/match/touched.ts';
import type { Agent } from '../../lib/protocol/frames.ts';
import type { Log } from '../agents/log.ts';
import type { CallChange, CallChanges } from '../calls/changes.ts';
import type { Audience } from './audience.ts';
import type { CallViews } from './call-views.ts';
import type { Clock } from './clock.ts';
import { encodeCursor } from './cursor.ts';
import { electLead } from './lead.ts';
import { callFrame, type Delivery, type Member } from './member.ts';
import { MAX_QUEUED_FRAMES, type Outlet } from './outlet.ts';
import { missed, resumePosition } from './replay.ts';

export interface Presence {
  phone: 'on' | 'quiet';
  activeAt: number;
  /** Absent: none are told. */
  tickets?: readonly number[] | undefined;
}

export interface Hub {
  /** Reads the open calls and begins to listen. Nobody may join before. */
  start(openCalls: () => Promise<readonly CallChange[]>): Promise<void>;
  /** Takes a stream in, sends welcome, config and what it missed; then it is live. */
  join(stream: {
    agent: Agent;
    deviceId: string;
    outlet: Outlet;
    cursor: string | undefined;
    presence?: Presence | undefined;
  }): Member;
  leave(member: Member): void;
  presence(member: Member, presence: Presence): void;
  beat(member: Member): void;
  /** Looks the people of open calls up again whose number is among these. */
  landed(digits: ReadonlySet<string>): void;
  /** Calls that are going on. */
  open(): Iterable<Call>;
  /** Shows a call that is going on again to these agents, as far as they follow it. */
  show(callId: string, agents: Iterable<number>): void;
  /** Every stream. */
  members(): Iterable<Member>;
  readonly size: number;
  /** Stops listening to changes. Streams stay for `stream.ts` to close. */
  stop(): void;
}

/** After so many sends others get their turn, so that no answer to a telephone system waits long. */
const TURN = 250;

export function createHub(deps: {
  changes: CallChanges;
  audience: Audience;
  views: CallViews;
  /** Adds what we know of our own click-to-dial requests. */
  link: (call: Call) => Call;
  clock: Clock;
  log: Log;
  /** What the `config` frame tells this agent's clients. */
  clientConfig: (agent: Agent) => Record<string, unknown>;
  onSlow: (member: Member) => void;
}): Hub {
  const { changes, audience, views, clock, log } = deps;
  const members = new Map<number, Set<Member>>();
  const openCalls = new Map<string, { call: Call; seq: number }>();
  const pending: CallChange[] = [];
  let draining = false;
  /** Newest change whose delivery began; `finished`: was offered to everybody. */
  let position = 0;
  let finished = 0;
  let joined = 0;
  let stopListening = () => {};

  const cursorAt = (seq: number) => encodeCursor(changes.epoch, seq);

  /** Everything up to here was sent to this member or does not concern it. */
  function covered(member: Member): number {
    return member.phase === 'live' ? Math.max(finished, member.head) : member.head;
  }

  function offer(member: Member, delivery: Delivery): void {
    if (member.phase === 'live') return put(member, delivery);
    if (member.queue.length >= MAX_QUEUED_FRAMES) return deps.onSlow(member);
    member.queue.push(delivery);
  }

  function put(member: Member, delivery: Delivery): void {
    const seq = delivery.seq ?? covered(member);
    member.head = Math.max(member.head, seq);
    member.outlet.send(callFrame(cursorAt(seq), member.lead, delivery.body(member.agent.id)));
  }

  function* followers(call: Call): Generator<Member> {
    const targets = audience.follow(call);
    const agents = targets.everyone ? [...members.keys()] : targets.agents;
    for (const agentId of agents) yield* members.get(agentId) ?? [];
  }

  async function deliver(change: CallChange): Promise<void> {
    const call = deps.link(change.call);
    position = change.seq;
    if (call.state === 'ended') openCalls.delete(call.id);
    else openCalls.set(call.id, { call, seq: change.seq });
    const delivery = { call, seq: change.seq, body: views.bodies(call) };
    let sent = 0;
    // Taken at once: who joins during the turns below has `head` here and gets it by replay.
    for (const member of Array.from(followers(call))) {
      offer(member, delivery);
      sent += 1;
      if (sent % TURN === 0) await nextTurn();
    }
    finished = change.seq;
  }

  async function drain(): Promise<void> {
    if (draining) return;
    draining = true;
    // The telephone system's answer goes first: it waits for nobody.
    await nextTurn();
    for (let change = pending.shift(); change; change = pending.shift()) {
      try {
        if (change.seq > position) await deliver(change);
      } catch (error) {
        log.error({ err: error, seq: change.seq }, 'hub: a change could not be delivered');
      }
    }
    draining = false;
  }

  /** Shows a call again to a member, without a new position in the journal. */
  function show(member: Member, call: Call): void {
    offer(member, { call, seq: undefined, body: views.bodies(call) });
  }

  function elect(agentId: number): void {
    const own = members.get(agentId);
    if (!own) return;
    const lead = electLead(own);
    for (const member of own) {
      if (member.lead === (member === lead)) continue;
      member.lead = member === lead;
      for (const { call } of openCalls.values()) {
        // One that is being handed over rings, too, while somebody talks.
        const { state } = call;
        const rings = state === 'ringing' || state === 'queued' || call.ringing.length > 0;
        if (rings && audience.follows(call, agentId)) show(member, call);
      }
    }
  }

  async function replay(member: Member, missedCalls: AsyncIterable<CallChange>): Promise<void> {
    for await (const change of missedCalls) {
      if (!member.outlet.open) return;
      const call = deps.link(change.call);
      if (!audience.follows(call, member.agent.id)) continue;
      put(member, { call, seq: change.seq, body: views.bodies(call) });
      await member.outlet.drained();
    }
    for (let next = member.queue.shift(); next; next = member.queue.shift()) {
      put(member, next);
      await member.outlet.drained();
    }
    member.phase = 'live';
  }

  return {
    get size() {
      let size = 0;
      for (const own of members.values()) size += own.size;
      return size;
    },
    async start(readOpenCalls) {
      stopListening = changes.subscribe((change) => {
        pending.push(change);
        void drain();
      });
      draining = true;
      position = finished = changes.head();
      for (const { call, seq } of await readOpenCalls()) {
        openCalls.set(call.id, { call: deps.link(call), seq });
        audience.follow(deps.link(call));
      }
      draining = false;
      if (pending.length > 0) void drain();
    },
    join({ agent, deviceId, outlet, cursor, presence }) {
      // One step, nothing awaited: from here on live changes are queued, up to `head` is replayed.
      const from = cursor === undefined ? undefined : resumePosition(changes, position, cursor);
      const member: Member = {
        agent,
        deviceId,
        outlet,
        phone: presence?.phone ?? 'on',
        activeAt: Math.min(presence?.activeAt ?? 0, clock.now()),
        joined: ++joined,
        phase: 'replay',
        head: position,
        queue: [],
        lead: false,
        tickets: presence?.tickets ?? [],
      };
      const own = members.get(agent.id) ?? new Set();
      members.set(agent.id, own.add(member));
      const open = [...openCalls.values()].sort((a, b) => a.seq - b.seq);
      const resumed = typeof from === 'number';
      const start = resumed ? from : Math.min(position, (open[0]?.seq ?? Infinity) - 1);
      const send = (frame: object) => outlet.send(JSON.stringify(frame));
      send({
        type: 'welcome',
        protocol: 1,
        agent,
        cursor: cursorAt(start),
        serverAt: clock.now(),
      });
      send({ type: 'config', config: deps.clientConfig(agent) });
      if (from === 'gap') send({ type: 'gap' });
      const range = { from: start, head: position };
      const calls = resumed ? missed(changes, range, clock.now()) : each(open);
      // Elected before the replay, so that its frames say who leads; the open calls come anyway.
      const lead = electLead(own);
      member.lead = lead === member;
      elect(agent.id);
      replay(member, calls).catch((error: unknown) => {
        // Without its replay the stream would have a gap; the client comes back and tries again.
        log.error({ err: error }, 'hub: replay failed');
        outlet.end(undefined, 1011);
      });
      return member;
    },
    leave(member) {
      const own = members.get(member.agent.id);
      if (!own?.delete(member)) return;
      member.queue.length = 0;
      if (own.size === 0) members.delete(member.agent.id);
      else elect(member.agent.id);
    },
    presence(member, { phone, activeAt, tickets = [] }) {
      member.tickets = tickets;
      member.phone = phone;
      // A clock ahead of ours must not hold the lead for ever.
      member.activeAt = Math.min(Math.max(0, activeAt), clock.now());
      elect(member.agent.id);
    },
    beat(member) {
      const cursor = member.phase === 'live' && { cursor: cursorAt(covered(member)) };
      member.outlet.send(JSON.stringify({ type: 'beat', ...cursor }));
    },
    landed(digits) {
      const touched = touchedBy(digits);
      for (const { call } of openCalls.values()) {
        const number = views.lookupNumber(call);
        if (!number || !touched(number) || !views.rematch(call)) continue;
        const delivery = { call, seq: undefined, body: views.bodies(call) };
        for (const member of followers(call)) offer(member, delivery);
      }
    },
    *open() {
      for (const { call } of openCalls.values()) yield call;
    },
    show(callId, agents) {
      const call = openCalls.get(callId)?.call;
      if (!call) return;
      const delivery = { call, seq: undefined, body: views.bodies(call) };
      for (const agentId of agents) {
        if (!audience.follows(call, agentId)) continue;
        for (const member of members.get(agentId) ?? []) offer(member, delivery);
      }
    },
    *members() {
      for (const own of members.values()) yield* own;
    },
    stop() {
      stopListening();
    },
  };
}

async function* each(changes: readonly CallChange[]): AsyncGenerator<CallChange> {
  yield* changes;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
