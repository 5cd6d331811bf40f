/**
 * Calls that ring at several phones, each of which speaks for itself. They are one call when the
 * phones tell one call id, or when the admin wants rings of one caller joined. Such a call goes on
 * while another of its phones rings or talks.
 */
import type { Call } from '../../../lib/core/call.ts';
import { spelling } from './spelling.ts';

export interface Ring {
  id: string;
  device: string;
  /** Caller and line as one text; undefined: this ring is joined to nothing. */
  joinKey: string | undefined;
  /** Epoch ms. */
  at: number;
}

export interface GroupCalls {
  /** @returns the id of the call that this ring belongs to */
  rang(ring: Ring): Promise<string>;
  /** @returns the id of the call that a phone means by its own id, or by none */
  find(id: string | undefined, device: string, caller?: string): Promise<string | undefined>;
  answered(id: string, device: string): void;
  /** @returns false when the call goes on at another phone */
  left(id: string, device: string, at: number): boolean;
}

interface Group {
  joinKey?: string | undefined;
  caller?: string | undefined;
  startedAt: number;
  /** Phones that it rang at, with whether they still may. */
  rung: Map<string, boolean>;
  talker?: string | undefined;
  over: boolean;
  /** Known from before a restart: which ids the phones gave it is forgotten. */
  restored: boolean;
}

const MAX_CALLS = 2_000;
const REUSED_AFTER_MS = 60_000;

/**
 * @param joinMs absent: rings are joined by their call id only
 * @param openCalls calls that are not over, so that a restart loses none; asked once
 */
export function createGroupCalls(joinMs?: number, openCalls?: () => Promise<Call[]>): GroupCalls {
  const groups = new Map<string, Group>();
  const aliases = new Map<string, string>();
  let restoring: Promise<void> | undefined;

  async function restore(): Promise<void> {
    const calls = (await openCalls?.().catch(() => [])) ?? [];
    for (const { nativeId, from, everRang, ringing, answeredBy, startedAt } of calls) {
      if (groups.has(nativeId)) continue;
      const open = new Set(ringing.map(spelling));
      const rung = everRang.map((party) => [spelling(party) ?? '', open.has(spelling(party))]);
      groups.set(nativeId, {
        caller: spelling(from),
        startedAt,
        rung: new Map(rung as [string, boolean][]),
        talker: spelling(answeredBy),
        over: false,
        restored: true,
      });
    }
  }

  /** Phones count their calls, and count anew after a restart of theirs. */
  function isCurrent(id: string, at: number): boolean {
    const group = groups.get(id);
    return group !== undefined && !(group.over && at - group.startedAt > REUSED_AFTER_MS);
  }

  function joined({ device, joinKey, at }: Ring): string | undefined {
    if (joinMs === undefined || joinKey === undefined) return undefined;
    for (const [id, group] of [...groups].toReversed()) {
      if (group.joinKey !== joinKey || group.over || group.rung.has(device)) continue;
      if (Math.abs(at - group.startedAt) <= joinMs) return id;
    }
    return undefined;
  }

  function meant(id: string | undefined, device: string, caller?: string): string | undefined {
    const known = id === undefined ? undefined : (aliases.get(id) ?? id);
    if (known !== undefined && groups.has(known)) return known;
    if (joinMs === undefined) return known;
    for (const [other, group] of [...groups].toReversed()) {
      if (!group.restored || group.over || !group.rung.has(device)) continue;
      if (caller === undefined || group.caller === caller) return other;
    }
    return known;
  }

  return {
    async rang(ring) {
      await (restoring ??= restore());
      const { id, device, joinKey, at } = ring;
      const told = aliases.get(id) ?? id;
      const callId = isCurrent(told, at) ? told : (joined(ring) ?? id);
      if (callId === id) aliases.delete(id);
      else remember(aliases, id, callId);
      const group = isCurrent(callId, at) ? groups.get(callId)! : fresh(at, joinKey);
      group.rung.set(device, group.rung.get(device) ?? true);
      remember(groups, callId, group);
      return callId;
    },
    async find(id, device, caller) {
      await (restoring ??= restore());
      const callId = meant(id, device, caller);
      if (id !== undefined && callId !== undefined && callId !== id) remember(aliases, id, callId);
      return callId;
    },
    answered(id, device) {
      const group = groups.get(id);
      if (group) group.talker ??= device;
    },
    left(id, device, at) {
      const group = groups.get(id) ?? fresh(at);
      remember(groups, id, group);
      const { rung, talker } = group;
      if (rung.has(device)) rung.set(device, false);
      // A single phone may name itself in two ways.
      const talksOn = talker !== undefined && talker !== device && rung.has(talker);
      const ringsOn = talker === undefined && [...rung.values()].includes(true);
      group.over ||= rung.size < 2 || !(talksOn || ringsOn);
      return group.over;
    },
  };
}

function fresh(startedAt: number, joinKey?: string): Group {
  return { joinKey, startedAt, rung: new Map(), over: false, restored: false };
}

/** The oldest is forgotten first. */
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= MAX_CALLS) break;
    map.delete(oldest);
  }
}
