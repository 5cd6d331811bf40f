/** A ledger over a fresh database that lets everything pass, for tests. */
import { onTestFinished } from 'vitest';
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import type { PbxEvent } from '../../lib/core/call.ts';
import type { CallChange } from '../calls/changes.ts';
import { createLedger, type Ledger } from '../calls/ledger.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { tempFolder } from './temp-folder.ts';

export interface TestLedger {
  db: Database;
  ledger: Ledger;
  /** Every change that followers were told, in order. */
  told: CallChange[];
  /** Records them one after the other. */
  play(...events: PbxEvent[]): Promise<void>;
  /** The newest call of that native id. @throws when there is none */
  call(nativeId: string): Promise<TrackedCall>;
}

export async function openTestLedger(clock?: () => number): Promise<TestLedger> {
  const database = await openDatabase(`sqlite:${tempFolder()}/test.db`);
  onTestFinished(() => database.close());
  const { db } = database;
  const decide = () => ({ action: 'continue' as const });
  const ledger = await createLedger({ db, decide, clock });
  const told: CallChange[] = [];
  ledger.subscribe((change) => told.push(change));
  return {
    db,
    ledger,
    told,
    async play(...events) {
      for (const event of events) await ledger.record({ event, raw: '', wording: () => '' });
    },
    async call(nativeId) {
      const row = await db
        .selectFrom('calls')
        .select('snapshot')
        .where('native_id', '=', nativeId)
        .orderBy('started_at', 'desc')
        .executeTakeFirstOrThrow();
      return JSON.parse(row.snapshot) as TrackedCall;
    },
  };
}

/** An event of connection `main`. */
export function testEvent(
  kind: PbxEvent['kind'],
  callId: string,
  at: number,
  rest: Partial<PbxEvent> = {},
): PbxEvent {
  return { source: 'main', kind, callId, at, ...rest };
}
