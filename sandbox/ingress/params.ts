import type { Context } from 'hono';
import { masked } from '../rest/rest-error.ts';
import type { CallParams } from './call-log.ts';

/** Reads query, form, multipart or JSON parameters; other content types are ignored as in Rails. */
export async function readParams(c: Context): Promise<CallParams> {
  const params: CallParams = {};
  collect(params, new URL(c.req.url).searchParams);
  const type = c.req.header('content-type') ?? '';
  if (type.includes('application/json')) {
    const text = await c.req.text();
    if (text.trim() === '') return params;
    try {
      const json: unknown = JSON.parse(text);
      return typeof json === 'object' && json !== null && !Array.isArray(json)
        ? { ...params, ...json }
        : params;
    } catch {
      throw masked(500);
    }
  }
  if (type.includes('application/x-www-form-urlencoded')) {
    collect(params, new URLSearchParams(await c.req.text()));
  } else if (type.includes('multipart/form-data')) {
    collect(params, await c.req.formData());
  }
  return params;
}

/** `user[]=a&user[]=b` becomes a list named `user`. */
function collect(params: CallParams, entries: URLSearchParams | FormData): void {
  entries.forEach((value, key) => {
    if (typeof value !== 'string') return;
    if (key.endsWith('[]')) {
      const name = key.slice(0, -2);
      const list = params[name];
      params[name] = Array.isArray(list) ? [...list, value] : [value];
    } else {
      params[key] = value;
    }
  });
}
