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

/** Whose side ended the call; `system`: a timeout or a rule of the telephone system. */
export type EndedBy = 'caller' | 'callee' | 'system';

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
  /**
   * Native id of the leg this is about. A leg that `ring` or `answer` named ends without ending the
   * call while another rings or talks, the caller waits, or a hand-over is under way; the end of
   * any other leg (the caller's) is the end of the call.
   */
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
  /** `transfer`: handed over by whom to whom. Who rings then is told by `ring`, or by `new` of another call. */
  transfer?: Omit<Transfer, 'at'>;
  /**
   * `hangup`; with any other kind it tells what became of one attempt to reach somebody. `word` as said;
   * `q850`, `sip`: codes; `dialStatus`: what became of the last attempt to reach somebody. What
   * they mean together is decided by the call machine.
   */
  end?: {
    cause?: Cause;
    word?: string;
    guessed?: boolean;
    by?: EndedBy;
    q850?: number;
    sip?: number;
    dialStatus?: string;
    /** Talk time as the system counted it. */
    talkMs?: number;
  };
  flags?: { voicemail?: boolean; blocked?: boolean };
  /** The click-to-dial request this call came from. */
  dialId?: string;
  /** Somebody of us said that there is nothing left to do about the call, or took that back. Never a telephone system. */
  mark?: Omit<CallMark, 'at'>;
  /**
   * The sender gives every call an id of its own and signs what it says: the same `new` long after
   * the end is a replay, no other call.
   */
  uniqueId?: true;
}

/** What was said last about whether anything is left to do about a call. Rule MB1 of `SPEC-missed.md`. */
export interface CallMark {
  done: boolean;
  at: number;
  /** Name of the agent who said it; absent: concluded from a later call. */
  by?: string;
}

/** Who talked, in order; more than one entry means the call was handed over. */
export interface Talker {
  party: Party;
  fromAt: number;
  toAt?: number;
}

/** A call was handed over, or sent on before anybody took it (`forward`). */
export interface Transfer {
  type: 'blind' | 'attended' | 'forward';
  at: number;
  by?: Party;
  to?: Party;
  external?: boolean;
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
  /** Hand-overs in order; absent when there was none. */
  transfers?: Transfer[];
  startedAt: number;
  answeredAt?: number;
  endedAt?: number;
  cause?: Cause;
  /** The cause as the telephone system said it, when it was no word of ours. */
  causeWord?: string;
  /** Codes that came with the end, for the admin who wonders about the cause. */
  causeDetail?: { q850?: number; sip?: number; dialStatus?: string; by?: EndedBy };
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
  /** Who talked last in the call this one continues, and for how long. */
  handedOver?: { party: Party; talkedMs: number };
  /** Outweighs what follows from how the call ended. */
  mark?: CallMark;
}

/** What the telephone system is told in answer to a new call. */
export type Verdict =
  | { action: 'continue' }
  | { action: 'reject'; reason: 'busy' | 'rejected' }
  | { action: 'dial'; callerId: string; number: string };
