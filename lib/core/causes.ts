/**
 * Every word and code that telephone systems give for the end of a call, as one of Zammad's seven
 * causes. Sources: Q.850, SIP, Asterisk's `DIALSTATUS` and cause mappings, FreeSWITCH's hang-up
 * causes, Placetel's notify API, Twilio's call status.
 *
 * What a cause means for a call is decided in `cause-decision.ts`, never by these tables alone.
 */
import type { Cause } from './call.ts';

const WORDS: Record<Cause, string> = {
  normalClearing:
    'normalClearing answer answered accepted completed allottedTimeout mediaTimeout normalUnspecified',
  busy: 'busy userBusy',
  cancel: 'cancel canceled cancelled missed originatorCancel abandon abandoned',
  noAnswer:
    'noAnswer noanswer dontcall torture noUserResponse callRejected progressTimeout voicemail blocked timeout reject rejected declined',
  congestion:
    'congestion chanunavail normalCircuitCongestion networkOutOfOrder normalTemporaryFailure destinationOutOfOrder incompatibleDestination outgoingCallBarred gatewayDown failed',
  notFound:
    'notFound invalidargs unavailable unallocatedNumber noRouteDestination invalidNumberFormat subscriberAbsent userNotRegistered numberChanged',
  forwarded:
    'forwarded forward redirectionToNewDestination blindTransfer attendedTransfer transferred redirected',
};

const Q850: Record<Cause, number[]> = {
  normalClearing: [16, 31],
  busy: [17],
  cancel: [],
  noAnswer: [18, 19, 21, 102],
  congestion: [27, 34, 38, 41, 42, 44, 47, 88, 111, 127, ...range(50, 63), ...range(65, 79)],
  notFound: [1, 2, 3, 20, 22, 28],
  forwarded: [23],
};

const SIP: Record<Cause, number[]> = {
  normalClearing: [200],
  busy: [486, 600],
  cancel: [487],
  noAnswer: [408, 480, 603, 403],
  congestion: [488, 606, ...range(500, 599)],
  notFound: [404, 410, 484, 485, 604],
  forwarded: [301, 302, 380],
};

const BY_WORD = new Map<string, Cause>(
  entries(WORDS).flatMap(([cause, words]) =>
    words.split(' ').map((word): [string, Cause] => [plain(word), cause]),
  ),
);
const BY_Q850 = byCode(Q850);
const BY_SIP = byCode(SIP);

/** The cause behind a word or a code written as text; undefined for one that nobody documented. */
export function readCause(text: string): Cause | undefined {
  const word = plain(text);
  return BY_WORD.get(word) ?? (/^\d{1,3}$/.test(word) ? causeOfCode(Number(word)) : undefined);
}

/** The cause behind a SIP status. */
export function causeOfSip(status: number): Cause | undefined {
  return BY_SIP.get(status);
}

/** The cause behind a Q.850 value (what Asterisk and FreeSWITCH call the hang-up cause). */
export function causeOfQ850(value: number): Cause | undefined {
  return BY_Q850.get(value);
}

/** Q.850 ends at 127, where SIP has not begun. */
function causeOfCode(code: number): Cause | undefined {
  return BY_SIP.get(code) ?? BY_Q850.get(code);
}

/** `NORMAL_CLEARING`, `normalClearing`, `Normal clearing` are one word. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function byCode(table: Record<Cause, number[]>): Map<number, Cause> {
  return new Map(
    entries(table).flatMap(([cause, codes]) => codes.map((code): [number, Cause] => [code, cause])),
  );
}

function entries<T>(table: Record<Cause, T>): [Cause, T][] {
  return Object.entries(table) as [Cause, T][];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
