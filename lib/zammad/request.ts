import ky, { isNetworkError } from 'ky';
import * as v from 'valibot';
import { codeOfStatus, ZammadError } from './zammad-error.ts';

/** A page of 1,000 people of a real Zammad is 0.75 MB; nothing we ask for comes near this. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;
const MAX_DETAIL = 300;

export interface RequestDeps {
  /** Address of Zammad, e.g. `https://zammad.example`; a path in front of `/api` is kept. */
  url: string;
  /** Access token of a person; without one only `available` and `signshow` answer. */
  token?: string | undefined;
  fetch?: typeof fetch | undefined;
  /** Time for one call, answer body and the one retry included. Default 8,000. */
  timeoutMs?: number | undefined;
}

/** A list becomes one parameter for each entry, as in `ids[]=1&ids[]=2`. */
export type Query = Record<string, string | number | boolean | readonly (string | number)[]>;
type Schema<T> = v.GenericSchema<unknown, T>;

/** One JSON call to Zammad's REST interface; `path` is what follows `/api/v1/`. */
export interface Request {
  get<T>(path: string, schema: Schema<T>, query?: Query): Promise<T>;
  post<T>(path: string, schema: Schema<T>, body: unknown): Promise<T>;
  put<T>(path: string, schema: Schema<T>, body: unknown): Promise<T>;
  delete<T>(path: string, schema: Schema<T>): Promise<T>;
}

/**
 * The only door to Zammad. A session cookie would win over the token and silently act as whoever
 * is logged in, so cookies are never sent; `From` (acting for somebody else) is never set; a
 * redirect is an error, so the token goes nowhere else.
 */
export function createRequest({ url, token, fetch, timeoutMs = 8_000 }: RequestDeps): Request {
  const client = ky.create({
    prefix: `${url.replace(/\/+$/, '')}/api/v1`,
    credentials: 'omit',
    redirect: 'error',
    cache: 'no-store',
    timeout: false,
    throwHttpErrors: false,
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Token token=${token}` }),
    },
    retry: { limit: 1, methods: ['get'], statusCodes: [], delay: () => 150 },
    ...(fetch ? { fetch: (input, init) => fetch(input, init) } : {}),
  });

  async function send<T>(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    schema: Schema<T>,
    extra: { json?: unknown; searchParams?: URLSearchParams },
  ): Promise<T> {
    const signal = AbortSignal.timeout(timeoutMs);
    let status: number;
    let text: string;
    let retryAfterMs: number | undefined;
    try {
      const response = await client(path, { method, signal, ...extra });
      status = response.status;
      retryAfterMs = retryAfter(response.headers);
      text = await readText(response);
    } catch (cause) {
      if (cause instanceof ZammadError) throw cause;
      if (signal.aborted) throw new ZammadError('zammad/slow', { cause });
      throw new ZammadError(
        isNetworkError(cause) || cause instanceof TypeError
          ? 'zammad/unreachable'
          : 'zammad/broken',
        { cause },
      );
    }
    const json = parseJson(text);
    if (status < 200 || status >= 300) {
      const detail = detailOf(json);
      throw new ZammadError(codeOfStatus(status, detail), {
        status,
        ...(detail === undefined ? {} : { detail }),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      });
    }
    const checked = v.safeParse(schema, json);
    if (!checked.success) {
      const at = v.getDotPath(checked.issues[0]) ?? '';
      throw new ZammadError('zammad/broken', { status, detail: `unexpected answer at "${at}"` });
    }
    return checked.output;
  }

  return {
    get: (path, schema, query) =>
      send('get', path, schema, query ? { searchParams: searchOf(query) } : {}),
    post: (path, schema, body) => send('post', path, schema, { json: body }),
    put: (path, schema, body) => send('put', path, schema, { json: body }),
    delete: (path, schema) => send('delete', path, schema, {}),
  };
}

function searchOf(query: Query): URLSearchParams {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      (typeof value === 'object' ? value : [value]).map((each) => [name, String(each)]),
    ),
  );
}

/** Reads at most `MAX_BODY_BYTES`, however long the server goes on. */
async function readText(response: Response): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader.cancel();
      throw new ZammadError('zammad/broken', { detail: 'the answer is too large' });
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Seconds, or a time, which is read by the server's own clock (RFC 9110, 10.2.3). */
function retryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1_000;
  const ms = Date.parse(text) - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function detailOf(json: unknown): string | undefined {
  const error = v.safeParse(v.object({ error: v.string() }), json);
  return error.success ? error.output.error.slice(0, MAX_DETAIL) : undefined;
}
