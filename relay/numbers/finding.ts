/** What the number doctor finds wrong with the numbers of a person. */

/** In the order they are reported. The first two can be fixed. */
export const KINDS = [
  'missed',
  'several',
  'shared',
  'impossible',
  'unreadable',
  'twice',
  'look-alike',
] as const;
export type Kind = (typeof KINDS)[number];

export const FIXABLE = ['missed', 'several'] as const satisfies readonly Kind[];
export type FixableKind = (typeof FIXABLE)[number];

/** What each kind means, for the admin. */
export const KIND_WORDS: Record<Kind, string> = {
  missed: "numbers that Zammad's own caller log does not find",
  several: 'fields with several numbers',
  shared: 'numbers that two or more people have',
  impossible: 'numbers that do not exist',
  unreadable: 'texts in number fields that are no whole number',
  twice: 'numbers that one person has twice',
  'look-alike': 'digits elsewhere that Zammad takes for a number',
};

export interface Finding {
  kind: Kind;
  /** Zammad user id; absent for a shared number, which has `people`, and of an organisation. */
  person?: number | undefined;
  /** Zammad's id of an organisation. */
  organization?: number | undefined;
  name?: string | undefined;
  /** An agent or admin: reported, never changed. */
  staff: boolean;
  /** Zammad's name of the attribute; several, with commas, when the same number is in all of them. */
  field?: string | undefined;
  /** As it is stored. */
  text?: string | undefined;
  /** E.164 digits, as Offhook reads it. */
  number?: string | undefined;
  /** The numbers Zammad takes out of the text. */
  zammad: string[];
  /** Why it is a finding, as a sentence without full stop. */
  why: string;
  /** Of a shared number: who has it, at most twenty. */
  people?: { id: number; name: string }[] | undefined;
}
