import type { Context } from 'hono';
import type { JsonObject } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import type { Auth } from './auth.ts';

/** What every REST route gets. */
export interface RestEnv {
  Variables: { world: World; auth: Auth };
}
export type RestContext = Context<RestEnv>;

/** Query and JSON body as one object, the body winning. */
export async function readInput(c: RestContext): Promise<JsonObject> {
  const query: JsonObject = { ...c.req.query() };
  if (c.req.method === 'GET') return query;
  const text = await c.req.text();
  if (text.trim() === '') return query;
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null
      ? { ...query, ...(body as JsonObject) }
      : query;
  } catch {
    return query;
  }
}

export const isTrue = (value: unknown) => value === true || value === 'true';
export const asNumber = (value: unknown, fallback: number) => {
  const number = Number(value);
  return value === undefined || value === '' || !Number.isFinite(number) ? fallback : number;
};
