/**
 * The running calls after a lost connection, from `CoreShowChannels`: what memory and ledger know
 * is kept, what happened in between is told as far as it can be seen.
 *
 * Seen are channels, their state, who is connected with whom (`BridgeId`), and what each one does
 * (`Application`). Not seen is what ended meanwhile; `ready` closes that as guessed.
 */
import type { Call, Party, PbxEvent } from '../../../lib/core/call.ts';
import { shortenId } from '../reading.ts';
import { byAge, connectedWith, type Row, readRow } from './bridges.ts';
import { type Channel, NOBODY, type OpenCall } from './memory.ts';
import { announce } from './telling.ts';
import type { Translator } from './translate.ts';
import type { AmiMessage } from './wire.ts';

export interface Resumed {
  events: PbxEvent[];
  /** Native ids of all calls that are running. */
  runningIds: string[];
}

/**
 * @param messages the rows of `CoreShowChannels`
 * @param openCalls what the ledger holds as running
 */
export function resume(
  translator: Translator,
  messages: readonly AmiMessage[],
  openCalls: readonly Call[],
  at: number,
): Resumed {
  const { memory } = translator;
  translator.setTime(at);
  const groups = new Map<string, Row[]>();
  for (const row of messages.map(readRow).filter((one) => one !== undefined)) {
    const linkedId = memory.callOf(row.id)?.id ?? row.linkedId;
    groups.set(linkedId, [...(groups.get(linkedId) ?? []), row]);
  }
  for (const call of memory.all()) if (!groups.has(call.id)) memory.forget(call);
  const ledger = new Map(openCalls.map((call) => [call.nativeId, call]));
  const resumed: Resumed = { events: [], runningIds: [] };
  for (const [linkedId, unsorted] of groups) {
    const rows = unsorted.toSorted(byAge);
    const call = memory.open(linkedId);
    refresh(translator, call, rows);
    const told = ledger.get(shortenId(linkedId));
    const caller = callerOf(call, rows);
    if (!caller) {
      // Legs that nobody waits for any more: Asterisk is about to hang them up.
      call.ended = true;
      continue;
    }
    resumed.runningIds.push(shortenId(linkedId));
    resumed.events.push(...tellCall(translator, call, caller, rows, told));
  }
  return resumed;
}

/** Without the right to ask for channels: the ledger's calls can at least be ended. */
export function recall({ memory }: Translator, openCalls: readonly Call[]): void {
  for (const { nativeId, direction, answeredAt } of openCalls) {
    if (memory.find(nativeId)) continue;
    const call = memory.open(nativeId);
    call.partial = true;
    call.announced = true;
    call.direction = direction;
    call.answered = answeredAt !== undefined;
  }
}

/** The channels of a call as they are now. */
function refresh(
  { memory, kindOf, parties }: Translator,
  call: OpenCall,
  rows: readonly Row[],
): void {
  const now = new Set(rows.map(({ id }) => id));
  delete call.partial;
  call.interrupted = true;
  for (const id of call.channels.keys()) if (!now.has(id)) call.channels.delete(id);
  for (const row of rows) {
    const { id, name, exten, number, label, isLeg } = row;
    // The context of who dials may be one that a hand-over led to; that of a leg is its own.
    const own = isLeg || parties.isExtension(number ?? '');
    const kind = kindOf(name, own ? row.context : undefined);
    memory.put(call, call.channels.get(id) ?? { id, name, kind, exten, number, label });
  }
}

/**
 * Who calls: known before, or the first channel, or one that dials or waits. Undefined when only
 * legs are left that nobody dials any more.
 */
function callerOf(call: OpenCall, rows: readonly Row[]): Channel | undefined {
  const real = (id: string | undefined) => {
    const channel = id === undefined ? undefined : call.channels.get(id);
    return channel && (channel.kind === 'phone' || channel.kind === 'trunk') ? channel : undefined;
  };
  const first = real(call.callerId) ?? real(call.id);
  if (first) return first;
  const dials = rows.find(({ id, isLeg, state }) => !isLeg && state !== 'ringing' && real(id));
  if (dials) return real(dials.id);
  const up = rows.filter(({ id, state }) => state === 'up' && real(id));
  const connected = up.find((row) => connectedWith(row, rows).some(({ id }) => real(id)));
  return connected && real(connected.id);
}

