/** How many callers wait for a call back: the number on the toolbar button. */
import { RelayError } from '../../lib/relay-client/relay-error.ts';
import type { Accounts } from './accounts.ts';

/** Many changes in a row make one question. */
export const PAUSE_MS = 500;

export interface MissedCountDeps {
  accounts: Pick<Accounts, 'relay'>;
  setTimeout: (run: () => void, ms: number) => unknown;
  clearTimeout: (timer: unknown) => void;
  onChange: () => void;
  onError: (error: unknown) => void;
}

export type MissedCount = ReturnType<typeof createMissedCount>;

export function createMissedCount(deps: MissedCountDeps) {
  let count = 0;
  let timer: unknown;
  let asked = 0;

  function learn(total: number): void {
    if (total === count) return;
    count = total;
    deps.onChange();
  }

  async function ask(): Promise<void> {
    timer = undefined;
    const relay = deps.accounts.relay();
    if (!relay) return learn(0);
    const own = ++asked;
    try {
      const { total } = await relay.missed({ limit: 1 });
      // An answer that was overtaken tells of the past.
      if (own === asked) learn(total);
    } catch (error) {
      if (!(error instanceof RelayError)) deps.onError(error);
    }
  }

  return {
    count: (): number => count,
    /** Somebody has just read the board. */
    learn(total: number): void {
      asked++;
      learn(total);
    },
    /** The board changed, or may have while nobody listened. */
    refresh(): void {
      if (timer !== undefined) return;
      timer = deps.setTimeout(() => void ask(), PAUSE_MS);
    },
    stop(): void {
      deps.clearTimeout(timer);
      timer = undefined;
    },
  };
}
