import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import type { Call, Party } from './call.ts';
import { createLines, type LineRule, type QueueRule } from './lines.ts';
import { createPhone } from './phone.ts';
import { createProjector } from './project.ts';
import { type AgentMapping, createRoster, type KnownAgent } from './roster.ts';
import { createAddressing } from './targets.ts';
import { ringingCall } from '../../tests/core/ringing-call.ts';

const phone = createPhone(metadata as never, { homeCountry: 'DE', areaCode: '30' });
const agent = (id: number, name: string, more: Partial<KnownAgent> = {}): KnownAgent => ({
  id,
  login: `a${id}@example.com`,
  email: `a${id}@example.com`,
  name,
  phone: '',
  mobile: '',
  ...more,
});
const ALICE = agent(1, 'Alice Agent');
const BOB = agent(2, 'Bob Müller');

interface Setup {
  agents?: KnownAgent[];
  mapping?: AgentMapping[];
  queues?: QueueRule[];
  lines?: LineRule[];
}
function team({ agents = [ALICE, BOB], mapping = [], queues = [], lines: ours = [] }: Setup) {
  const roster = createRoster({ agents, mapping, phone });
  const lines = createLines({ lines: ours, queues, phone });
  const rules = { nobodyMapped: 'everyone', visibility: 'team' } as const;
  const addressing = createAddressing({ roster, lines, phone, ...rules });
  const projector = createProjector({ roster, addressing, lines, phone });
  return { roster, addressing, projector };
}
const ids = (people: { agentId?: number }[]) => people.map(({ agentId }) => agentId).toSorted();

describe('PO20: devices and accounts in any spelling', () => {
  it.each<[string, Party]>([
    ['23', { account: 'PJSIP/23-0000001f' }],
    ['23', { account: 'sip/23' }],
    ['23', { account: 'sip:23@10.0.0.5;transport=udp' }],
    ['23', { raw: 'PJSIP/23', name: 'PJSIP/23' }],
    ['23', { extension: '23' }],
    ['PJSIP/23', { account: 'pjsip/23-0000001F' }],
    ['PJSIP/23', { extension: '23' }],
    ['sip:23@pbx.example', { extension: '23' }],
    ['PJSIP/Reception', { account: 'PJSIP/reception-0000000a' }],
    ['Reception', { account: 'PJSIP/reception-0000000a' }],
    ['reception', { account: 'sip:Reception@pbx.example' }],
    ['7777abc@fpbx.de', { account: '7777ABC@fpbx.de' }],
    ['7777abc@fpbx.de', { account: 'sip:7777abc@FPBX.de' }],
    ['7777abc@fpbx.de', { raw: 'sip:7777abc@fpbx.de' }],
    ['7777abc', { account: '7777abc@fpbx.de' }],
    ['w0', { account: 'w0' }],
    ['W0', { raw: 'w0', name: 'w0' }],
    ['w0', { account: '1234567w0' }],
    ['1234567w0', { account: '1234567W0' }],
    ['1234567w0', { account: 'w0' }],
    ['123456', { extension: '123456' }],
  ])('mapped %j, named %j', (mapped, party) => {
    const mapping = [{ login: 'A1@example.com', extensions: ['99', mapped] }];
    expect(ids(team({ mapping }).roster.find(party))).toEqual([1]);
  });
  it.each<[string, Party]>([
    ['w1', { account: 'w0' }],
    ['1234567w0', { account: '7654321w0' }],
    ['7777abc@fpbx.de', { account: '7777abc@other.de' }],
    ['23', { account: 'PJSIP/230-0000001f' }],
    ['PJSIP/desk', { account: 'PJSIP/desk2' }],
  ])('mapped %j is not %j', (mapped, party) => {
    const mapping = [{ login: 'a1@example.com', extensions: [mapped] }];
    expect(team({ mapping }).roster.find(party)).toEqual([]);
  });
  it('the short id of two sipgate accounts is both', () => {
    const mapping = [
      { login: 'a1@example.com', extensions: ['1234567w0'] },
      { login: 'a2@example.com', extensions: ['7654321w0'] },
    ];
    const { roster } = team({ mapping });
    expect(ids(roster.find({ account: 'w0' }))).toEqual([1, 2]);
    expect(ids(roster.find({ account: '7654321w0' }))).toEqual([2]);
  });
  it('several devices of one person are one person', () => {
    const mapping = [
      {
        login: 'a1@example.com',
        extensions: ['23', 'PJSIP/soft', 'w0'],
        numbers: ['0172 1234567'],
      },
      { login: 'a1@example.com', extensions: ['24'] },
    ];
    const { addressing, projector } = team({ mapping });
    const everRang = [
      { extension: '23' },
      { account: 'PJSIP/soft-0000001f' },
      { account: '24' },
      { e164: '491721234567' },
    ];
    const rings = ringingCall({ everRang, ringing: everRang });
    expect([...addressing.targets(rings).agents]).toEqual([1]);
    expect(projector.project(rings, 1, { version: 1, matches: [] }).ringing).toEqual([
      'Alice Agent',
    ]);
  });
  it.each(['BOB MÜLLER', 'bob mueller', 'Mu\u0308ller, Bob', 'A2@EXAMPLE.COM'])('%j', (name) => {
    expect(ids(team({}).roster.find({ name }))).toEqual([2]);
  });
});

