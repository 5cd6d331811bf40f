/**
 * `X-PLACETEL-SIGNATURE`: HMAC-SHA256 of the body as sent, lower-case hex; sent once a shared
 * secret is set. Source: Placetel/call-control-notify-api, README.
 */
import { hmac } from '../signature.ts';

export const PLACETEL_SIGNATURE = 'x-placetel-signature';

export function signPlacetel(secret: string, body: string | Uint8Array): string {
  return hmac('sha256', secret, body, 'hex');
}
