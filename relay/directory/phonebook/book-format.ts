/** What a phone book's file format is: a few functions that write text. */

export type NumberKind = 'work' | 'mobile' | 'fax' | 'other';

/** One person as a telephone gets them. */
export interface BookEntry {
  id: number;
  /** As the list shows it, within the format's length. */
  name: string;
  first: string;
  last: string;
  organization?: string | undefined;
  vip: boolean;
  updatedAt: number;
  /** At least one; surest first. `e164` without plus, `dialled` as this telephone dials it. */
  numbers: { e164: string; dialled: string; kind: NumberKind }[];
}

export interface MenuItem {
  name: string;
  url: string;
}

export interface BookFormat {
  contentType: string;
  /** Offered as a file of this name; undefined: only a telephone reads it. */
  fileName?: string | undefined;
  /** Entries in one answer, when nobody says otherwise. */
  most: number;
  /** UTF-16 units of a name. */
  nameLength: number;
  head(title: string): string;
  entry(entry: BookEntry): string;
  foot: string;
  /** Where the telephone shows menus: links to parts of the list. Else `?page=` splits it. */
  menu?(title: string, items: readonly MenuItem[]): string;
  /** Lets the user type what to search for; `url` takes it as the parameter `search`. */
  prompt?(title: string, question: string, url: URL): string;
  /** In place of a list without entries. */
  nothing?(title: string, message: string): string;
}

export const XML_TYPE = 'text/xml; charset=utf-8';
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
