import { expect, test } from 'vitest';
import { CARD_PROBLEMS } from '../core/card.ts';
import { MATCH_KINDS } from '../core/agent-call.ts';
import { createTexts } from './create-texts.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { chooseLocale, problemText } from './texts.ts';

/** Every text as [path, value]; functions are called with plain words. */
function flat(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
    const at = `${path}.${key}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function')
      return [[at, String((value as (...args: unknown[]) => string)(3, 2))]];
    return flat(value as object, at);
  });
}

test('both languages have the same keys and no empty text', () => {
  expect(flat(de).map(([path]) => path)).toEqual(flat(en).map(([path]) => path));
  const empty = [...flat(de), ...flat(en)].filter(([, value]) => value.trim() === '');
  expect(empty).toEqual([]);
});

test('no sentence was left in the other language', () => {
  const english = new Map(flat(en));
  const same = flat(de).filter(([path, value]) => english.get(path) === value && value.length > 12);
  expect(same).toEqual([]);
});

test.each(['en', 'de'] as const)(
  '%s has words for every problem of a card and every reason',
  (locale) => {
    const { texts } = createTexts(locale);
    for (const code of CARD_PROBLEMS) expect(texts.problem[code]).toBeTruthy();
    for (const kind of MATCH_KINDS) expect(texts.reason[kind]).toBeTruthy();
  },
);

test('an unknown code gets a general sentence that names it', () => {
  const { texts } = createTexts('en');
  expect(problemText(texts, 'area/never-heard')).toMatch(/Something went wrong.*area\/never-heard/);
  expect(problemText(texts, 'constructor')).toContain('(constructor)');
});

test('the language: the setting wins, else the page, else English', () => {
  expect(chooseLocale('en', 'de')).toBe('en');
  expect(chooseLocale('auto', 'de')).toBe('de');
  expect(chooseLocale('auto', 'de-de')).toBe('de');
  expect(chooseLocale('auto', 'en-us')).toBe('en');
  expect(chooseLocale('auto', 'fr')).toBe('en');
  expect(chooseLocale('auto', null)).toBe('en');
});
