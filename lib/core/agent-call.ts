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
  /** Somebody's browser saw it once; the relay cannot know whether it still holds. */
  learned?: boolean | undefined;
}

export interface AgentCall {
  id: string;
  version: number;
  direction: Direction;
  /** For this agent: `ended` once they handed it over, `ringing` while it is offered to them. */
  state: CallState;
  /** Our own side: the dialled line (in) or the line called from (out). */
  line: {
    number: string;
    /** `number` in the international format; absent for internal numbers and what is no number. */
    display?: string | undefined;
    label?: string | undefined;
    greeting?: string | undefined;
    /** Language to greet in, as the admin wrote it (`de`, `English`). */
    language?: string | undefined;
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
    /** Zammad ids of those whom the number is not, as the team found out; not among `matches`. */
    excluded?: number[] | undefined;
  };
  /** Names of those it rings at now. */
  ringing: string[];
  answeredBy?: string | undefined;
  /** This agent is the one who talks or talked. */
  mine: boolean;
  /** When it came to this agent, began to be this agent's talk, and was over for them. */
  startedAt: number;
  answeredAt?: number | undefined;
  endedAt?: number | undefined;
  cause?: string | undefined;
  missed: boolean;
  forwarded: boolean;
  voicemail: boolean;
  /** Who had the call before this agent, and for how long they talked. */
  transferredFrom?: { agent: string; talkedMs: number; draft?: string | undefined } | undefined;
  /** This agent handed the call over and is out of it, while it may go on; to whom, if that is known. */
  transferredTo?: { agent?: string | undefined } | undefined;
  dialId?: string | undefined;
  done: boolean;
  /** Entered by hand: taken on a telephone that nobody told us about. */
  manual?: boolean | undefined;
  /** What was noted about it, by whom; absent where nobody did. */
  note?: CallNote | undefined;
}

/** A note of the past, for the history. */
export interface CallNote {
  agent: string;
  at: number;
  text: string;
  outcome?: string | undefined;
  ticketId?: number | undefined;
  ticketNumber?: string | undefined;
}

/** It rings at the other side, not here: somebody of ours placed the call, and nobody handed it over. */
export function isPlaced({ direction, mine, transferredFrom }: AgentCall): boolean {
  if (transferredFrom || direction === 'in') return false;
  return direction === 'out' || mine;
}
