/**
 * Turns the channel events of FreeSWITCH into events of calls.
 *
 * A call is announced when somebody is dialled for it or when it waits in a queue, not when an IVR
 * picks up; it is answered when the channel of a person is answered *and* bridged.
 */
import { partyKey } from '../../../lib/core/party.ts';
import type { Party, PbxEvent } from '../../../lib/core/call.ts';
import type { DialectContext } from '../dialect.ts';
import { readNumber } from '../parties.ts';
import { shortenId } from '../reading.ts';
import { createAnnounce, type Told } from './announce.ts';
import { createCallBook, type TrackedLegs } from './call-book.ts';
import { isHandOver, readEnd } from './end.ts';
import type { EslEvent } from './esl-event.ts';
import { type Leg, userParty } from './legs.ts';

export interface EslTranslator {
  events(event: EslEvent, at: number): PbxEvent[];
  /** Phones that ring now, by call. */
  ringing(): Map<string, Party[]>;
}

export function createEslTranslator(
  context: Pick<DialectContext, 'connection' | 'phone' | 'markOurs'>,
  trunks: readonly string[],
): EslTranslator {
  const { phone, markOurs } = context;
  const source = context.connection.id;
  const book = createCallBook({ phone, trunks });
  const announce = createAnnounce({ phone, markOurs });

  const of = (call: TrackedLegs, at: number, told: Told): PbxEvent => ({
    source,
    callId: shortenId(call.id),
    at,
    ...told,
  });

  function dialled(call: TrackedLegs, leg: Leg, event: EslEvent, at: number): PbxEvent[] {
    const told: PbxEvent[] = [];
    const target = ringTarget(call, leg);
    if (!call.announced) {
      const first = announce(call, event, leg);
      if (!first) return [];
      const rings = ringTarget(call, leg);
      if (rings) leg.rings = true;
      return [of(call, at, { ...first, ...(rings && { targets: [rings] }), legId: leg.id })];
    }
    if (!target || leg.rings) return [];
    leg.rings = true;
    if (call.handedOverBy) told.push(handOver(call, leg, 'blind', at));
    told.push(of(call, at, { kind: 'ring', targets: [target], legId: leg.id }));
    return told;
  }

  function handOver(call: TrackedLegs, to: Leg, type: 'blind' | 'attended', at: number): PbxEvent {
    const by = call.handedOverBy;
    call.handedOverBy = undefined;
    const external = to.kind === 'trunk';
    const transfer = { type, to: to.party, ...(by && { by }), ...(external && { external }) };
    return of(call, at, { kind: 'transfer', transfer });
  }

  /** Who rings when this channel is dialled; the far end of an outgoing call is nobody of ours. */
  function ringTarget(call: TrackedLegs, leg: Leg): Party | undefined {
    if (!leg.originated || leg.kind === 'none' || leg === call.origin) return undefined;
    return leg.kind === 'user' || call.announced === 'in' ? leg.party : undefined;
  }

  /** The channel is answered and bridged: who talks now? */
  function talk(call: TrackedLegs, leg: Leg, event: EslEvent, at: number): PbxEvent[] {
    const other = leg.bridgedTo === undefined ? undefined : book.leg(leg.bridgedTo);
    if (!other || leg.kind === 'none' || leg.talks) return [];
    if (leg.originated && !leg.answered) return [];
    const told = call.announced ? [] : [announce(call, event, leg === call.origin ? other : leg)];
    if (!call.announced) return [];
    const customer =
      call.announced === 'out' ? leg.kind === 'trunk' && leg.originated : leg === call.origin;
    if (customer && call.announced !== 'out') return [];
    // Of an outgoing call the far end answers, and our caller talks.
    const talker = customer ? call.origin : leg;
    if (!talker || (call.announced === 'out' && talker === call.origin && !customer)) return [];
    if (talker.talks) return [];
    talker.talks = true;
    const first = !call.talked;
    call.talked = talker.party;
    const forward = call.announced === 'in' && leg.kind === 'trunk';
    return [
      ...told.map((one) => of(call, at, one!)),
      ...(call.handedOverBy ? [handOver(call, leg, first ? 'blind' : 'attended', at)] : []),
      of(call, at, {
        kind: 'answer',
        answeredBy: talker.party,
        legId: talker.id,
        ...(forward && { transfer: { type: 'forward', to: leg.party, external: true } as const }),
      }),
    ];
  }

  function bridged(event: EslEvent, at: number): PbxEvent[] {
    const one = book.leg(event['Bridge-A-Unique-ID'] ?? event['Unique-ID']);
    const two = book.leg(event['Bridge-B-Unique-ID'] ?? event['Other-Leg-Unique-ID']);
    if (!one || !two || one === two) return [];
    const joined = book.join(one, two);
    one.bridgedTo = two.id;
    two.bridgedTo = one.id;
    const { call, emptied, moved } = joined;
    const again = moved && call.talked && partyKey(moved.party) === partyKey(call.talked);
    // mod_callcenter told of this talk already.
    if (again) moved.talks = true;
    else if (moved && call.talked) call.handedOverBy ??= call.talked;
    const told = [...talk(call, one, event, at), ...talk(call, two, event, at)];
    if (emptied?.announced) told.push(of(emptied, at, { kind: 'hangup', end: {} }));
    return told;
  }

  function answered(call: TrackedLegs, leg: Leg, event: EslEvent, at: number): PbxEvent[] {
    leg.answered = true;
    if (leg === call.origin && event.variable_current_application === 'voicemail') {
      return voicemail(call, event, at);
    }
    return talk(call, leg, event, at);
  }

  function voicemail(call: TrackedLegs, event: EslEvent, at: number): PbxEvent[] {
    const told = call.announced ? [] : [announce(call, event)];
    if (!call.announced) return [];
    const answer: Told = {
      kind: 'answer',
      answeredBy: { name: 'voicemail', kind: 'voicemail' },
      flags: { voicemail: true },
    };
    return [...told, answer].map((one) => of(call, at, one!));
  }

  function ended(call: TrackedLegs, leg: Leg, event: EslEvent, at: number): PbxEvent[] {
    const cause = event['Hangup-Cause'];
    const rang = leg.rings && !leg.talks;
    if (leg.originated && !leg.talks) call.failure = event;
    const over = book.remove(leg, isHandOver(cause));
    if (!over) {
      const told: PbxEvent[] = [];
      if (rang) told.push(of(call, at, { kind: 'stopRing', targets: [leg.party], legId: leg.id }));
      if (isHandOver(cause) && call.talked === leg.party) {
        call.handedOverBy = leg.party;
        const next = [...call.legs].find((one) => one.rings && !one.talks);
        if (next) told.push(handOver(call, next, 'blind', at));
      }
      return told;
    }
    const first = call.announced ? undefined : lonely(call, leg, event);
    if (!call.announced) return [];
    const end = readEnd(event, call.failure, call.talked !== undefined);
    const mailbox = !call.talked && event.variable_last_app === 'voicemail';
    const hangup: Told = { kind: 'hangup', end, ...(mailbox && { flags: { voicemail: true } }) };
    return [...(first ? [first] : []), hangup].map((one) => of(call, at, one));
  }

  /** It ended before anybody was dialled: worth telling when it came from or went outside. */
  function lonely(call: TrackedLegs, leg: Leg, event: EslEvent): Told | undefined {
    if (leg.originated || leg !== call.origin) return undefined;
    if (leg.kind === 'trunk') {
      // Machines that try numbers on a public address are no calls.
      const { e164 } = phone.read(leg.dialled);
      const ours = e164 !== undefined || markOurs(readNumber(leg.dialled, phone)).kind;
      return leg.answered || ours ? announce(call, event) : undefined;
    }
    if (phone.read(leg.dialled).e164 === undefined) return undefined;
    call.direction = 'outbound';
    return announce(call, event);
  }

  /** mod_callcenter: who waits, whom it rings, who took it. */
  function queueing(event: EslEvent, at: number): PbxEvent[] {
    const call = book.callOf(event['CC-Member-Session-UUID']);
    if (!call) return [];
    const id = event['CC-Queue'];
    const queue = id === undefined ? {} : { id, name: id.split('@')[0] ?? id };
    switch (event['CC-Action']) {
      case 'member-queue-start': {
        const first = call.announced ? undefined : announce(call, event);
        if (!call.announced) return [];
        return [of(call, at, { ...(first ?? { kind: 'update' }), queue, targets: [] })];
      }
      case 'bridge-agent-start': {
        const leg = book.leg(event['CC-Agent-UUID']);
        if (leg?.talks || !call.announced) return [];
        const agent = agentOf(event);
        const party = leg?.party ?? (agent === undefined ? {} : userParty(agent, phone));
        if (leg) leg.talks = true;
        call.talked = party;
        return [of(call, at, { kind: 'answer', answeredBy: party, queue })];
      }
      // The agent's channel says the same where it names the queue's member; not every version does.
      case 'agent-offering':
      case 'bridge-agent-fail': {
        const agent = agentOf(event);
        if (agent === undefined || phone.read(agent).extension === undefined) return [];
        if (!call.announced) return [];
        const kind = event['CC-Action'] === 'agent-offering' ? 'ring' : 'stopRing';
        return [of(call, at, { kind, targets: [userParty(agent, phone)] })];
      }
      default:
        return [];
    }
  }

  return {
    events(event, at) {
      const name = event['Event-Name'];
      if (name === 'CUSTOM') {
        return event['Event-Subclass'] === 'callcenter::info' ? queueing(event, at) : [];
      }
      const id = event['Unique-ID'];
      if (id === undefined || !name?.startsWith('CHANNEL_')) return [];
      const known = book.leg(id);
      if (name === 'CHANNEL_HANGUP_COMPLETE' && !known) return [];
      const leg = known ?? book.add(event, id);
      const call = book.callOf(id);
      if (!call) return [];
      if (event.variable_call_direction) call.direction = event.variable_call_direction;
      const told = !known && leg !== call.origin && leg.originated && leg.kind !== 'none';
      const first = told ? dialled(call, leg, event, at) : [];
      switch (name) {
        case 'CHANNEL_ANSWER':
          return [...first, ...answered(call, leg, event, at)];
        case 'CHANNEL_BRIDGE':
          return [...first, ...bridged(event, at)];
        case 'CHANNEL_HANGUP_COMPLETE':
          return ended(call, leg, event, at);
        default:
          return first;
      }
    },

    ringing() {
      return new Map(
        book.calls().map((call) => {
          const ringing = [...call.legs].filter(({ rings, talks }) => rings && !talks);
          return [shortenId(call.id), ringing.map(({ party }) => party)];
        }),
      );
    },
  };
}

/** `23@default`; FusionPBX names agents by a UUID, which tells nothing. */
function agentOf(event: EslEvent): string | undefined {
  const agent = event['CC-Agent']?.split('@')[0];
  return agent === undefined || /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(agent) ? undefined : agent;
}
