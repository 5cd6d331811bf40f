/** Numbers as the desk phone has to dial them. Rule PB8 of `SPEC-phonebook.md`. */
import type { Phone } from '../../../lib/core/phone.ts';
import type { PhonebookConfig } from '../../config-phonebook.ts';

/** They dial abroad with `011`; nearly everybody else with `00` (ITU-T E.164). */
const NORTH_AMERICA = new Set(['US', 'CA']);

export interface DialStyle extends Pick<PhonebookConfig, 'format' | 'prefix'> {
  homeCountry: string;
}

/** @returns turns E.164 digits into what is dialled; digits and at most one plus in front */
export function createDialled(
  phone: Phone,
  { format, prefix, homeCountry }: DialStyle,
): (e164: string) => string {
  const abroad = NORTH_AMERICA.has(homeCountry) ? '011' : '00';
  if (format === 'plus') return (e164) => `+${e164}`;
  if (format === 'zeros') return (e164) => `${prefix}${abroad}${e164}`;
  return (e164) => {
    const inside = phone.national(e164);
    // The national spelling of a foreign number is another number here.
    const here = inside !== undefined && phone.read(inside).e164 === e164;
    return `${prefix}${here ? inside : abroad + e164}`;
  };
}
