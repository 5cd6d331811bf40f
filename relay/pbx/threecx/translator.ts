/**
 * Turns the participants of 3CX into events of calls. 3CX names no cause and no end: a call is over
 * when its last participant is gone and none came in its place for a moment.
 */
import type { Call, Party, PbxEvent } from '../../../lib/core/call.ts';
import type { DialectContext } from '../dialect.ts';
import { readNumber } from '../parties.ts';
import { extensionParty, isInternal, otherParty, type Participant } from './participant.ts';

export interface ThreecxTranslator {
  /** `type` of a number as 3CX gives it, e.g. `Wqueue`. */
  learn(dn: string, type: string): void;
  adopt(open: readonly Call[]): void;
  upsert(participant: Participant, at: number): PbxEvent[];
  removed(dn: string, id: string, at: number): PbxEvent[];
  /** Calls without participants since then; `settle` ends those that stay so. */
  ending(): string[];
  settle(callId: string): PbxEvent[];
  /** Phones that ring now, by call. */
  ringing(): Map<string, Party[]>;
  /** Ids of all calls that are running. */
  running(): string[];
}

interface Part {
  last: Participant;
  /** It dialled; else it was called. */
  dialled: boolean;
  rings: boolean;
  talks: boolean;
}

interface Running {
  parts: Map<string, Part>;
  announced: boolean;
  /** An extension of the other side was heard of. */
  to: boolean;
  talked?: Party;
  emptyAt?: number;
}

