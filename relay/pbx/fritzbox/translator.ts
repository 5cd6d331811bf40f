/** Turns lines of the call monitor into events. Keeps which connection number is which call. */
import type { Call, Party, PbxEvent } from '../../../lib/core/call.ts';
import type { DialectContext } from '../dialect.ts';
import { readNumber } from '../parties.ts';
import type { MonitorLine } from './monitor-line.ts';

export interface MonitorTranslator {
  /** Calls that were running before this process began; the box does not repeat them. */
  adopt(open: readonly Pick<Call, 'nativeId' | 'answeredAt'>[]): void;
  events(line: MonitorLine, at: number): PbxEvent[];
}

interface Running {
  callId: string;
  connected: boolean;
}

/** More connection numbers than any box has lines; older ones are forgotten. */
const MAX_RUNNING = 500;

/** @param box name of the box, a part of every call id */
export function createMonitorTranslator(
  context: Pick<DialectContext, 'connection' | 'phone' | 'markOurs'>,
  box: string,
): MonitorTranslator {
  const { phone, markOurs } = context;
  const source = context.connection.id;
  const running = new Map<string, Running>();

  function event(kind: PbxEvent['kind'], callId: string, at: number): PbxEvent {
    return { source, kind, callId, at };
  }

  /** Connection numbers are used again at once: with the time of its first line it is one call. */
  function begin(line: { stamp: string; connId: string }, at: number): [string, PbxEvent[]] {
    const callId = `${box} ${line.stamp} ${line.connId}`;
    const before = running.get(line.connId);
    const closed: PbxEvent[] = [];
    // The number is free again, so the call before has ended and we did not hear it.
    if (before && before.callId !== callId) {
      closed.push({ ...event('hangup', before.callId, at), end: { guessed: true } });
    }
    running.delete(line.connId);
    running.set(line.connId, { callId, connected: false });
    const oldest = running.keys().next().value;
    if (running.size > MAX_RUNNING && oldest !== undefined) running.delete(oldest);
    return [callId, closed];
  }

  function ownNumber(text: string, trunk: string): Party {
    const party = text === '' ? { raw: trunk } : markOurs(readNumber(text, phone));
    return party.kind === undefined ? { ...party, kind: 'trunk' } : party;
  }

  function other(text: string): Party {
    return { ...readNumber(text, phone), kind: 'external' };
  }

  return {
    adopt(open) {
      for (const { nativeId, answeredAt } of open) {
        const connId = /^.* \d\d:\d\d:\d\d (\d{1,6})$/.exec(nativeId)?.[1];
        if (connId === undefined || !nativeId.startsWith(`${box} `)) continue;
        const known = running.get(connId);
        if (known === undefined) {
          running.set(connId, { callId: nativeId, connected: answeredAt !== undefined });
        }
      }
    },

    events(line, at) {
      if (line.word === 'RING') {
        const [callId, closed] = begin(line, at);
        const from = line.caller === '' ? { withheld: true } : other(line.caller);
        const to = ownNumber(line.called, line.trunk);
        return [...closed, { ...event('new', callId, at), direction: 'in', from, to }];
      }
      if (line.word === 'CALL') {
        const [callId, closed] = begin(line, at);
        const from = { ...markOurs(readNumber(line.own, phone)), ...readDevice(line.device) };
        const to = other(dialledNumber(line.dialled));
        return [...closed, { ...event('new', callId, at), direction: 'out', from, to }];
      }
      const call = running.get(line.connId);
      if (!call) return [];
      if (line.word === 'CONNECT') {
        call.connected = true;
        return [answer(event('answer', call.callId, at), line.device)];
      }
      running.delete(line.connId);
      const talkMs = line.seconds * 1000;
      const hangup: PbxEvent = { ...event('hangup', call.callId, at), end: {} };
      if (call.connected || talkMs > 0) hangup.end = { talkMs };
      // It was answered while we were not connected; the box says by whom only once.
      const missed = !call.connected && talkMs > 0;
      return missed ? [event('answer', call.callId, at - talkMs), hangup] : [hangup];
    },
  };
}

function answer(event: PbxEvent, device: string): PbxEvent {
  const party = readDevice(device);
  if (party.kind === 'voicemail') event.flags = { voicemail: true };
  return { ...event, answeredBy: party };
}

/**
 * A phone at the box by its port: 1–3 FON sockets, 10–19 DECT (internal 610–619), 20–29 IP phones
 * (620–629), 40–49 answering machines. Not confirmed by AVM.
 */
export function readDevice(port: string): Party {
  const text = port.trim().slice(0, 10);
  if (/^4\d$/.test(text)) return { name: 'voicemail', kind: 'voicemail', account: text };
  if (/^[12]\d$/.test(text)) return { account: text, extension: String(600 + Number(text)) };
  return text === '' ? {} : { account: text };
}

/** Without the `#` that some phones dial at the end, and codes such as `*31#` or `*121#` in front. */
export function dialledNumber(text: string): string {
  return text.replace(/#+$/, '').replace(/^(?:[*#]{1,2}\d{1,5}#)+/, '');
}
