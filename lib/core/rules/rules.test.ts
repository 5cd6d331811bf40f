import { describe, expect, it } from 'vitest';
import { cardTicket } from '../../../tests/core/card-ticket.ts';
import { sampleCall } from '../../../tests/background/sample-call.ts';
import type { AgentCall } from '../agent-call.ts';
import type { CardPerson, CardTicket } from '../card.ts';
import { DEFAULT_SETTINGS, type OpenWhat } from '../settings.ts';
import { decide, FRESH_MS, type RuleFacts, ruleFor } from './decide.ts';
import { matchCount } from './match-count.ts';
import { directionOf, momentOf, reachedWith } from './moment.ts';
import { isAbsent, isQuietHour } from './quiet-hours.ts';
import { showsCard } from './shows-card.ts';
import { targetOf, urgentTicket } from './target.ts';

const call = sampleCall();
const talking = { state: 'talking', mine: true, answeredAt: call.startedAt + 5_000 } as const;
const person = (userId: number): CardPerson => ({
  userId,
  name: `P${userId}`,
  vip: false,
  reason: { kind: 'exact' },
});
const guess: CardPerson = { ...person(5), reason: { kind: 'mentioned', detail: '#12345' } };
const facts: RuleFacts = {
  now: call.startedAt + 1_000,
  quiet: false,
  lead: true,
  zammadOpens: false,
  hadIt: false,
};
const view = (more: Partial<AgentCall> = {}, people = [person(9)], chosen?: number) => ({
  call: sampleCall(more),
  identity: people.length > 0 ? ('known' as const) : ('unknown' as const),
  people,
  ...(chosen === undefined ? {} : { chosen }),
  dismissed: false,
});
const all = (what: OpenWhat) => ({ none: what, one: what, several: what });
const rules = {
  in: { ring: all('profile'), answer: all('recent'), click: all('nothing') },
  out: { ring: all('new-ticket'), answer: all('latest-ticket'), click: all('nothing') },
};

describe('RU1: moments', () => {
  it.each<[string, Partial<AgentCall>, string | undefined]>([
    ['rings', {}, 'ring'],
    ['waits in a queue for me', { state: 'queued', ringing: [] }, 'ring'],
    ['rings at others only', { state: 'queued', ringing: ['Bob'] }, undefined],
    ['I talk', talking, 'answer'],
    ['a colleague talks', { state: 'talking', answeredBy: 'Bob' }, undefined],
    ['over', { state: 'ended', mine: true }, undefined],
  ])('%s', (_what, more, moment) => expect(momentOf(sampleCall(more))).toBe(moment));
  it('a talk first heard of has rung, too', () => {
    expect(reachedWith(undefined, sampleCall(talking))).toEqual(['ring', 'answer']);
  });
});

describe('RU2: once', () => {
  it('a transfer back, a repeated answer, ringing anew', () => {
    const walk: Partial<AgentCall>[] = [
      {},
      talking,
      { state: 'ended', mine: true },
      {},
      talking,
      talking,
    ];
    let reached: ReturnType<typeof reachedWith> | undefined;
    const fresh: string[] = [];
    for (const more of walk) {
      const next = reachedWith(reached, sampleCall(more));
      fresh.push(...next.filter((moment) => !reached?.includes(moment)));
      reached = next;
    }
    expect(fresh).toEqual(['ring', 'answer']);
  });
  it('handed back under a new id', () => {
    expect(decide(view(talking), 'answer', rules, { ...facts, hadIt: true })).toEqual({
      open: undefined,
      why: 'seen',
    });
  });
});

describe('RU3: direction', () => {
  it.each<[string, Partial<AgentCall>, string | undefined]>([
    ['incoming', {}, 'in'],
    ['placed', { direction: 'out', mine: true }, 'out'],
    [
      'placed by a colleague, handed over',
      { direction: 'out', transferredFrom: { agent: 'Bob', talkedMs: 1 } },
      'in',
    ],
    ['internal', { direction: 'internal' }, undefined],
    ['a colleague by a line', { remote: { ...call.remote, internal: true } }, undefined],
  ])('%s', (_what, more, direction) => expect(directionOf(sampleCall(more))).toBe(direction));
  it('internal calls open nothing', () => {
    expect(decide(view({ direction: 'internal' }), 'ring', rules, facts)).toMatchObject({
      why: 'internal',
    });
  });
});