function tellCall(
  translator: Translator,
  call: OpenCall,
  caller: Channel,
  rows: readonly Row[],
  told: Call | undefined,
): PbxEvent[] {
  const { tell, parties } = translator;
  if (call.ended) return [];
  call.announced ||= told !== undefined;
  call.answered ||= (told?.talkers.length ?? 0) > 0;
  call.direction ??= told?.direction;
  const others = rows.flatMap((row) => {
    const channel = call.channels.get(row.id);
    const isParty = channel && (channel.kind === 'phone' || channel.kind === 'trunk');
    return isParty && channel !== caller ? [{ row, channel }] : [];
  });
  const callerRow = rows.find(({ id }) => id === caller.id);
  // A phone that Asterisk rings by itself is the beginning of a click-to-dial.
  if (callerRow?.state === 'ringing' && caller.kind === 'phone') {
    caller.role = 'own';
    caller.leg = 'ringing';
    caller.dialledBy = NOBODY;
    return [];
  }
  const reached = callerRow ? connectedWith(callerRow, rows).map(({ id }) => id) : [];
  const up = others.filter(({ row }) => row.state === 'up');
  const connected = up.filter(({ row }) => reached.includes(row.id));
  // Between the answer and the bridge, or about to hang up: the first one it was, unless it is
  // known who talks and that one is still there (they may ask a colleague beside the call).
  const last = told?.talkers.at(-1)?.party;
  const knownToTalk =
    call.answered &&
    (!last || has([caller, ...others.map(({ channel }) => channel)].map(parties.caller), last));
  const alone = knownToTalk ? [] : up.filter(({ row }) => row.isLeg).slice(0, 1);
  const talking = connected.length > 0 ? connected : alone;
  // With somebody there who answered, who still rings was asked by them, or is about to stop.
  const ringing = up.length > 0 ? [] : others.filter(({ row }) => row.state === 'ringing');
  const events: PbxEvent[] = [];

  if (!call.announced) {
    const wanted = talking[0] ?? ringing[0] ?? others[0];
    const queue = callerRow?.queue;
    if (!wanted && queue === undefined) return [];
    const message = wanted?.row.message;
    events.push(
      announce(translator, call, caller, {
        ...(wanted && { wanted: wanted.channel }),
        ...(message && { message }),
        queue,
      }),
    );
  }
  call.callerId ??= caller.id;
  const out = call.direction === 'out';
  const isLine = (channel: Channel) => out && channel.kind === 'trunk';
  for (const one of others) {
    one.channel.role ??= talking.includes(one) || up.length === 0 ? 'serve' : 'consult';
    one.channel.dialledBy ??= caller.id;
    one.channel.leg = one.row.state === 'up' ? 'up' : 'ringing';
  }
  const rings = ringing
    .filter(({ channel }) => !isLine(channel))
    .map(({ channel }) => parties.leg(channel));
  const stopped = (told?.ringing ?? []).filter((party) => !has(rings, party));
  if (stopped.length > 0) events.push(tell(call, 'stopRing', { targets: stopped }));
  const ringsNew = rings.filter((party) => !has(told?.ringing, party));
  if (ringsNew.length > 0) events.push(tell(call, 'ring', { targets: ringsNew }));

  for (const { channel } of talking) {
    if (isLine(channel)) {
      if (!call.answered) events.push(tell(call, 'answer'));
    } else if (channel.role === 'serve' || channel.role === 'consult') {
      const party = parties.leg(channel);
      const spoke = has(
        told?.talkers.map((one) => one.party),
        party,
      );
      channel.role = 'serve';
      if (!spoke) events.push(tell(call, 'answer', { answeredBy: party }));
    }
    call.answered = true;
  }
  const waits = callerRow?.queue !== undefined || ringing.length > 0;
  call.unsure = !call.answered && callerRow?.state === 'up' && !waits;
  return events;
}

function has(list: readonly Party[] | undefined, party: Party): boolean {
  return list?.some((one) => nameOf(one) === nameOf(party)) ?? false;
}

/** Phones are told apart by their device, people outside by their number. */
function nameOf({ account, e164, extension, name, raw }: Party): string | undefined {
  return account ?? e164 ?? extension ?? name ?? raw;
}
