/** One request to Zammad's CTI endpoint. What its outcome means: `judge.ts`; rules RF6–RF9. */
import type { ForwardBody, ForwardKind } from './bodies.ts';
import { judgeAnswer, judgeFailure, type SendOutcome } from './judge.ts';
import { readStart } from './read-start.ts';

export interface Sent extends SendOutcome {
  /** What Zammad answered: status and the beginning of the body, secrets left out. */
  status?: number;
  response?: string;
}

export type SendForward = (kind: ForwardKind, body: ForwardBody) => Promise<Sent>;

/** Zammad answers with a line; a proxy's page tells enough in its first kilobyte. */
const MAX_RESPONSE = 1_000;

export function createSendForward(deps: {
  url: string;
  timeoutMs: number;
  /** The relay goes down: what is on the wire counts as told. */
  signal: AbortSignal;
  fetch?: typeof fetch | undefined;
}): SendForward {
  const request = deps.fetch ?? fetch;
  // Zammad's 404 repeats the path, and with it the token.
  const token = deps.url.split('/').at(-1) ?? '';
  const withoutToken = (text: string) => (token ? text.replaceAll(token, '***') : text);
  return async (kind, body) => {
    try {
      const response = await request(deps.url, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams(body),
        signal: AbortSignal.any([deps.signal, AbortSignal.timeout(deps.timeoutMs)]),
        redirect: 'manual',
      });
      const text = withoutToken(await readStart(response, MAX_RESPONSE + token.length));
      const { status } = response;
      return { ...judgeAnswer(kind, status, text), status, response: text.slice(0, MAX_RESPONSE) };
    } catch (error) {
      return judgeFailure(kind, error);
    }
  };
}
