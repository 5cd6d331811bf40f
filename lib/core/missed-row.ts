import type { Match } from './agent-call.ts';

/** One caller who did not get through, with all their attempts since anybody last reached them. */
export interface MissedRow {
  /** Names the row: the caller's E.164 digits, or a call's id where there is no number. */
  key: string;
  /** `+` and digits; absent when withheld. */
  number?: string | undefined;
  display: string;
  /** Name sent by the telephone system. */
  name?: string | undefined;
  matches: Match[];
  attempts: number;
  firstAt: number;
  lastAt: number;
  /** Line or queue of the last attempt. */
  line?: string | undefined;
  /** How long they waited, last attempt first, in ms; at most 10. */
  waits: number[];
  /** Longest wait in ms. */
  waitedMs: number;
  /** A message was left. */
  voicemail?: boolean | undefined;
  claimedBy?: string | undefined;
  claimedAt?: number | undefined;
  /** The agent asking has claimed it. */
  mine: boolean;
  /** Newest first; at most 100. */
  callIds: string[];
}
