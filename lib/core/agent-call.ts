/**
 * `AgentCall`: one call as one agent may see it. The relay projects it from a `Call`; it crosses
 * the network in the stream's `call` frame and is what cards, popup and history show.
 * The schema that checks it on arrival is `lib/protocol/agent-call-schema.ts`.
 */
import type { CallState, Direction } from './call.ts';

/** Why a person is thought to be behind a number. Closed list; the UI has words for each. */
export const MATCH_KINDS = [
  'exact',
  'extension',
  'organization',
  'block',
  'lastDigits',
  'mentioned',
  'picked',
] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];

export interface Match {
  /** Zammad user id; absent when only an organisation is known. */
  userId?: number | undefined;
  name: string;
  organization?: string | undefined;
  vip?: boolean | undefined;
  /** `detail`: which field held the number (`phone`, `mobile`, `fax`, …). */
  reason: { kind: MatchKind; detail?: string | undefined };
  /** 0–100, higher is surer. */
  weight: number;
}

export interface AgentCall {
  id: string;
  version: number;
  direction: Direction;
  state: CallState;
  /** Our own side: the dialled line (in) or the line called from (out). */
  line: {
    number: string;
    /** `number` in the international format; absent for internal numbers and what is no number. */
    display?: string | undefined;
    label?: string | undefined;
    greeting?: string | undefined;
    private?: boolean | undefined;
  };
  queue?: string | undefined;
  remote: {
    /** `+` and E.164 digits; absent when withheld, internal or unreadable. */
    number?: string | undefined;
    /** What a person reads: international format, extension or the raw text. Empty when withheld. */
    display: string;
    withheld: boolean;
    internal: boolean;
    /** Name sent by the telephone system. */
    name?: string | undefined;
    matches: Match[];
  };
  /** Names of those it rings at now. */
  ringing: string[];
  answeredBy?: string | undefined;
  /** This agent is the one who talks or talked. */
  mine: boolean;
  startedAt: number;
  answeredAt?: number | undefined;
  endedAt?: number | undefined;
  cause?: string | undefined;
  missed: boolean;
  forwarded: boolean;
  voicemail: boolean;
  transferredFrom?: { agent: string; talkedMs: number; draft?: string | undefined } | undefined;
  dialId?: string | undefined;
  done: boolean;
}
