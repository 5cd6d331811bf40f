import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { agentCallSchema } from '../protocol/agent-call-schema.ts';
import type { Match } from './agent-call.ts';
import type { Call, Party } from './call.ts';
import { createLines } from './lines.ts';
import { createPhone } from './phone.ts';
import { createProjector } from './project.ts';
import { createRoster } from './roster.ts';
import { createAddressing } from './targets.ts';
import { ringingCall } from '../../tests/core/ringing-call.ts';

const phone = createPhone(metadata as never, { homeCountry: 'DE', areaCode: '30' });
const agent = (id: number, name: string, number: string) => ({
  id,
  login: `a${id}`,
  email: '',
  name,
  phone: number,
  mobile: '',
});
const roster = createRoster({
  agents: [agent(1, 'Alice Agent', '030 55571601'), agent(2, 'Bob Müller', '23')],
  mapping: [],
  phone,
});
const lines = createLines({
  lines: [
    { match: '+49 30 12300', label: 'Support', greeting: 'Offhook support', language: 'de' },
    { match: '+49 30 4444*', label: 'Sales', private: true },
  ],
  queues: [{ name: 'Hotline', match: ['q1'] }],
  phone,
});
const addressing = createAddressing({
  roster,
  lines,
  phone,
  nobodyMapped: 'everyone',
  visibility: 'team',
});
const projector = createProjector({ roster, addressing, lines, phone });
const MATCH: Match = { userId: 7, name: 'Nina', reason: { kind: 'exact' }, weight: 100 };

const call = (more: Partial<Call> = {}): Call =>
  ringingCall({ version: 3, from: { raw: '4930609854180', e164: '4930609854180' }, ...more });
const seen = (more: Partial<Call> = {}, agentId = 1) =>
  projector.project(call(more), agentId, { version: 3000, matches: [MATCH] });

describe('PJ1: the other side', () => {
  it('incoming: the caller, readable', () => {
    expect(seen().remote).toEqual({
      number: '+4930609854180',
      display: '+49 30 609854180',
      withheld: false,
      internal: false,
      matches: [MATCH],
    });
  });
  it('outgoing: who is called', () => {
    const remote = seen({
      direction: 'out',
      from: { extension: '23' },
      to: { e164: '491721234567' },
    }).remote;
    expect(remote).toMatchObject({ number: '+491721234567', display: '+49 172 1234567' });
  });
  it('withheld: nothing but that', () => {
    const from = { raw: 'anonymous', withheld: true, name: 'Secret', e164: '4930' };
    expect(seen({ from }).remote).toEqual({
      display: '',
      withheld: true,
      internal: false,
      matches: [],
    });
  });
  it('a colleague is no customer: named, not matched', () => {
    const internal = { withheld: false, internal: true, matches: [] };
    expect(seen({ from: { e164: '493055571601' } }, 2).remote).toEqual({
      ...internal,
      display: '+49 30 55571601',
      name: 'Alice Agent',
    });
    expect(seen({ from: { extension: '23' } }).remote).toEqual({
      ...internal,
      display: '23',
      name: 'Bob Müller',
    });
    expect(projector.lookupNumber(call({ from: { e164: '493055571601' } }))).toBeUndefined();
  });
  it('internal calls: each sees the other', () => {
    const both = {
      direction: 'internal' as const,
      from: { e164: '493055571601' },
      to: { extension: '23' },
    };
    expect(seen(both, 1).remote.name).toBe('Bob Müller');
    expect(seen(both, 2).remote.name).toBe('Alice Agent');
  });
  it('unreadable: the raw text, without control characters', () => {
    const remote = seen({ from: { raw: 'sup\u0000port\u202e\n', name: 'X\u2066Y' } }).remote;
    expect(remote).toMatchObject({ display: 'sup port', name: 'X Y' });
    expect(remote).not.toHaveProperty('number');
  });
});

