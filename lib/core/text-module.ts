/** Text modules of Zammad as plain text, with their variables filled in. Pure. */

/** What stands where nothing is known: to be seen, and filled in by hand. */
export const GAP = '___';

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  euro: '€',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bdquo: '„',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  laquo: '«',
  raquo: '»',
  copy: '©',
  reg: '®',
  middot: '·',
  bull: '•',
  deg: '°',
};

/** What a browser shows nothing of. */
const UNSEEN = /<!--[\s\S]*?(?:-->|$)|<(script|style|head|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
/** Each of them begins and ends a line. */
const BLOCK =
  /^(?:address|article|blockquote|dd|div|dl|dt|fieldset|footer|form|h[1-6]|header|hr|li|ol|p|pre|section|table|tr|ul)$/;

function entity(whole: string, name: string): string {
  const code = /^#x/i.test(name)
    ? Number.parseInt(name.slice(2), 16)
    : name.startsWith('#')
      ? Number(name.slice(1))
      : undefined;
  if (code === undefined) return ENTITIES[name] ?? whole;
  const fits = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
  return fits ? String.fromCodePoint(code) : '';
}

/** HTML as somebody reads it: no tags, lines where the browser breaks them. Never markup again. */
export function htmlToText(html: string): string {
  return html
    .replace(UNSEEN, '')
    .replace(/[ \t\r\n\f]+/g, ' ')
    .replace(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>?/gi, (_tag, end: string, raw: string) => {
      const name = raw.toLowerCase();
      if (name === 'br') return '\n';
      if (name === 'li') return end ? '' : '\n- ';
      if (name === 'p') return end ? '\n\n' : '\n';
      if (name === 'td' || name === 'th') return end ? ' ' : '';
      return BLOCK.test(name) ? '\n' : '';
    })
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, entity)
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** `#{ticket.customer.firstname}` and its like; Zammad's translations `#{t(…)}` hold a name, too. */
const VARIABLE = /#\{\s*(?:t\(\s*)?([^{}()]{1,100}?)\s*\)?\s*\}/g;

/** @param values by the name within the braces. What is unknown or empty becomes a gap. */
export function filled(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replace(VARIABLE, (_whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name]?.trim() : undefined;
    return value || GAP;
  });
}

/** Modules whose name or keywords hold every word, those that begin like this first. */
export function matchingModules<T extends { name: string; keywords: string }>(
  modules: readonly T[],
  query: string,
): T[] {
  const asked = query.trim().toLowerCase();
  const words = asked.split(/\s+/).filter(Boolean);
  const begins = ({ name, keywords }: T) =>
    [name, ...keywords.split(/[\s,;]+/)].some((text) => text.toLowerCase().startsWith(asked));
  return modules
    .filter(({ name, keywords }) => {
      const text = `${name} ${keywords}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => Number(begins(b)) - Number(begins(a)) || a.name.localeCompare(b.name));
}
