/**
 * A participant of 3CX's call control API: one extension's part in one call. Fields as in 3CX's
 * call-control-examples and as logged by qmexnetworks/3cx-zammad-bridge.
 */
import type { Party } from '../../../lib/core/call.ts';
import type { Phone } from '../../../lib/core/phone.ts';
import { readNumber } from '../parties.ts';

export interface Participant {
  id: string;
  /** The extension, queue or route point it belongs to. */
  dn: string;
  status: 'dialing' | 'ringing' | 'connected' | 'other';
  callId: string;
  /** 1: the leg that the call began with. */
  legId?: string;
  callerId: string;
  callerName: string;
  partyDn: string;
  /** `Wexternalline`, `Wextension`, `Wqueue` … */
  partyType: string;
  did: string;
  originatedBy: string;
  referredBy: string;
  /** Queue that the call came through, where 3CX names it. */
  queue?: string;
}

const PATH = /^\/callcontrol\/([\w-]{1,40})\/participants\/(\d{1,15})$/;

/** @returns undefined for other entities (devices, route points) and for anything that is no path */
export function readEntity(path: unknown): { dn: string; id: string } | undefined {
  const [, dn, id] = (typeof path === 'string' && PATH.exec(path)) || [];
  return dn === undefined || id === undefined ? undefined : { dn, id };
}

/** @returns undefined for what is no participant of a call */
export function readParticipant(json: unknown, dn?: string): Participant | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const fields = new Map(Object.entries(json));
  const text = (name: string): string => {
    const value: unknown = fields.get(name);
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' ? value.trim().slice(0, 200) : '';
  };
  const [id, callId, own] = [text('id'), text('callid'), dn ?? text('dn')];
  if (!/^\d{1,15}$/.test(id) || !/^\d{1,15}$/.test(callId) || own === '') return undefined;
  const status = text('status').toLowerCase();
  const queue = QUEUE.test(text('originated_by_type'))
    ? text('originated_by_dn')
    : QUEUE.test(text('on_behalf_of_type'))
      ? text('on_behalf_of_dn')
      : '';
  return {
    id,
    callId,
    dn: own,
    status: isStatus(status) ? status : 'other',
    ...(text('legid') !== '' && { legId: text('legid') }),
    callerId: text('party_caller_id'),
    callerName: text('party_caller_name'),
    partyDn: text('party_dn'),
    partyType: text('party_dn_type'),
    did: text('party_did'),
    originatedBy: text('originated_by_dn'),
    referredBy: text('referred_by_dn'),
    ...(queue !== '' && { queue }),
  };
}

const QUEUE = /^Wqueue$/i;

function isStatus(text: string): text is 'dialing' | 'ringing' | 'connected' {
  return text === 'dialing' || text === 'ringing' || text === 'connected';
}

/** Who is on the other side: outside, or another extension. The number may sit in the name. */
export function otherParty(one: Participant, phone: Phone): Party {
  if (isInternal(one, phone)) return extensionParty(one.partyDn || one.callerId, phone);
  const named = readNumber(one.callerName, phone);
  const byId = readNumber(one.callerId, phone);
  const nameIsNumber = named.e164 !== undefined;
  if (byId.withheld && !nameIsNumber) return { withheld: true };
  const party = byId.e164 === undefined && nameIsNumber ? named : byId;
  const name = nameIsNumber || one.callerName === '' || named.withheld ? undefined : one.callerName;
  return { ...party, ...(name !== undefined && { name }), kind: 'external' };
}

export function isInternal({ partyType, callerId, partyDn }: Participant, phone: Phone): boolean {
  if (/^Wext(?:ension)?$/i.test(partyType)) return true;
  if (/external|^Wtrunk|line$/i.test(partyType)) return false;
  return phone.read(callerId || partyDn).extension !== undefined;
}

export function extensionParty(dn: string, phone: Phone): Party {
  const { extension } = phone.read(dn);
  return { raw: dn, account: dn, ...(extension !== undefined && { extension }) };
}
