/** Ringing and answering: `DialBegin`, `AgentCalled`, `DialEnd`, `AgentConnect`. */
import type { PbxEvent } from '../../../lib/core/call.ts';
import { halfOf } from './channels.ts';
import { type Channel, NOBODY, type OpenCall, otherHalf } from './memory.ts';
import { dialable, known, type Parties } from './parties.ts';
import { announce, type Tell } from './telling.ts';
import type { AmiMessage } from './wire.ts';

export interface Legs {
  /** @param from the channel that dials; undefined when Asterisk itself does */
  begins(call: OpenCall, from: Channel | undefined, dest: Channel, message: AmiMessage): PbxEvent[];
  ends(call: OpenCall, dest: Channel, message: AmiMessage): PbxEvent[];
  answered(call: OpenCall, dest: Channel): PbxEvent[];
  /** A talk beside the call becomes a part of it. */
  promote(call: OpenCall, dest: Channel): PbxEvent[];
}

/** Local channels may stand behind each other; more than this is a loop. */
const MAX_DEPTH = 10;

export function createLegs(deps: { parties: Parties; tell: Tell }): Legs {
  const { parties, tell } = deps;

  /** For whom is somebody wanted here: the caller's channel, and what the ringing means. */
  function behind(
    call: OpenCall,
    from: Channel | undefined,
    depth = 0,
  ): { caller?: Channel | undefined; role: NonNullable<Channel['role']> } {
    if (!from) return { role: 'own' };
    if (from.kind !== 'local') return { caller: from, role: 'serve' };
    const other = otherHalf(call, from);
    if (!other || depth > MAX_DEPTH) return { caller: rootOf(call), role: 'serve' };
    if (halfOf(from.name) === 1) {
      // It runs the dialplan itself: the phone that answered behind it dials.
      const own = [...call.channels.values()].find((one) => one.dialledBy === other.id);
      return { caller: own, role: 'serve' };
    }
    if (other.dialledBy !== undefined && other.dialledBy !== NOBODY) {
      return behind(call, call.channels.get(other.dialledBy), depth + 1);
    }
    if (other.dialledBy === NOBODY) return { role: 'own' };
    // Nobody dialled this pair. With a talk under way it is one of ours asking a colleague.
    return call.answered ? { role: 'consult' } : { caller: rootOf(call), role: 'serve' };
  }

  function wanted(
    call: OpenCall,
    caller: Channel | undefined,
    dest: Channel,
    message?: AmiMessage,
  ): PbxEvent[] {
    if (!call.announced) {
      if (!caller) return [];
      return [
        announce({ parties, tell }, call, caller, { wanted: dest, ...(message && { message }) }),
      ];
    }
    // The line that an outgoing call takes is nobody who rings.
    if (call.direction === 'out' && dest.kind === 'trunk' && !call.answered) return [];
    return [tell(call, 'ring', { targets: [parties.leg(dest)] })];
  }

  function answered(call: OpenCall, dest: Channel): PbxEvent[] {
    if (dest.leg === 'up') return [];
    dest.leg = 'up';
    if (dest.kind === 'local' || dest.role !== 'serve' || !call.announced) return [];
    const first = !call.answered;
    call.answered = true;
    if (call.direction === 'out' && dest.kind === 'trunk' && first) return [tell(call, 'answer')];
    return [tell(call, 'answer', { answeredBy: parties.leg(dest) })];
  }

  const legs: Legs = {
    answered,

    begins(call, from, dest, message) {
      // Also told as `AgentCalled`, or late after a snapshot that knows how it went on.
      if (call.ended || dest.leg !== undefined) return [];
      dest.dialledBy = from?.id ?? NOBODY;
      dest.leg = 'ringing';
      if (dest.kind === 'other') return [];
      if (dest.kind === 'local') {
        const rung = otherHalf(call, dest);
        const early = [...call.channels.values()].filter(
          ({ dialledBy, role }) => dialledBy === rung?.id && role === 'consult',
        );
        return early.flatMap((one) => legs.promote(call, one));
      }
      const { caller, role } = behind(call, from);
      dest.role = role;
      if (dest.kind === 'trunk') dest.number = outsideNumber(message) ?? dest.number;
      return role === 'serve' ? wanted(call, caller, dest, message) : [];
    },

    ends(call, dest, message) {
      const status = known(message.get('DialStatus'));
      // Told twice for queue members; the first word is the true one.
      if (call.ended || status === undefined || dest.leg === 'up' || dest.leg === 'over') return [];
      if (status === 'ANSWER') return answered(call, dest);
      dest.leg = 'over';
      if (dest.role !== 'serve' && dest.kind !== 'local') return [];
      call.dialStatus = status.slice(0, 40);
      if (dest.kind === 'local' || !call.announced) return [];
      if (call.direction === 'out' && dest.kind === 'trunk') return [];
      const party = parties.leg(dest);
      const events = [tell(call, 'stopRing', { targets: [party] })];
      const forward = dialable(
        message
          .get('Forward')
          ?.replace(/^Local\//, '')
          .split('@')[0],
      );
      if (forward !== undefined) {
        const external = !parties.isExtension(forward);
        const to = parties.dialled(forward);
        const transfer = { type: 'forward' as const, by: party, to, external };
        events.push(tell(call, 'transfer', { transfer }));
      }
      return events;
    },

    promote(call, dest) {
      if (dest.role !== 'consult') return [];
      dest.role = 'serve';
      if (dest.leg === 'ringing') return wanted(call, undefined, dest);
      return [];
    },
  };
  return legs;
}

function rootOf(call: OpenCall): Channel | undefined {
  return call.channels.get(call.callerId ?? call.id) ?? call.channels.get(call.id);
}

function outsideNumber(message: AmiMessage): string | undefined {
  return (
    dialable(message.get('DestCallerIDNum')) ?? dialable(message.get('DialString')?.split('@')[0])
  );
}
