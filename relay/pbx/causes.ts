/**
 * Every word and number that telephone systems give for the end of a call, as one of Zammad's
 * seven causes. Sources: Q.850, SIP, Asterisk's `DIALSTATUS` and cause mappings, FreeSWITCH's
 * hang-up causes, Placetel's notify API, Twilio's call status.
 *
 * What a cause means for the call is decided by the call machine, never by this table alone.
 */
import type { Cause } from '../../lib/core/call.ts';

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

const BY_WORD = new Map<string, Cause>();
for (const [cause, words] of Object.entries(WORDS) as [Cause, string][]) {
  for (const word of words.split(' ')) BY_WORD.set(plain(word), cause);
}
for (const table of [Q850, SIP]) {
  for (const [cause, codes] of Object.entries(table) as [Cause, number[]][]) {
    for (const code of codes) BY_WORD.set(String(code), cause);
  }
}

/** The cause behind a word or code; undefined for one that nobody has documented. */
export function readCause(text: string): Cause | undefined {
  return BY_WORD.get(plain(text));
}

/** `NORMAL_CLEARING`, `normalClearing`, `Normal clearing` are one word. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
