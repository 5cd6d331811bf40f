import { describe, expect, it } from 'vitest';
import { createPaint } from './terminal.ts';

describe('SE14: colours', () => {
  it.each([
    ['a terminal', {}, true, true],
    ['a pipe', {}, false, false],
    ['NO_COLOR', { NO_COLOR: '1' }, true, false],
    ['an empty NO_COLOR', { NO_COLOR: '' }, true, true],
    ['a dumb terminal', { TERM: 'dumb' }, true, false],
  ])('%s', (_name, env, isTTY, coloured) => {
    const text = createPaint(env, { isTTY })('red', 'x');
    expect(text === 'x').toBe(!coloured);
    expect(text).toContain('x');
  });
});
