/** Which formats there are, by their names in the address. */
import type { BookFormat } from './book-format.ts';
import type { BookRequest } from './book-request.ts';
import { fritzbox } from './fritzbox.ts';
import { grandstream } from './grandstream.ts';
import { snomBrowser, snomTbook } from './snom.ts';
import { createVcard } from './vcard.ts';
import { yealinkBook, yealinkDirectory } from './yealink.ts';

/** Vendor → kinds of it; the first is what is meant when nobody says. */
const KINDS = new Map<string, Record<string, (request: BookRequest) => BookFormat>>([
  ['yealink', { directory: () => yealinkDirectory, book: () => yealinkBook }],
  ['snom', { browser: () => snomBrowser, tbook: () => snomTbook }],
  ['grandstream', { phonebook: () => grandstream }],
  ['fritzbox', { phonebook: () => fritzbox }],
  ['vcard', { contacts: ({ version }) => createVcard(version) }],
]);

export const FORMAT_NAMES: readonly string[] = [...KINDS.keys()];

/** @returns undefined when there is no such format, or not this kind of it */
export function findFormat(name: string, request: BookRequest): BookFormat | undefined {
  const kinds = KINDS.get(name);
  const kind = request.kind ?? Object.keys(kinds ?? {})[0] ?? '';
  return kinds && Object.hasOwn(kinds, kind) ? kinds[kind]?.(request) : undefined;
}

/** The kind that a file's name in the address means: `tbook.xml` of Snom. */
export function kindOfFile(name: string, file: string): string | undefined {
  const base = file.replace(/\.\w+$/, '');
  return Object.hasOwn(KINDS.get(name) ?? {}, base) ? base : undefined;
}
