import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import type { Call } from './call.ts';
import { createLines, type LineRule, type QueueRule } from './lines.ts';
import { createPhone } from './phone.ts';
import { numbersIn } from './number-list.ts';
import { type AgentMapping, createRoster, type KnownAgent } from './roster.ts';
import { createAddressing } from './targets.ts';
import { ringingCall } from '../../tests/core/ringing-call.ts';

const phone = createPhone(metadata as never, { homeCountry: 'DE', areaCode: '30' });
const ALICE: KnownAgent = {
  id: 1,
  login: 'alice@example.com',
  email: 'Alice.Agent@example.com',
  name: 'Alice Agent',
  phone: '+49 30 55571601',
  mobile: '',
};
const JOERG: KnownAgent = {
  id: 2,
  login: 'jm',
  email: 'jm@example.com',
  name: 'Jörg Müller',
  phone: '23',
  mobile: '0172/1234567, 030 55571602',
};
const CARLA: KnownAgent = { ...JOERG, id: 3, login: 'carla', email: 'c@example.com' };
Object.assign(CARLA, { name: 'Carla Weiß', phone: '030 55571600', mobile: '' });

interface Setup {
  agents?: KnownAgent[];
  mapping?: AgentMapping[];
  queues?: QueueRule[];
  lines?: LineRule[];
  nobodyMapped?: 'everyone' | 'nobody';
  visibility?: 'team' | 'own';
  dialAgent?: (dialId: string) => number | undefined;
}
function addressing(setup: Setup = {}) {
  const roster = createRoster({
    agents: setup.agents ?? [ALICE, JOERG, CARLA],
    mapping: setup.mapping ?? [],
    phone,
  });
  const lines = createLines({ lines: setup.lines ?? [], queues: setup.queues ?? [], phone });
  return createAddressing({
    roster,
    lines,
    phone,
    nobodyMapped: setup.nobodyMapped ?? 'everyone',
    visibility: setup.visibility ?? 'team',
    dialAgent: setup.dialAgent,
  });
}
function who(given: Partial<Call>, setup?: Setup) {
  const { agents, everyone } = addressing(setup).targets(ringingCall(given));
  return everyone ? 'everyone' : [...agents].sort();
}

describe('TG1: without configuration an agent is found by name, login, e-mail, extension, number', () => {
  it.each([
    ['Alice Agent', 1],
    ['alice agent', 1],
    ['Agent, Alice', 1],
    ['  ALICE   AGENT ', 1],
    ['Alice Agent (23)', 1],
    ['Jörg Müller', 2],
    ['Joerg Mueller', 2],
    ['jorg muller', 2],
    ['Mu\u0308ller, Jo\u0308rg', 2],
    ['MÜLLER JÖRG', 2],
    ['Carla Weiss', 3],
    ['alice@example.com', 1],
    ['ALICE.agent@EXAMPLE.com', 1],
    ['jm', 2],
    ['23', 2],
    ['PJSIP/23', 2],
    ['+49 (0)30 55571601', 1],
  ])('user=%j is agent %i', (name, id) => {
    expect(who({ everRang: [{ name }] })).toEqual([id]);
  });
  it.each([
    [{ extension: '23' }, 2],
    [{ account: 'PJSIP/23-0000001f' }, 2],
    [{ account: 'jm' }, 2],
    [{ e164: '491721234567' }, 2],
    [{ e164: '493055571602' }, 2],
    [{ raw: 'Alice Agent' }, 1],
  ])('%j is agent %i', (party, id) => {
    expect(who({ everRang: [party] })).toEqual([id]);
  });
  it('the dialled number speaks when nobody is named', () => {
    expect(who({ to: { e164: '493055571601' } })).toEqual([1]);
    expect(who({ to: { extension: '23' } })).toEqual([2]);
  });
  it('the dialled number does not add people to those named', () => {
    const to = { e164: '493055571600' };
    expect(who({ to })).toEqual([3]);
    expect(who({ to, everRang: [{ name: 'Alice Agent' }] })).toEqual([1]);
  });
  it('a name outweighs a number that several share', () => {
    const shared = { ...CARLA, phone: ALICE.phone };
    const agents = [ALICE, shared];
    expect(who({ to: { e164: '493055571601' } }, { agents })).toEqual([1, 3]);
    const everRang = [{ name: 'Alice Agent', e164: '493055571601' }];
    expect(who({ everRang }, { agents })).toEqual([1]);
  });
  it('Michael is not Michal', () => {
    const michael = { ...ALICE, name: 'Michael Novak' };
    expect(who({ everRang: [{ name: 'Michal Novak' }] }, { agents: [michael] })).toBe('everyone');
  });
});

