/** History, missed calls and the strip: the parts that ask the relay about calls of the past. */
import type { CardRecord } from '../../lib/storage/live.ts';
import type { Accounts } from './accounts.ts';
import { createCallsWith } from './calls-with.ts';
import type { Cards } from './cards.ts';
import type { Enrich } from './enrich.ts';
import { createHistoryCard } from './history-card.ts';
import { createMissedCount } from './missed-count.ts';
import { createMissedDone } from './missed-done.ts';
import { createShortCache } from './short-cache.ts';

/** Tabs that show the same person ask once. */
const STRIP_MS = 30_000;

export interface CallsDeskDeps {
  accounts: Accounts;
  cards: Cards;
  enrich: Enrich;
  now: () => number;
  setTimeout: (run: () => void, ms: number) => unknown;
  clearTimeout: (timer: unknown) => void;
  /** The number of those who wait for a call back changed. */
  onCount: () => void;
  onError: (error: unknown) => void;
}

export type CallsDesk = ReturnType<typeof createCallsDesk>;

export function createCallsDesk(deps: CallsDeskDeps) {
  const { accounts } = deps;
  const callsWith = createCallsWith({ accounts, cache: createShortCache(STRIP_MS, deps.now) });
  const missedDone = createMissedDone(deps);
  return {
    historyCard: createHistoryCard(deps),
    callsWith,
    missedCount: createMissedCount({ ...deps, onChange: deps.onCount }),
    missedDone,
    /** A card changed: what was read about calls before may be out of date. */
    follow({ view: { call } }: CardRecord, before: CardRecord | undefined): void {
      const was = before?.view.call.state;
      if (call.state === was) return;
      if (call.state === 'ended' || was === undefined) callsWith.forget();
      if (call.state === 'talking' && call.mine) missedDone.reached(call);
    },
  };
}
