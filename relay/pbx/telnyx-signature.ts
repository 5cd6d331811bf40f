/**
 * `telnyx-signature-ed25519`: Ed25519, base64, over `<telnyx-timestamp>|<body as sent>`; the
 * timestamp is Unix seconds. The public key is one per account. Source: Telnyx, webhook
 * fundamentals and TeXML callbacks.
 */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

export const TELNYX_SIGNATURE = 'telnyx-signature-ed25519';
export const TELNYX_TIMESTAMP = 'telnyx-timestamp';

/** @param text the key as Mission Control shows it: 32 bytes in base64 @returns undefined when it is none */
export function readEd25519Key(text: string): KeyObject | undefined {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== 32) return undefined;
  try {
    const x = bytes.toString('base64url');
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

export function isSignedByTelnyx(
  signature: string,
  timestamp: string,
  body: Uint8Array,
  keys: readonly KeyObject[],
): boolean {
  const bytes = Buffer.from(signature, 'base64');
  if (bytes.length !== 64) return false;
  const signed = payload(timestamp, body);
  return keys.some((key) => verify(null, signed, key, bytes));
}

/** What Telnyx would send with this body, were this its private key: for tests and simulations. */
export function signTelnyx(
  privateKeyPem: string,
  timestamp: string,
  body: string | Uint8Array,
): string {
  return sign(null, payload(timestamp, body), createPrivateKey(privateKeyPem)).toString('base64');
}

function payload(timestamp: string, body: string | Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${timestamp}|`), Buffer.from(body)]);
}
