/** Every sender of Zammad's CTI Push API seen in public code, through whole calls. */
import { describe, expect, it } from 'vitest';
import { startVendorRelay } from '../../testing/vendor-relay.ts';

const CALLER = { e164: '493023125741' };
const ADA = { login: 'ada@example.com', extensions: ['150'], numbers: [], names: ['Ada'] };

/** Plays the pushes a second apart; objects are sent as JSON, texts as forms, numbers are seconds to wait. */
async function played(...pushes: (string | object | number)[]) {
  let now = 1_795_000_000_000;
  const vendor = await startVendorRelay(
    'generic',
    {},
    {
      clock: () => now,
      changes: {
        agents: [ADA],
        queues: [{ name: 'support', match: ['support', '6400'], agents: [ADA.login] }],
        lines: [{ match: '+493023125000', private: false }],
      },
    },
  );
  for (const push of pushes) {
    now += typeof push === 'number' ? push * 1_000 : 1_000;
    if (typeof push === 'number') continue;
    const isForm = typeof push === 'string';
    const headers = { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'text/plain' };
    const { status } = await vendor.post('', isForm ? push : JSON.stringify(push), { headers });
    expect(status).toBe(200);
  }
  return vendor.calls();
}

describe('3CX-Zammad bridge (Go)', () => {
  const call = (event: string, more: object = {}, direction = 'Inbound') => ({
    event,
    call_id: 'b7c1',
    callid: 'b7c1',
    from: direction === 'Inbound' ? '03023125741' : '150',
    to: direction === 'Inbound' ? '150' : '03023125741',
    direction,
    user: 'Ada',
    ...more,
  });
  const ring = { answeringNumber: '150' };
  it('answered; ring and answer come in one go', async () => {
    const calls = await played(
      call('newCall', ring),
      call('answer', ring),
      call('hangup', { cause: 'normalClearing' }),
    );
    expect(calls).toMatchObject([
      {
        direction: 'in',
        from: CALLER,
        answeredBy: { extension: '150', name: 'Ada' },
        everRang: [{ extension: '150' }],
        cause: 'normalClearing',
        missed: false,
      },
    ]);
  });
  it('missed, and outgoing', async () => {
    expect(await played(call('newCall', ring), call('hangup', { cause: 'cancel' }))).toMatchObject([
      { missed: true, cause: 'cancel' },
    ]);
    const out = (event: string, more = {}) => call(event, more, 'Outbound');
    const calls = await played(
      out('newCall'),
      out('answer'),
      out('hangup', { cause: 'normalClearing' }),
    );
    expect(calls).toMatchObject([
      { direction: 'out', from: { extension: '150', name: 'Ada' }, to: CALLER, missed: false },
    ]);
  });
  it('with an empty id: twice the same caller, the second while the first talks', async () => {
    const nameless = { ...ring, call_id: '', callid: '' };
    const [first, second, ...others] = await played(
      call('newCall', nameless),
      call('answer', nameless),
      20,
      call('newCall', nameless),
      call('newCall', nameless),
      call('hangup', { ...nameless, cause: 'cancel' }),
      call('hangup', { ...nameless, cause: 'normalClearing' }),
    );
    expect(first).toMatchObject({ state: 'ended', missed: false });
    expect(second).toMatchObject({ state: 'ended', missed: true });
    expect(others).toEqual([]);
  });
});

describe('Asterisk queues (Perl)', () => {
  const id = 'callId=support1545241916.41';
  const join = `event=newCall&${id}&direction=in&to=support&from=%2B49 30 23125741`;
  it('answered', async () => {
    const calls = await played(
      join,
      `event=answer&${id}&direction=in&user=PJSIP/150`,
      `event=hangup&${id}&direction=in&cause=normalClearing`,
    );
    expect(calls).toMatchObject([
      {
        from: CALLER,
        to: { raw: 'support', kind: 'queue' },
        answeredBy: { account: 'PJSIP/150' },
        missed: false,
      },
    ]);
  });
  it('abandoned', async () => {
    expect(await played(join, `event=hangup&${id}&direction=in&cause=cancel`)).toMatchObject([
      { missed: true, cause: 'cancel' },
    ]);
  });
});

describe('FusionPBX scripts, posting to the generic connection', () => {
  const call = (event: string, more: string) =>
    `event=${event}&direction=in&callId=0f1c@10.0.0.5&from=+493023125741&to=150&${more}`;
  it('answered', async () => {
    const calls = await played(
      call('newCall', 'user[]=Ticket%20System'),
      call('answer', 'user=150'),
      call('hangup', 'cause=NORMAL_CLEARING'),
    );
    expect(calls).toMatchObject([
      { from: CALLER, answeredBy: { extension: '150' }, cause: 'normalClearing' },
    ]);
  });
  it('the caller gives up', async () => {
    expect(
      await played(call('newCall', ''), call('hangup', 'cause=ORIGINATOR_CANCEL')),
    ).toMatchObject([{ missed: true, cause: 'cancel', causeWord: 'ORIGINATOR_CANCEL' }]);
  });
});

