/** Devices and SIP accounts as telephone systems spell them, made comparable. Rule PO20 of `relay/SPEC-policy.md`. */
const TECHNOLOGY = /^(?:pjsip|sip|iax2|sccp)\//;
/** sipgate's user id behind the id of its account (`1234567w0`); events name either or both. */
const SIPGATE_ID = /^\d{5,10}([a-z]\d{1,3})$/;

/** Keys under which a device of the mapping is found. */
export function mappedDeviceKeys(text: string): string[] {
  const device = account(text);
  const short = SIPGATE_ID.exec(device)?.[1];
  return short === undefined ? [`device ${device}`] : [`device ${device}`, `short ${short}`];
}

/** Keys of a device that a telephone system names. The short id fits any account, the long one its own. */
export function seenDeviceKeys(text: string): string[] {
  const device = account(text);
  const short = SIPGATE_ID.exec(device)?.[1];
  return short === undefined
    ? [`device ${device}`, `short ${device}`]
    : [`device ${device}`, `device ${short}`];
}

/** Keys of what surely is a device: `PJSIP/desk`, `desk@host` may be mapped so, or as plain `desk`. */
export function accountKeys(text: string): string[] {
  const plain = account(text).replace(TECHNOLOGY, '').replace(/@.*$/s, '');
  return [...seenDeviceKeys(text), `device ${plain}`];
}

/** A device without scheme, parameters and the per-call suffix of Asterisk (`PJSIP/23-0000001f`). */
function account(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^(?:sips?|tel):/, '')
    .replace(/;.*$/s, '')
    .replace(/-[0-9a-f]{8}$/, '');
}
