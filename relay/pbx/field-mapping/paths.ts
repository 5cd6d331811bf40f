/** Where a field stands in a push: `data.call.id`, `calls[0].id`, `["odd key"]`, a form key, `$path`. */
import type { Fields } from '../fields.ts';

/** What a push holds: JSON as it came, form and query as named texts, and the address' ending. */
export interface Push {
  json: unknown;
  fields: Fields;
  /** What stands behind the token, without slashes around it. */
  path: string;
}

const PATH = /^(?:[^.[\]"]+|\["[^"]+"\])(?:\.[^.[\]"]+|\[\d{1,4}\]|\["[^"]+"\])*(?:\[\])?$/;
const STEP = /\["([^"]+)"\]|\[(\d{1,4})\]|([^.[\]"]+)/g;
const MAX_STEPS = 16;
const MAX_TEXTS = 50;
const MAX_TEXT = 1000;

export function isPath(text: string): boolean {
  return text.length <= 200 && PATH.test(text) && stepsOf(text).length <= MAX_STEPS;
}

/** Every text at that path, in order; numbers as digits, lists one by one. Empty ones are left out. */
export function textsAt(push: Push, path: string): string[] {
  if (path === '$path') return push.path === '' ? [] : [push.path];
  const inJson = texts(valueAt(push.json, path));
  return inJson.length > 0 ? inJson : texts(push.fields.all([formName(path)]));
}

/** The value itself, for lists of events. Only own keys count, so `__proto__` is a key like others. */
export function valueAt(json: unknown, path: string): unknown {
  let value: unknown = json;
  for (const step of stepsOf(path)) {
    value = opened(value);
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** Some senders put JSON into a text. */
export function opened(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function stepsOf(path: string): string[] {
  return [...path.matchAll(STEP)].map(([, quoted, index, key]) => quoted ?? index ?? key ?? '');
}

function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value.slice(0, MAX_TEXTS) : [value];
  return list
    .flatMap((one: unknown) =>
      typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean'
        ? [String(one).slice(0, MAX_TEXT)]
        : [],
    )
    .filter((text) => text.trim() !== '');
}

/** As `Fields` names its keys. */
function formName(path: string): string {
  return path
    .toLowerCase()
    .replace(/\[\d*\]$/, '')
    .replace(/[\s_-]/g, '');
}
