/**
 * Our own side of a call as the index keeps it: what was said, not who that is. Extensions are
 * mapped and agents pair at any time; who is meant is found out when somebody asks.
 *
 * A *frame* is what many calls have in common (way, line, queue; of an outgoing one, who calls).
 * The *parts* name those it rang at and who talked.
 */
import type { Call, Party } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';

/** `r` rang or rings, `t` talked, `d` an internal call was for them, `o` an internal number on the other side. */
export type Role = 'r' | 't' | 'd' | 'o';

export interface OwnPart {
  role: Role;
  /** Key of the party: `readPartyKey` makes a party of it. */
  party: string;
}

/** The suffix that Asterisk gives a device for one call. */
const CALL_SUFFIX = /-[0-9a-f]{8}$/i;

/** Everything by which the roster may know a party, as a text. */
export function partyKey({ extension, account, name, e164, raw }: Party): string {
  const named = e164 || extension ? '' : plainDevice(raw);
  return JSON.stringify([extension ?? '', plainDevice(account), name ?? '', e164 ?? '', named]);
}

export function readPartyKey(key: string): Party {
  const [extension, account, name, e164, raw] = JSON.parse(key) as string[];
  return {
    ...(extension && { extension }),
    ...(account && { account }),
    ...(name && { name }),
    ...(e164 && { e164 }),
    ...(raw && { raw }),
  };
}

export function frameKey({ direction, from, to, diversion, queue }: Call): string {
  const parties =
    direction === 'in' ? [partyKey(to), diversion ? partyKey(diversion) : ''] : [partyKey(from)];
  return JSON.stringify([direction, ...parties, queue?.id ?? '', queue?.name ?? '']);
}

/** A call of which nothing but the frame is known: it rang for nobody. */
export function readFrameKey(key: string): Call {
  const parts = JSON.parse(key) as string[];
  const direction = parts[0] as Call['direction'];
  const [id, name] = parts.slice(-2);
  const [first, second] = parts.slice(1, -2);
  const own = first ? readPartyKey(first) : {};
  return {
    id: '',
    source: '',
    nativeId: '',
    version: 1,
    direction,
    state: 'ended',
    from: direction === 'in' ? {} : own,
    to: direction === 'in' ? own : {},
    ...(second && { diversion: readPartyKey(second) }),
    ...((id || name) && { queue: { ...(id && { id }), ...(name && { name }) } }),
    ringing: [],
    everRang: [],
    talkers: [],
    startedAt: 0,
    missed: false,
    voicemail: false,
    forwarded: false,
    blocked: false,
    endGuessed: false,
    announced: true,
  };
}

export function ownParts(call: Call, phone: Phone): OwnPart[] {
  const { direction, from, to, everRang, ringing, answeredBy, talkers, answeringNumber } = call;
  const parts = new Map<string, OwnPart>();
  const add = (role: Role, party: Party) => {
    const key = partyKey(party);
    parts.set(role + key, { role, party: key });
  };
  // What answers an outgoing call is the other side, unless it was handed on to one of us.
  if (direction !== 'out' || handedOn(call)) {
    for (const party of [...everRang, ...ringing]) add('r', party);
    for (const { party } of talkers) if (party.kind !== 'voicemail') add('t', party);
    if (answeredBy && answeredBy.kind !== 'voicemail') add('t', answeredBy);
  }
  if (direction !== 'out' && answeringNumber) add('t', numberParty(answeringNumber, phone));
  if (direction === 'internal') add('d', to);
  const other = direction === 'in' ? from : to;
  if (other.extension) add('o', other);
  return [...parts.values()];
}

export function handedOn(call: Call): boolean {
  return call.transfers?.some(({ type }) => type !== 'forward') ?? false;
}

function plainDevice(text: string | undefined): string {
  return text?.slice(0, 200).trim().replace(CALL_SUFFIX, '') ?? '';
}

function numberParty(text: string, phone: Phone): Party {
  const { e164, extension } = phone.read(text);
  return { raw: text, ...(e164 && { e164 }), ...(extension && { extension }) };
}
