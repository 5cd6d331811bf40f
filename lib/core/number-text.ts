/** The text of a telephone number as it was sent, freed of what is around it. */

const MAX_TEXT = 100;

/** Words that telephone systems send instead of a hidden number (seen with the vendors of `relay/pbx`). */
const HIDDEN = new Set([
  '',
  'anonymous',
  'anonym',
  'restricted',
  'unknown',
  'unbekannt',
  'private',
  'blocked',
  'withheld',
  'unavailable',
  '0',
  // Twilio: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE on the keys of a telephone.
  '266696687',
  '7378742833',
  '2562533',
  '8656696',
  '86282452253',
]);

/** Soft hyphens, direction marks and blanks without width, as they come along when text is copied. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Is this what stands for a hidden number? Empty text does. */
export function hidesNumber(text: string): boolean {
  return HIDDEN.has(text.toLowerCase());
}

/**
 * Takes off name, scheme, SIP host, device prefix and parameters: `"Ada" <sip:23@pbx>` is `23`.
 * Undefined: no number can be in there.
 */
export function numberText(input: string): string | undefined {
  if (input.length > MAX_TEXT) return undefined;
  let text = input.normalize('NFKC').replace(UNSEEN, '');
  // A blank in front of a number is a plus that lost its form encoding.
  text = /^ \d{6,}$/.test(text) ? `+${text.trim()}` : text.trim();
  text = /<([^<>]*)>[^<>]*$/.exec(text)?.[1]?.trim() ?? text;
  const scheme = /^(?:tel|sips?|callto):(?:\/\/)?/i.exec(text);
  if (scheme || /^%2b\d/i.test(text)) {
    try {
      text = decodeURIComponent(text.slice(scheme?.[0].length ?? 0));
    } catch {
      return undefined;
    }
  }
  const [address = '', ...parameters] = (text.split('@', 1)[0] ?? '').split(';');
  const context = parameters.find((one) => /^phone-context=\+\d+$/i.test(one))?.split('=')[1];
  const digits = context && /^\d/.test(address) ? context + address : address;
  const device = digits.replace(/^(?:PJSIP|SIP|IAX2)\//i, '');
  // `23-0000001f` is a channel of Asterisk; `0151-23456789` is how people write a number.
  const channel = device === digits ? /-(?=0000|\d*[a-f])[0-9a-f]{8}$/i : /-[0-9a-f]{8}$/i;
  return device.replace(channel, '').trim();
}
