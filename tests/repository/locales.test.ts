import { describe, expect, it } from 'vitest';
import { de } from '../../lib/i18n/de.ts';
import { en } from '../../lib/i18n/en.ts';
import { read } from './source-files.ts';

/** `a.b.c` for each text. */
function keys(texts: object, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, text]: [string, unknown]) => {
    if (typeof text === 'string') return [`${path}${key}`];
    if (typeof text === 'function') return [`${path}${key}()`];
    return keys(text as object, `${path}${key}.`);
  });
}

function empty(texts: object, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, text]: [string, unknown]) => {
    if (typeof text === 'string') return text.trim() === '' ? [`${path}${key}`] : [];
    return typeof text === 'object' && text !== null ? empty(text, `${path}${key}.`) : [];
  });
}

describe('locales', () => {
  it('have the same keys', () => {
    expect(keys(de).toSorted()).toEqual(keys(en).toSorted());
  });
  it('leave no text empty', () => {
    expect([...empty(en), ...empty(de)]).toEqual([]);
  });
  it('name the extension in both languages', () => {
    const names = (locale: string) =>
      Object.keys(JSON.parse(read(`public/_locales/${locale}/messages.json`)) as object).toSorted();
    expect(names('de')).toEqual(names('en'));
  });
});
