/**
 * Spellings of telephone numbers as people store them × as telephone systems send them. Each group
 * was judged by hand: `same` is what a person would say who sees both.
 */
import groups from '../fixtures/numbers/spellings.json' with { type: 'json' };

interface SpellingGroup {
  what: string;
  homeCountry: string;
  areaCode?: string;
  /** Digit for the outside line; only the telephone system knows of it. */
  outsideLine?: string;
  same: boolean;
  stored: string[];
  called: string[];
}

export interface SpellingRow extends Omit<SpellingGroup, 'stored' | 'called'> {
  stored: string;
  called: string;
}

/** Every stored spelling with every called one of its group. */
export function spellingRows(): SpellingRow[] {
  return (groups as SpellingGroup[]).flatMap(({ stored, called, ...group }) =>
    stored.flatMap((one) => called.map((other) => ({ ...group, stored: one, called: other }))),
  );
}
