import type { Settings } from '../../lib/core/settings.ts';
import type { Output, Result } from '../../lib/rpc/contract.ts';
import type { Accounts } from './accounts.ts';
import { readDialNumber } from './dial-number.ts';
import { codeOf } from './problem.ts';

export interface DialDeps {
  accounts: Accounts;
  settings: () => Settings;
}

/** Click-to-dial: by the relay, or by handing the page a clean link for the system's own handler. */
export function createDial({ accounts, settings }: DialDeps) {
  const check = (text: string) => readDialNumber(accounts.phone(), text);
  return {
    check,
    async start(text: string): Promise<Result<Output<'dial.start'>>> {
      const how = settings().dial;
      if (how === 'off') return { ok: false, code: 'dial/off' };
      const read = check(text);
      if (!read.ok) return read;
      const { e164, display } = read.value;
      if (how === 'system') {
        return { ok: true, value: { e164, display, by: 'system', href: `tel:${e164}` } };
      }
      // The relay alone knows whether it can dial: what it said earlier may be out of date.
      const relay = accounts.relay();
      if (!relay) return { ok: false, code: 'relay/unpaired' };
      try {
        await relay.dial(e164);
        return { ok: true, value: { e164, display, by: 'relay' } };
      } catch (error) {
        return { ok: false, code: codeOf(error) };
      }
    },
  };
}
