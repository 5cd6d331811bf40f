/** `phonebook` of the configuration file: the directory as desk phones load it. */
import * as v from 'valibot';

/** `plus`: `+4930…`; `zeros`: `004930…`; `national`: `030…` inside the home country, else `00…`. */
export const NUMBER_FORMATS = ['plus', 'zeros', 'national'] as const;
export const SORTS = ['last', 'first'] as const;
export const MENUS = ['letters', 'organizations'] as const;

export interface PhonebookConfig {
  /** A part of the address that phones load; undefined: there is no phone book. */
  secret?: string | undefined;
  /** What the phone shows above the list. */
  title?: string | undefined;
  format: (typeof NUMBER_FORMATS)[number];
  /** Digits for the outside line, in front of every number that has no plus. */
  prefix: string;
  /** `last`: "Nord, Nina"; `first`: "Nina Nord". The list is in that order. */
  sort: (typeof SORTS)[number];
  /** How long lists are split, where the phone shows menus. */
  menu: (typeof MENUS)[number];
  /** Most entries in one answer; undefined: what the vendor's phones take. */
  max?: number | undefined;
  /** Only people marked as VIP in Zammad. */
  vip: boolean;
  /** Only people of this organisation, by its name; case does not matter. */
  organization?: string | undefined;
  /** Fax numbers are left out unless this is on. */
  fax: boolean;
  /** Names in plain letters, for phones that cannot show umlauts. */
  ascii: boolean;
  /** The order of names follows this language (`de`); undefined: that of the home country. */
  language?: string | undefined;
}

export const NO_PHONEBOOK: PhonebookConfig = {
  format: 'plus',
  prefix: '',
  sort: 'last',
  menu: 'letters',
  vip: false,
  fax: false,
  ascii: false,
};

const text = v.pipe(
  v.string('must be a text'),
  v.trim(),
  v.minLength(1, 'must not be empty'),
  v.maxLength(100, 'must have at most 100 characters'),
);
const yes = (what: boolean) => v.optional(v.boolean('must be true or false'), what);
const oneOf = <const T extends readonly string[]>(words: T) =>
  v.picklist(words, `must be one of ${words.join(', ')}`);

/** @param secret what a secret in an address looks like */
export function phonebookSchema(secret: v.GenericSchema<string>) {
  return v.pipe(
    v.strictObject({
      secret,
      title: v.optional(text),
      format: v.optional(oneOf(NUMBER_FORMATS), NO_PHONEBOOK.format),
      prefix: v.optional(
        v.pipe(v.string('must be a text'), v.regex(/^\d{0,3}$/, 'must be at most 3 digits')),
        '',
      ),
      sort: v.optional(oneOf(SORTS), NO_PHONEBOOK.sort),
      menu: v.optional(oneOf(MENUS), NO_PHONEBOOK.menu),
      max: v.optional(
        v.pipe(
          v.number('must be a number'),
          v.integer('must be a whole number'),
          v.minValue(1, 'must be at least 1'),
          v.maxValue(100_000, 'must be at most 100000'),
        ),
      ),
      vip: yes(false),
      organization: v.optional(text),
      fax: yes(false),
      ascii: yes(false),
      language: v.optional(
        v.pipe(text, v.regex(/^[a-z]{2,3}$/i, 'must be a language of two letters, like de')),
      ),
    }),
    v.check(
      ({ prefix, format }) => prefix === '' || format !== 'plus',
      'has a "prefix", which needs "format": "zeros" or "national": in front of a plus stands no digit',
    ),
  );
}