describe('PO21: nobody is guessed', () => {
  const twins = {
    agents: [agent(1, 'Alex Kim', { phone: '030 55571601' }), agent(2, 'Alex Kim')],
    mapping: [{ login: 'a2@example.com', extensions: ['24'] }],
  };
  const answer = { state: 'talking' as const, answeredAt: 5 };
  it.each<[Party, number[]]>([
    [{ name: 'Alex Kim' }, [1, 2]],
    [{ name: 'Alex Kim', extension: '24' }, [2]],
    [{ name: 'Alex Kim', account: 'PJSIP/24-0000001f' }, [2]],
    [{ name: 'Alex Kim', e164: '493055571601' }, [1]],
    [{ name: 'Alex Kim', e164: '493055579999' }, [1, 2]],
    [{ name: 'Alex Kim', extension: '99' }, [1, 2]],
  ])('two of one name: %j is %j', (party, expected) => {
    expect(ids(team(twins).roster.find(party))).toEqual(expected);
  });
  it('both are addressed, none is said to talk', () => {
    const { addressing, projector } = team(twins);
    const party = { name: 'Alex Kim' };
    const taken = ringingCall({
      ...answer,
      everRang: [party],
      answeredBy: party,
      talkers: [{ party, fromAt: 5 }],
    });
    expect([...addressing.targets(taken).agents].toSorted()).toEqual([1, 2]);
    for (const id of [1, 2]) {
      const shown = projector.project(taken, id, { version: 1, matches: [] });
      expect(shown).toMatchObject({ mine: false, answeredBy: 'Alex Kim' });
    }
  });
  it('who sits at a colleague’s phone: both it may be', () => {
    const mapping = [{ login: 'a2@example.com', extensions: ['24'] }];
    const { roster } = team({ mapping });
    expect(ids(roster.find({ name: 'Alice Agent', extension: '24' }))).toEqual([1, 2]);
  });
  it('a mapped name is no login: a queue’s agent is the one of that login', () => {
    const mapping = [
      { login: 'a1@example.com', names: ['a2@example.com'] },
      { login: 'a2@example.com' },
    ];
    const queues = [{ name: 'support', agents: ['A2@example.com'] }];
    const { addressing } = team({ mapping, queues });
    expect([...addressing.targets(ringingCall({ queue: { name: 'support' } })).agents]).toEqual([
      2,
    ]);
  });
});

describe('PO22: a queue’s agents and those rung directly', () => {
  const queues = [
    { name: 'Support', match: ['0800 1234567', 'q-7', 'hot*'], agents: ['a2@example.com'] },
  ];
  const mapping = [{ login: 'a1@example.com', extensions: ['23'] }];
  it.each<Partial<Call>>([
    { queue: { name: 'SUPPORT' } },
    { queue: { id: 'Q-7' } },
    { queue: { name: 'Hotline DE' } },
    { to: { e164: '498001234567' } },
    { diversion: { raw: 'support' } },
  ])('%j', (given) => {
    const { addressing } = team({ queues, mapping });
    const rings = ringingCall({ ...given, everRang: [{ extension: '23' }] });
    expect([...addressing.targets(rings).agents].toSorted()).toEqual([1, 2]);
  });
  it('once, when the agent of the queue is rung too', () => {
    const { addressing } = team({ queues, mapping });
    const rings = ringingCall({ queue: { id: 'q-7' }, everRang: [{ name: 'Bob Müller' }] });
    expect([...addressing.targets(rings).agents]).toEqual([2]);
  });
  it('a queue by its number with a star, national', () => {
    const { addressing } = team({
      queues: [{ name: 'x', match: ['030 123*'], agents: ['a1@example.com'] }],
    });
    expect([...addressing.targets(ringingCall({})).agents]).toEqual([1]);
  });
});
