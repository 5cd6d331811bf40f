import type { Context } from 'hono';
import { isModern } from '../world/flavour.ts';
import type { World } from '../world/world.ts';

/** A refusal in Zammad's words. `masked`: the text is hidden behind an "Error ID". */
export class RestError extends Error {
  readonly status: number;
  readonly masked: boolean;
  /** Whether the body repeats the text as `error_human`. */
  readonly human: boolean;

  constructor(status: number, text: string, more: { masked?: boolean; human?: boolean } = {}) {
    super(text);
    this.status = status;
    this.masked = more.masked ?? false;
    this.human = more.human ?? true;
  }

  body(): Record<string, string> {
    if (this.masked) {
      const id = Math.random().toString(36).slice(2, 10).padEnd(8, '0');
      return { error: `Error ID ${id}: Please contact your administrator.` };
    }
    return this.human
      ? { error: this.message, error_human: this.message }
      : { error: this.message };
  }
}

export const notFound = (what: string, id: string | number) =>
  new RestError(404, `Couldn't find ${what} with 'id'=${id}`);
export const masked = (status: number) => new RestError(status, 'masked', { masked: true });
export const missing = (field: string, table: string) =>
  new RestError(422, `Attribute '${field}" of relation "${table}' required!`);
export const noLookup = (field: string, value: unknown) =>
  new RestError(422, `No lookup value found for '${field}': ${JSON.stringify(value)}`);

/** What 5.x says of everything that is no error. */
export const PAGE_CACHE = 'no-cache, no-store, max-age=0, must-revalidate';

/** The answer to a route that does not exist. */
export function noRoute(c: Context, world: World): Response {
  const text = isModern(world.flavour)
    ? "This page doesn't exist."
    : `No route matches [${c.req.method}] ${new URL(c.req.url).pathname}`;
  // 5.x: the framework's own error page has the header of a page.
  if (!isModern(world.flavour)) c.header('cache-control', PAGE_CACHE);
  return c.json({ error: text, error_human: text }, 404);
}