describe('RU4: circumstances', () => {
  it('opens when nothing stands against it', () => {
    expect(decide(view(), 'ring', rules, facts)).toEqual({ open: 'profile' });
  });
  it.each<[string, Partial<RuleFacts>, Partial<AgentCall>, boolean]>([
    ['late', { now: call.startedAt + FRESH_MS + 1 }, {}, false],
    ['not-lead', { lead: false }, {}, false],
    ['quiet', { quiet: true }, {}, false],
    ['manual', {}, { manual: true }, false],
    ['dismissed', {}, {}, true],
  ])('nothing: %s', (why, changed, more, dismissed) => {
    expect(decide({ ...view(more), dismissed }, 'ring', rules, { ...facts, ...changed })).toEqual({
      open: undefined,
      why,
    });
  });
  it('an answer is young by its own time, not by that of the ringing', () => {
    const late = { ...facts, now: call.startedAt + 60_000 };
    const answered = { ...talking, answeredAt: call.startedAt + 59_000 };
    expect(decide(view(answered), 'answer', rules, late)).toEqual({ open: 'recent' });
  });
});

describe('RU5: Zammad opens by itself', () => {
  const zammad = { ...facts, zammadOpens: true };
  it('ours stays off on answer, and only there', () => {
    expect(decide(view(talking), 'answer', rules, zammad)).toMatchObject({ why: 'zammad' });
    expect(decide(view(), 'ring', rules, zammad)).toEqual({ open: 'profile' });
    expect(decide(view({ ...talking, direction: 'out' }), 'answer', rules, zammad)).toEqual({
      open: 'latest-ticket',
    });
  });
});

describe('RU6: what is open already', () => {
  it('by hand: nothing more; the same again: not again; something else: yes', () => {
    const opened = (what: RuleFacts['opened']) =>
      decide(view(talking), 'answer', rules, { ...facts, opened: what });
    expect(opened('hand')).toMatchObject({ why: 'hand' });
    expect(opened('recent')).toMatchObject({ why: 'seen' });
    expect(opened('profile')).toEqual({ open: 'recent' });
  });
});

