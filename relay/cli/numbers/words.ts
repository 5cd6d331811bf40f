/** How people, texts and changes are shown on a terminal. */
import type { FieldChange } from '../../numbers/proposal.ts';
import { shorten } from '../printable.ts';

const LONGEST_NAME = 40;
const LONGEST_TEXT = 60;

/** A special blank looks like any other, and is what is wrong. */
export function shownText(text: string): string {
  return shorten(text.replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, '␣'), LONGEST_TEXT);
}

export function shownName(name: string): string {
  return shorten(name, LONGEST_NAME);
}

/** `before → after`, one line for each field, aligned. */
export function changeLines(fields: readonly FieldChange[]): string[] {
  const rows = fields.map(({ field, before, after }) => [
    field,
    before === '' ? '(empty)' : shownText(before),
    after === '' ? '(empty)' : shownText(after),
  ]);
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const [first, second] = [width(0), width(1)];
  return rows.map(
    ([field = '', before = '', after = '']) =>
      `    ${field.padEnd(first)}  ${before.padEnd(second)}  →  ${after}`,
  );
}

export function countWords(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
