import { describe, expect, it } from 'vitest';
import {
  hmac,
  isFresh,
  MAX_AGE_MS,
  sameText,
  secretsOf,
  signedWith,
  splitShorthand,
} from './signature.ts';

const sign = (secret: string) => hmac('sha256', secret, 'body', 'hex');

describe('signedWith', () => {
  it('takes the secret in use and the one before, and nothing else', () => {
    const secrets = secretsOf('new', 'old');
    expect(signedWith(sign('new'), secrets, sign)).toBe(true);
    expect(signedWith(sign('old'), secrets, sign)).toBe(true);
    expect(signedWith(sign('older'), secrets, sign)).toBe(false);
    expect(signedWith('', secrets, sign)).toBe(false);
    expect(signedWith(sign('new').toUpperCase(), secrets, sign)).toBe(false);
  });
  it('without secrets nothing is signed', () => {
    expect(signedWith(sign('new'), secretsOf(undefined, undefined), sign)).toBe(false);
  });
});

describe('sameText', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'b', false],
    ['a', 'aa', false],
    ['', '', true],
    ['ä', 'a', false],
  ])('%s, %s', (a, b, same) => {
    expect(sameText(a, b)).toBe(same);
  });
});

describe('isFresh', () => {
  const now = 1_795_000_000_000;
  const seconds = (ms: number) => String((now + ms) / 1000);
  it('five minutes, before and after', () => {
    expect(isFresh(seconds(0), now)).toBe(true);
    expect(isFresh(seconds(-MAX_AGE_MS), now)).toBe(true);
    expect(isFresh(seconds(MAX_AGE_MS), now)).toBe(true);
    expect(isFresh(seconds(-MAX_AGE_MS - 1000), now)).toBe(false);
    expect(isFresh(seconds(MAX_AGE_MS + 1000), now)).toBe(false);
  });
  it.each(['', 'now', '-1', '1e12', 'Infinity', '1795000000.5', ' 1795000000'])('%j', (text) => {
    expect(isFresh(text, now)).toBe(false);
  });
});

describe('splitShorthand', () => {
  it('parts at the first colon only: a signing secret may hold any', () => {
    expect(splitShorthand('S3CRET')).toEqual({ secret: 'S3CRET' });
    expect(splitShorthand('S3CRET:a:b')).toEqual({ secret: 'S3CRET', signing: 'a:b' });
  });
});