describe('RU7: quiet hours and absence', () => {
  const friday = { on: true, days: [5], from: '18:00', to: '08:00' };
  const at = (day: number, minute: number) => ({ day, minute, date: '2026-11-21' });
  it.each([
    [5, 17 * 60 + 59, false],
    [5, 18 * 60, true],
    [6, 0, true],
    [6, 7 * 60 + 59, true],
    [6, 8 * 60, false],
    [6, 18 * 60, false],
    [0, 60, false],
  ])('Friday night: day %i, minute %i: %s', (day, minute, quiet) =>
    expect(isQuietHour(friday, at(day, minute))).toBe(quiet),
  );
  it('within a day, over the week’s end, equal times for all day, switched off', () => {
    const lunch = { on: true, days: [1], from: '12:00', to: '13:00' };
    expect([719, 720, 779, 780].map((minute) => isQuietHour(lunch, at(1, minute)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const saturday = { on: true, days: [6], from: '22:00', to: '06:00' };
    expect(isQuietHour(saturday, at(0, 60))).toBe(true);
    const whole = { on: true, days: [3], from: '00:00', to: '00:00' };
    expect(isQuietHour(whole, at(3, 1_439))).toBe(true);
    expect(isQuietHour({ ...whole, on: false }, at(3, 1))).toBe(false);
  });
  it('absence: first and last day count', () => {
    const days = ['2026-11-19', '2026-11-20', '2026-11-22', '2026-11-23'];
    const absent = (absence: Parameters<typeof isAbsent>[0]) =>
      days.map((date) => isAbsent(absence, { date }));
    expect(absent({ on: true, from: '2026-11-20', to: '2026-11-22' })).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(absent({ on: true })).toEqual([true, true, true, true]);
    expect(absent({ on: false, from: '2026-11-20' })).toEqual([false, false, false, false]);
    expect(absent(undefined)).toEqual([false, false, false, false]);
  });
});

describe('RU8: how many', () => {
  it.each([
    ['one', view(), 'one'],
    ['several', view({}, [person(1), person(2)]), 'several'],
    ['a chosen one of several', view({}, [person(1), person(2)], 2), 'one'],
    ['a guess', view({}, [guess]), 'several'],
    ...(['organization', 'block', 'lastDigits'] as const).map(
      (kind): [string, ReturnType<typeof view>, string] => [
        `a guess by ${kind}`,
        view({}, [{ ...guess, reason: { kind } }]),
        'several',
      ],
    ),
    ['a guess that an agent confirmed', view({}, [guess], 5), 'one'],
    ['nobody', view({}, []), 'none'],
    ['withheld', { ...view({}, []), identity: 'withheld' as const }, 'none'],
    ['being asked', { ...view({}, []), identity: 'looking' as const }, undefined],
    ['nobody to ask', { ...view({}, []), identity: 'unavailable' as const }, undefined],
  ])('%s', (_what, about, count) => expect(matchCount(about)).toBe(count));
  it('a guess gets no ticket by a rule', () => {
    expect(targetOf('new-ticket', view({}, [guess]), { recentDays: 30, now: 0 })).toEqual({
      kind: 'new-ticket',
      userId: undefined,
    });
    expect(targetOf('recent', view({}, [guess]), { recentDays: 30, now: 0 })).toBeUndefined();
  });
  it('while it is not clear, no rule applies', () => {
    const unclear = { ...view({}, []), identity: 'looking' as const };
    expect(decide(unclear, 'ring', rules, facts)).toMatchObject({ why: 'unclear' });
    expect(ruleFor(rules, 'in', 'ring', unclear)).toBeUndefined();
  });
  it('a rule that says nothing opens nothing', () => {
    expect(decide(view(), 'ring', DEFAULT_SETTINGS.rules, facts)).toMatchObject({ why: 'rule' });
  });
});

const DAY = 86_400_000;
describe('RU9: where to', () => {
  const about = { recentDays: 30, now: 100 * DAY };
  const known = (tickets: CardTicket[] | undefined, lastContactAt?: number) => ({
    people: [person(9)],
    chosen: 9,
    ...(tickets ? { tickets } : {}),
    ...(lastContactAt === undefined ? {} : { lastContactAt }),
  });
  const nobody = { people: [person(1), person(2)] };
  it.each(['profile', 'latest-ticket', 'recent'] as const)('%s needs a person', (what) =>
    expect(targetOf(what, nobody, about)).toBeUndefined(),
  );
  it('recent: within the window the profile, beyond it or never a new ticket', () => {
    const kind = (view_: Parameters<typeof targetOf>[1]) => targetOf('recent', view_, about)?.kind;
    expect(kind(known([cardTicket(1)], 70 * DAY))).toBe('profile');
    expect(kind(known([cardTicket(1)], 70 * DAY - 1))).toBe('new-ticket');
    expect(kind(known([]))).toBe('new-ticket');
    expect(kind(known(undefined))).toBe('profile');
  });
  it('latest-ticket: escalating first, then the last changed; closed ones do not count', () => {
    const tickets = [
      cardTicket(1),
      cardTicket(5),
      cardTicket(3, { escalationAt: 9 }),
      cardTicket(8, { kind: 'closed' }),
    ];
    expect(targetOf('latest-ticket', known(tickets), about)).toEqual({
      kind: 'ticket',
      ticketId: 3,
    });
    expect(urgentTicket([cardTicket(1), cardTicket(5)])?.id).toBe(5);
    expect(targetOf('latest-ticket', known([cardTicket(8, { kind: 'closed' })]), about)).toEqual({
      kind: 'profile',
      userId: 9,
      latest: 8,
    });
    expect(targetOf('latest-ticket', known(undefined), about)?.kind).toBe('profile');
  });
});

describe('RU10: a new ticket', () => {
  it('for nobody has no person', () => {
    expect(targetOf('new-ticket', { people: [] }, { recentDays: 1, now: 0 })).toEqual({
      kind: 'new-ticket',
      userId: undefined,
    });
  });
});

describe('RU11: cards', () => {
  const shows = (more: Partial<AgentCall>, cardIn: 'ring' | 'answer' | 'off') =>
    showsCard(sampleCall(more), { cardIn, cardOut: 'off' });
  it('off, ring, answer', () => {
    expect([shows({}, 'off'), shows({}, 'ring'), shows({}, 'answer')]).toEqual([
      false,
      true,
      false,
    ]);
    expect(shows(talking, 'answer')).toBe(true);
    expect(shows({ ...talking, state: 'ended' }, 'answer')).toBe(true);
    expect(shows({ state: 'talking', answeredBy: 'Bob' }, 'answer')).toBe(false);
    expect(shows({ state: 'ended', missed: true }, 'answer')).toBe(false);
  });
  it('each direction by its own choice', () => {
    const placed = sampleCall({ direction: 'out', mine: true });
    expect(showsCard(placed, { cardIn: 'off', cardOut: 'ring' })).toBe(true);
    expect(showsCard(placed, { cardIn: 'ring', cardOut: 'answer' })).toBe(false);
    expect(showsCard({ ...placed, ...talking }, { cardIn: 'off', cardOut: 'answer' })).toBe(true);
  });
});
