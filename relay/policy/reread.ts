/** The sides of a call with their numbers, also where the dialect passed on only what was written. */
import type { Call, Party } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';

export function reread(call: Call, phone: Phone): Call {
  const { from, to, diversion } = call;
  return {
    ...call,
    from: readParty(from, phone),
    to: readParty(to, phone),
    ...(diversion && { diversion: readParty(diversion, phone) }),
  };
}

/** One side, which keeps the number it has. */
export function readParty(party: Party, phone: Phone): Party {
  const { raw, e164, extension, withheld } = party;
  if (raw === undefined || e164 !== undefined || extension !== undefined || withheld) return party;
  const read = phone.read(raw);
  if (read.e164 !== undefined) return { ...party, e164: read.e164 };
  return read.extension === undefined ? party : { ...party, extension: read.extension };
}
