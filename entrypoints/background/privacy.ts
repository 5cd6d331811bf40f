/** What is stored about a number, at the relay and here; export and erasure of both. */
import type { PrivacyErasure, PrivacyView } from '../../lib/core/privacy.ts';
import type { RelayHttp } from '../../lib/relay-client/http.ts';
import type { Accounts } from './accounts.ts';
import type { PrivacyKept } from './privacy-kept.ts';
import { codeOf, Problem } from './problem.ts';

/** The relay goes through everything it has, and answers an erasure after twenty seconds at the latest. */
const PATIENCE_MS = 60_000;
/** Calls of the relay whose notes may lie here. */
const CALLS = 200;

export interface Privacy {
  /** @throws Problem */
  report(text: string): Promise<PrivacyView>;
  /** @throws Problem, RelayError */
  exportFile(text: string): Promise<{ text: string; name: string }>;
  /** The relay first: what it refuses is not done here either. @throws Problem, RelayError */
  erase(text: string): Promise<PrivacyErasure>;
}

export function createPrivacy(deps: {
  accounts: Pick<Accounts, 'phone' | 'relay'>;
  kept: PrivacyKept;
  now: () => number;
}): Privacy {
  const { accounts, kept } = deps;

  function read(text: string): string {
    const { e164 } = accounts.phone().read(text);
    if (e164 === undefined) throw new Problem('dial/unreadable');
    return e164;
  }
  function relay(): RelayHttp {
    const http = accounts.relay(PATIENCE_MS);
    if (!http) throw new Problem('relay/unpaired');
    return http;
  }
  /** Notes are kept by call: which calls were with the number, the relay knows best. */
  async function callIds(digits: string, http: RelayHttp | undefined): Promise<string[]> {
    const here = kept.callIds(digits);
    const there = await http?.calls({ number: `+${digits}`, limit: CALLS }).catch(() => undefined);
    return [...new Set([...here, ...(there?.items.map(({ id }) => id) ?? [])])];
  }

  return {
    async report(text) {
      const digits = read(text);
      const display = accounts.phone().display(digits);
      const http = accounts.relay(PATIENCE_MS);
      const browser = kept.count(digits, await callIds(digits, http));
      if (!http) return { display, browser, relayProblem: 'relay/unpaired' };
      try {
        return { display, browser, relay: await http.privacy(`+${digits}`) };
      } catch (error) {
        return { display, browser, relayProblem: codeOf(error) };
      }
    },
    async exportFile(text) {
      const digits = read(text);
      const http = relay();
      const file = {
        kind: 'offhook-privacy-all',
        version: 1,
        relay: await http.privacyExport(`+${digits}`),
        browser: kept.pieces(digits, await callIds(digits, http)),
      };
      const day = new Date(deps.now()).toISOString().slice(0, 10);
      return { text: JSON.stringify(file, undefined, 2), name: `offhook-privacy-${day}.json` };
    },
    async erase(text) {
      const digits = read(text);
      const http = relay();
      // Before the relay forgets which they are.
      const ids = await callIds(digits, http);
      const answer = await http.privacyErase(`+${digits}`);
      return { relay: answer, browser: await kept.erase(digits, ids) };
    },
  };
}
