/**
 * `X-PS-Signature: t=<Unix seconds>,v1=<hex>`: HMAC-SHA256 over `<t>.<body as sent>`, lower-case
 * hex. Source: DIDWW, phone.systems, "Verify webhook requests".
 */
import { hmac, signedWith } from './signature.ts';

export const DIDWW_SIGNATURE = 'x-ps-signature';

/** The header's two parts; undefined when it has another form. */
export function readDidwwSignature(header: string): { time: string; digest: string } | undefined {
  const parts = new Map(
    header.split(',').map((part) => {
      const sign = part.indexOf('=');
      return [part.slice(0, Math.max(0, sign)).trim(), part.slice(sign + 1).trim()] as const;
    }),
  );
  const time = parts.get('t') ?? '';
  const digest = parts.get('v1') ?? '';
  return /^\d{1,12}$/.test(time) && /^[0-9a-f]{64}$/.test(digest) ? { time, digest } : undefined;
}

export function isSignedByDidww(
  { time, digest }: { time: string; digest: string },
  body: Uint8Array,
  secrets: readonly string[],
): boolean {
  return signedWith(digest, secrets, (secret) => digestOf(secret, time, body));
}

/** The whole header. @param seconds Unix seconds at which it is signed */
export function signDidww(secret: string, seconds: number, body: string | Uint8Array): string {
  return `t=${seconds},v1=${digestOf(secret, String(seconds), body)}`;
}

function digestOf(secret: string, time: string, body: string | Uint8Array): string {
  return hmac('sha256', secret, Buffer.concat([Buffer.from(`${time}.`), Buffer.from(body)]), 'hex');
}
