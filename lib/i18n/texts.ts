/** The texts of our own surfaces in one language, with the formatting that belongs to it. */
import { en } from './en.ts';

export type Locale = 'de' | 'en';

/** A locale's shape: the keys of English, with any wording. */
type Worded<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Worded<T[K]>;
};
export type Texts = Worded<typeof en>;
export type ProblemCode = keyof Texts['problem'];

/**
 * The language for our surfaces. `setting` wins; `auto` follows the page (`html[lang]`, e.g.
 * `de-de`) or the browser's language. Everything that is not German is English.
 */
export function chooseLocale(setting: 'auto' | Locale, page: string | null | undefined): Locale {
  if (setting !== 'auto') return setting;
  return /^de\b/i.test(page ?? '') ? 'de' : 'en';
}

/**
 * The words for an error code (`area/what`). A code that has none gets the general sentence with
 * the code behind it, so that a report can name it.
 */
export function problemText(texts: Texts, code: string): string {
  const known = Object.hasOwn(texts.problem, code) ? texts.problem[code as ProblemCode] : undefined;
  return known ?? `${texts.problem['internal/unexpected']} (${code.slice(0, 60)})`;
}
