import { describe, expect, it } from 'vitest';
import { readArguments, readSince, readSpeed, readWholeNumber, UsageError } from './arguments.ts';

const options = { limit: { type: 'string' }, raw: { type: 'boolean', default: false } } as const;

describe('SE6: what is not understood is named', () => {
  it.each([
    [['--limt', '3'], /--limt/],
    [['--limit'], /limit/],
    [['--limit='], /--limit needs a value/],
    [['--limit', '1', '--limit', '2'], /twice/],
    [['one', 'two'], /"two" is not understood/],
    [['--raw=yes'], /raw/],
    [['-x'], /-x/],
  ])('%j', (args, message) => {
    expect(() => readArguments(args, options, ['name'])).toThrow(UsageError);
    expect(() => readArguments(args, options, ['name'])).toThrow(message);
  });
  it('reads what is right', () => {
    const { values, positionals } = readArguments(['one', '--limit', '3', '--raw'], options, ['n']);
    expect({ ...values }).toEqual({ limit: '3', raw: true });
    expect(positionals).toEqual(['one']);
  });
  it.each(['', 'x', '-1', '1.5', '99999999999999999999', '0x10', ' 1'])('number %j', (text) => {
    expect(() => readWholeNumber('--limit', text)).toThrow(/--limit must be a whole number/);
  });
  it.each(['', 'x', '-1', 'Infinity', 'NaN', '1e3'])('speed %j', (text) => {
    expect(() => readSpeed(text)).toThrow(/--speed/);
  });
  it('times', () => {
    const now = Date.parse('2026-11-21T10:00:00Z');
    expect(readSince('90s', now)).toBe(now - 90_000);
    expect(readSince('10m', now)).toBe(now - 600_000);
    expect(readSince('2h', now)).toBe(now - 7_200_000);
    expect(readSince('3D', now)).toBe(now - 3 * 86_400_000);
    expect(readSince('2026-11-20T00:00:00Z', now)).toBe(Date.parse('2026-11-20'));
    for (const wrong of ['', '10', 'm', '10x', '-5m', 'yesterday', '2026-13-40']) {
      expect(() => readSince(wrong, now)).toThrow(/--since/);
    }
  });
});
