/**
 * Asterisk's events in, events of the normal form out. Pure but for its memory of running calls.
 *
 * `Linkedid` groups the channels of a call and is its id. Sources: Asterisk's documentation of its
 * AMI events, and recordings of Asterisk 16 and 22 (`tests/fixtures/pbx/asterisk`).
 */
import type { PbxEvent } from '../../../lib/core/call.ts';
import { endOf } from './cause.ts';
import type { KindOf } from './channels.ts';
import { createLegs } from './legs.ts';
import { type Channel, createMemory, type Memory, type OpenCall, realChannels } from './memory.ts';
import { known, type Parties } from './parties.ts';
import { announce, createTell, type Tell } from './telling.ts';
import { createTransfers } from './transfers.ts';
import type { AmiMessage } from './wire.ts';

export interface Translator {
  /** What one message tells; most tell nothing. */
  read(message: AmiMessage, at: number): PbxEvent[];
  memory: Memory;
  /** For the snapshot, which tells in the same way. */
  tell: Tell;
  parties: Parties;
  kindOf: KindOf;
  setTime(at: number): void;
}

const MAX_ID = 250;

export function createTranslator(deps: {
  source: string;
  kindOf: KindOf;
  parties: Parties;
}): Translator {
  const { source, kindOf, parties } = deps;
  const memory = createMemory();
  let time = 0;
  const tell = createTell(source, () => time);
  const legs = createLegs({ parties, tell });
  const transfers = createTransfers({ memory, parties, tell, legs });

  /** The channel that a message describes (`''` or `Dest`), made known when it is new. */
  function see(message: AmiMessage, prefix: '' | 'Dest'): [OpenCall, Channel] | undefined {
    const id = idOf(message, `${prefix}Uniqueid`);
    const name = message.get(`${prefix}Channel`);
    const linkedId = idOf(message, `${prefix}Linkedid`);
    if (id === undefined || name === undefined || linkedId === undefined) return undefined;
    const call = memory.callOf(id) ?? memory.find(linkedId) ?? memory.open(linkedId);
    let channel = call.channels.get(id);
    if (!channel) {
      channel = {
        id,
        name,
        kind: kindOf(name, message.get(`${prefix}Context`)),
        exten: message.get(`${prefix}Exten`),
        number: known(message.get(`${prefix}CallerIDNum`)),
        label: known(message.get(`${prefix}CallerIDName`)),
      };
      memory.put(call, channel);
    }
    return [call, channel];
  }

  /** The caller id of a line is what the dialplan makes of it; that of a phone is its owner's. */
  function identify(channel: Channel, message: AmiMessage): void {
    if (channel.kind !== 'trunk' || channel.dialledBy !== undefined) return;
    channel.number = known(message.get('CallerIDNum'));
    channel.label = known(message.get('CallerIDName'));
    const presentation = message.get('CID-CallingPres');
    if (presentation !== undefined) channel.hidden = /prohib/i.test(presentation);
  }

  function dial(message: AmiMessage): PbxEvent[] {
    const dest = see(message, 'Dest');
    if (!dest) return [];
    const from = message.get('Channel') === undefined ? undefined : see(message, '');
    const member = known(message.get('MemberName'));
    if (member !== undefined && dest[1].leg === undefined) dest[1].label = member;
    if (from && from[0] === dest[0]) identify(from[1], message);
    return legs.begins(dest[0], from?.[1], dest[1], message);
  }

  function dialled(message: AmiMessage): [OpenCall, Channel] | undefined {
    const id = message.get('DestUniqueid') ?? '';
    const call = memory.callOf(id);
    const channel = call?.channels.get(id);
    return call && channel && [call, channel];
  }

  /** Of a call that only the ledger knows the ringing was not heard. */
  function dialLate(message: AmiMessage): PbxEvent[] {
    return memory.find(message.get('DestLinkedid') ?? '')?.partial ? dial(message) : [];
  }

  function joinQueue(message: AmiMessage): PbxEvent[] {
    const seen = see(message, '');
    const queue = known(message.get('Queue'))?.slice(0, MAX_ID);
    if (!seen || seen[0].ended || queue === undefined) return [];
    const [call, channel] = seen;
    if (call.announced) return [tell(call, 'update', { queue: { id: queue, name: queue } })];
    identify(channel, message);
    return [announce({ parties, tell }, call, channel, { queue })];
  }

  function hangup(message: AmiMessage): PbxEvent[] {
    const id = message.get('Uniqueid') ?? '';
    const call = memory.callOf(id) ?? memory.find(message.get('Linkedid') ?? '');
    if (!call) return [];
    const channel = call.channels.get(id);
    const events: PbxEvent[] = [];
    const rang = channel?.leg === 'ringing' && channel.role === 'serve' && channel.kind === 'phone';
    memory.remove(call, id);
    if (call.ended) return [];
    if (ends(call, id, channel)) {
      call.ended = true;
      if (call.partial) memory.forget(call);
      if (call.announced) events.push(tell(call, 'hangup', { end: endOf(call, message) }));
    } else if (channel && rang && call.announced) {
      events.push(tell(call, 'stopRing', { targets: [parties.leg(channel)] }));
    }
    return events;
  }

  function askToEnd(message: AmiMessage): void {
    const id = message.get('Uniqueid') ?? '';
    const call = memory.callOf(id);
    const channel = call?.channels.get(id);
    if (!call || !channel || channel.kind === 'local' || call.handedOver.has(id)) return;
    call.askedToEnd.add(id === (call.callerId ?? call.id) ? 'caller' : 'callee');
  }

  const readers: Record<string, (message: AmiMessage) => PbxEvent[]> = {
    newchannel(message) {
      see(message, '');
      return [];
    },
    newcallerid(message) {
      const channel = memory
        .callOf(message.get('Uniqueid') ?? '')
        ?.channels.get(message.get('Uniqueid') ?? '');
      if (channel) identify(channel, message);
      return [];
    },
    dialbegin: dial,
    agentcalled: dial,
    dialend(message) {
      const begun = dialled(message) ? [] : dialLate(message);
      const dest = dialled(message);
      return dest ? [...begun, ...legs.ends(...dest, message)] : [];
    },
    agentconnect(message) {
      const dest = dialled(message);
      return dest && !dest[0].ended ? legs.answered(...dest) : [];
    },
    queuecallerjoin: joinQueue,
    queuecallerabandon(message) {
      const call = memory.callOf(message.get('Uniqueid') ?? '');
      if (call) call.abandoned = true;
      return [];
    },
    blindtransfer: transfers.blind,
    attendedtransfer: transfers.attended,
    hanguprequest(message) {
      askToEnd(message);
      return [];
    },
    hangup,
    shutdown() {
      // Whatever talked does not any more; nothing will be told about it.
      return memory.all().flatMap((call) => {
        memory.forget(call);
        return call.announced && !call.ended
          ? [tell(call, 'hangup', { end: { guessed: true } })]
          : [];
      });
    },
  };

  return {
    memory,
    tell,
    parties,
    kindOf,
    setTime(at) {
      time = at;
    },
    read(message, at) {
      time = at;
      const name = message.get('Event')?.toLowerCase() ?? '';
      const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
      return reader ? reader(message) : [];
    },
  };
}

/**
 * The caller's channel ends the call, unless its owner handed the call over; so does the last
 * channel that is somebody.
 */
function ends(call: OpenCall, id: string, channel: Channel | undefined): boolean {
  if (call.partial) return id === call.id;
  if (realChannels(call).length === 0) return true;
  if (id !== call.callerId && id !== call.id) return false;
  return channel?.kind !== 'local' && !call.handedOver.has(id);
}

function idOf(message: AmiMessage, key: string): string | undefined {
  return known(message.get(key))?.slice(0, 1000);
}
