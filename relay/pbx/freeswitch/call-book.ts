/** Which channels of FreeSWITCH belong to which call. Bounded; the oldest calls are forgotten first. */
import type { Direction, Party } from '../../../lib/core/call.ts';
import type { Phone } from '../../../lib/core/phone.ts';
import type { EslEvent } from './esl-event.ts';
import { type Leg, readLeg } from './legs.ts';

export interface TrackedLegs {
  id: string;
  legs: Set<Leg>;
  /** The channel that the call began with, as long as it lives. */
  origin?: Leg | undefined;
  /** FusionPBX's own word for the direction. */
  direction?: string;
  /** The call was told, with this direction. */
  announced?: Direction;
  /** Who talked last. */
  talked?: Party;
  /** Who handed it over, until it is known to whom. */
  handedOverBy?: Party | undefined;
  /** Last channel that was dialled in vain. */
  failure?: EslEvent;
}

export interface CallBook {
  leg(id: string | undefined): Leg | undefined;
  calls(): TrackedLegs[];
  callOf(legId: string | undefined): TrackedLegs | undefined;
  add(event: EslEvent, id: string): Leg;
  /** Two channels talk to each other: they are one call now. */
  join(one: Leg, two: Leg): { call: TrackedLegs; moved?: Leg; emptied?: TrackedLegs };
  /** @returns the call is over */
  remove(leg: Leg, handedOver: boolean): boolean;
}

/** More than any FreeSWITCH of a customer has at once. */
const MAX_LEGS = 20_000;

export function createCallBook(about: { phone: Phone; trunks: readonly string[] }): CallBook {
  const legs = new Map<string, Leg>();
  const calls = new Map<string, TrackedLegs>();

  const living = (call: TrackedLegs) => [...call.legs].filter(({ kind }) => kind !== 'none');

  /** The call of the member in the queue, of the channel that dialled, of the other loopback end. */
  function callIdOf(event: EslEvent, id: string): string {
    const relatives = [
      event.variable_cc_member_session_uuid,
      event['Other-Leg-Unique-ID'],
      event.variable_other_loopback_leg_uuid,
      event.variable_loopback_from_uuid,
    ];
    for (const relative of relatives) {
      const known = relative === undefined ? undefined : legs.get(relative);
      if (known) return known.callId;
    }
    const own = event['Channel-Call-UUID'] ?? id;
    return event.variable_cc_member_session_uuid ?? legs.get(own)?.callId ?? own;
  }

  function callFor(id: string): TrackedLegs {
    const known = calls.get(id);
    if (known) return known;
    const call: TrackedLegs = { id, legs: new Set() };
    calls.set(id, call);
    return call;
  }

  function forget(call: TrackedLegs): void {
    calls.delete(call.id);
    for (const leg of call.legs) legs.delete(leg.id);
  }

  function forgetOldest(): void {
    const oldest = calls.values().next().value;
    if (legs.size > MAX_LEGS && oldest) forget(oldest);
  }

  return {
    leg: (id) => (id === undefined ? undefined : legs.get(id)),
    calls: () => [...calls.values()],
    callOf(legId) {
      const leg = legId === undefined ? undefined : legs.get(legId);
      return leg && calls.get(leg.callId);
    },

    add(event, id) {
      const leg = readLeg(event, { id, callId: callIdOf(event, id) }, about);
      const call = callFor(leg.callId);
      // A dialled channel is the first one only when nobody dialled it.
      const first = leg.callId === id || (!leg.originated && living(call).length === 0);
      if (first && leg.kind !== 'none' && !call.origin) call.origin = leg;
      legs.set(id, leg);
      call.legs.add(leg);
      forgetOldest();
      return leg;
    },

    join(one, two) {
      const [first, second] = [callFor(one.callId), callFor(two.callId)];
      if (first === second) return { call: first };
      const call = weight(first) >= weight(second) ? first : second;
      const loser = call === first ? second : first;
      const leg = call === first ? two : one;
      loser.legs.delete(leg);
      call.legs.add(leg);
      Object.assign(leg, { callId: call.id, rings: false, talks: false });
      if (loser.origin === leg) loser.origin = undefined;
      const empty = living(loser).length === 0;
      if (empty) forget(loser);
      return { call, moved: leg, ...(empty && { emptied: loser }) };
    },

    remove(leg, handedOver) {
      legs.delete(leg.id);
      const call = calls.get(leg.callId);
      if (!call) return false;
      call.legs.delete(leg);
      const left = living(call).length === 0;
      const wasOrigin = call.origin === leg;
      // Who reads the end still needs to know who called.
      const over = left || (wasOrigin && !handedOver);
      if (wasOrigin && !over) call.origin = undefined;
      if (over) forget(call);
      return over;
    },
  };

  /** The call with the customer goes on; a call for advice, or of who picked it up, ends in it. */
  function weight(call: TrackedLegs): number {
    const outside = living(call).some(({ kind }) => kind === 'trunk');
    return (outside ? 2 : 0) + (call.announced ? 1 : 0);
  }
}
