import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableJson, printableLines, shorten } from './printable.ts';

/** Whatever a terminal may obey, or what turns or hides text. */
const OBEYED =
  // oxlint-disable-next-line no-control-regex -- what must not come out
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

describe('SE5: nothing from outside moves the cursor', () => {
  it.each([
    ['\u001b[2J', '\\x1b[2J'],
    ['\u009b31m', '\\x9b31m'],
    ['a\u0007b\u0008', 'a\\x07b\\x08'],
    ['\u202eabc', '\\u{202e}abc'],
    ['a\r\nb', 'a\\r\\nb'],
    ['Jörg 李 🚀', 'Jörg 李 🚀'],
    ['\ud800', '\\u{d800}'],
  ])('%j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });
  it('any text, on one line, as lines and as JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const line of [printable(text), shorten(text, 50), ...printableLines(text)]) {
          expect(line).not.toMatch(OBEYED);
        }
        const json = printableJson({ text });
        expect(json).not.toMatch(OBEYED);
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
  });
  it('shortens by letters, never within one', () => {
    expect(shorten('🚀'.repeat(10), 5)).toBe(`${'🚀'.repeat(4)}…`);
    expect(shorten(' a \n b ', 20)).toBe('a ⏎ b');
  });
});
