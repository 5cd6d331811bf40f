/** Events of one call, in order: each gets a later time than the one before it. */
import type { PbxEvent, PbxEventKind } from '../../../lib/core/call.ts';
import { shortenId } from '../reading.ts';
import type { Channel, OpenCall } from './memory.ts';
import { dialable, known, type Parties } from './parties.ts';
import type { AmiMessage } from './wire.ts';

export type Tell = (
  call: OpenCall,
  kind: PbxEventKind,
  about?: Omit<Partial<PbxEvent>, 'kind' | 'callId' | 'source' | 'at'>,
) => PbxEvent;

/**
 * Asterisk tells several things within one millisecond, and clocks are set back: a ring after a
 * stop stays after it.
 */
export function createTell(source: string, now: () => number): Tell {
  return (call, kind, about = {}) => {
    call.lastAt = Math.max(now(), call.lastAt + 1);
    return { source, kind, callId: shortenId(call.id), at: call.lastAt, ...about };
  };
}

/**
 * The call becomes known: somebody is wanted, or it waits in a queue.
 * @param wanted who is rung first; undefined while nobody is
 */
export function announce(
  deps: { parties: Parties; tell: Tell },
  call: OpenCall,
  caller: Channel,
  about: { wanted?: Channel; message?: AmiMessage; queue?: string | undefined },
): PbxEvent {
  const { parties, tell } = deps;
  const { wanted, message, queue } = about;
  call.announced = true;
  call.callerId = caller.id;
  call.direction = caller.kind === 'trunk' ? 'in' : wanted?.kind === 'trunk' ? 'out' : 'internal';
  const out = call.direction === 'out';
  const to = dialledOf(call, caller, out ? message : undefined);
  return tell(call, 'new', {
    direction: call.direction,
    from: parties.caller(caller),
    ...(to !== undefined && { to: parties.dialled(to) }),
    ...(!out && { targets: wanted ? [parties.leg(wanted)] : [] }),
    ...(queue !== undefined && { queue: { id: queue, name: queue } }),
  });
}

/**
 * What the caller dialled. Of a call that Asterisk began itself (Originate) the first event names
 * nothing: then it is what the phone dials now.
 */
function dialledOf(
  call: OpenCall,
  caller: Channel,
  message: AmiMessage | undefined,
): string | undefined {
  const root = call.channels.get(call.id);
  return (
    dialable(caller.exten) ??
    dialable(root?.exten) ??
    dialable(message?.get('Exten')) ??
    dialable(message?.get('DestCallerIDNum')) ??
    known(message?.get('DialString'))?.split('@')[0]
  );
}
