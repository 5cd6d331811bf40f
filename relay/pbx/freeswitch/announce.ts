/** Who calls whom, at the moment when a call of FreeSWITCH is worth telling. */
import type { Direction, Party, PbxEvent } from '../../../lib/core/call.ts';
import type { DialectContext } from '../dialect.ts';
import { readNumber } from '../parties.ts';
import type { TrackedLegs } from './call-book.ts';
import type { EslEvent } from './esl-event.ts';
import { type Leg, outside, userParty } from './legs.ts';

export type Told = Omit<PbxEvent, 'source' | 'callId' | 'at'>;

/**
 * Marks the call as announced.
 * @param other the channel that was dialled for this call, where there is one
 * @returns undefined while nobody can say which way it goes
 */
export type Announce = (call: TrackedLegs, event: EslEvent, other?: Leg) => Told | undefined;

/** FusionPBX's own words (`call_direction`). */
const DIRECTIONS = new Map<string, Direction>([
  ['inbound', 'in'],
  ['outbound', 'out'],
  ['local', 'internal'],
]);

export function createAnnounce({
  phone,
  markOurs,
}: Pick<DialectContext, 'phone' | 'markOurs'>): Announce {
  function fromOf(
    event: EslEvent,
    origin: Leg | undefined,
    direction: Direction,
  ): Party | undefined {
    if (origin) return origin.party;
    const number = event['Caller-Caller-ID-Number'];
    if (event['Caller-Privacy-Hide-Number'] === 'true') return { withheld: true };
    if (number === undefined) return undefined;
    const name = event['Caller-Caller-ID-Name'];
    return direction === 'in' ? outside(number, name, phone) : userParty(number, phone, name);
  }

  function toOf(
    event: EslEvent,
    origin: Leg | undefined,
    other: Leg | undefined,
    direction: Direction,
  ): Party | undefined {
    const dialled = origin && !origin.originated ? origin.dialled : (other?.dialled ?? '');
    const text = dialled || event['Caller-Destination-Number'];
    if (!text) return other?.party;
    const party = readNumber(text, phone);
    return direction === 'out' ? { ...party, kind: 'external' } : markOurs(party);
  }

  return (call, event, other) => {
    const { origin } = call;
    const said = DIRECTIONS.get(event.variable_call_direction ?? call.direction ?? '');
    const direction = said ?? directionOf(origin, other);
    if (!direction) return undefined;
    call.announced = direction;
    // The far end was dialled first: our phone is the caller all the same.
    const turned = origin?.originated && origin.kind === 'trunk' && other?.kind === 'user';
    const from = turned ? other.party : fromOf(event, origin, direction);
    const to = turned ? origin.party : toOf(event, origin, other, direction);
    return { kind: 'new', direction, ...(from && { from }), ...(to && { to }) };
  };
}

function directionOf(origin: Leg | undefined, other: Leg | undefined): Direction | undefined {
  if (!origin) return other && (other.kind === 'trunk' ? 'out' : 'in');
  if (origin.kind === 'trunk') return origin.originated && other?.kind === 'user' ? 'out' : 'in';
  return other && (other.kind === 'trunk' ? 'out' : 'internal');
}
