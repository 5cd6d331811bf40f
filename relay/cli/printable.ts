/**
 * Makes text from outside safe for a terminal: nothing in it moves the cursor, changes colours,
 * opens links, rings the bell, or turns the direction of writing.
 */

/** Controls (C0, C1, DEL), marks of direction, invisible characters, line separators. */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** On one line. */
export function printable(text: string): string {
  return text.replace(UNSAFE, visible);
}

/** On as many lines as it has; tabs become blanks. */
export function printableLines(text: string): string[] {
  const lines = text.replaceAll('\t', '  ').split(/\r\n|\r|\n/);
  return lines.map(printable);
}

/** One line, at most `length` characters. */
export function shorten(text: string, length: number): string {
  const line = printable(text.trim().replace(/[ \t]*[\r\n]+[ \t]*/g, ' ⏎ '));
  const letters = Array.from(line);
  return letters.length <= length ? line : `${letters.slice(0, length - 1).join('')}…`;
}

/** JSON on one line in which nothing is left that a terminal would obey. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE, (letter) =>
    [...Array(letter.length).keys()].map((index) => unicode(letter.charCodeAt(index))).join(''),
  );
}

function visible(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  if (letter === '\n') return '\\n';
  if (letter === '\r') return '\\r';
  if (letter === '\t') return '\\t';
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

function unicode(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}
