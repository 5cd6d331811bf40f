/**
 * Telephone numbers as people and telephone systems write them, read into one form.
 *
 * One number, one spelling: E.164 digits without plus. Withheld callers and internal numbers are
 * told apart from numbers. Metadata of libphonenumber is an argument, so each bundle chooses its size.
 */
import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type MetadataJson,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/core';
import { directDial, splitExtension } from './direct-dial.ts';
import { isMobileNumber } from './mobile-prefixes.ts';
import { hidesNumber, numberText } from './number-text.ts';

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
  /** Digits as dialled inside the number's own country (`030609854180`); undefined when unknown to the plan. */
  national(e164: string): string | undefined;
  /** A number of a mobile phone (E.164 digits), as far as the plan tells; never where it does not (US). */
  mobile(e164: string): boolean;
  /** Two spellings are the same number (both must be readable). */
  same(a: string, b: string): boolean;
  /** Spellings under which Zammad may have stored it, most likely first (search takes them one by one). */
  spellings(e164: string): string[];
}

const DEFAULT_EXTENSIONS = /^\d{2,5}$/;
/** E.164 knows no longer ones. */
const MAX_DIGITS = 15;
/** What people write between digits, besides blanks. */
const BETWEEN = /[\s().\-/|_~\u00b7\u2010-\u2015\u2212[\]]/g;

const NOBODY: ReadNumber = { withheld: false, valid: false };
const HIDDEN: ReadNumber = { withheld: true, valid: false };

/** @param metadata libphonenumber metadata (`max` on the relay, `min` in the extension). */
export function createPhone(metadata: MetadataJson, options: PhoneOptions): Phone {
  const country = options.homeCountry.toUpperCase() as CountryCode;
  const homeCode = isSupportedCountry(country, metadata)
    ? getCountryCallingCode(country, metadata)
    : '';
  const extensions = options.extensions ?? DEFAULT_EXTENSIONS;
  const parse = (text: string) => parsePhoneNumberFromString(text, country, metadata);

  function number(text: string): ReadNumber | undefined {
    const found = parse(text);
    if (!found?.isPossible() || found.number.length > MAX_DIGITS + 1) return undefined;
    return { e164: found.number.slice(1), withheld: false, valid: found.isValid() };
  }

  function internal(extension: string): ReadNumber {
    return { extension, withheld: false, valid: false };
  }

  /** A number with a country code: after `+`, or bare digits as sipgate and Zammad write them. */
  function international(digits: string): ReadNumber | undefined {
    const found = number(`+${digits}`);
    if (found?.valid) return found;
    // "+49030…", "+49 (0)30": the trunk zero was kept behind the country code.
    for (let length = 1; length <= 3; length++) {
      const [code, rest] = [digits.slice(0, length), digits.slice(length + 1)];
      if (digits[length] !== '0' || rest.length < 4) continue;
      const repaired = parse(`+${code}${rest}`);
      if (repaired?.countryCallingCode === code && repaired.isValid())
        return number(repaired.number);
    }
    return found;
  }

  /** Some plans keep the zero behind the country code (IT), some have none (US). */
  function inTown(areaCode: string, digits: string): ReadNumber | undefined {
    const behindCode = number(`+${homeCode}${areaCode}${digits}`);
    return behindCode?.valid ? behindCode : (number(`0${areaCode}${digits}`) ?? behindCode);
  }

  /** A number dialled inside the home country, or inside the home town when an area code is set. */
  function national(digits: string): ReadNumber | undefined {
    if (options.areaCode && !digits.startsWith('0') && digits.length <= 8) {
      const local = inTown(options.areaCode, digits);
      if (local) return local;
    }
    const found = parse(digits);
    // Where a trunk zero is dialled (DE), digits without it are a local number of some town: no guess.
    const hasTrunk = found && found.formatNational().replace(/\D/g, '') !== found.nationalNumber;
    if (hasTrunk && !digits.startsWith('0')) return undefined;
    return number(digits);
  }

  /** Of digits as dialled, without anything between them. */
  function dialled(digits: string): ReadNumber | undefined {
    if (digits.startsWith('00')) return international(digits.slice(2));
    if (digits.startsWith('0')) return national(digits);
    // Bare digits: long ones are international (sipgate, Zammad, Placetel send 4930…), short ones local.
    const asInternational = digits.length > 8 ? international(digits) : undefined;
    if (asInternational?.valid) return asInternational;
    return national(digits) ?? asInternational;
  }

  /** The number behind the digit for an outside line, when only that makes it one. */
  function behindOutsideLine(
    digits: string,
    whole: ReadNumber | undefined,
  ): ReadNumber | undefined {
    const { outsideLine } = options;
    if (!outsideLine || whole?.valid || !digits.startsWith(outsideLine)) return whole;
    const rest = dialled(digits.slice(outsideLine.length));
    return rest?.valid ? rest : whole;
  }

  /** With a plus in front. Some systems put it before everything, internal numbers too. */
  function withPlus(digits: string): ReadNumber | undefined {
    if (digits.startsWith('00')) return international(digits.slice(2));
    const found = international(digits);
    if (found) return found;
    if (digits.startsWith('0')) return national(digits);
    return extensions.test(digits) ? internal(digits) : undefined;
  }

  /** Main number and internal number in one are that internal number. */
  function behindHead(found: ReadNumber): ReadNumber {
    for (const head of heads) {
      const rest = found.e164?.startsWith(head) ? found.e164.slice(head.length) : '';
      if (rest !== '' && extensions.test(rest)) return internal(rest);
    }
    return found;
  }

  function readAny(input: string): ReadNumber {
    const text = numberText(input);
    if (text === undefined) return NOBODY;
    if (hidesNumber(text)) return HIDDEN;
    const found = readTyped(text.replace(/(?<=\d[^([]*)[([]\s*0\s*[)\]]/g, ''));
    // Italy's zero belongs to the number, also in brackets.
    const kept = found?.valid === false && found.e164 ? readTyped(text) : undefined;
    return (kept?.valid ? kept : found) ?? readWithExtension(text) ?? NOBODY;
  }

  /** `030 609854-0, Durchwahl 180`, `(213) 373-4253 ext. 12`. */
  function readWithExtension(text: string): ReadNumber | undefined {
    const split = splitExtension(text);
    const whole = split && readTyped(split.number);
    if (!split || !whole?.e164) return undefined;
    const direct = directDial(split, whole.e164);
    const found = direct === undefined ? undefined : number(`+${direct}`);
    return found?.valid ? found : whole;
  }

  /** @returns undefined where there is more in it than digits and what stands between them */
  function readTyped(text: string): ReadNumber | undefined {
    const typed = text.replace(BETWEEN, '');
    if (!/^\+?\d{2,20}$/.test(typed)) return undefined;
    const digits = typed.replace('+', '');
    if (digits === typed && extensions.test(digits)) return internal(digits);
    if (hidesNumber(digits)) return HIDDEN;
    if (digits !== typed) return withPlus(digits) ?? NOBODY;
    return behindOutsideLine(digits, dialled(digits)) ?? NOBODY;
  }

  const heads = (options.heads ?? [])
    .map((head) => readAny(head).e164)
    .filter((head) => head !== undefined)
    .sort((a, b) => b.length - a.length);
  const read = (input: string) => behindHead(readAny(input));

  function display(e164: string): string {
    return parse(`+${e164}`)?.formatInternational() ?? `+${e164}`;
  }

  return {
    read,
    display,
    mobile: (e164) => isMobileNumber(e164, parse(`+${e164}`)?.getType()),
    national: (e164) => parse(`+${e164}`)?.formatNational().replace(/\D/g, ''),
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
