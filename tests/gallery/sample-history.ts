/** Made-up calls of the past, missed callers and waiting notes. Times count back from `NOW`. */
import type { AgentCall, Match } from '../../lib/core/agent-call.ts';
import type { Away } from '../../lib/core/away.ts';
import type { MissedRow } from '../../lib/core/missed-row.ts';
import type { WaitingNote } from '../../lib/core/note-options.ts';
import { abroad, NOW, sampleCall, withheld } from './sample-cards.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LONG = 'Wolfeschlegelsteinhausenbergerdorff von Hohenzollern-Sigmaringen und zu Pfeffersack';

export const match = (name: string, part: Partial<Match> = {}): Match => ({
  userId: 9,
  name,
  organization: 'Kranbau Nord GmbH',
  reason: { kind: 'exact', detail: 'phone' },
  weight: 100,
  ...part,
});
const remote = (...matches: Match[]): AgentCall['remote'] => ({
  number: '+4930609854180',
  display: '+49 30 609854180',
  withheld: false,
  internal: false,
  matches,
});

/** Ended `ago` before now; `talked`: 0 when nobody answered. */
export function past(
  id: string,
  ago: number,
  talked: number,
  part: Partial<AgentCall> = {},
): AgentCall {
  const startedAt = NOW - ago;
  const waited = 18_000;
  return sampleCall({
    id,
    state: 'ended',
    ringing: [],
    startedAt,
    endedAt: startedAt + waited + talked,
    ...(talked > 0 ? { answeredAt: startedAt + waited, answeredBy: 'Anna Adler', done: true } : {}),
    remote: remote(match('Ida Plus')),
    ...part,
  });
}
const NOTE = {
  agent: 'Anna Adler',
  at: NOW - HOUR,
  text: 'Hook stops at 2 m, only with the long sling. Wants a technician before Friday and a call back about the invoice from last month.',
};

export const pastCalls: AgentCall[] = [
  past('h1', 12 * MINUTE, 130_000, {
    note: { ...NOTE, outcome: 'Technician', ticketId: 2, ticketNumber: '39002' },
  }),
  past('h2', 40 * MINUTE, 0, {
    missed: true,
    remote: remote(
      match('Mia Shared'),
      match('Nils Shared', { userId: 22 }),
      match('Olga Sonnenschein', { userId: 23 }),
    ),
  }),
  past('h3', HOUR, 0, { missed: true, voicemail: true, remote: abroad }),
  past('h4', 2 * HOUR, 0, { missed: true, remote: withheld }),
  past('h5', 3 * HOUR, 45_000, {
    direction: 'out',
    answeredBy: undefined,
    remote: remote(match(LONG, { organization: LONG })),
    queue: 'Second level',
  }),
  past('h6', 20 * HOUR, 0, { direction: 'out', cause: 'busy' }),
  past('h7', 22 * HOUR, 0, { forwarded: true, queue: 'Waiting room' }),
  past('h8', 2 * DAY, 3_720_000, {
    direction: 'internal',
    remote: { display: '24', name: 'Ben Brückner', withheld: false, internal: true, matches: [] },
  }),
  past('h9', 400 * DAY, 600_000, { manual: true, note: { ...NOTE, at: NOW - 400 * DAY } }),
];

const row = (key: string, part: Partial<MissedRow> = {}): MissedRow => ({
  key,
  number: '+4930609854180',
  display: '+49 30 609854180',
  matches: [match('Ida Plus')],
  attempts: 1,
  firstAt: NOW - 2 * HOUR,
  lastAt: NOW - 80 * MINUTE,
  line: 'Support',
  waits: [80_000],
  waitedMs: 80_000,
  mine: false,
  callIds: [`call-${key}`],
  ...part,
});
export const missedRows: MissedRow[] = [
  row('a', { attempts: 3, waits: [80_000, 12_000, 45_000], claimedBy: 'Anna Adler' }),
  row('b', {
    number: '+33140000000',
    display: '+33 1 40 00 00 00',
    matches: [],
    voicemail: true,
    lastAt: NOW - 3 * HOUR,
  }),
  row('c', { mine: true, claimedBy: 'Agnes Agent', lastAt: NOW - DAY, attempts: 2 }),
  row('d', {
    number: undefined,
    display: '',
    matches: [],
    line: undefined,
    lastAt: NOW - 3 * DAY,
    waitedMs: 0,
    waits: [],
  }),
  row('e', {
    matches: [match(LONG, { organization: LONG }), match('Somebody Else', { userId: 3 })],
    line: 'A line with a long name for everybody',
    attempts: 12,
  }),
];

export const waitingNotes: WaitingNote[] = [
  {
    callId: 'w1',
    who: 'Ida Plus',
    text: 'Wants an offer for two slings.',
    status: 'parked',
    at: NOW - HOUR,
  },
  {
    callId: 'w2',
    who: 'Mia Shared',
    text: 'Invoice 2026-114 is wrong, she sends the right one.',
    status: 'waiting',
    at: NOW - 90_000,
    problem: 'zammad/unreachable',
    nextAt: NOW + 150_000,
    attempts: 4,
  },
  {
    callId: 'w3',
    who: LONG,
    text: 'To a ticket that was merged meanwhile.',
    status: 'refused',
    at: NOW - 2 * HOUR,
    problem: 'Can’t update object, object isn’t writable.',
    attempts: 1,
  },
  { callId: 'w4', who: '+33 1 40 00 00 00', text: 'Asks for', status: 'draft', at: NOW - 5_000 },
];

export const awayCase: Away = {
  from: NOW - 65 * MINUTE,
  to: NOW - 10 * MINUTE,
  calls: 4,
  missed: [pastCalls[1]!, pastCalls[2]!],
  answered: 2,
};
