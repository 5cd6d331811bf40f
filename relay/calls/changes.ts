/** What the ledger offers to those who follow calls: the hub, the forwarder, the history. */
import type { Call } from '../../lib/core/call.ts';

export interface CallChange {
  /** Journal position of the event that made this change; strictly rising. */
  seq: number;
  call: Call;
}

export interface CallChanges {
  /** Random id of the database; a cursor of another epoch is unknown here. */
  readonly epoch: string;
  /** Journal position of the newest committed change. */
  head(): number;
  /** Oldest position a reader may resume from; changes before it were purged. */
  floor(): number;
  /** Newest snapshot of each call changed after `seq`, in order of that change. */
  after(seq: number, limit: number): Promise<CallChange[]>;
  get(callId: string): Promise<CallChange | undefined>;
  /** Called after commit, in order of `seq`. Listeners must not throw and must not block. */
  subscribe(listener: (change: CallChange) => void): () => void;
}
