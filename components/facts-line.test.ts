import { expect, test } from 'vitest';
import { factsLine } from './facts-line.ts';

test('names those facts that there are', () => {
  expect(factsLine(['', 'open', undefined])).toBe('open');
  expect(factsLine([])).toBe('');
});

test('a line breaks behind a dot only', () => {
  expect(factsLine(['customer waits', 'open', 'Anna Adler']).split(/ (?=·)/)).toHaveLength(1);
});
