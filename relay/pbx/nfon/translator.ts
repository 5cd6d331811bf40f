/** Turns events of NFON's stream into events of calls: several extensions may share one call. */
import type { Call, Party, PbxEvent } from '../../../lib/core/call.ts';
import { readCause } from '../causes.ts';
import type { DialectContext } from '../dialect.ts';
import { readNumber } from '../parties.ts';
import { shortenId } from '../reading.ts';
import { readNfonEvent } from './nfon-event.ts';

export interface NfonTranslator {
  /** Calls of before; NFON does not repeat them. */
  adopt(open: readonly Call[]): void;
  events(data: string, at: number): PbxEvent[];
}

interface Running {
  id: string;
  direction: PbxEvent['direction'];
  from: Party;
  /** Extensions that are in it, and whether they talk. */
  legs: Map<string, { rings: boolean; talks: boolean }>;
}

/** More calls than an NFON account has at once; older ones are forgotten. */
const MAX_RUNNING = 5_000;

export function createNfonTranslator(
  context: Pick<DialectContext, 'connection' | 'phone' | 'markOurs'>,
): NfonTranslator {
  const { phone, markOurs } = context;
  const source = context.connection.id;
  const running = new Map<string, Running>();

  function begin(call: Running): void {
    running.set(call.id, call);
    const oldest = running.keys().next().value;
    if (running.size > MAX_RUNNING && oldest !== undefined) running.delete(oldest);
  }

  function phoneOf(extension: string): Party {
    const { extension: internal } = phone.read(extension);
    return { raw: extension, account: extension, ...(internal && { extension: internal }) };
  }

  return {
    adopt(open) {
      for (const { nativeId, direction, from, ringing, answeredBy, state } of open) {
        if (running.has(nativeId)) continue;
        const legs: Running['legs'] = new Map();
        for (const { account } of ringing) {
          if (account !== undefined) legs.set(account, { rings: true, talks: false });
        }
        const talker = direction === 'out' ? from : answeredBy;
        if (talker?.account !== undefined) {
          legs.set(talker.account, { rings: false, talks: state === 'talking' });
        }
        begin({ id: nativeId, direction, from, legs });
      }
    },

    events(data, at) {
      const said = readNfonEvent(data);
      if (!said) return [];
      const callId = shortenId(said.uuid);
      const event = (kind: PbxEvent['kind']): PbxEvent => ({ source, kind, callId, at });
      const own = phoneOf(said.extension);
      const known = running.get(callId);
      const isEnd = said.state === 'hangup' || said.state === 'end';
      // The end of a call whose beginning nobody heard is of no use to anybody.
      if (!known && isEnd) return [];
      const told: PbxEvent[] = [];
      const call = known ?? announce();
      if (!known) begin(call);

      function announce(): Running {
        const inbound = said!.direction === 'inbound';
        const caller = readNumber(said!.caller, phone);
        const callee = readNumber(said!.callee, phone);
        const far = inbound ? caller : callee;
        const direction = far.extension === undefined ? (inbound ? 'in' : 'out') : 'internal';
        const from = inbound ? far : own;
        const to = inbound ? markOurs(callee) : far;
        told.push({ ...event('new'), direction, from, to });
        return { id: callId, direction, from, legs: new Map() };
      }

      const leg = call.legs.get(said.extension) ?? { rings: false, talks: false };
      if (!isEnd) call.legs.set(said.extension, leg);
      switch (said.state) {
        case 'start':
        case 'dial':
          break;
        case 'ring':
          // Of an outgoing call the far end rings, which is nobody of ours.
          if (said.direction === 'inbound' && !leg.rings) {
            leg.rings = true;
            told.push({ ...event('ring'), targets: [own], legId: said.extension });
          }
          break;
        case 'answer':
        case 'bridge':
          if (!leg.talks) {
            leg.talks = true;
            // Of an internal call who was called answers; the caller's own events say it too.
            const silent = call.direction === 'internal' && said.direction === 'outbound';
            if (!silent) told.push({ ...event('answer'), answeredBy: own });
          }
          break;
        case 'hangup':
        case 'end': {
          call.legs.delete(said.extension);
          const left = [...call.legs.values()];
          // Who lost the race for a call need not be told of its end.
          const over = left.length === 0 || (leg.talks && !left.some(({ talks }) => talks));
          if (!over) {
            if (leg.rings && !leg.talks) told.push({ ...event('stopRing'), targets: [own] });
            break;
          }
          running.delete(callId);
          told.push({ ...event('hangup'), end: readEnd(said.error) });
          break;
        }
      }
      return told;
    },
  };
}

function readEnd(error: string | undefined): NonNullable<PbxEvent['end']> {
  if (error === undefined) return {};
  const cause = readCause(error);
  return { word: error.slice(0, 100), ...(cause && { cause }) };
}
