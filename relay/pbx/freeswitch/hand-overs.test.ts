import { describe, expect, it } from 'vitest';
import { callsOf } from '../../testing/calls-of.ts';
import { testDialect } from '../../testing/test-dialect.ts';
import { bridge, fromTrunk, fromUser, hangup, queueing, toTrunk, toUser } from './fake-channels.ts';
import { freeswitch } from './freeswitch.ts';

const CREATE = 'CHANNEL_CREATE';
const ANSWER = 'CHANNEL_ANSWER';

function told(events: object[]) {
  const dialect = testDialect(freeswitch, { options: { password: 'x' } });
  return dialect.replay!(events.map((event) => JSON.stringify(event)).join('\n'));
}

const calls = (events: object[]) => callsOf(told(events));

const A = fromTrunk('a', '03023125741', '493012300');
const B = toUser('b', 'a', '23');
const C = toUser('c', 'a', '24');
const TALKING = [A(CREATE), B(CREATE), B(ANSWER), A(ANSWER), bridge('a', 'b')];

describe('transfers', () => {
  it('blind: two talkers in one call', () => {
    const events = [...TALKING, hangup('b', 'BLIND_TRANSFER'), C(CREATE)];
    expect(calls(events)[0]).toMatchObject({ state: 'talking', ringing: [{ extension: '24' }] });
    const [call, ...more] = calls([
      ...events,
      C(ANSWER),
      bridge('a', 'c'),
      hangup('c'),
      hangup('a'),
    ]);
    expect(more).toEqual([]);
    expect(call?.talkers.map(({ party }) => party.extension)).toEqual(['23', '24']);
    expect(told(events).filter(({ kind }) => kind === 'transfer')).toMatchObject([
      { transfer: { type: 'blind', by: { extension: '23' }, to: { extension: '24' } } },
    ]);
  });
  it('blind, where the next phone rings before the first channel ends', () => {
    const events = [...TALKING, C(CREATE), hangup('b', 'BLIND_TRANSFER')];
    expect(told(events).filter(({ kind }) => kind === 'transfer')).toMatchObject([
      { transfer: { type: 'blind', by: { extension: '23' }, to: { extension: '24' } } },
    ]);
  });
  it('attended: the call for advice ends, the customer talks on', () => {
    const X = fromUser('x', '23', '24');
    const Y = toUser('y', 'x', '24');
    const [call, advice, ...more] = calls([
      ...TALKING,
      X(CREATE),
      Y(CREATE),
      Y(ANSWER),
      bridge('x', 'y'),
      bridge('a', 'y'),
      hangup('b', 'ATTENDED_TRANSFER'),
      hangup('x', 'ATTENDED_TRANSFER'),
    ]);
    expect(more).toEqual([]);
    expect(call).toMatchObject({
      nativeId: 'a',
      state: 'talking',
      answeredBy: { extension: '24' },
    });
    expect(call?.talkers.map(({ party }) => party.extension)).toEqual(['23', '24']);
    expect(advice).toMatchObject({ nativeId: 'x', direction: 'internal', state: 'ended' });
  });
  it('an outgoing call handed over lives on without who began it', () => {
    const X = fromUser('x', '23', '03055571600');
    const Y = toTrunk('y', 'x', '03055571600');
    const Z = toUser('z', 'x', '24', { 'Other-Leg-Unique-ID': 'y' });
    const events = [
      X(CREATE),
      Y(CREATE),
      Y(ANSWER),
      bridge('x', 'y'),
      hangup('x', 'BLIND_TRANSFER'),
      Z(CREATE),
      Z(ANSWER),
      bridge('y', 'z'),
    ];
    const [call] = calls(events);
    expect(call).toMatchObject({ state: 'talking' });
    expect(call?.talkers.map(({ party }) => party.extension)).toEqual(['23', '24']);
    expect(calls([...events, hangup('y'), hangup('z')])[0]?.state).toBe('ended');
  });
});

describe('queues of mod_callcenter', () => {
  const agent = toUser('b', 'b', '23', {
    'Other-Leg-Unique-ID': '',
    variable_cc_member_session_uuid: 'a',
  });
  const WAITING = [A(CREATE), A(ANSWER), queueing('member-queue-start', 'a')];
  it('waits, rings, is answered', () => {
    expect(calls(WAITING)).toMatchObject([{ state: 'queued', queue: { name: 'support' } }]);
    const offered = [...WAITING, queueing('agent-offering', 'a', { 'CC-Agent': '23@default' })];
    expect(calls([...offered, agent(CREATE)])).toMatchObject([
      { state: 'ringing', ringing: [{ extension: '23' }] },
    ]);
    const started = queueing('bridge-agent-start', 'a', {
      'CC-Agent': '23@default',
      'CC-Agent-UUID': 'b',
    });
    for (const last of [
      [bridge('a', 'b'), started],
      [started, bridge('a', 'b')],
    ]) {
      const [call, ...more] = calls([...offered, agent(CREATE), agent(ANSWER), ...last]);
      expect(more).toEqual([]);
      expect(call).toMatchObject({ state: 'talking', answeredBy: { extension: '23' } });
      expect(call?.talkers).toHaveLength(1);
    }
  });
  it('an agent who does not answer stops ringing, the caller waits on', () => {
    const failed = queueing('bridge-agent-fail', 'a', { 'CC-Agent': '23@default' });
    const [call] = calls([...WAITING, agent(CREATE), hangup('b', 'NO_ANSWER'), failed]);
    expect(call).toMatchObject({ state: 'queued', ringing: [] });
  });
  it('FusionPBX names agents by a UUID: the channel tells who it is', () => {
    const id = '6f9619ff-8b86-d011-b42d-00cf4fc964ff';
    const offered = queueing('agent-offering', 'a', { 'CC-Agent': id });
    const started = queueing('bridge-agent-start', 'a', { 'CC-Agent': id, 'CC-Agent-UUID': 'b' });
    const [call] = calls([...WAITING, offered, agent(CREATE), agent(ANSWER), started]);
    expect(call?.answeredBy).toMatchObject({ extension: '23' });
    expect(call?.everRang).toHaveLength(1);
  });
  it('an agent channel that does not name its member belongs to it once they talk', () => {
    const lone = toUser('b', 'b', '23', { 'Other-Leg-Unique-ID': '' });
    const [call, ...more] = calls([...WAITING, lone(CREATE), lone(ANSWER), bridge('a', 'b')]);
    expect(more).toEqual([]);
    expect(call).toMatchObject({ state: 'talking', answeredBy: { extension: '23' } });
  });
  it('the caller gives up: missed, though the line was picked up', () => {
    const left = queueing('member-queue-end', 'a', { 'CC-Cause': 'Cancel' });
    expect(calls([...WAITING, left, hangup('a', 'NORMAL_CLEARING')])).toMatchObject([
      { state: 'ended', missed: true, cause: 'cancel' },
    ]);
  });
});

describe('noise', () => {
  it.each([
    [{ 'Event-Name': 'HEARTBEAT' }],
    [{ 'Event-Name': CREATE }],
    [hangup('nobody')],
    [bridge('no', 'body')],
    [queueing('member-queue-start', 'nobody')],
    [{ 'Event-Name': 'CUSTOM', 'Event-Subclass': 'sofia::register' }],
    [[]],
    [null],
    [{ __proto__: 1, 'Event-Name': 5 }],
  ])('%j says nothing', (event) => expect(told([event as object])).toEqual([]));
});
