import { de } from './de.ts';
import { en } from './en.ts';
import { createTimes, type Times } from './times.ts';
import type { Locale, Texts } from './texts.ts';

/** Texts and times of one language: what the whole of a surface needs. */
export interface Language {
  locale: Locale;
  texts: Texts;
  times: Times;
  /** "Anna, Ben and Cem" */
  list: (names: readonly string[]) => string;
}

/** Everything a surface says in `locale`. Cheap after the first use; make one per language change. */
export function createTexts(locale: Locale): Language {
  const texts = locale === 'de' ? de : en;
  let lists: Intl.ListFormat | undefined;
  return {
    locale,
    texts,
    times: createTimes(locale, texts),
    list: (names) => (lists ??= new Intl.ListFormat(locale, { type: 'conjunction' })).format(names),
  };
}
