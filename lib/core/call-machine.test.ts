import { describe, expect, it } from 'vitest';
import type { TrackedCall } from './call-facts.ts';
import { applyEvent } from './call-machine.ts';
import type { Party, PbxEvent, PbxEventKind } from './call.ts';

const CUSTOMER: Party = { raw: '+493023125741', e164: '493023125741' };
const LINE: Party = { raw: '4922147100', e164: '4922147100' };
const ALICE: Party = { name: 'Alice' };
const BOB: Party = { name: 'Bob' };
const VOICEMAIL: Party = { name: 'voicemail', kind: 'voicemail' };

function event(kind: PbxEventKind, at: number, rest: Partial<PbxEvent> = {}): PbxEvent {
  return { source: 'main', kind, callId: 'c1', at, ...rest };
}
const begin = (at = 1000, rest: Partial<PbxEvent> = {}) =>
  event('new', at, {
    direction: 'in',
    from: CUSTOMER,
    to: LINE,
    targets: [ALICE, BOB],
    ...rest,
  });
const answer = (at: number, answeredBy?: Party) =>
  event('answer', at, answeredBy ? { answeredBy } : {});
const hangup = (at: number, end: PbxEvent['end'] = { cause: 'normalClearing' }) =>
  event('hangup', at, { end });

function play(...events: PbxEvent[]): TrackedCall {
  let call: TrackedCall | undefined;
  for (const one of events) call = applyEvent(call, one, () => 'id-1').call;
  if (!call) throw new Error('no events');
  return call;
}

describe('CM4: one call from ringing to its end', () => {
  it('rings, talks, ends', () => {
    const ringing = play(begin());
    expect(ringing).toMatchObject({
      id: 'id-1',
      version: 1,
      state: 'ringing',
      ringing: [ALICE, BOB],
    });
    const talking = play(begin(), answer(2000, BOB));
    expect(talking).toMatchObject({
      version: 2,
      state: 'talking',
      answeredAt: 2000,
      answeredBy: BOB,
      ringing: [],
      everRang: [ALICE, BOB],
    });
    const ended = play(begin(), answer(2000, BOB), hangup(9000));
    expect(ended).toMatchObject({
      version: 3,
      state: 'ended',
      endedAt: 9000,
      cause: 'normalClearing',
      missed: false,
      talkers: [{ party: BOB, fromAt: 2000, toAt: 9000 }],
    });
  });
  it('waits in a queue until somebody rings', () => {
    const queued = begin(1000, { queue: { name: 'support' }, targets: [] });
    expect(play(queued).state).toBe('queued');
    expect(play(queued, event('ring', 2000, { targets: [ALICE] })).state).toBe('ringing');
    const stopped = play(
      queued,
      event('ring', 2000, { targets: [ALICE] }),
      event('stopRing', 3000, { targets: [ALICE] }),
    );
    expect(stopped).toMatchObject({ state: 'queued', ringing: [], everRang: [ALICE] });
  });
});

describe('CM5: a reported end holds', () => {
  it('a late answer says who talked, but does not ring or talk again', () => {
    const call = play(begin(), hangup(5000), answer(6000, ALICE));
    expect(call).toMatchObject({
      state: 'ended',
      answeredBy: ALICE,
      answeredAt: 5000,
      missed: false,
      cause: 'normalClearing',
    });
  });
  it('a late new call does not ring again', () => {
    expect(play(hangup(5000), begin(5500)).state).toBe('ended');
  });
});

describe('CM6: an end concluded by us', () => {
  const given = event('hangup', 200_000, { end: { guessed: true } });
  it('is marked', () => {
    expect(play(begin(), given)).toMatchObject({
      state: 'ended',
      endGuessed: true,
      endedAt: 200_000,
      missed: true,
    });
  });
  it('gives way to the report', () => {
    expect(play(begin(), given, hangup(150_000, { cause: 'busy' }))).toMatchObject({
      state: 'ended',
      endGuessed: false,
      endedAt: 150_000,
      cause: 'busy',
    });
  });
  it('gives way to an answer after it', () => {
    expect(play(begin(), given, answer(300_000, ALICE)).state).toBe('talking');
    expect(play(begin(), answer(2000, ALICE), given).state).toBe('ended');
  });
});

