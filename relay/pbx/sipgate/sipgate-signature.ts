/**
 * `X-Sipgate-Signature`: RSA-SHA256 over the body as sent, base64. Nothing in it says when it was
 * made; a repeated push is stopped by the call machine, which changes nothing twice.
 * Source: sipgate's package `sipgateio`, `lib/webhook/signatureVerifier.ts`.
 */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

export const SIPGATE_SIGNATURE = 'x-sipgate-signature';

/** @returns undefined for a text that is no public RSA key in PEM */
export function readRsaKey(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'rsa' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** One of the keys made this signature: the key in use, or the one it replaces. */
export function isSignedBySipgate(
  signature: string,
  body: Uint8Array,
  keys: readonly KeyObject[],
): boolean {
  const bytes = Buffer.from(signature, 'base64');
  return keys.some((key) => verify('RSA-SHA256', body, key, bytes));
}

/** What sipgate would send with this body, were this its private key: for tests and simulations. */
export function signSipgate(privateKeyPem: string, body: string | Uint8Array): string {
  return sign('RSA-SHA256', Buffer.from(body), createPrivateKey(privateKeyPem)).toString('base64');
}
