/**
 * vCards, many in one file. 3.0: RFC 2426; 4.0: RFC 6350. Lines end with CRLF and are folded at 75
 * octets, never inside a character; backslash, comma, semicolon and line breaks are escaped.
 */
import type { BookEntry, BookFormat, NumberKind } from './book-format.ts';

const OCTETS = 75;
const TYPES: Record<NumberKind, string> = {
  work: 'WORK,VOICE',
  mobile: 'CELL,VOICE',
  fax: 'WORK,FAX',
  other: 'VOICE',
};

export function createVcard(version: '3.0' | '4.0'): BookFormat {
  return {
    contentType: 'text/vcard; charset=utf-8',
    fileName: 'contacts.vcf',
    most: 100_000,
    nameLength: 200,
    head: () => '',
    entry: (entry) => card(entry, version).map(folded).join(''),
    foot: '',
  };
}

function card(entry: BookEntry, version: '3.0' | '4.0'): string[] {
  const { id, first, last, organization, vip, updatedAt } = entry;
  const full = first === '' ? last : `${first} ${last}`;
  return [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `UID:offhook-person-${id}`,
    `N:${escaped(last)};${escaped(first)};;;`,
    `FN:${escaped(full)}`,
    ...(organization === undefined ? [] : [`ORG:${escaped(organization)}`]),
    ...entry.numbers.map(({ e164, dialled, kind }) =>
      version === '4.0'
        ? `TEL;VALUE=uri;TYPE="${TYPES[kind].toLowerCase()}":tel:+${e164}`
        : `TEL;TYPE=${TYPES[kind]}:${dialled}`,
    ),
    ...(vip ? ['CATEGORIES:VIP'] : []),
    ...(updatedAt > 0 ? [`REV:${stamp(updatedAt)}`] : []),
    'END:VCARD',
  ];
}

function escaped(text: string): string {
  return text.replace(/[\\,;]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

/** `20260101T120000Z`, a form of both versions. */
function stamp(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** The line with its end; what is longer goes on in lines that begin with a blank. */
function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (octets + size > OCTETS) {
      out += '\r\n ';
      octets = 1;
    }
    out += sign;
    octets += size;
  }
  return `${out}\r\n`;
}