describe('CM7: direction', () => {
  const extension: Party = { raw: '23', extension: '23' };
  it.each([
    ['out', { direction: 'out', from: CUSTOMER, to: LINE }],
    ['out', { from: extension, to: CUSTOMER }],
    ['in', { from: CUSTOMER, to: extension }],
    ['internal', { from: extension, to: { raw: '24', extension: '24' } }],
    ['out', { from: { ...LINE, kind: 'trunk' }, to: CUSTOMER }],
    ['in', { from: { withheld: true }, to: { ...LINE, kind: 'trunk' } }],
    ['in', {}],
  ] as const)('%s from %j', (direction, rest) => {
    expect(play(event('new', 1, rest)).direction).toBe(direction);
  });
  it('what the new call says beats a later guess or word', () => {
    const out = begin(5, { direction: 'out' });
    expect(play(event('answer', 1, { direction: 'in' }), out).direction).toBe('out');
  });
});

describe('CM8: a call made known by a later event', () => {
  it('answer first', () => {
    const call = play(answer(1000, ALICE));
    expect(call).toMatchObject({ state: 'talking', announced: false, startedAt: 1000 });
    expect(play(answer(1000, ALICE), begin(1200))).toMatchObject({
      state: 'talking',
      announced: true,
      from: CUSTOMER,
    });
  });
  it('an end of nobody is not missed, an end of a known caller is', () => {
    expect(play(hangup(1000))).toMatchObject({ state: 'ended', missed: false });
    expect(play(event('hangup', 1000, { from: CUSTOMER })).missed).toBe(true);
  });
});

describe('CM9: group ringing', () => {
  it('who stopped rings no more, the others do', () => {
    const call = play(begin(), event('stopRing', 2000, { targets: [ALICE] }));
    expect(call).toMatchObject({ state: 'ringing', ringing: [BOB], everRang: [ALICE, BOB] });
  });
  it('after an answer only those rung anew ring', () => {
    const call = play(begin(), answer(2000, ALICE), event('ring', 3000, { targets: [BOB] }));
    expect(call).toMatchObject({ state: 'talking', ringing: [BOB] });
  });
  it('takes names that every object has for names', () => {
    const odd = { name: 'constructor' };
    const call = play(begin(1, { targets: [odd, { name: '__proto__' }] }), answer(2, odd));
    expect(call.everRang).toHaveLength(2);
    expect(call.answeredBy).toEqual(odd);
  });
});

describe('CM10: hand-over', () => {
  it('keeps who talked and until when', () => {
    const call = play(begin(), answer(2000, ALICE), answer(5000, BOB), hangup(9000));
    expect(call.answeredBy).toEqual(BOB);
    expect(call.talkers).toEqual([
      { party: ALICE, fromAt: 2000, toAt: 5000 },
      { party: BOB, fromAt: 5000, toAt: 9000 },
    ]);
  });
  it('an answer without a name is not another person', () => {
    const call = play(begin(), answer(2000), answer(2500, ALICE));
    expect(call).toMatchObject({ answeredAt: 2000, talkers: [{ party: ALICE, fromAt: 2000 }] });
  });
  it('in an outgoing call our own side talks', () => {
    const us: Party = { extension: '23' };
    const call = play(
      begin(1, { direction: 'out', from: us, to: CUSTOMER, targets: [] }),
      answer(2),
    );
    expect(call.talkers).toEqual([{ party: us, fromAt: 2 }]);
    expect(call.answeredBy).toBeUndefined();
  });
});

