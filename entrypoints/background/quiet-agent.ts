/** What Zammad says about the agent: out of office, own caller notifications. Asked now and then, kept. */
import type { AwayState } from '../../lib/storage/away.ts';
import type { Stored } from '../../lib/storage/stored.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Accounts } from './accounts.ts';

export const ASK_AGAIN_MS = 15 * 60_000;

export interface QuietAgentDeps {
  accounts: Accounts;
  away: Stored<AwayState>;
  now: () => number;
  /** Something is not what it was. */
  onChange(): void;
  onError(error: unknown): void;
}

export type QuietAgent = ReturnType<typeof createQuietAgent>;

export function createQuietAgent(deps: QuietAgentDeps) {
  let known: Pick<AwayState, 'absence' | 'zammadCti'> = {};
  let askedAt = -Infinity;

  async function ask(): Promise<void> {
    const zammad = deps.accounts.zammad();
    if (!zammad) return;
    askedAt = deps.now();
    try {
      const me = await zammad.client.me();
      const days = { from: me.outOfOfficeFrom, to: me.outOfOfficeTo };
      const next = { absence: { on: me.outOfOffice === true, ...days }, zammadCti: me.ctiOn };
      if (JSON.stringify(next) === JSON.stringify(known)) return;
      known = next;
      await deps.away.update((now) => ({ ...now, ...next }));
      deps.onChange();
    } catch (error) {
      // Zammad is away: what it said last still counts, and it is asked again soon.
      askedAt = deps.now() - ASK_AGAIN_MS + 60_000;
      if (!(error instanceof ZammadError)) deps.onError(error);
    }
  }

  return {
    async load(): Promise<void> {
      const { absence, zammadCti } = await deps.away.get();
      known = { absence, zammadCti };
    },
    absence: (): AwayState['absence'] => known.absence,
    /** `preferences.cti`: the switch of Zammad's own caller notifications. */
    zammadCti: (): boolean => known.zammadCti === true,
    /** At connect. */
    ask,
    /** By the alarm: asks when the last answer is old. */
    async askSometimes(): Promise<void> {
      if (deps.now() - askedAt >= ASK_AGAIN_MS) await ask();
    },
  };
}
