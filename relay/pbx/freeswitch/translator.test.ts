import { describe, expect, it } from 'vitest';
import { callsOf } from '../../testing/calls-of.ts';
import { recordings } from '../../testing/pbx-samples.ts';
import { testDialect } from '../../testing/test-dialect.ts';
import { bridge, fromTrunk, fromUser, hangup, toTrunk, toUser } from './fake-channels.ts';
import { freeswitch } from './freeswitch.ts';

const CREATE = 'CHANNEL_CREATE';
const ANSWER = 'CHANNEL_ANSWER';

function told(events: object[], options: object = {}) {
  const dialect = testDialect(freeswitch, { options: { password: 'x', ...options } });
  return dialect.replay!(events.map((event) => JSON.stringify(event)).join('\n'));
}

/** The calls as they are after these events. */
const calls = (events: object[], options: object = {}) => callsOf(told(events, options));

const A = fromTrunk('a', '03023125741', '493012300');
const B = toUser('b', 'a', '23');
const C = toUser('c', 'a', '24');
const RINGING = [A(CREATE), B(CREATE)];
const TALKING = [...RINGING, B(ANSWER), A(ANSWER), bridge('a', 'b')];

describe('recordings', () => {
  it.each(recordings('freeswitch').map(({ file, text }) => [file, text]))('%s', (_file, text) => {
    const [head = '', ...lines] = text.split('\n');
    const { calls: expected } = JSON.parse(head) as { calls: object[] };
    const events = lines.filter(Boolean).map((line) => JSON.parse(line) as object);
    const seen = calls(events);
    expect(seen).toHaveLength(expected.length);
    expect(seen).toMatchObject(expected);
  });
});

describe('incoming', () => {
  it('is told when a phone is dialled, not when the line is picked up', () => {
    expect(told([A(CREATE), A(ANSWER)])).toEqual([]);
    expect(calls(RINGING)).toMatchObject([
      {
        nativeId: 'a',
        direction: 'in',
        state: 'ringing',
        from: { e164: '493023125741' },
        to: { e164: '493012300' },
        ringing: [{ extension: '23', account: '23', name: 'Agent 23' }],
      },
    ]);
  });
  it('an IVR that answers is no answer', () => {
    expect(calls([A(CREATE), A(ANSWER), B(CREATE)])[0]?.state).toBe('ringing');
  });
  it('a phone that answers without being bridged is no answer yet', () => {
    expect(calls([...RINGING, B(ANSWER)])[0]?.state).toBe('ringing');
  });
  it('a bridge for early media is no answer yet', () => {
    expect(calls([...RINGING, bridge('a', 'b')])[0]?.state).toBe('ringing');
    expect(calls([...RINGING, bridge('a', 'b'), B(ANSWER)])[0]?.state).toBe('talking');
  });
  it('is answered by who is bridged', () => {
    expect(calls(TALKING)).toMatchObject([{ state: 'talking', answeredBy: { extension: '23' } }]);
  });
  it('ends with the caller', () => {
    const [call] = calls([...TALKING, hangup('b'), hangup('a')]);
    expect(call).toMatchObject({ state: 'ended', cause: 'normalClearing', missed: false });
  });
  it('the caller gives up', () => {
    const end = [hangup('b', 'ORIGINATOR_CANCEL'), hangup('a', 'ORIGINATOR_CANCEL')];
    expect(calls([...RINGING, ...end])).toMatchObject([{ cause: 'cancel', missed: true }]);
  });
  it('who gives up in an IVR was missed', () => {
    expect(calls([A(CREATE), A(ANSWER), hangup('a')])).toMatchObject([
      { direction: 'in', state: 'ended', missed: true, cause: 'cancel' },
    ]);
  });
  it('machines that try numbers on a public address are no calls', () => {
    const scan = fromTrunk('s', '1000', '9000');
    expect(told([scan(CREATE), hangup('s', 'NO_ROUTE_DESTINATION')])).toEqual([]);
  });
  it('a hidden caller', () => {
    const hidden = fromTrunk('a', '03023125741', '493012300', {
      'Caller-Privacy-Hide-Number': 'true',
    });
    expect(calls([hidden(CREATE), B(CREATE)])[0]?.from).toEqual({ withheld: true });
  });
  it('a mailbox of the switch', () => {
    const mailbox = { ...A(ANSWER), variable_current_application: 'voicemail' };
    const events = [...RINGING, hangup('b', 'NO_ANSWER'), mailbox];
    expect(calls(events)).toMatchObject([{ state: 'talking', voicemail: true }]);
    expect(calls([...events, hangup('a')])).toMatchObject([{ missed: true, voicemail: true }]);
  });
  it('sent on to a mobile phone outside', () => {
    const mobile = toTrunk('m', 'a', '015112345678');
    const [call] = calls([A(CREATE), mobile(CREATE), mobile(ANSWER), bridge('a', 'm')]);
    expect(call).toMatchObject({ direction: 'in', state: 'talking' });
    expect(call?.talkers[0]?.party).toMatchObject({ e164: '4915112345678', kind: 'external' });
  });
});

