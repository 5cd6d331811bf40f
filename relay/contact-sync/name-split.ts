/** One name, as a telephone system keeps it, as the two of Zammad. Pure. */

/**
 * What the name and the one before have in common stays where it is: `Anna Maria Kai` of
 * `Anna Maria` `Ott` becomes `Anna Maria` `Kai`. Without that, the last word is the last name.
 */
export function splitName(
  name: string,
  before: { firstname: string; lastname: string } = { firstname: '', lastname: '' },
): { firstname: string; lastname: string } {
  const text = name.replace(/\s+/g, ' ').trim();
  const { firstname, lastname } = before;
  if (lastname !== '' && text.endsWith(` ${lastname}`)) {
    return { firstname: text.slice(0, -lastname.length - 1), lastname };
  }
  if (firstname !== '' && text.startsWith(`${firstname} `)) {
    return { firstname, lastname: text.slice(firstname.length + 1) };
  }
  const cut = text.lastIndexOf(' ');
  if (cut === -1) return { firstname: '', lastname: text };
  return { firstname: text.slice(0, cut), lastname: text.slice(cut + 1) };
}
