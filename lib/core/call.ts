/**
 * The vocabulary of calls: what a telephone system says (`PbxEvent`) and what we keep (`Call`).
 *
 * Adapters may emit partial knowledge; `call-machine.ts` merges it. Times are epoch
 * milliseconds (`…At`), durations milliseconds (`…Ms`), E.164 numbers are digits without plus.
 */

export type Direction = 'in' | 'out' | 'internal';
export type CallState = 'queued' | 'ringing' | 'talking' | 'ended';

/** Zammad's seven hang-up causes (Push API of Zammad, "Hangup causes"). */
export const CAUSES = [
  'normalClearing',
  'busy',
  'cancel',
  'noAnswer',
  'congestion',
  'notFound',
  'forwarded',
] as const;
export type Cause = (typeof CAUSES)[number];

export type PartyKind = 'person' | 'queue' | 'group' | 'ivr' | 'voicemail' | 'trunk' | 'external';

/** One side of a call, as far as it is known. */
export interface Party {
  /** As delivered by the telephone system, for display of last resort and re-normalising. */
  raw?: string;
  /** E.164 digits without plus, when the number is external and valid. */
  e164?: string;
  /** Internal number. */
  extension?: string;
  /** SIP user or device, e.g. `PJSIP/23`. */
  account?: string;
  /** Display name from the telephone system. */
  name?: string;
  /** The caller hides the number. */
  withheld?: boolean;
  kind?: PartyKind;
}

export type PbxEventKind =
  'new' | 'ring' | 'stopRing' | 'answer' | 'transfer' | 'hangup' | 'update';

/** One statement of a telephone system about one call. Only `source`, `kind`, `callId`, `at` are sure. */
export interface PbxEvent {
  /** Id of the configured connection. */
  source: string;
  kind: PbxEventKind;
  /** Native id of the call, scoped by `source`. */
  callId: string;
  at: number;
  direction?: Direction;
  from?: Party;
  to?: Party;
  /** The number that was dialled first, when the call was redirected. */
  diversion?: Party;
  queue?: { id?: string; name?: string };
  /** Native id of the leg this is about; legs end without ending the call. */
  legId?: string;
  /** Native id of the call this one continues (sipgate's `origCallId`, a joined call). */
  prevCallId?: string;
  /** Order of the sender's own counting, where it has one. */
  seq?: number;
  /** `new`, `ring`: who rings now; `stopRing`: who no longer does. */
  targets?: Party[];
  /** `answer`: who took it. */
  answeredBy?: Party;
  /** `answer`, `hangup`: the number that answered (Push API `answeringNumber`). */
  answeringNumber?: string;
  /** `transfer`: handed over by whom to whom. */
  transfer?: { type: 'blind' | 'attended' | 'forward'; by?: Party; to?: Party; external?: boolean };
  /**
   * `word` as said; `q850`, `sip`: codes; `dialStatus`: what became of the last attempt to reach
   * somebody. What they mean together is decided by the call machine.
   */
  end?: {
    cause?: Cause;
    word?: string;
    guessed?: boolean;
    by?: 'caller' | 'callee' | 'system';
    q850?: number;
    sip?: number;
    dialStatus?: string;
    /** Talk time as the system counted it. */
    talkMs?: number;
  };
  flags?: { voicemail?: boolean; blocked?: boolean };
  /** The click-to-dial request this call came from. */
  dialId?: string;
}

/** Who talked, in order; more than one entry means the call was handed over. */
export interface Talker {
  party: Party;
  fromAt: number;
  toAt?: number;
}

/** The whole state of one call. Only ever replaced by a newer `version`. */
export interface Call {
  /** The relay's own id; also what Zammad gets (at most 250 characters). */
  id: string;
  source: string;
  nativeId: string;
  /** Raised by one with every change that anybody can see. Starts at 1. */
  version: number;
  direction: Direction;
  state: CallState;
  from: Party;
  to: Party;
  diversion?: Party;
  queue?: { id?: string; name?: string };
  ringing: Party[];
  everRang: Party[];
  answeredBy?: Party;
  answeringNumber?: string;
  talkers: Talker[];
  startedAt: number;
  answeredAt?: number;
  endedAt?: number;
  cause?: Cause;
  /** The cause as the telephone system said it, when it was no word of ours. */
  causeWord?: string;
  /** Incoming, ended, no person answered, not forwarded elsewhere. */
  missed: boolean;
  voicemail: boolean;
  forwarded: boolean;
  blocked: boolean;
  /** The end was concluded by us (no hang-up came), not reported. */
  endGuessed: boolean;
  /** The `new` event was seen; false when a later event created the call. */
  announced: boolean;
  dialId?: string;
  /** Our id of the call this one continues, and of the one that continues this. */
  transferredFrom?: string;
  transferredTo?: string;
}

/** What the telephone system is told in answer to a new call. */
export type Verdict =
  | { action: 'continue' }
  | { action: 'reject'; reason: 'busy' | 'rejected' }
  | { action: 'dial'; callerId: string; number: string };
