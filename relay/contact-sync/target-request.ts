/**
 * Requests to a vendor's contact API: one at a time, never faster than agreed, patient with "too
 * many requests", and the token goes nowhere else.
 */
import { type Clock, pause } from '../hub/clock.ts';
import { type TargetCode, TargetError } from './target.ts';

const TIMEOUT_MS = 30_000;
/** A page of 5,000 contacts is some megabytes. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;
const RETRIES = 4;
const FIRST_RETRY_MS = 2_000;
/** Who asks us to wait longer than this gets no more requests in this run. */
const MAX_WAIT_MS = 6 * 60_000;

export interface TargetRequestDeps {
  /** Without trailing slash. */
  url: string;
  /** Value of the `Authorization` header. */
  authorization: string;
  /** From the beginning of one request to the next, ms. */
  spacingMs: number;
  clock: Clock;
  timeoutMs?: number | undefined;
}

export interface TargetAnswer {
  status: number;
  /** undefined: no body. */
  json: unknown;
}

export type TargetRequest = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  options: { query?: Record<string, string | number>; body?: unknown; signal: AbortSignal },
) => Promise<TargetAnswer>;

/** Requests fail with a `TargetError`; what was aborted fails as `unreachable`. */
export function createTargetRequest(deps: TargetRequestDeps): TargetRequest {
  const { clock } = deps;
  let nextAt = 0;

  async function once(
    ...[method, path, { query, body, signal }]: Parameters<TargetRequest>
  ): Promise<TargetAnswer & { retryAfter: string | null }> {
    const wait = nextAt - clock.now();
    if (wait > 0) await pause(clock, wait, signal);
    if (signal.aborted) throw new TargetError('unreachable');
    nextAt = clock.now() + deps.spacingMs;
    const url = new URL(deps.url + path);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, `${value}`);
    const timeout = AbortSignal.timeout(deps.timeoutMs ?? TIMEOUT_MS);
    try {
      const response = await fetch(url, {
        method,
        redirect: 'error',
        signal: AbortSignal.any([signal, timeout]),
        headers: {
          accept: 'application/json',
          authorization: deps.authorization,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await readText(response);
      const retryAfter = response.headers.get('retry-after');
      return { status: response.status, json: parse(response, text), retryAfter };
    } catch (cause) {
      if (cause instanceof TargetError) throw cause;
      throw new TargetError(timeout.aborted ? 'slow' : 'unreachable', { cause });
    }
  }

  return async (method, path, options) => {
    for (let attempt = 0; ; attempt++) {
      let failure: TargetError;
      let waitMs = FIRST_RETRY_MS * 2 ** attempt;
      try {
        const { status, json, retryAfter } = await once(method, path, options);
        if (status >= 200 && status < 300) return { status, json };
        failure = new TargetError(codeOf(status), { status });
        if (status === 429 || status === 503) waitMs = waitOf(retryAfter, clock.now()) ?? waitMs;
      } catch (error) {
        if (!(error instanceof TargetError)) throw error;
        failure = error;
      }
      // "Too many requests" was not done; any other failure of a POST may have been.
      const repeatable = failure.code === 'rate' || (method !== 'POST' && failure.mayHaveHappened);
      if (!repeatable || attempt >= RETRIES || waitMs > MAX_WAIT_MS || options.signal.aborted) {
        throw failure;
      }
      await pause(clock, waitMs, options.signal);
    }
  };
}

function codeOf(status: number): TargetCode {
  if (status === 401) return 'unauthorised';
  if (status === 402 || status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 429) return 'rate';
  if (status === 408 || status === 504) return 'slow';
  return status >= 400 && status < 500 ? 'refused' : 'broken';
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
function waitOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

async function readText(response: Response): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let [text, size] = ['', 0];
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new TargetError('broken', { status: response.status });
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parse(response: Response, text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!response.ok) return undefined;
    throw new TargetError('broken', { status: response.status, cause });
  }
}