export function createThreecxTranslator(
  context: Pick<DialectContext, 'connection' | 'phone' | 'markOurs'>,
  queues: ReadonlySet<string>,
): ThreecxTranslator {
  const { phone, markOurs } = context;
  const source = context.connection.id;
  const types = new Map<string, string>();
  const calls = new Map<string, Running>();
  const callOf = new Map<string, string>();
  const callers = new Map<string, string | undefined>();

  const isQueue = (dn: string) => queues.has(dn) || /^Wqueue$/i.test(types.get(dn) ?? '');
  /** Route points, IVRs and the like: the call passes, nobody picks up. */
  const isPassage = (dn: string) => !/^(?:Wextension)?$/i.test(types.get(dn) ?? '');

  function running(callId: string): Running {
    const known = calls.get(callId);
    if (known) return known;
    const call: Running = { parts: new Map(), announced: false, to: false };
    calls.set(callId, call);
    return call;
  }

  function hasDialled(one: Participant): boolean {
    if (callers.has(one.callId)) return callers.get(one.callId) === one.dn;
    return one.status === 'dialing' || one.originatedBy === one.dn;
  }

  function announce(call: Running, one: Participant, dialled: boolean): Omit<PbxEvent, 'at'> {
    const inside = isInternal(one, phone);
    const own = extensionParty(one.dn, phone);
    const other = otherParty(one, phone);
    const direction = inside ? 'internal' : dialled ? 'out' : 'in';
    call.announced = true;
    call.to = !dialled || !other.withheld;
    // Nobody hides a number from who dialled it: it is not known yet.
    const called = other.withheld ? undefined : other;
    const line = one.did || one.queue || one.dn;
    const to = dialled ? called : line === one.dn ? own : markOurs(readNumber(line, phone));
    const from = dialled ? own : other;
    return { source, kind: 'new', callId: one.callId, direction, from, ...(to && { to }) };
  }

  function queueOf(dn: string): Pick<PbxEvent, 'queue'> {
    return { queue: { id: dn } };
  }

  function move(one: Participant, key: string, at: number): { told: PbxEvent[]; moved: boolean } {
    const before = callOf.get(key);
    callOf.set(key, one.callId);
    if (before === undefined || before === one.callId) return { told: [], moved: false };
    // Two calls were joined: the participant is the same, its call is another.
    const told = leave(before, key, at);
    return { told, moved: true };
  }

  function leave(callId: string, key: string, at: number): PbxEvent[] {
    const call = calls.get(callId);
    const part = call?.parts.get(key);
    if (!call || !part) return [];
    call.parts.delete(key);
    if (call.parts.size === 0) call.emptyAt = at;
    if (!part.rings || part.talks) return [];
    const targets = [extensionParty(part.last.dn, phone)];
    return [{ source, kind: 'stopRing', callId, at, targets }];
  }

  function inQueue(call: Running, one: Participant, at: number): PbxEvent[] {
    if (one.status === 'other' || isInternal(one, phone)) return [];
    const waits = { ...queueOf(one.dn), targets: [], at };
    if (call.announced) return [{ source, kind: 'update', callId: one.callId, ...waits }];
    return [{ ...announce(call, one, false), ...waits }];
  }

  function handedOver(call: Running, one: Participant, moved: boolean, at: number): PbxEvent[] {
    if (!call.talked || call.talked.account === one.dn) return [];
    const by = one.referredBy === '' ? call.talked : extensionParty(one.referredBy, phone);
    const type = moved ? 'attended' : 'blind';
    const transfer = { type, by, to: extensionParty(one.dn, phone) } as const;
    return [{ source, kind: 'transfer', callId: one.callId, at, transfer }];
  }

  function called(call: Running, part: Part, moved: boolean, at: number): PbxEvent[] {
    const one = part.last;
    const target = extensionParty(one.dn, phone);
    const event = (kind: PbxEvent['kind']): PbxEvent => ({ source, kind, callId: one.callId, at });
    const queue = one.queue === undefined ? {} : queueOf(one.queue);
    const told: PbxEvent[] = [];
    const fresh = !part.rings && !part.talks;
    if (one.status === 'ringing' && fresh) {
      part.rings = true;
      if (!call.announced)
        return [{ ...announce(call, one, false), ...queue, at, targets: [target] }];
      return [
        ...handedOver(call, one, moved, at),
        { ...event('ring'), ...queue, targets: [target] },
      ];
    }
    if (one.status !== 'connected' || part.talks) return [];
    if (!call.announced) told.push({ ...announce(call, one, false), ...queue, at });
    if (fresh) told.push(...handedOver(call, one, moved, at));
    part.talks = true;
    call.talked = target;
    return [...told, { ...event('answer'), answeredBy: target }];
  }

  function dialling(call: Running, part: Part, at: number): PbxEvent[] {
    const one = part.last;
    const told: PbxEvent[] = [];
    const event = (kind: PbxEvent['kind']): PbxEvent => ({ source, kind, callId: one.callId, at });
    if (!call.announced) told.push({ ...announce(call, one, true), at });
    else if (!call.to) {
      const to = otherParty(one, phone);
      call.to = !to.withheld;
      if (call.to) told.push({ ...event('update'), to });
    }
    if (one.status === 'connected' && !part.talks) {
      part.talks = true;
      const own = extensionParty(one.dn, phone);
      // Of an internal call who was called answers; we may not watch that extension.
      const answeredBy = isInternal(one, phone) ? otherParty(one, phone) : own;
      call.talked = answeredBy;
      told.push({ ...event('answer'), answeredBy });
    }
    return told;
  }

  return {
    learn: (dn, type) => void types.set(dn, type),

    adopt(open) {
      for (const { nativeId, direction, from, talkers } of open) {
        const dialled = direction !== 'in' && from.account !== undefined;
        callers.set(nativeId, dialled ? from.account : undefined);
        const last = talkers.at(-1)?.party;
        if (last) running(nativeId).talked = last;
      }
    },

    upsert(one, at) {
      const key = `${one.dn}/${one.id}`;
      const { told, moved } = move(one, key, at);
      const call = running(one.callId);
      delete call.emptyAt;
      const known = call.parts.get(key);
      const part = known ?? { last: one, dialled: hasDialled(one), rings: false, talks: false };
      part.last = one;
      call.parts.set(key, part);
      if (isQueue(one.dn)) return known ? told : [...told, ...inQueue(call, one, at)];
      if (isPassage(one.dn)) return told;
      // First seen in mid-call: who has leg 1 began it.
      if (!known && !moved && !call.announced && one.status === 'connected' && one.legId === '1') {
        part.dialled ||= !callers.has(one.callId);
      }
      if (moved) part.dialled = false;
      const more = part.dialled ? dialling(call, part, at) : called(call, part, moved, at);
      return [...told, ...more];
    },

    removed(dn, id, at) {
      const key = `${dn}/${id}`;
      const callId = callOf.get(key);
      callOf.delete(key);
      return callId === undefined ? [] : leave(callId, key, at);
    },

    ending: () => [...calls].flatMap(([id, { emptyAt }]) => (emptyAt === undefined ? [] : [id])),

    settle(callId) {
      const call = calls.get(callId);
      if (call?.emptyAt === undefined) return [];
      calls.delete(callId);
      if (!call.announced) return [];
      return [{ source, kind: 'hangup', callId, at: call.emptyAt, end: {} }];
    },

    ringing: () =>
      new Map(
        [...calls].map(([id, { parts }]) => {
          const ringing = [...parts.values()].filter(({ rings, talks }) => rings && !talks);
          return [id, ringing.map(({ last }) => extensionParty(last.dn, phone))];
        }),
      ),

    running: () => [...calls].flatMap(([id, { parts }]) => (parts.size > 0 ? [id] : [])),
  };
}