describe('PJ2: the line and the queue', () => {
  it('label, greeting and language of the dialled line', () => {
    expect(seen().line).toEqual({
      number: '+493012300',
      display: '+49 30 12300',
      label: 'Support',
      greeting: 'Offhook support',
      language: 'de',
    });
  });
  it('a redirected call shows the line that was dialled', () => {
    const line = seen({ to: { extension: '23' }, diversion: { e164: '493012300' } }).line;
    expect(line).toMatchObject({ number: '+493012300', label: 'Support' });
  });
  it('queue by configured name; the dialled number itself is no queue', () => {
    expect(seen({ queue: { id: 'q1' } }).queue).toBe('Hotline');
    expect(seen({ queue: { name: 'Sales' } }).queue).toBe('Sales');
    expect(seen({ queue: { name: '493012300' } }).queue).toBeUndefined();
  });
});

describe('PJ3: who rings, who talks', () => {
  const everRang = [{ name: 'alice agent' }, { extension: '23' }, { name: 'Zoe' }];
  it('names of colleagues as Zammad has them', () => {
    expect(seen({ ringing: everRang, everRang }).ringing).toEqual([
      'Alice Agent',
      'Bob Müller',
      'Zoe',
    ]);
  });
  it('a colleague’s private number is told to nobody', () => {
    const party = { e164: '491761111111', raw: '+491761111111' };
    const shown = seen({
      ringing: [party],
      everRang: [party],
      state: 'talking',
      answeredAt: 5,
      answeredBy: party,
      answeringNumber: '+491761111111',
      talkers: [{ party, fromAt: 5 }],
    });
    expect(JSON.stringify(shown)).not.toContain('1761111111');
    expect(shown.answeredBy).toBeUndefined();
  });
  it('mine for who talks, answered by for the others', () => {
    const talk = {
      everRang,
      state: 'talking' as const,
      answeredAt: 5,
      answeredBy: { name: 'Bob Mueller' },
      talkers: [{ party: { name: 'Bob Mueller' }, fromAt: 5 }],
    };
    expect(seen(talk, 2)).toMatchObject({ mine: true, answeredBy: 'Bob Müller' });
    expect(seen(talk, 1)).toMatchObject({ mine: false, answeredBy: 'Bob Müller' });
  });
  it('a hand-over says from whom and how long they talked', () => {
    const talkers = [
      { party: { name: 'Alice Agent' }, fromAt: 1_000, toAt: 31_000 },
      { party: { extension: '23' }, fromAt: 31_000 },
    ];
    const talk = { state: 'talking' as const, answeredAt: 1_000, talkers };
    expect(seen(talk, 2).transferredFrom).toEqual({ agent: 'Alice Agent', talkedMs: 30_000 });
    expect(seen(talk, 2).mine).toBe(true);
    expect(seen(talk, 1).transferredFrom).toBeUndefined();
    expect(seen(talk, 1).mine).toBe(true);
  });
  const alice = { party: { name: 'Alice Agent' }, fromAt: 1_000 };
  it('who is rung for a hand-over is told before they take it', () => {
    const handed = {
      state: 'talking' as const,
      answeredAt: 1_000,
      talkers: [{ ...alice, toAt: 21_000 }],
      transfers: [{ type: 'blind' as const, at: 21_000, by: { name: 'Alice Agent' } }],
      ringing: [{ extension: '23' }],
      everRang: [{ name: 'Alice Agent' }, { extension: '23' }],
    };
    expect(seen(handed, 2).transferredFrom).toEqual({ agent: 'Alice Agent', talkedMs: 20_000 });
    // For them it rings, while the others see who talks.
    expect(seen(handed, 2)).toMatchObject({ state: 'ringing', ringing: ['Bob Müller'] });
    expect(seen(handed, 2)).not.toHaveProperty('answeredAt');
    expect(seen(handed, 2)).not.toHaveProperty('answeredBy');
    expect(seen(handed, 3)).toMatchObject({ state: 'talking', answeredBy: 'Alice Agent' });
    // Who handed it over is out of it.
    expect(seen(handed, 1)).toMatchObject({
      state: 'ended',
      endedAt: 21_000,
      transferredTo: { agent: 'Bob Müller' },
    });
    expect(seen(handed, 1).transferredFrom).toBeUndefined();
  });
  it('several hand-overs: each is told of the one before', () => {
    const talkers = [
      { ...alice, toAt: 5_000 },
      { party: { extension: '23' }, fromAt: 5_000, toAt: 9_000 },
      { ...alice, fromAt: 9_000 },
    ];
    const talk = { state: 'talking' as const, answeredAt: 1_000, talkers };
    expect(seen(talk, 1).transferredFrom).toEqual({ agent: 'Bob Müller', talkedMs: 4_000 });
    expect(seen(talk, 2).transferredFrom).toEqual({ agent: 'Alice Agent', talkedMs: 4_000 });
    expect(seen(talk, 1).answeredBy).toBe('Alice Agent');
  });
  it('a call that continues another one names who talked in that', () => {
    const next = {
      transferredFrom: 'c0',
      handedOver: { party: { name: 'Alice Agent' }, talkedMs: 7_000 },
      ringing: [{ extension: '23' }],
      everRang: [{ extension: '23' }],
    };
    expect(seen(next, 2).transferredFrom).toEqual({ agent: 'Alice Agent', talkedMs: 7_000 });
    // Not to those it does not ring for, and not to who handed it over.
    expect(seen(next, 1).transferredFrom).toBeUndefined();
    const own = { ...next, handedOver: { party: { extension: '23' }, talkedMs: 7_000 } };
    expect(seen(own, 2).transferredFrom).toBeUndefined();
  });
  it('an outgoing call handed over', () => {
    const out = {
      direction: 'out' as const,
      state: 'talking' as const,
      from: { name: 'Alice Agent' },
      to: { e164: '491721234567' },
      answeredAt: 1_000,
      talkers: [
        { ...alice, toAt: 3_000 },
        { party: { extension: '23' }, fromAt: 3_000 },
      ],
      transfers: [{ type: 'attended' as const, at: 3_000, to: { extension: '23' } }],
      everRang: [{ extension: '23' }],
    };
    expect(seen(out, 2)).toMatchObject({
      mine: true,
      transferredFrom: { agent: 'Alice Agent', talkedMs: 2_000 },
      remote: { number: '+491721234567' },
    });
  });
  it('a mailbox and people unknown hand nothing over', () => {
    const talkers = (party: Party) => [
      { party, fromAt: 1_000, toAt: 2_000 },
      { party: { extension: '23' }, fromAt: 2_000 },
    ];
    const talk = { state: 'talking' as const, answeredAt: 1_000 };
    const mailbox = { name: 'voicemail', kind: 'voicemail' as const };
    expect(seen({ ...talk, talkers: talkers(mailbox) }, 2).transferredFrom).toBeUndefined();
    expect(seen({ ...talk, talkers: talkers({}) }, 2).transferredFrom).toBeUndefined();
  });
  it('waits in a queue', () => {
    const queued = { state: 'queued' as const, queue: { id: 'q1' } };
    expect(seen(queued)).toMatchObject({ state: 'queued', queue: 'Hotline', ringing: [] });
  });
  it('outgoing: mine from the start, nobody of ours answered', () => {
    const out = { direction: 'out' as const, from: { extension: '23' }, to: { e164: '49301' } };
    expect(seen({ ...out, dialId: 'd' }, 2)).toMatchObject({ mine: true, dialId: 'd' });
    const other = seen({ ...out, dialId: 'd', answeredAt: 5, answeredBy: { name: 'X' } }, 1);
    expect(other).toMatchObject({ mine: false });
    expect(other).not.toHaveProperty('dialId');
    expect(other).not.toHaveProperty('answeredBy');
  });
});

describe('PJ4: whatever a telephone system sends, browsers understand it', () => {
  const text = fc.string({ unit: 'binary', maxLength: 3_000 });
  const party = fc.record(
    { raw: text, name: text, e164: fc.stringMatching(/^[1-9]\d{5,14}$/), account: text },
    { requiredKeys: [] },
  );
  it('fits the schema (seeded)', () => {
    fc.assert(
      fc.property(
        fc.record({
          from: party,
          to: party,
          ringing: fc.array(party, { maxLength: 60 }),
          queue: fc.record({ id: text, name: text }, { requiredKeys: [] }),
          direction: fc.constantFrom('in' as const, 'out' as const, 'internal' as const),
          answeredBy: party,
          causeWord: text,
        }),
        (odd) => {
          const shown = seen({ ...odd, everRang: odd.ringing, answeredAt: 1 });
          expect(v.safeParse(agentCallSchema, JSON.parse(JSON.stringify(shown))).success).toBe(
            true,
          );
        },
      ),
    );
  });
});
