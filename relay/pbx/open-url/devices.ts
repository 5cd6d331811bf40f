/** Phones with a key of their own, so that one address that leaks speaks for one phone only. */
import * as v from 'valibot';
import { sameText } from '../signature.ts';

export interface OpenUrlOptions {
  /** Extension or SIP account of a phone by its key; without it every phone says itself who it is. */
  devices?: Record<string, string> | undefined;
  /** Rings of one caller at several phones within so many seconds are one call. */
  joinSeconds?: number | undefined;
}

export const openUrlOptions: v.GenericSchema<unknown, OpenUrlOptions> = v.strictObject({
  joinSeconds: v.optional(
    v.pipe(
      v.number('must be 1 to 30 (whole seconds)'),
      v.integer('must be 1 to 30 (whole seconds)'),
      v.minValue(1, 'must be 1 to 30 (whole seconds)'),
      v.maxValue(30, 'must be 1 to 30 (whole seconds)'),
    ),
  ),
  devices: v.optional(
    v.record(
      v.pipe(
        v.string(),
        v.regex(/^[A-Za-z0-9_~-]{8,100}$/, 'a key must be 8 to 100 letters, digits or _ ~ -'),
      ),
      v.pipe(
        v.string('must be the extension or account of the phone'),
        v.trim(),
        v.minLength(1, 'must be the extension or account of the phone'),
      ),
      'must be {"<key>": "<extension>"}',
    ),
  ),
});

/**
 * `rest` is `/<key>/<event>` with keys, else `/<event>`.
 * @returns `known` false: a key is wanted and none fits; every key is compared, each in constant time
 */
export function findDevice(
  { devices }: OpenUrlOptions,
  rest: string,
): { known: boolean; device?: string; segments: string[] } {
  const segments = rest
    .split('/')
    .filter(Boolean)
    .slice(0, 5)
    .map((one) => one.slice(0, 200));
  if (!devices) return { known: true, segments };
  const [key = '', ...others] = segments;
  let device: string | undefined;
  for (const [candidate, extension] of Object.entries(devices)) {
    if (sameText(key, candidate)) device = extension;
  }
  return device === undefined
    ? { known: false, segments: [] }
    : { known: true, device, segments: others };
}