describe('TG2: the mapping', () => {
  const mapping = [
    {
      login: 'ALICE@example.com',
      extensions: ['41', 'SIP/al'],
      numbers: ['+49 30 99999'],
      names: ['Empfang'],
    },
  ];
  it.each([
    { extension: '41' },
    { account: 'SIP/al-00000002' },
    { e164: '493099999' },
    { name: 'empfang' },
  ])('%j', (party) => {
    expect(who({ everRang: [party] }, { mapping })).toEqual([1]);
  });
  it('somebody mapped who paired no browser is not nobody', () => {
    const unpaired = [{ login: 'dora@example.com', extensions: ['55'] }];
    expect(who({ everRang: [{ extension: '55' }] }, { mapping: unpaired })).toEqual([]);
  });
});

describe('TG3: groups, answers, hand-overs', () => {
  const both = [{ name: 'Alice Agent' }, { name: 'Jörg Müller' }];
  it('who ever rang stays addressed', () => {
    expect(who({ everRang: both, ringing: [] })).toEqual([1, 2]);
    expect(
      who({ everRang: both, state: 'talking', answeredAt: 5, answeredBy: { name: 'Carla Weiß' } }),
    ).toEqual([1, 2, 3]);
  });
  it('part of a group is known', () => {
    expect(who({ everRang: [{ name: 'Alice Agent' }, { name: 'Zoe' }] })).toEqual([1]);
  });
  it('the answering number names who took it', () => {
    const taken = ringingCall({ everRang: both, answeredAt: 5, answeringNumber: '49 30 55571601' });
    expect(
      addressing()
        .talkers(taken)
        .map(({ agentId }) => agentId),
    ).toEqual([1]);
  });
  it('an answer without any name is of the only one who was rung', () => {
    const taken = ringingCall({
      everRang: [{ name: 'Alice Agent' }],
      state: 'talking',
      answeredAt: 5,
    });
    expect(
      addressing()
        .talkers(taken)
        .map(({ agentId }) => agentId),
    ).toEqual([1]);
    const unsure = { ...taken, everRang: both };
    expect(addressing().talkers(unsure)).toEqual([]);
    const stranger = { ...taken, answeredBy: { name: 'John Doe' } };
    expect(addressing().talkers(stranger)).toEqual([]);
  });
});

describe('TG4: queues', () => {
  const queues = [
    { name: 'support', match: ['+49 30 12300', 'hotline'], agents: ['jm', 'carla', 'nobody'] },
  ];
  it.each([
    { queue: { name: 'Support' } },
    { queue: { id: 'HOTLINE' } },
    { to: { e164: '493012300' } },
    { to: { e164: '491' }, diversion: { e164: '493012300' } },
  ])('%j concerns its agents', (given) => {
    expect(who({ to: { e164: '4930777777' }, ...given }, { queues })).toEqual([2, 3]);
  });
  it('a star stands for the rest of a number', () => {
    const all = [{ name: 'x', match: ['+4930123*'], agents: ['carla'] }];
    expect(who({}, { queues: all })).toEqual([3]);
    expect(who({ to: { e164: '4930999999' } }, { queues: all })).toBe('everyone');
  });
});

