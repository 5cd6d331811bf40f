/** The same customer, written in every way that telephone systems write numbers. */
import { ALICE, incoming } from './cast.ts';
import type { Scenario } from './step.ts';

const SPELLINGS: readonly [name: string, from: string, about: string, see: string][] = [
  ['number-plus', '+493023125741', 'E.164 with plus', '+49 30 23125741'],
  ['number-zeros', '00493023125741', 'with 00', '+49 30 23125741'],
  [
    'number-national',
    '03023125741',
    'national, with the trunk zero',
    '+49 30 23125741 at home in Germany',
  ],
  ['number-bracket', '+49 (0)30 23125741', 'with (0) and blanks', '+49 30 23125741'],
  ['number-slash', '030/231257-41', 'with slash and dash', '+49 30 23125741 at home in Germany'],
  ['number-lost-plus', ' 493023125741', 'the plus became a blank', '+49 30 23125741'],
  ['number-doubled-zero', '+4903023125741', 'country code and trunk zero', '+49 30 23125741'],
  [
    'number-sip',
    'sip:+493023125741@provider.example;user=phone',
    'a SIP address',
    '+49 30 23125741',
  ],
  [
    'number-named',
    '"Ada Lovelace" <+493023125741>',
    'name and number',
    'Ada Lovelace, +49 30 23125741',
  ],
  ['number-swiss', '+41442345678', 'from Switzerland', '+41 44 234 56 78'],
  ['number-extension', '42', 'an internal number that calls the line', 'extension 42, no customer'],
  ['number-local', '23125741', 'dialled inside of the town', '+49 30 23125741 when areaCode is 30'],
  ['number-odd', '*31#12', 'no number at all', 'the text as it came'],
  ['withheld-empty', '', 'an empty caller', 'number withheld'],
  ['withheld-word', 'Restricted', 'the word "Restricted"', 'number withheld'],
];

export const NUMBERS: readonly Scenario[] = SPELLINGS.map(([name, from, about, see]) => {
  const call = incoming({ from });
  return {
    name,
    group: 'Numbers in every spelling',
    about,
    see,
    steps: [
      call.new(0),
      call.answer(2_000, { people: [ALICE] }),
      call.hangup(3_000, { talkedMs: 3_000 }),
    ],
  };
});
