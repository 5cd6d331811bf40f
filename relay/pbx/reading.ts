/** Small things that every dialect reads alike. */
import { createHash } from 'node:crypto';
import type { Received } from './dialect.ts';

/** Longer native ids are shortened with their digest; systems seen stay far below. */
const MAX_ID = 250;

/** A native call id of at most 250 characters; two ids never become one. */
export function shortenId(id: string): string {
  if (id.length <= MAX_ID) return id;
  return `${id.slice(0, 180)}~${createHash('sha256').update(id).digest('hex')}`;
}

/** A refusal for input that cannot be read. `reason` says what is missing and quotes nothing. */
export function unreadable(reason: string): Received {
  return { ok: false, status: 422, reason };
}