describe('CM11: missed', () => {
  it.each([
    ['nobody answered', [begin(), hangup(2000, { cause: 'busy' })], true],
    ['only the mailbox answered', [begin(), answer(2000, VOICEMAIL), hangup(9000)], true],
    ['forwarded elsewhere', [begin(), hangup(2000, { cause: 'forwarded' })], false],
    ['blocked', [begin(1, { flags: { blocked: true } }), hangup(2000)], false],
    ['outgoing', [begin(1, { direction: 'out' }), hangup(2000)], false],
    ['mailbox, then a person', [begin(), answer(2, VOICEMAIL), answer(3, ALICE), hangup(4)], false],
    ['still ringing', [begin()], false],
  ] as const)('%s: %s', (_name, events, missed) => {
    expect(play(...events).missed).toBe(missed);
  });
  it('a mailbox is told apart', () => {
    const call = play(begin(), answer(2000, VOICEMAIL), hangup(9000));
    expect(call).toMatchObject({ voicemail: true, answeredBy: VOICEMAIL, cause: 'cancel' });
  });
});

describe('CM12: cause', () => {
  it.each([
    [[begin(), answer(2, ALICE), hangup(3, { cause: 'busy' })], 'normalClearing', 'busy'],
    [[begin(), hangup(3, { cause: 'forwarded' })], 'forwarded', undefined],
    [
      [begin(), hangup(3, { cause: 'busy' }), hangup(4, { cause: 'forwarded' })],
      'forwarded',
      'busy',
    ],
    [[begin(), hangup(3, { cause: 'congestion' })], 'congestion', undefined],
    [[begin(), hangup(3, { cause: 'normalClearing' })], 'cancel', 'normalClearing'],
    [[begin(), hangup(3, { word: 'WEIRD' })], 'cancel', 'WEIRD'],
    [[begin(1, { direction: 'out' }), hangup(3, {})], 'noAnswer', undefined],
  ] as const)('case %#', (events, cause, word) => {
    const call = play(...events);
    expect(call.cause).toBe(cause);
    expect(call.causeWord).toBe(word);
  });
});

describe('CM13: withheld', () => {
  it('is a caller without a number', () => {
    const call = play(begin(1, { from: { withheld: true } }), hangup(2, { cause: 'cancel' }));
    expect(call).toMatchObject({ from: { withheld: true }, missed: true });
  });
});

describe('CM14, CM15: versions and repetition', () => {
  it('ignores what was told before and keeps the very call', () => {
    const call = play(begin());
    const again = applyEvent(call, begin(4000), () => 'other');
    expect(again).toEqual({ call, changed: false, ignored: 'doubled' });
    expect(again.call).toBe(call);
  });
  it('calls an event after the end late', () => {
    const call = play(begin(), hangup(2000));
    expect(applyEvent(call, hangup(9000), () => 'other')).toMatchObject({
      changed: false,
      ignored: 'late',
      call: { version: 2, endedAt: 2000 },
    });
  });
});

describe('CM16: a call id used again', () => {
  it('begins another call when the former one is long over', () => {
    const old = play(begin(), hangup(2000));
    const next = applyEvent(old, begin(2000 + 60_001), () => 'id-2');
    expect(next).toMatchObject({
      changed: true,
      call: { id: 'id-2', version: 1, state: 'ringing' },
    });
    expect(applyEvent(old, begin(2000 + 59_000), () => 'id-2').call.id).toBe('id-1');
  });
});

describe('CM3: hundreds of parties', () => {
  it('are all kept, in far less than the time a test has', () => {
    const grown = (count: number) => {
      let call: TrackedCall | undefined;
      for (let index = 0; index < count; index++) {
        const targets = [{ account: `PJSIP/${index}`, extension: String(index) }];
        const kind = index === 0 ? 'new' : 'ring';
        call = applyEvent(
          call,
          { source: 'm', kind, callId: '1', at: 1000, targets },
          () => 'id',
        ).call;
      }
      return call as TrackedCall;
    };
    expect(grown(300).everRang).toHaveLength(300);
  });
});
