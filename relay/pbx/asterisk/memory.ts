/** What the translator keeps of running calls: channels by `Linkedid`, freed when the last one ends. */
import type { Direction } from '../../../lib/core/call.ts';
import { type ChannelKind, halfOf, pairOf } from './channels.ts';

/** Dialled by nobody: Asterisk itself rings this channel (Originate). */
export const NOBODY = '';

export interface Channel {
  id: string;
  name: string;
  kind: ChannelKind;
  /** Dialled number of its first event. */
  exten?: string | undefined;
  /** Caller id: of a phone its first one (later ones are what it shows), of a trunk the newest. */
  number?: string | undefined;
  label?: string | undefined;
  /** The caller asked that the number is not shown. */
  hidden?: boolean;
  /** Channel that dialled it, or `NOBODY`. */
  dialledBy?: string;
  /**
   * What its ringing means: `serve`: somebody is wanted for the caller; `own`: the phone of who
   * dials, rung by us first; `consult`: a talk between two of ours beside the call.
   */
  role?: 'serve' | 'own' | 'consult';
  leg?: 'ringing' | 'up' | 'over';
}

export interface OpenCall {
  id: string;
  channels: Map<string, Channel>;
  /** Channel of who calls. */
  callerId?: string;
  announced: boolean;
  direction?: Direction;
  answered: boolean;
  ended: boolean;
  /** What became of the last attempt to reach somebody. */
  dialStatus?: string;
  abandoned: boolean;
  /** Whose phone or line asked for the end, as far as it was heard. */
  askedToEnd: Set<'caller' | 'callee'>;
  /** Channels that leave the call because they handed it over. */
  handedOver: Set<string>;
  /** Known from the ledger only: its channels were never seen, but the id of the first one. */
  partial?: boolean;
  /** The connection was lost meanwhile: something may not have been heard. */
  interrupted?: boolean;
  /** Somebody may have answered and be gone again while nobody heard. */
  unsure?: boolean;
  /** Newest time told; later events of this call get later ones. */
  lastAt: number;
}

export interface Memory {
  find(linkedId: string): OpenCall | undefined;
  /** The call a channel is in. */
  callOf(channelId: string): OpenCall | undefined;
  open(linkedId: string): OpenCall;
  put(call: OpenCall, channel: Channel): void;
  /** Forgets the channel, and the call with its last one. */
  remove(call: OpenCall, channelId: string): void;
  forget(call: OpenCall): void;
  all(): OpenCall[];
  readonly size: number;
}

/** More calls than this at once are no telephone system: the one silent for longest is forgotten. */
export const MAX_CALLS = 5_000;
const MAX_CHANNELS = 200;

export function createMemory(): Memory {
  /** In order of their last sign of life. */
  const calls = new Map<string, OpenCall>();
  const byChannel = new Map<string, OpenCall>();

  function forget(call: OpenCall): void {
    for (const id of call.channels.keys()) {
      if (byChannel.get(id) === call) byChannel.delete(id);
    }
    if (calls.get(call.id) === call) calls.delete(call.id);
  }

  return {
    find(linkedId) {
      const call = calls.get(linkedId);
      if (call) {
        calls.delete(linkedId);
        calls.set(linkedId, call);
      }
      return call;
    },
    callOf: (channelId) => byChannel.get(channelId),
    open(linkedId) {
      const known = calls.get(linkedId);
      if (known) return known;
      const call: OpenCall = {
        id: linkedId,
        channels: new Map(),
        announced: false,
        answered: false,
        ended: false,
        abandoned: false,
        askedToEnd: new Set(),
        handedOver: new Set(),
        lastAt: 0,
      };
      calls.set(linkedId, call);
      const oldest = calls.size > MAX_CALLS ? calls.values().next().value : undefined;
      if (oldest) forget(oldest);
      return call;
    },
    put(call, channel) {
      const before = byChannel.get(channel.id);
      if (before !== call) before?.channels.delete(channel.id);
      if (call.channels.size >= MAX_CHANNELS && !call.channels.has(channel.id)) return;
      call.channels.set(channel.id, channel);
      byChannel.set(channel.id, call);
    },
    remove(call, channelId) {
      call.channels.delete(channelId);
      byChannel.delete(channelId);
      if (call.channels.size === 0 && !call.partial) forget(call);
    },
    forget,
    all: () => [...calls.values()],
    get size() {
      return calls.size;
    },
  };
}

/** The other half of a Local pair. */
export function otherHalf(call: OpenCall, channel: Channel): Channel | undefined {
  if (halfOf(channel.name) === undefined) return undefined;
  for (const one of call.channels.values()) {
    if (one !== channel && pairOf(one.name) === pairOf(channel.name)) return one;
  }
  return undefined;
}

/** Phones and trunks of the call that are still there. */
export function realChannels(call: OpenCall): Channel[] {
  return [...call.channels.values()].filter(({ kind }) => kind === 'phone' || kind === 'trunk');
}
