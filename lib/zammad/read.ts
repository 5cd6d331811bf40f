/** Small schemas for how Zammad writes single values; `null` and absent mean the same to us. */
import * as v from 'valibot';

/** Text; `''` when it is null or absent. */
export const textOrEmpty = v.nullish(v.string(), '');
/** Text; undefined when it is null, absent or empty. */
export const textIfAny = v.pipe(
  v.nullish(v.string()),
  v.transform((text) => text || undefined),
);
export const idIfAny = v.pipe(
  v.nullish(v.number()),
  v.transform((id) => id ?? undefined),
);
/** ISO time to epoch milliseconds. */
export const time = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.number(),
);
export const timeIfAny = v.pipe(
  v.nullish(v.string()),
  v.transform((text) => (text ? Date.parse(text) : undefined)),
);
export const flag = v.nullish(v.boolean(), false);
/** Drops keys whose value is undefined, so that optional properties are absent. */
export function compact<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
