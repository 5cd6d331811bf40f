import type { privacyContract } from '../../lib/rpc/contract-privacy.ts';
import type { Handlers } from '../../lib/rpc/server.ts';
import { refusal } from './problem.ts';
import type { Services } from './services.ts';

/** The value of an action, or its expected failure. */
async function answer<T>(action: () => Promise<T>) {
  try {
    return { ok: true as const, value: await action() };
  } catch (error) {
    return refusal(error);
  }
}

export function privacyHandlers({
  privacy,
}: Services): Pick<Handlers, keyof typeof privacyContract> {
  return {
    'privacy.report': ({ text }) => answer(() => privacy.report(text)),
    'privacy.export': ({ text }) => answer(() => privacy.exportFile(text)),
    'privacy.erase': ({ text }) => answer(() => privacy.erase(text)),
  };
}
