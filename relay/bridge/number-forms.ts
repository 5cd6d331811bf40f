/** A telephone number as clients want it. Fields of the public framework's `APIPhoneNumber`. Rule BR7. */
import metadata from 'libphonenumber-js/max/metadata';
import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import type { Phone } from '../../lib/core/phone.ts';
import type { NumberLabel } from '../config-bridge.ts';

export interface ApiNumber {
  label: NumberLabel;
  type: 'STANDARD' | 'DIRECT_DIAL';
  /** With plus; the text itself when it cannot be read. */
  e164: string;
  /** As written inside the client's country, else international. */
  localized: string;
  /** Deprecated there; the same as `e164`. */
  phoneNumber: string;
  rawNumber: string;
  isRawNumberValid: boolean;
}

/** The framework counts everything shorter as an internal direct dial. */
const SHORTEST_NUMBER = 5;

/** Is this an internal number? Calls with one are nobody's business but ours. */
export function isDirectDial(text: string, phone: Phone): boolean {
  return (
    text.replace(/[^\w+]/g, '').length < SHORTEST_NUMBER || phone.read(text).extension !== undefined
  );
}

export function apiNumber(
  text: string,
  label: NumberLabel,
  region: string,
  phone: Phone,
): ApiNumber {
  const { e164, valid } = phone.read(text);
  const direct = isDirectDial(text, phone);
  const number = e164 === undefined || direct ? text : `+${e164}`;
  return {
    label,
    type: direct ? 'DIRECT_DIAL' : 'STANDARD',
    e164: number,
    localized: e164 === undefined || direct ? text : localized(e164, region, phone),
    phoneNumber: number,
    rawNumber: text,
    isRawNumberValid: valid,
  };
}

function localized(e164: string, region: string, phone: Phone): string {
  const parsed = parsePhoneNumberFromString(`+${e164}`, metadata);
  return parsed?.country === region ? parsed.formatNational() : phone.display(e164);
}