describe('TG5: nobody we know', () => {
  it('everyone or nobody, as configured', () => {
    expect(who({ everRang: [{ name: 'Zoe' }] })).toBe('everyone');
    expect(who({}, { nobodyMapped: 'nobody' })).toEqual([]);
  });
  it('still everyone once somebody answered: it rang for them', () => {
    const answer = { state: 'talking' as const, answeredAt: 5 };
    expect(who({ ...answer, answeredBy: { name: 'Alice Agent' } })).toBe('everyone');
  });
  it('a call first heard of by its answer rang for nobody else', () => {
    const answer = { announced: false, answeredAt: 5, answeredBy: { name: 'Alice Agent' } };
    expect(who(answer)).toEqual([1]);
    expect(who({ announced: false, answeredAt: 5, answeredBy: { name: 'Zoe' } })).toBe('everyone');
  });
  it('internal calls never go to everyone', () => {
    const internal = { direction: 'internal' as const, from: { extension: '98' } };
    expect(who({ ...internal, to: { extension: '99' } })).toEqual([]);
    expect(who({ ...internal, to: { extension: '23' } })).toEqual([2]);
  });
});

describe('TG6: outgoing calls concern the caller', () => {
  const out = { direction: 'out' as const, to: { e164: '4930609854180' } };
  it.each([
    [{ e164: '493012300', name: 'Alice Agent' }, [1]],
    [{ extension: '23' }, [2]],
    [{ e164: '493055571601' }, [1]],
  ])('from %j', (from, ids) => {
    expect(who({ ...out, from })).toEqual(ids);
  });
  it('of a click-to-dial request: who asked', () => {
    const dialAgent = (dialId: string) => (dialId === 'd1' ? 3 : undefined);
    expect(who({ ...out, from: { e164: '491' }, dialId: 'd1' }, { dialAgent })).toEqual([3]);
  });
  it('whom it is handed over to is', () => {
    const transfers = [{ type: 'blind' as const, at: 5 }];
    const rung = { ...out, from: { extension: '23' }, everRang: [{ name: 'Alice Agent' }] };
    expect(who(rung)).toEqual([2]);
    expect(who({ ...rung, transfers })).toEqual([1, 2]);
  });
  it('the person called is not addressed, even if a colleague', () => {
    expect(who({ ...out, from: { extension: '23' }, to: { e164: '493055571601' } })).toEqual([2]);
  });
});

describe('TG7: private lines and visibility', () => {
  const lines = [{ match: '030 12300', private: true }];
  it('a private line goes to those it names, never to everyone', () => {
    expect(who({}, { lines })).toEqual([]);
    expect(who({ everRang: [{ name: 'Alice Agent' }] }, { lines })).toEqual([1]);
  });
  it('history: the team sees all but private and internal calls', () => {
    const alices = ringingCall({ everRang: [{ name: 'Alice Agent' }] });
    expect(addressing().maySee(alices, 2)).toBe(true);
    expect(addressing({ visibility: 'own' }).maySee(alices, 2)).toBe(false);
    expect(addressing({ visibility: 'own' }).maySee(alices, 1)).toBe(true);
    expect(addressing({ lines }).maySee(alices, 2)).toBe(false);
    expect(addressing({ lines }).maySee(alices, 1)).toBe(true);
    expect(
      addressing().maySee(ringingCall({ direction: 'internal', to: { extension: '1' } }), 2),
    ).toBe(false);
  });
});

describe('TG8: several numbers in one field', () => {
  it.each([
    ['030 1234567, 0172 1234567', ['030 1234567', '0172 1234567']],
    ['030 1234567 oder 0172 1234567', ['030 1234567', '0172 1234567']],
    ['030 1234567 / 0172 1234567', ['030 1234567', '0172 1234567']],
    ['030/1234567', ['030/1234567']],
    ['030 / 1234567', ['030 / 1234567']],
    ['030 / 1234567; 0172 / 1234567', ['030 / 1234567', '0172 / 1234567']],
    ['Büro: 030 1234567; privat: 0172 1', ['030 1234567', '0172 1']],
    ['', []],
    [' , ;', []],
  ])('%j', (field, numbers) => {
    expect(numbersIn(field, phone)).toEqual(numbers);
  });
});
