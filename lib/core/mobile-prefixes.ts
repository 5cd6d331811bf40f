/**
 * Is it a mobile phone? Small metadata of libphonenumber knows no types of numbers, so the
 * beginnings of the neighbours' plans are here, as their regulators publish them. The United States
 * and Canada tell mobiles from nothing.
 */
const MOBILE = [
  '49(?:15|16|17)',
  '436(?:5|6|7|8|9)',
  '41(?:75|76|77|78|79)',
  '33(?:6|7)',
  '3538(?:3|5|6|7|8|9)',
  '393',
  '44(?:71|72|73|74|75|77|78|79)',
  '316',
  '32(?:46|47|48|49)',
  '352(?:62|66|69)',
  '34(?:6|7)',
  '45(?:2|30|31|40|41|42|50|51|52|53|60|61)',
  '48(?:45|50|51|53|57|60|66|69|72|73|78|79|88)',
  '420(?:60|72|73|77|79)',
];
const PATTERN = new RegExp(`^(?:${MOBILE.join('|')})`);

/** @param type what metadata says, where it knows types */
export function isMobileNumber(e164: string, type: string | undefined): boolean {
  return type === undefined ? PATTERN.test(e164) : type === 'MOBILE';
}
