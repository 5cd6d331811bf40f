/** The few words that telephones show above and between people. */

export interface Words {
  contacts: string;
  search: string;
  question: string;
  nothing: string;
}

const ENGLISH: Words = {
  contacts: 'Contacts',
  search: 'Search',
  question: 'Name or number',
  nothing: 'Nobody found',
};
const BY_LANGUAGE = new Map<string, Words>([
  [
    'de',
    {
      contacts: 'Kontakte',
      search: 'Suchen',
      question: 'Name oder Nummer',
      nothing: 'Niemand gefunden',
    },
  ],
]);

/** @param language as `de`; English for those we have no words of */
export function wordsOf(language: string): Words {
  return BY_LANGUAGE.get(language) ?? ENGLISH;
}

/** The language most people of a country speak: `DE`, `AT` and `CH` are `de`. */
export function languageOf(country: string): string {
  try {
    return new Intl.Locale(`und-${country}`).maximize().language;
  } catch {
    return 'en';
  }
}