describe('digineo: no order, no direction, no caller later on', () => {
  const begin = {
    event: 'newCall',
    callId: '17.7',
    from: '493023125741',
    to: 'support',
    direction: 'in',
    user: ['Ada'],
  };
  const later = (event: string, more = {}) => ({
    event,
    callId: '17.7',
    from: '',
    to: 'support',
    direction: '',
    ...more,
  });
  const answer = later('answer', { user: 'Ada' });
  const end = later('hangup', { cause: 'ANSWER' });
  it.each([
    [[begin, answer, end]],
    [[end, begin, answer]],
    [[answer, begin, end]],
    [[end, answer, begin]],
    [[begin, end, answer, begin]],
  ])('answered, order %#', async (order) => {
    expect(await played(...order)).toMatchObject([
      {
        direction: 'in',
        state: 'ended',
        from: CALLER,
        answeredBy: { name: 'Ada' },
        cause: 'normalClearing',
        missed: false,
      },
    ]);
  });
  it.each([
    ['BUSY', 'busy'],
    ['NOANSWER', 'noAnswer'],
    ['CANCEL', 'cancel'],
    ['CONGESTION', 'congestion'],
    ['CHANUNAVAIL', 'congestion'],
  ])('missed: %s', async (word, cause) => {
    expect(await played(begin, later('hangup', { cause: word }))).toMatchObject([
      { missed: true, cause },
    ]);
  });
});

describe('3CX CRM template (Mancy)', () => {
  const begin =
    'event=newCall&callId=493023125741&to=CustomerService&from=493023125741&direction=in';
  const report = (id: string, direction: string, rest: string) =>
    `event=hangup&callId=${id}&direction=${direction}&${rest}&Agent=150&Duration=00%3A00%3A00`;
  it('missed, the ids fit', async () => {
    const sides = 'from=493023125741&to=150&cause=noAnswer&CallType=Missed';
    expect(await played(begin, report('493023125741', 'in', sides))).toMatchObject([
      { state: 'ended', missed: true, cause: 'noAnswer' },
    ]);
  });
  it('the ids do not fit: the same caller, one call', async () => {
    const sides = 'from=493023125741&to=150&cause=noAnswer&CallType=Missed';
    const stray = report('4930231257412611181206', 'in', sides);
    expect(await played(begin, stray, stray)).toMatchObject([{ state: 'ended', missed: true }]);
  });
  it('an end of nobody known ends no other call', async () => {
    const other = 'event=newCall&callId=o1&direction=in&from=022147103340&to=CustomerService';
    const talks = [
      'event=newCall&callId=t1&direction=in&from=493023125741',
      'event=answer&callId=t1',
    ];
    const sides = 'from=493023125741&to=150&cause=noAnswer&CallType=Missed';
    expect(await played(other, ...talks, report('x2', 'in', sides))).toMatchObject([
      { nativeId: 'o1', state: 'ringing' },
      { nativeId: 't1', state: 'talking' },
      { nativeId: 'x2', state: 'ended' },
    ]);
  });
  it('an end that overtakes its own announcement ends no other call of the caller', async () => {
    const ring = (id: string) =>
      `event=newCall&callId=${id}&direction=in&from=493023125741&to=493012300`;
    const end = 'event=hangup&callId=second&direction=in&from=493023125741&cause=cancel';
    expect(await played(ring('first'), end, ring('second'))).toMatchObject([
      { nativeId: 'first', state: 'ringing' },
      { nativeId: 'second', state: 'ended' },
    ]);
  });
  it('an outgoing call is only its end', async () => {
    const sides = 'from=150&to=493023125741&cause=normalClearing&CallType=Outbound';
    expect(await played(report('x1', 'out', sides))).toMatchObject([
      { direction: 'out', state: 'ended', missed: false },
    ]);
  });
});

describe('others', () => {
  it('a Python bridge with a literal "user[]" and no line', async () => {
    const begin = { 'user[]': 'Ada', from: 'anonymous', to: '', direction: 'in' };
    const ids = { call_id: 'c', callid: 'c' };
    const calls = await played(
      { event: 'newCall', ...begin, ...ids },
      { event: 'answer', 'user[]': 'Ada', ...ids },
      { event: 'hangup', ...ids, cause: 'normalClearing' },
    );
    expect(calls).toMatchObject([
      { from: { withheld: true }, ringing: [], answeredBy: { name: 'Ada' }, missed: false },
    ]);
  });
  it('STARFACE, all members of a group; an internal call', async () => {
    const calls = await played(
      'event=newCall&callId=s1&direction=in&from=03023125741&to=6400&user[]=150&user[]=151',
      'event=answer&callId=s1&direction=in&from=03023125741&to=6400&user=150&answeringNumber=150',
      'event=hangup&callId=s1&direction=in&from=03023125741&to=6400&cause=normalClearing',
      'event=newCall&callId=s2&direction=internal&from=151&to=150',
      'event=hangup&callId=s2&direction=internal&from=151&to=150&cause=cancel',
    );
    expect(calls).toMatchObject([
      { everRang: [{ extension: '150' }, { extension: '151' }], answeredBy: { extension: '150' } },
      { direction: 'internal', missed: false },
    ]);
  });
  it('py-zammad-cti, by the book', async () => {
    const both = 'from=493023125741&to=493023125000&direction=in&callId=p1';
    const calls = await played(
      `event=newCall&${both}&user[]=Ada`,
      `event=answer&${both}&user=Ada&answeringNumber=150`,
      `event=hangup&${both}&cause=normalClearing&answeringNumber=150`,
    );
    expect(calls).toMatchObject([
      { to: { kind: 'trunk' }, answeredBy: { name: 'Ada', extension: '150' } },
    ]);
  });
  it('the Twilio add-on: a plus that lost its encoding', async () => {
    const calls = await played(
      'event=newCall&callId=CA1&direction=in&from=+493023125741&to=+493023125000',
      'event=hangup&callId=CA1&direction=in&from=+493023125741&to=+493023125000&cause=no-answer',
    );
    expect(calls).toMatchObject([{ from: CALLER, missed: true, cause: 'noAnswer' }]);
  });
});