describe('groups', () => {
  const GROUP = [...RINGING, C(CREATE)];
  it('losers stop ringing and never end the call', () => {
    const [call] = calls([
      ...GROUP,
      C(ANSWER),
      hangup('b', 'LOSE_RACE'),
      A(ANSWER),
      bridge('a', 'c'),
    ]);
    expect(call).toMatchObject({ state: 'talking', answeredBy: { extension: '24' }, ringing: [] });
    expect(call?.everRang).toHaveLength(2);
  });
  it('a busy phone leaves, the other rings on', () => {
    expect(calls([...GROUP, hangup('b', 'USER_BUSY')])[0]).toMatchObject({
      state: 'ringing',
      ringing: [{ extension: '24' }],
    });
  });
  it('one after the other', () => {
    const [call] = calls([...RINGING, hangup('b', 'NO_ANSWER'), C(CREATE)]);
    expect(call).toMatchObject({ state: 'ringing', ringing: [{ extension: '24' }] });
  });
  it('picked up by a colleague who was not rung', () => {
    const picker = fromUser('p', '25', '*823');
    const [call, ...more] = calls([
      ...RINGING,
      picker(CREATE),
      hangup('b', 'PICKED_OFF'),
      picker(ANSWER),
      bridge('a', 'p'),
    ]);
    expect(more).toEqual([]);
    expect(call).toMatchObject({ state: 'talking', answeredBy: { extension: '25' }, ringing: [] });
  });
  it('through loopback channels', () => {
    const loop = (id: string, call: string, more: Record<string, string>) => ({
      'Event-Name': CREATE,
      'Unique-ID': id,
      'Channel-Call-UUID': call,
      'Channel-Name': `loopback/23-${id}`,
      ...more,
    });
    const phone = toUser('b', 'l2', '23', { 'Other-Leg-Unique-ID': 'l2' });
    const [call, ...more] = calls([
      A(CREATE),
      loop('l1', 'a', { 'Call-Direction': 'outbound', 'Other-Leg-Unique-ID': 'a' }),
      loop('l2', 'l2', { 'Call-Direction': 'inbound', variable_other_loopback_leg_uuid: 'l1' }),
      phone(CREATE),
      phone(ANSWER),
      bridge('l2', 'b'),
      bridge('a', 'l1'),
    ]);
    expect(more).toEqual([]);
    expect(call).toMatchObject({
      nativeId: 'a',
      state: 'talking',
      answeredBy: { extension: '23' },
    });
  });
});

