import { expect, it } from 'vitest';
import { whyMissed } from './why-missed.ts';

it.each([
  ['030/54000006', '493054000006', 'the slash splits it'],
  ['030.54000010', '493054000010', 'the dot splits it'],
  ['+49\u00a030\u00a054000039', '493054000039', 'a special blank splits it'],
  ['030\u200b54000039', '493054000039', 'an invisible character splits it'],
  ['030 x 54000039', '493054000039', 'letters split it'],
  ['+49 30 571–10013', '493057110013', 'the character "–" splits it'],
  [
    '０３０ 54000041',
    '493054000041',
    'its digits are of another script, which Zammad does not read',
  ],
  ['+49 30    5400 - 00 -      41', '493054000041', 'Zammad cuts it at 26 characters'],
  ['+490 30 54000051', '493054000051', 'a 0 stands between country code and area code'],
  ['54000051', '493054000051', 'the area code is missing'],
  ['044 668 18 00', '41446681800', /no country code.*\+49/],
  ['446681800', '41446681800', 'the country code is missing'],
  ['+49/(0)30/54000017', '493054000017', 'the slash splits it'],
  ['044/668 18 00', '41446681800', /^the slash splits it, and it has no country code/],
])('ND2: %j (%s): %s', (text, e164, why) => {
  const said = whyMissed(text, e164);
  if (typeof why === 'string') expect(said).toBe(why);
  else expect(said).toMatch(why);
});
