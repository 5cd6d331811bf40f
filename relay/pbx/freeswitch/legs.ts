/** What one channel of FreeSWITCH is to a call: a trunk, one of our phones, or plumbing. */
import type { Party } from '../../../lib/core/call.ts';
import type { Phone } from '../../../lib/core/phone.ts';
import { readNumber } from '../parties.ts';
import type { EslEvent } from './esl-event.ts';

export interface Leg {
  id: string;
  callId: string;
  /** `none`: loopback and other plumbing, nobody's phone. */
  kind: 'trunk' | 'user' | 'none';
  /** FreeSWITCH dialled it (`outbound` in its words); else it called FreeSWITCH. */
  originated: boolean;
  /** Who is there: a phone of ours, or who is on the line outside. */
  party: Party;
  /** Number that this channel dialled (called FreeSWITCH) or that was dialled for it. */
  dialled: string;
  answered: boolean;
  bridgedTo?: string;
  /** Was announced as ringing. */
  rings: boolean;
  talks: boolean;
}

export function readLeg(
  event: EslEvent,
  ids: { id: string; callId: string },
  about: { phone: Phone; trunks: readonly string[] },
): Leg {
  const originated = event['Call-Direction'] === 'outbound';
  const kind = kindOf(event, originated, about);
  const dialled = event['Caller-Destination-Number'] ?? '';
  return {
    ...ids,
    kind,
    originated,
    party:
      kind === 'user'
        ? userOf(event, originated, about.phone)
        : otherOf(event, originated, about.phone),
    dialled,
    answered: event['Answer-State'] === 'answered',
    rings: false,
    talks: false,
  };
}

/** `sofia/internal/23@10.0.0.5`, `loopback/24-a`, `user/23`. */
const PLUMBING = /^(?:loopback|null|error|mod_|conference|group|pickup)\//i;

function kindOf(
  event: EslEvent,
  originated: boolean,
  { phone, trunks }: { phone: Phone; trunks: readonly string[] },
): Leg['kind'] {
  const name = event['Channel-Name'] ?? '';
  if (PLUMBING.test(name)) return 'none';
  if (trunks.some((prefix) => name.startsWith(prefix))) return 'trunk';
  if (event.variable_sip_gateway ?? event.variable_sip_gateway_name) return 'trunk';
  if (event.variable_dialed_user ?? event.variable_user_name) return 'user';
  // The two profiles of FreeSWITCH's own sample configuration, and of FusionPBX.
  if (name.startsWith('sofia/external')) return 'trunk';
  if (!originated && event['Caller-Context'] === 'public') return 'trunk';
  const number = originated ? event['Caller-Destination-Number'] : event['Caller-Caller-ID-Number'];
  const { e164, extension } = phone.read(number ?? '');
  if (extension !== undefined) return 'user';
  if (e164 !== undefined && !name.startsWith('sofia/internal')) return 'trunk';
  return 'user';
}

/** One of our phones, named the same whatever told of it: by its account. */
export function userParty(account: string, phone: Phone, name?: string): Party {
  const { extension } = phone.read(account);
  const party: Party = { raw: account, account };
  if (extension !== undefined) party.extension = extension;
  const said = name?.trim();
  if (said && said !== account && !PLACEHOLDER.test(said)) party.name = said.slice(0, 200);
  return party;
}

/** FreeSWITCH fills in what it does not know. */
const PLACEHOLDER = /^(?:Outbound Call|Inbound Call|unknown|_undef_|\+?[\d\s]+)$/i;

function userOf(event: EslEvent, originated: boolean, phone: Phone): Party {
  const inName = /^[^/]+\/[^/]+\/(?:sips?:)?([^@;]+)/i.exec(event['Channel-Name'] ?? '')?.[1];
  const account =
    event.variable_dialed_user ??
    event.variable_user_name ??
    event['Channel-Presence-ID']?.split('@')[0] ??
    (originated ? event['Caller-Destination-Number'] : event['Caller-Caller-ID-Number']) ??
    inName;
  const name = originated ? event['Caller-Callee-ID-Name'] : event['Caller-Caller-ID-Name'];
  return account ? userParty(account, phone, name) : {};
}

function otherOf(event: EslEvent, originated: boolean, phone: Phone): Party {
  if (originated) return outside(event['Caller-Destination-Number'], undefined, phone);
  if (event['Caller-Privacy-Hide-Number'] === 'true') return { withheld: true };
  return outside(event['Caller-Caller-ID-Number'], event['Caller-Caller-ID-Name'], phone);
}

export function outside(number: string | undefined, name: string | undefined, phone: Phone): Party {
  const party = readNumber(number ?? '', phone);
  if (party.withheld) return party;
  const said = name?.trim();
  if (said && said !== number && !PLACEHOLDER.test(said)) party.name = said.slice(0, 200);
  return { ...party, kind: 'external' };
}
