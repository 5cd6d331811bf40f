/** First and last name out of the one text that the directory keeps. Rule PB7 of `SPEC-phonebook.md`. */

export interface NameParts {
  first: string;
  /** The whole text when it is a company, a mail address or one word. */
  last: string;
}

/** What no person is called; with one of these the text stays whole. */
const COMPANY =
  /(?:^|[\s.&-])(?:gmbh|mbh|ag|kg|kgaa|ohg|gbr|ug|se|e\.?\s?v\.?|e\.?\s?k\.?|eg|ltd|limited|inc|llc|llp|plc|corp|co|sarl|sàrl|sas|sa|srl|spa|bv|nv|oy|ab|as|aps|kft|s\.?r\.?o\.?)\.?(?:$|[\s&])/i;
const NO_PERSON = /[@\d&/()+|]/;
/** Belong to the last name: `von der Leyen`, `van Beethoven`, `de la Cruz`. */
const PARTICLES = new Set(
  'von vom zu zum zur van der den dem des ten ter de del della di da dal dos du la le el al bin ibn af av'.split(
    ' ',
  ),
);
const SUFFIX = /^(?:jr|sr|jun|sen|[ivx]{2,4}|phd|msc|bsc|mba)\.?$/i;

/** @param name as it is written in Zammad, first name first */
export function nameParts(name: string): NameParts {
  const words = name.split(' ');
  if (words.length < 2 || NO_PERSON.test(name) || COMPANY.test(name)) {
    return { first: '', last: name };
  }
  let from = words.length - 1;
  if (from > 1 && SUFFIX.test(words[from] ?? '')) from -= 1;
  while (from > 1 && PARTICLES.has((words[from - 1] ?? '').toLowerCase())) from -= 1;
  return { first: words.slice(0, from).join(' '), last: words.slice(from).join(' ') };
}

/** As the list shows it: `Nord, Nina` or `Nina Nord`. */
export function listedName({ first, last }: NameParts, sort: 'last' | 'first'): string {
  if (first === '') return last;
  return sort === 'last' ? `${last}, ${first}` : `${first} ${last}`;
}
