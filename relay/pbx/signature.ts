/** Signatures of pushes: computed over the bytes as received, compared in constant time. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { Received } from './dialect.ts';

/** How far the time in a signature may be from ours; Telnyx and DIDWW both name five minutes. */
export const MAX_AGE_MS = 300_000;

/** Takes the same time wherever the two differ, and however long they are. */
export function sameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

export function hmac(
  hash: 'sha1' | 'sha256',
  secret: string,
  data: string | Uint8Array,
  encoding: 'hex' | 'base64',
): string {
  return createHmac(hash, secret).update(data).digest(encoding);
}

/** The secret in use and the one it replaced, so that a change loses no call. */
export function secretsOf(...secrets: (string | undefined)[]): string[] {
  return secrets.filter((secret) => secret !== undefined);
}

/** Some of the secrets made this signature. All are tried, whichever fits. */
export function signedWith(
  given: string,
  secrets: readonly string[],
  sign: (secret: string) => string,
): boolean {
  return secrets.map((secret) => sameText(given, sign(secret))).includes(true);
}

/** A time of signing in Unix seconds, as text, that is neither stale nor from the future. */
export function isFresh(seconds: string, now: number): boolean {
  return /^\d{1,12}$/.test(seconds) && Math.abs(now - Number(seconds) * 1000) <= MAX_AGE_MS;
}

/** The header that should hold the signature is not there. */
export function unsigned(header: string): Received {
  return { ok: false, status: 401, reason: `the request is not signed (${header} is missing)` };
}

export function forged(): Received {
  return { ok: false, status: 401, reason: 'the signature is wrong' };
}

export function stale(): Received {
  return {
    ok: false,
    status: 401,
    reason: 'the signature is too old or too new; check the clocks',
  };
}

/** A secret as the admin enters it; whatever it is, it is not ours to judge. */
export const signingSecret = v.pipe(
  v.string('must be a text'),
  v.trim(),
  v.minLength(1, 'must not be empty'),
  v.maxLength(500, 'must be at most 500 characters'),
);

/** `SECRET:SIGNING`, as it stands in a variable: the first never holds a colon. */
export function splitShorthand(text: string): { secret: string; signing?: string } {
  const colon = text.indexOf(':');
  if (colon < 0) return { secret: text };
  return { secret: text.slice(0, colon), signing: text.slice(colon + 1) };
}

/** Whether a push without a right signature is refused. */
export const signatureSwitch = v.picklist(['required', 'off'], 'must be required or off');
