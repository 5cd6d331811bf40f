/** The sides of a call as Twilio and Telnyx write them. */
import type { Party } from '../../../lib/core/call.ts';
import type { Phone } from '../../../lib/core/phone.ts';
import { readNumber } from '../parties.ts';

/**
 * Hidden callers are words spelled on a keypad: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN,
 * UNAVAILABLE. Source: Twilio's help on caller ids of incoming calls.
 */
const WITHHELD = new Set(['266696687', '7378742833', '2562533', '8656696', '86282452253']);

/** `+4930…`, `client:alice`, `sip:alice@example.com;transport=tls`, or a hidden caller. */
export function readTwilioParty(text: string, phone: Phone): Party {
  const trimmed = text.trim();
  if (WITHHELD.has(trimmed.replace(/^\+/, ''))) return { withheld: true };
  const device = /^(?:client|sips?):([^;?]+)/i.exec(trimmed)?.[1]?.slice(0, 200);
  if (device === undefined) return readNumber(text, phone);
  const { extension, e164 } = phone.read(device.split('@', 1)[0] ?? '');
  const party: Party = { raw: trimmed.slice(0, 200), account: device };
  if (extension !== undefined) party.extension = extension;
  // `sip:+4930…@carrier` is a number that came over a trunk, not a phone of ours.
  if (e164 !== undefined) return { raw: party.raw ?? '', e164 };
  return party;
}

/** Our own side: a phone that logs in, an internal number, or what the configuration calls ours. */
export function isOurs(party: Party | undefined): boolean {
  if (!party || party.kind === 'external') return false;
  return party.kind !== undefined || party.account !== undefined || party.extension !== undefined;
}