describe('outgoing', () => {
  const X = fromUser('x', '23', '03055571600');
  const Y = toTrunk('y', 'x', '4930555716', { 'Caller-Destination-Number': '03055571600' });
  it('rings nobody of ours, and is answered by the far end', () => {
    const [call] = calls([X(CREATE), Y(CREATE)]);
    expect(call).toMatchObject({
      direction: 'out',
      state: 'ringing',
      ringing: [],
      from: { extension: '23' },
      to: { e164: '493055571600' },
    });
    const early = [X(CREATE), Y(CREATE), bridge('x', 'y')];
    expect(calls(early)[0]?.state).toBe('ringing');
    expect(calls([...early, Y(ANSWER)])[0]).toMatchObject({ state: 'talking' });
    expect(calls([...early, Y(ANSWER)])[0]?.talkers[0]?.party).toMatchObject({ extension: '23' });
  });
  it.each([
    ['USER_BUSY', '486', 'busy'],
    ['NO_ANSWER', '408', 'noAnswer'],
    ['CALL_REJECTED', '603', 'noAnswer'],
    ['UNALLOCATED_NUMBER', '404', 'notFound'],
    ['NORMAL_TEMPORARY_FAILURE', '503', 'congestion'],
  ])('%s (SIP %s) is %s', (word, sip, cause) => {
    const end = [
      hangup('y', word, { variable_sip_term_status: sip }),
      hangup('x', word, { variable_originate_disposition: word }),
    ];
    expect(calls([X(CREATE), Y(CREATE), ...end])).toMatchObject([{ cause, missed: false }]);
  });
  it('the caller hears a tone for the busy line and hangs up in peace: still busy', () => {
    const end = [hangup('y', 'USER_BUSY'), hangup('x', 'NORMAL_CLEARING')];
    expect(calls([X(CREATE), Y(CREATE), ...end])).toMatchObject([{ cause: 'busy' }]);
  });
  it('the second trunk is tried in the same call', () => {
    const Z = toTrunk('z', 'x', '03055571600');
    const [call, ...more] = calls([
      X(CREATE),
      Y(CREATE),
      hangup('y', 'GATEWAY_DOWN'),
      Z(CREATE),
      Z(ANSWER),
      bridge('x', 'z'),
      hangup('z'),
      hangup('x'),
    ]);
    expect(more).toEqual([]);
    expect(call).toMatchObject({ state: 'ended', cause: 'normalClearing' });
  });
  it('no way to the number: told all the same', () => {
    expect(calls([X(CREATE), hangup('x', 'NO_ROUTE_DESTINATION')])).toMatchObject([
      { direction: 'out', state: 'ended', cause: 'notFound' },
    ]);
  });
  it('a feature code is no call', () => {
    const code = fromUser('x', '23', '*97');
    expect(told([code(CREATE), code(ANSWER), hangup('x')])).toEqual([]);
  });
  it('click to dial: the own phone first, then the number, one outgoing call', () => {
    const own = toUser('o', 'o', '23', { 'Other-Leg-Unique-ID': '' });
    const far = toTrunk('f', 'o', '03055571600');
    expect(told([own(CREATE), own(ANSWER)])).toEqual([]);
    const [call, ...more] = calls([
      own(CREATE),
      own(ANSWER),
      far(CREATE),
      far(ANSWER),
      bridge('o', 'f'),
    ]);
    expect(more).toEqual([]);
    expect(call).toMatchObject({
      direction: 'out',
      state: 'talking',
      from: { extension: '23' },
      to: { e164: '493055571600' },
      everRang: [],
    });
  });
});

describe('internal and FusionPBX', () => {
  const X = fromUser('x', '23', '24');
  const Y = toUser('y', 'x', '24');
  it('phone to phone is internal', () => {
    const events = [X(CREATE), Y(CREATE), Y(ANSWER), bridge('x', 'y')];
    expect(calls(events)).toMatchObject([
      { direction: 'internal', from: { extension: '23' }, answeredBy: { extension: '24' } },
    ]);
  });
  it.each([
    ['inbound', 'in'],
    ['outbound', 'out'],
    ['local', 'internal'],
  ])('its own word %s wins', (word, direction) => {
    const named = toUser('y', 'x', '24', { variable_call_direction: word });
    expect(calls([X(CREATE), named(CREATE)])[0]?.direction).toBe(direction);
  });
  it('channel names that lead outside can be named', () => {
    const odd = fromTrunk('a', '03023125741', '493012300', {
      'Channel-Name': 'sofia/internal/trunk@10.0.0.1',
      'Caller-Context': 'default',
      variable_user_name: 'trunk',
    });
    expect(calls([odd(CREATE), B(CREATE)])[0]?.direction).toBe('internal');
    const trunks = ['sofia/internal/trunk@'];
    expect(calls([odd(CREATE), B(CREATE)], { trunks })[0]?.direction).toBe('in');
  });
});
