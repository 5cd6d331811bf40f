/** What a telephone asks for: the configuration, and over it what stands in the address. Rule PB4. */
import * as v from 'valibot';
import { MENUS, NUMBER_FORMATS, type PhonebookConfig, SORTS } from '../../config-phonebook.ts';

export interface BookRequest extends Omit<PhonebookConfig, 'secret'> {
  /** Which of a vendor's formats; undefined: the usual one. */
  kind?: string | undefined;
  /** Of a vCard. */
  version: '3.0' | '4.0';
  /** From 1. */
  page?: number | undefined;
  /** Lines of a menu that would be too long: only these pages or groups, from 1. */
  range?: { from: number; to: number } | undefined;
  group?: string | undefined;
  search?: string | undefined;
}

export const MOST_ENTRIES = 100_000;
const MAX_TEXT = 100;

const flag = v.pipe(
  v.picklist(['0', '1', 'no', 'yes', 'false', 'true'], 'must be 1 or 0'),
  v.transform((word) => ['1', 'yes', 'true'].includes(word)),
);
const text = v.pipe(v.string(), v.maxLength(MAX_TEXT, `must have at most ${MAX_TEXT} characters`));
const count = (most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,6}$/, 'must be a whole number'),
    v.transform(Number),
    v.minValue(1, 'must be at least 1'),
    v.maxValue(most, `must be at most ${most}`),
  );
const oneOf = <const T extends readonly string[]>(words: T) =>
  v.picklist(words, `must be one of ${words.join(', ')}`);

const PARTS = {
  format: oneOf(NUMBER_FORMATS),
  prefix: v.pipe(v.string(), v.regex(/^\d{0,3}$/, 'must be at most 3 digits')),
  sort: oneOf(SORTS),
  menu: oneOf(MENUS),
  max: count(MOST_ENTRIES),
  vip: flag,
  fax: flag,
  ascii: flag,
  organization: text,
  title: text,
  kind: text,
  version: oneOf(['3.0', '4.0'] as const),
  page: count(MOST_ENTRIES),
  range: v.pipe(
    v.string(),
    v.regex(/^\d{1,6}-\d{1,6}$/, 'must look like 1-100'),
    v.transform((words) => words.split('-').map(Number) as [number, number]),
    v.check(([from, to]) => from >= 1 && to >= from, 'must look like 1-100'),
    v.transform(([from, to]) => ({ from, to })),
  ),
  group: text,
  search: text,
};

/** Say what of a list is meant, not how the list is made; links leave them out. */
export const PLACES = ['page', 'range', 'group', 'search'] as const;

/**
 * @returns a sentence that says what to write, when the address holds something unreadable. Words
 *   that are not ours are left alone: telephones add their own.
 */
export function readBookRequest(
  query: URLSearchParams,
  config: Omit<PhonebookConfig, 'secret'>,
): BookRequest | string {
  const asked: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(PARTS)) {
    const value = query.get(name);
    if (value === null) continue;
    const result = v.safeParse(schema as v.GenericSchema, value);
    if (!result.success) return `"${name}" ${result.issues[0].message}.`;
    asked[name] = result.output;
  }
  return { version: '3.0', ...config, ...asked };
}
