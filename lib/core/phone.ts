/**
 * Telephone numbers as people and telephone systems write them, read into one form.
 *
 * One number, one spelling: E.164 digits without plus. Withheld callers and internal numbers are
 * told apart from numbers. Metadata of libphonenumber is an argument, so each bundle chooses its size.
 */
import {
  type CountryCode,
  type MetadataJson,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/core';

export interface PhoneOptions {
  /** ISO 3166 country that national numbers belong to, e.g. `DE`. */
  homeCountry: string;
  /** Area code without trunk zero (`30`), for numbers dialled locally; none: they stay unread. */
  areaCode?: string | undefined;
  /** What an internal number looks like. Default: two to five digits. */
  extensions?: RegExp | undefined;
  /** Digit dialled in front of outside numbers; taken off when what follows is a number. */
  outsideLine?: string | undefined;
  /** Main numbers in any spelling; main number + internal number is that internal number. */
  heads?: readonly string[] | undefined;
}

export interface ReadNumber {
  /** E.164 digits without plus, when the text is a possible number. */
  e164?: string;
  /** Internal number; never together with `e164`. */
  extension?: string;
  /** The caller hides the number (empty text counts as hidden). */
  withheld: boolean;
  /** The number exists by the numbering plan, not only by its length. */
  valid: boolean;
}

export interface Phone {
  /** Reads one number in any usual spelling: `+49 (0)30 …`, `0049…`, `030/…`, `tel:`, `sip:…@host`. */
  read(text: string): ReadNumber;
  /** International format for people (`+49 30 609854180`); digits with plus when unknown to the plan. */
  display(e164: string): string;
  /** Two spellings are the same number (both must be readable). */
  same(a: string, b: string): boolean;
  /** Spellings under which Zammad may have stored it, most likely first (search takes them one by one). */
  spellings(e164: string): string[];
}

/** Words that telephone systems send instead of a hidden number (pbx.md 12; Twilio spells them as digits). */
const WITHHELD = new Set([
  'anonymous',
  'restricted',
  'unknown',
  '<unknown>',
  'private',
  'blocked',
  'withheld',
  'unavailable',
  'unbekannt',
  'anonym',
  '0',
  // Twilio: RESTRICTED, BLOCKED, UNKNOWN, ANONYMOUS, UNAVAILABLE as keypad digits.
  '7378742833',
  '2562533',
  '8656696',
  '2666687',
  '86282452253',
]);
const MAX_TEXT = 100;
const DEFAULT_EXTENSIONS = /^\d{2,5}$/;

const NOBODY: ReadNumber = { withheld: false, valid: false };

/** @param metadata libphonenumber metadata (`max` on the relay, `min` in the extension). */
export function createPhone(metadata: MetadataJson, options: PhoneOptions): Phone {
  const country = options.homeCountry.toUpperCase() as CountryCode;
  const extensions = options.extensions ?? DEFAULT_EXTENSIONS;
  const parse = (text: string) => parsePhoneNumberFromString(text, country, metadata);

  function number(text: string): ReadNumber | undefined {
    const found = parse(text);
    if (!found?.isPossible()) return undefined;
    return { e164: found.number.slice(1), withheld: false, valid: found.isValid() };
  }

  /** A number with a country code: after `+`, or bare digits as sipgate and Zammad write them. */
  function international(digits: string): ReadNumber | undefined {
    const found = number(`+${digits}`);
    if (found?.valid) return found;
    // "+49030…", "+49 (0)30": the trunk zero was kept behind the country code.
    const code = /^(\d{1,3}?)0(\d{4,})$/.exec(digits);
    for (let length = 1; code && length <= 3; length++) {
      if (digits[length] !== '0') continue;
      const repaired = number(`+${digits.slice(0, length)}${digits.slice(length + 1)}`);
      if (repaired?.valid) return repaired;
    }
    return found;
  }

  /** A number dialled inside the home country, or inside the home town when an area code is set. */
  function national(digits: string): ReadNumber | undefined {
    if (options.areaCode && !digits.startsWith('0') && digits.length <= 8) {
      const local = number(`0${options.areaCode}${digits}`);
      if (local) return local;
    }
    const found = parse(digits);
    // Where a trunk zero is dialled (DE), digits without it are a local number of some town: no guess.
    const hasTrunk = found && found.formatNational().replace(/\D/g, '') !== found.nationalNumber;
    if (hasTrunk && !digits.startsWith('0')) return undefined;
    return number(digits);
  }

  function read(input: string): ReadNumber {
    const text = clean(input);
    if (text === undefined) return NOBODY;
    if (text === '' || WITHHELD.has(text.toLowerCase())) return { withheld: true, valid: false };
    const dialled = text.replace(/\(0\)/g, '').replace(/[\s().\-/|\u2010-\u2015]/g, '');
    if (!/^\+?\d{2,20}$/.test(dialled)) return NOBODY;
    if (dialled.startsWith('+')) return international(dialled.slice(1)) ?? NOBODY;
    if (extensions.test(dialled)) return { extension: dialled, withheld: false, valid: false };
    if (dialled.startsWith('00')) return international(dialled.slice(2)) ?? NOBODY;
    if (dialled.startsWith('0')) return national(dialled) ?? NOBODY;
    // Bare digits: long ones are international (sipgate, Zammad, Placetel send 4930…), short ones local.
    const asInternational = dialled.length > 8 ? international(dialled) : undefined;
    if (asInternational?.valid) return asInternational;
    return national(dialled) ?? asInternational ?? NOBODY;
  }

  function display(e164: string): string {
    return parse(`+${e164}`)?.formatInternational() ?? `+${e164}`;
  }

  return {
    read,
    display,
    same(a, b) {
      const first = read(a).e164;
      return first !== undefined && first === read(b).e164;
    },
    spellings(e164) {
      const found = parse(`+${e164}`);
      if (!found) return [e164];
      const nationalDigits = found.formatNational().replace(/\D/g, '');
      const pretty = found.formatInternational();
      const subscriber = pretty.split(' ').slice(2).join('');
      const list = [
        e164,
        subscriber.length >= 5 ? subscriber : found.nationalNumber,
        pretty,
        nationalDigits,
        found.formatNational(),
        found.nationalNumber,
      ];
      return [...new Set(list)];
    },
  };
}

/** Takes off scheme, SIP host, device prefix and parameters. Undefined: no number can be in there. */
function clean(input: string): string | undefined {
  if (input.length > MAX_TEXT) return undefined;
  let text = input.normalize('NFKC').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
  // A blank in front of a number is a plus that lost its form encoding.
  text = /^ \d{6,}$/.test(text) ? `+${text.trim()}` : text.trim();
  const scheme = /^(?:tel|sips?|callto):(?:\/\/)?/i.exec(text);
  if (scheme) {
    try {
      text = decodeURIComponent(text.slice(scheme[0].length));
    } catch {
      return undefined;
    }
  }
  text = (text.split('@', 1)[0] ?? '').split(';', 1)[0] ?? '';
  return text
    .replace(/^(?:PJSIP|SIP|IAX2)\//i, '')
    .replace(/-[0-9a-f]{8}$/i, '')
    .trim();
}
