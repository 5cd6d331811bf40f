/**
 * Compares what two JSON values are made of: kinds of values and names of keys, not values.
 * `null` fits every kind, since which fields are filled is data. Objects keyed by ids are lists.
 */

/** Objects whose keys are free: settings, states of forms, names of groups. */
const FREE_FORM = new Set([
  'preferences',
  'state',
  'params',
  'group_ids',
  'groups',
  'session',
  'config',
  'models',
  'collections',
  'after_auth',
  'channel_driver',
  'address',
]);
/** Keys that are there only when the record has such a thing. */
const DATA_KEYS = new Set(['organization', 'direct_line']);

export function differences(recorded: unknown, ours: unknown, path = ''): string[] {
  if (recorded === null || ours === null) return [];
  if (kind(recorded) !== kind(ours)) {
    return [`${path || 'answer'}: ${kind(recorded)} recorded, ${kind(ours)} here`];
  }
  if (Array.isArray(recorded) && Array.isArray(ours)) return listDifferences(recorded, ours, path);
  if (!isObject(recorded) || !isObject(ours)) return [];
  if (isIdKeyed(recorded) && isIdKeyed(ours)) {
    return listDifferences(Object.values(recorded), Object.values(ours), `${path}.#`);
  }
  return keyDifferences([recorded], ours, path);
}

function listDifferences(recorded: unknown[], ours: unknown[], path: string): string[] {
  const samples = recorded.filter(isObject);
  if (samples.length === 0) {
    return recorded.length > 0 && ours.length > 0
      ? differences(recorded[0], ours[0], `${path}[]`)
      : [];
  }
  const found = ours.flatMap((item) =>
    isObject(item)
      ? keyDifferences(samples, item, `${path}[]`)
      : [`${path}[]: object recorded, ${kind(item)} here`],
  );
  return [...new Set(found)];
}

/** `ours` must have every key that all samples have, and none that no sample has. */
function keyDifferences(
  samples: Record<string, unknown>[],
  ours: Record<string, unknown>,
  path: string,
): string[] {
  const all = new Set(samples.flatMap((sample) => Object.keys(sample)));
  const found: string[] = [];
  for (const key of all) {
    const at = `${path}.${key}`;
    if (!(key in ours)) {
      if (samples.every((sample) => key in sample) && !DATA_KEYS.has(key))
        found.push(`${at}: missing`);
      continue;
    }
    if (FREE_FORM.has(key)) {
      const sample = samples.find((candidate) => isObject(candidate[key]));
      if (sample && ours[key] !== null && !isObject(ours[key]))
        found.push(`${at}: object recorded`);
      continue;
    }
    const sample = samples.find((candidate) => candidate[key] !== null && key in candidate);
    if (sample) found.push(...differences(sample[key], ours[key], at));
  }
  // Which kinds of records come along depends on the data.
  if (path.endsWith('assets')) return found;
  for (const key of Object.keys(ours)) {
    if (!all.has(key) && !DATA_KEYS.has(key)) found.push(`${path}.${key}: not recorded`);
  }
  return found;
}

function kind(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isIdKeyed(value: Record<string, unknown>): boolean {
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key));
}
