import type { Input, MethodName, Output, Result } from './contract.ts';
import type { Envelope } from './envelope.ts';

export type Call = <M extends MethodName>(method: M, input: Input<M>) => Promise<Result<Output<M>>>;

/** @param send `runtime.sendMessage` of this context. */
export function createCall(send: (message: Envelope) => Promise<unknown>): Call {
  return async (method, input) => {
    try {
      const answer = await send({ offhook: 1, method, input });
      if (isResult(answer)) return answer as Result<never>;
      return { ok: false, code: 'internal/no-answer' };
    } catch {
      // The background was replaced (update) or is gone (extension disabled): reload the page.
      return { ok: false, code: 'internal/no-answer' };
    }
  };
}

/** Asks the background. Never throws; failures are values with a code. */
export const call: Call = createCall((message) => runtime().sendMessage(message));

interface Runtime {
  id?: string;
  sendMessage(message: unknown): Promise<unknown>;
}

/** `browser` in Firefox, `chrome` in Chromium; read late, as tests and updates replace it. */
function runtime(): Runtime {
  const scope = globalThis as { browser?: { runtime: Runtime }; chrome?: { runtime: Runtime } };
  const found = scope.browser?.runtime?.id ? scope.browser : scope.chrome;
  if (!found?.runtime) throw new Error('outside of an extension');
  return found.runtime;
}

function isResult(value: unknown): value is Result<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value;
}
