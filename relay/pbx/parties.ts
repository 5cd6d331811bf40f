/** Reads one side of a call, or one person, from the text a telephone system gives for it. */
import type { Party } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';

const MAX_NAME = 200;
/** `"Ada Lovelace" <+4930…>`, as SIP writes it. */
const NAME_AND_NUMBER = /^"?([^"<>]*\S)"?\s*<([^<>]+)>$/;
const DEVICE = /^(?:PJSIP|SIP|IAX2|SCCP)\//i;

/** A number. A blank in front of digits is a plus that lost its encoding. */
export function readNumber(text: string, phone: Phone): Party {
  const both = NAME_AND_NUMBER.exec(text.trim());
  if (both?.[1] && both[2]) {
    return { ...readNumber(both[2], phone), name: both[1].trim().slice(0, MAX_NAME) };
  }
  const raw = (/^ \d{6,}$/.test(text) ? `+${text.trim()}` : text.trim()).slice(0, MAX_NAME);
  const { e164, extension, withheld } = phone.read(text);
  if (withheld) return { withheld: true };
  const party: Party = { raw };
  if (e164 !== undefined) party.e164 = e164;
  if (extension !== undefined) party.extension = extension;
  if (DEVICE.test(raw)) party.account = raw;
  return party;
}

/** A person as named by `user`: a name, a login, an extension, a device or a number. */
export function readPerson(text: string, phone: Phone): Party {
  const raw = text.trim().slice(0, MAX_NAME);
  if (raw.toLowerCase() === 'voicemail') return { name: 'voicemail', kind: 'voicemail' };
  if (/\d/.test(raw)) {
    const party = readNumber(raw, phone);
    if (party.e164 ?? party.extension) return party;
  }
  return { raw, name: raw };
}

/** The same person with the number that goes with them. */
export function withNumber(person: Party, text: string, phone: Phone): Party {
  const { e164, extension, account, raw, withheld } = readNumber(text, phone);
  if (withheld) return person;
  return {
    ...(account !== undefined && { account }),
    ...(e164 !== undefined && { e164 }),
    ...(extension !== undefined && { extension }),
    ...(raw !== undefined && { raw }),
    ...person,
  };
}
