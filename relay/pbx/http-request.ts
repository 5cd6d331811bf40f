/** HTTP requests to a telephone system: bounded in time and size, failures in words. */
import { LinkError } from './dialect.ts';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 8 * 1024 * 1024;

export interface HttpReply {
  status: number;
  /** Undefined when the body is no JSON. */
  json: unknown;
}

/**
 * @throws LinkError when no whole answer came; the status is the caller's business
 */
export async function requestJson(
  url: string,
  init: RequestInit,
  signal: AbortSignal,
  timeoutMs = TIMEOUT_MS,
): Promise<HttpReply> {
  const both = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const response = await fetch(url, { ...init, signal: both, redirect: 'error' });
    return { status: response.status, json: parse(await readText(response)) };
  } catch (error) {
    throw error instanceof LinkError ? error : httpError(error, signal);
  }
}

/** What a failed request means to the admin. */
export function httpError(error: unknown, signal: AbortSignal): LinkError {
  if (signal.aborted) return new LinkError('stopped');
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new LinkError('the telephone system did not answer in time');
  }
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (/CERT|SIGNED|SSL|TLS/.test(code)) {
    return new LinkError('the certificate of the telephone system is not valid');
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new LinkError('the host name could not be looked up');
  }
  return new LinkError('the telephone system cannot be reached');
}

async function readText(response: Response): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new LinkError('the answer of the telephone system is too large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
