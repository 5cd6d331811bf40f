/** The relay's agent-side HTTP API. Every method fails with a `RelayError`. */
import * as v from 'valibot';
import type { HistoryFilter } from '../protocol/workspace.ts';
import {
  callListSchema,
  dialAnswerSchema,
  errorBodySchema,
  lookupSchema,
  meSchema,
  pairAnswerSchema,
} from '../protocol/api.ts';
import { createWorkspaceHttp, searchOf, type Send } from './workspace.ts';
import { RelayError, relayCodeOfStatus } from './relay-error.ts';

export interface RelayHttpDeps {
  /** Address of the relay; a path in front of `/v1` is kept. */
  url: string;
  /** Device token; none is needed to pair. */
  token?: string | undefined;
  fetch?: typeof fetch | undefined;
  timeoutMs?: number | undefined;
}

export type RelayHttp = ReturnType<typeof createRelayHttp>;

/** Cookies are never sent, redirects are errors: the token goes nowhere else. */
export function createRelayHttp({ url, token, fetch, timeoutMs = 10_000 }: RelayHttpDeps) {
  const base = url.replace(/\/+$/, '');
  const fetchNow =
    fetch ?? ((input: string | URL | Request, init) => globalThis.fetch(input, init));

  const send: Send = async (method, path, schema, body) => {
    const signal = AbortSignal.timeout(timeoutMs);
    let status: number;
    let text: string;
    try {
      const response = await fetchNow(`${base}${path}`, {
        method,
        signal,
        credentials: 'omit',
        redirect: 'error',
        cache: 'no-store',
        headers: {
          accept: 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      status = response.status;
      text = await response.text();
    } catch (cause) {
      throw new RelayError(signal.aborted ? 'relay/slow' : 'relay/unreachable', { cause });
    }
    const json = parseJson(text);
    if (status < 200 || status >= 300) {
      const problem = v.safeParse(errorBodySchema, json);
      throw new RelayError(
        relayCodeOfStatus(status),
        problem.success
          ? { reason: problem.output.error.code, detail: problem.output.error.message }
          : {},
      );
    }
    const checked = v.safeParse(schema, json);
    if (!checked.success) throw new RelayError('relay/broken');
    return checked.output;
  };

  return {
    /** Trades the agent's Zammad token (asked about once, then forgotten) for a device token. */
    pair: (input: { zammadUrl: string; zammadToken: string; name: string }) =>
      send('POST', '/v1/devices', pairAnswerSchema, input),
    /** Ends this device's right to connect. */
    unpair: () => send('DELETE', '/v1/devices/current', v.unknown()),
    me: () => send('GET', '/v1/me', meSchema),
    /** Newest first. */
    calls: (
      query: HistoryFilter & { cursor?: string | undefined; limit?: number | undefined } = {},
    ) => send('GET', `/v1/calls?${searchOf(query)}`, callListSchema),
    /** @param number `+` and E.164 digits */
    lookup: (number: string) =>
      send('GET', `/v1/lookup?${new URLSearchParams({ number })}`, lookupSchema),
    /** Makes the agent's phone ring, then calls `number` (`+` and E.164 digits). */
    dial: (number: string) => send('POST', '/v1/dial', dialAnswerSchema, { number }),
    ...createWorkspaceHttp(send),
  };
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}
