/** Where a field of ours comes from: a path, several to try, a constant, or a template of paths. */
import * as v from 'valibot';
import { isPath, type Push, textsAt } from './paths.ts';

const path = v.pipe(
  v.string(),
  v.trim(),
  v.check(isPath, 'is no path; write data.call.id, calls[0].id, ["odd key"], a form key or $path'),
);
const template = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(500),
  v.check(
    (text) => placesIn(text).every(isPath),
    'has a place that is no path; write {data.id}@{data.host}',
  ),
);

export const source = v.union(
  [
    path,
    v.pipe(v.array(path), v.minLength(1), v.maxLength(10)),
    v.strictObject({ constant: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
    v.strictObject({ template }),
  ],
  'must be a path (data.call.id), a list of paths, {"constant": "text"} or {"template": "{a}-{b}"}',
);
export type Source = v.InferOutput<typeof source>;

/** All texts of the first place that has any. */
export function readAll(push: Push, from: Source | undefined): string[] {
  if (from === undefined) return [];
  if (typeof from === 'string') return textsAt(push, from);
  if (Array.isArray(from)) {
    for (const one of from) {
      const found = textsAt(push, one);
      if (found.length > 0) return found;
    }
    return [];
  }
  if ('constant' in from) return [from.constant];
  return filled(push, from.template);
}

export function readOne(push: Push, from: Source | undefined): string | undefined {
  return readAll(push, from)[0];
}

/** Nothing when one of its places is empty: half an id is no id. */
function filled(push: Push, text: string): string[] {
  let complete = true;
  const result = text.replace(/\{([^{}]+)\}/g, (_all, place: string) => {
    const found = textsAt(push, place)[0];
    if (found === undefined) complete = false;
    return found ?? '';
  });
  return complete && result.trim() !== '' ? [result.slice(0, 1000)] : [];
}

function placesIn(text: string): string[] {
  return [...text.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
}
