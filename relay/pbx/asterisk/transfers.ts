/** Calls that are handed over: `BlindTransfer`, `AttendedTransfer`. */
import type { PbxEvent } from '../../../lib/core/call.ts';
import type { Legs } from './legs.ts';
import { type Channel, type Memory, type OpenCall, realChannels } from './memory.ts';
import { dialable, type Parties } from './parties.ts';
import type { Tell } from './telling.ts';
import type { AmiMessage } from './wire.ts';

export interface Transfers {
  blind(message: AmiMessage): PbxEvent[];
  attended(message: AmiMessage): PbxEvent[];
}

export function createTransfers(deps: {
  memory: Memory;
  parties: Parties;
  tell: Tell;
  legs: Legs;
}): Transfers {
  const { memory, parties, tell, legs } = deps;

  function callOf(message: AmiMessage, prefix: string): OpenCall | undefined {
    const id = message.get(`${prefix}Uniqueid`);
    return (
      (id === undefined ? undefined : memory.callOf(id)) ??
      memory.find(message.get(`${prefix}Linkedid`) ?? '')
    );
  }

  /** The one who talks with the transferer beside the call, or is rung for them. */
  function asked(call: OpenCall): Channel | undefined {
    const consulted = [...call.channels.values()].filter(({ role }) => role === 'consult');
    return consulted.find(({ leg }) => leg === 'up') ?? consulted.at(-1);
  }

  /**
   * Two calls become one (the phone joined them by itself): the people of the one join the other.
   * The call with the outside lives on; its partner ends here.
   */
  function join(survivor: OpenCall, other: OpenCall, transferers: readonly string[]): PbxEvent[] {
    const moved = realChannels(other).filter(({ id }) => !transferers.includes(id));
    const target = moved.find(({ leg }) => leg === 'up') ?? moved[0];
    const events: PbxEvent[] = [];
    if (other.announced && !other.ended) {
      const cause = other.answered ? ('normalClearing' as const) : ('forwarded' as const);
      events.push(tell(other, 'hangup', { end: { cause } }));
    }
    other.ended = true;
    for (const channel of moved) {
      memory.put(survivor, channel);
      channel.role = channel === target ? 'consult' : 'serve';
      // Who called in the other call is there and talks.
      if (channel.dialledBy === undefined) channel.leg = 'up';
    }
    return events;
  }

  return {
    blind(message) {
      const call = callOf(message, 'Transferee') ?? callOf(message, 'Transferer');
      if (message.get('Result') !== 'Success' || !call?.announced || call.ended) return [];
      const id = message.get('TransfererUniqueid') ?? '';
      if (call.handedOver.has(id)) return [];
      call.handedOver.add(id);
      const by = call.channels.get(id);
      const extension = dialable(message.get('Extension'));
      // `IsExternal` says who carried the transfer out, not where it goes.
      const external = extension !== undefined && !parties.isExtension(extension);
      const to = extension === undefined ? undefined : parties.dialled(extension);
      const transfer = {
        type: 'blind' as const,
        ...(by && { by: parties.leg(by) }),
        ...(to && { to, external }),
      };
      return [tell(call, 'transfer', { transfer })];
    },

    attended(message) {
      const first = callOf(message, 'OrigTransferer');
      const second = callOf(message, 'SecondTransferer') ?? first;
      if (message.get('Result') !== 'Success' || !first || !second) return [];
      const ids = ['OrigTransfererUniqueid', 'SecondTransfererUniqueid']
        .map((key) => message.get(key))
        .filter((id) => id !== undefined);
      const [call, other] =
        first.direction === 'internal' && second.direction !== 'internal'
          ? [second, first]
          : [first, second];
      if (!call.announced || call.ended || ids.every((id) => call.handedOver.has(id))) return [];
      const by = ids.map((id) => call.channels.get(id)).find((channel) => channel !== undefined);
      const events = other === call ? [] : join(call, other, ids);
      for (const id of ids) call.handedOver.add(id);
      const target = asked(call);
      const talks = target?.leg === 'up';
      const transfer = {
        // Not waiting for the answer makes it a blind one.
        type: talks ? ('attended' as const) : ('blind' as const),
        ...(by && { by: parties.leg(by) }),
        ...(target && { to: parties.leg(target), external: target.kind === 'trunk' }),
      };
      events.push(
        tell(call, 'transfer', {
          transfer,
          ...(target && talks && { answeredBy: parties.leg(target) }),
        }),
      );
      if (target) events.push(...legs.promote(call, target));
      return events;
    },
  };
}
