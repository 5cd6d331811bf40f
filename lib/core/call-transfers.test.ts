import { describe, expect, it } from 'vitest';
import type { TrackedCall } from './call-facts.ts';
import { applyEvent, linkCall } from './call-machine.ts';
import type { Party, PbxEvent, PbxEventKind } from './call.ts';

const CUSTOMER: Party = { raw: '+493023125741', e164: '493023125741' };
const LINE: Party = { raw: '4922147100', e164: '4922147100' };
const ALICE: Party = { account: 'PJSIP/23', extension: '23', name: 'Alice Agent' };
const BOB: Party = { account: 'PJSIP/24', extension: '24', name: 'Bob Agent' };
const MOBILE: Party = { raw: '+491721234567', e164: '491721234567' };

function event(kind: PbxEventKind, at: number, rest: Partial<PbxEvent> = {}): PbxEvent {
  return { source: 'main', kind, callId: 'c1', at, ...rest };
}
const begin = (rest: Partial<PbxEvent> = {}) =>
  event('new', 1000, { direction: 'in', from: CUSTOMER, to: LINE, targets: [ALICE], ...rest });
const ring = (at: number, party: Party, legId?: string) =>
  event('ring', at, { targets: [party], ...(legId !== undefined && { legId }) });
const stop = (at: number, party: Party, legId?: string) =>
  event('stopRing', at, { targets: [party], ...(legId !== undefined && { legId }) });
const answer = (at: number, answeredBy?: Party, legId?: string) =>
  event('answer', at, { ...(answeredBy && { answeredBy }), ...(legId !== undefined && { legId }) });
const transfer = (at: number, about: NonNullable<PbxEvent['transfer']>) =>
  event('transfer', at, { transfer: about });
const hangup = (at: number, rest: Partial<PbxEvent> = {}) =>
  event('hangup', at, { end: { cause: 'normalClearing' }, ...rest });

function play(...events: PbxEvent[]): TrackedCall {
  let call: TrackedCall | undefined;
  for (const one of events) call = applyEvent(call, one, () => 'id-1').call;
  if (!call) throw new Error('no events');
  return call;
}

describe('CM17: legs end without ending the call', () => {
  it('while another one rings', () => {
    const call = play(
      begin({ targets: [] }),
      ring(1000, ALICE, 'a'),
      ring(1000, BOB, 'b'),
      hangup(2000, { legId: 'a' }),
    );
    expect(call).toMatchObject({ state: 'ringing', ringing: [BOB], everRang: [ALICE, BOB] });
  });
  it('while the caller waits in a queue', () => {
    const call = play(
      begin({ targets: [], queue: { name: 'support' } }),
      ring(2000, ALICE, 'a'),
      hangup(3000, { legId: 'a' }),
    );
    expect(call).toMatchObject({ state: 'queued', ringing: [] });
  });
  it('while a hand-over is under way', () => {
    const blind = transfer(3000, { type: 'blind', by: ALICE, to: { extension: '24' } });
    const call = play(begin(), answer(2000, ALICE, 'a'), blind, hangup(3100, { legId: 'a' }));
    expect(call).toMatchObject({
      state: 'talking',
      talkers: [{ party: ALICE, fromAt: 2000, toAt: 3000 }],
    });
    const taken = play(
      begin(),
      answer(2000, ALICE, 'a'),
      blind,
      hangup(3100, { legId: 'a' }),
      ring(3200, BOB, 'b'),
      answer(5000, BOB, 'b'),
      hangup(9000, { legId: 'b' }),
    );
    expect(taken).toMatchObject({
      state: 'ended',
      endedAt: 9000,
      talkers: [
        { party: ALICE, fromAt: 2000, toAt: 3000 },
        { party: BOB, fromAt: 5000, toAt: 9000 },
      ],
    });
  });
  it('but the last one does, and says why', () => {
    const call = play(
      begin({ targets: [] }),
      ring(1000, ALICE, 'a'),
      ring(1000, BOB, 'b'),
      hangup(2000, { legId: 'a', end: { q850: 21 } }),
      hangup(3000, { legId: 'b', end: { q850: 17 } }),
    );
    expect(call).toMatchObject({ state: 'ended', endedAt: 3000, cause: 'busy', missed: true });
  });
  it("and the caller's does, whoever still rings", () => {
    const call = play(begin(), ring(1500, BOB, 'b'), hangup(2000, { legId: 'caller' }));
    expect(call).toMatchObject({ state: 'ended', ringing: [], missed: true });
    expect(play(begin(), ring(1500, BOB, 'c1'), hangup(2000, { legId: 'c1' })).state).toBe('ended');
  });
  it('a stop of one phone leaves the other phone of the same person ringing', () => {
    const both = [begin({ targets: [] }), ring(2000, ALICE, 'desk'), ring(2000, ALICE, 'mobile')];
    expect(play(...both, stop(3000, ALICE, 'desk')).ringing).toEqual([ALICE]);
    expect(play(...both, stop(3000, ALICE)).ringing).toEqual([]);
  });
  it("the sender's counting outranks its times", () => {
    const late = { targets: [ALICE], legId: 'a' };
    const call = play(
      begin({ targets: [] }),
      event('ring', 3000, { ...late, seq: 1 }),
      event('stopRing', 3000, { ...late, seq: 2 }),
      event('ring', 2999, { ...late, seq: 3 }),
    );
    expect(call.ringing).toEqual([ALICE]);
  });
});

describe('CM9: a queue rings in rounds', () => {
  it('is one call, and who rings again rings again', () => {
    const queue = begin({ targets: [], queue: { name: 'support' } });
    const first = play(queue, ring(2000, ALICE, '1'), ring(2000, BOB, '2'));
    expect(first).toMatchObject({ state: 'ringing', ringing: [ALICE, BOB] });
    const rounds = [
      queue,
      ring(2000, ALICE, '1'),
      ring(2000, BOB, '2'),
      stop(7000, ALICE, '1'),
      stop(7000, BOB, '2'),
      // Asterisk tells the end of a leg twice.
      stop(7001, BOB, '2'),
    ];
    expect(play(...rounds)).toMatchObject({ id: 'id-1', state: 'queued', ringing: [] });
    const again = play(...rounds, ring(7001, BOB, '3'), ring(9000, ALICE, '4'));
    expect(again).toMatchObject({
      id: 'id-1',
      state: 'ringing',
      ringing: [ALICE, BOB],
      everRang: [ALICE, BOB],
    });
  });
  it('a party is stopped under any of its descriptions', () => {
    const call = play(begin({ targets: [] }), ring(2000, BOB), stop(3000, { extension: '24' }));
    expect(call).toMatchObject({ ringing: [], everRang: [BOB] });
  });
  it('does not take two devices of one name for one', () => {
    const desk = { account: 'PJSIP/1', name: 'Support' };
    const door = { account: 'PJSIP/2', name: 'Support' };
    const call = play(
      begin({ targets: [] }),
      ring(2000, desk),
      ring(2000, door),
      stop(3000, { name: 'Support' }),
    );
    expect(call.ringing).toEqual([desk, door]);
  });
});

describe('CM10: hand-overs', () => {
  it('blind: who handed over left then, the second answer is another talker', () => {
    const call = play(
      begin(),
      answer(2000, ALICE),
      transfer(6000, { type: 'blind', by: { extension: '23' }, to: { extension: '24' } }),
      ring(6100, BOB),
      answer(9000, BOB),
      hangup(12_000),
    );
    expect(call).toMatchObject({
      answeredAt: 2000,
      answeredBy: BOB,
      talkers: [
        { party: ALICE, fromAt: 2000, toAt: 6000 },
        { party: BOB, fromAt: 9000, toAt: 12_000 },
      ],
      transfers: [{ type: 'blind', at: 6000 }],
      cause: 'normalClearing',
      missed: false,
    });
  });
  it('rings while it talks, and comes back when nobody takes it', () => {
    const handed = [
      begin(),
      answer(2000, ALICE, '1'),
      transfer(6000, { type: 'blind', by: ALICE, to: { extension: '24' } }),
      ring(6100, BOB, '2'),
    ];
    expect(play(...handed)).toMatchObject({ state: 'talking', ringing: [BOB] });
    const back = play(...handed, stop(9000, BOB, '2'), answer(9500, ALICE, '3'));
    expect(back.talkers).toEqual([
      { party: ALICE, fromAt: 2000, toAt: 6000 },
      { party: ALICE, fromAt: 9500 },
    ]);
    expect(back.ringing).toEqual([]);
  });
  it('there and back again: three talks', () => {
    const call = play(
      begin(),
      answer(2000, ALICE, '1'),
      answer(5000, BOB, '2'),
      answer(8000, ALICE, '3'),
      hangup(9000),
    );
    expect(call.talkers.map(({ party, fromAt, toAt }) => [party.name, fromAt, toAt])).toEqual([
      ['Alice Agent', 2000, 5000],
      ['Bob Agent', 5000, 8000],
      ['Alice Agent', 8000, 9000],
    ]);
  });
  it('attended: who it went to talks, even if no answer said so', () => {
    const call = play(
      begin(),
      answer(2000, ALICE),
      transfer(6000, { type: 'attended', by: ALICE, to: BOB }),
    );
    expect(call).toMatchObject({
      state: 'talking',
      answeredBy: BOB,
      talkers: [
        { party: ALICE, fromAt: 2000, toAt: 6000 },
        { party: BOB, fromAt: 6000 },
      ],
    });
  });
  it('who hands over had it, even if the answer was lost', () => {
    const call = play(begin(), transfer(6000, { type: 'blind', by: ALICE, to: BOB }));
    expect(call).toMatchObject({ state: 'talking', answeredBy: ALICE, answeredAt: 6000 });
    expect(play(begin(), transfer(6000, { type: 'blind', by: ALICE }), hangup(7000)).missed).toBe(
      false,
    );
  });
  it('outgoing: the caller hands the customer over', () => {
    const call = play(
      event('new', 1000, { direction: 'out', from: ALICE, to: CUSTOMER }),
      answer(2000),
      transfer(4000, { type: 'attended', to: BOB }),
      hangup(9000),
    );
    expect(call.talkers).toEqual([
      { party: ALICE, fromAt: 2000, toAt: 4000 },
      { party: BOB, fromAt: 4000, toAt: 9000 },
    ]);
  });
  it('a mailbox without a name is a mailbox all the same', () => {
    const call = play(begin(), answer(2000, { kind: 'voicemail' }), hangup(9000));
    expect(call).toMatchObject({
      voicemail: true,
      missed: true,
      answeredBy: { kind: 'voicemail' },
    });
  });
  it('two reports of one answer are one talk', () => {
    const call = play(begin(), answer(2000, { account: 'PJSIP/23' }, 'a'), answer(2010, ALICE));
    expect(call.talkers).toEqual([{ party: ALICE, fromAt: 2000 }]);
  });
});

describe('CM11, CM12: sent on before anybody answered', () => {
  it('to somebody outside: forwarded, not missed', () => {
    const sent = transfer(2000, { type: 'forward', by: ALICE, to: MOBILE });
    expect(play(begin(), sent, hangup(3000, { end: { q850: 16 } }))).toMatchObject({
      forwarded: true,
      missed: false,
      cause: 'forwarded',
    });
  });
  it('to a colleague who does not answer: missed', () => {
    const sent = transfer(2000, { type: 'forward', by: ALICE, to: BOB });
    expect(play(begin(), sent, hangup(3000, { end: { by: 'caller' } }))).toMatchObject({
      forwarded: false,
      missed: true,
      cause: 'cancel',
    });
  });
  it('taken there: an ordinary call', () => {
    const sent = transfer(2000, { type: 'forward', to: MOBILE, external: true });
    const call = play(begin(), sent, answer(4000, { ...MOBILE, kind: 'external' }), hangup(9000));
    expect(call).toMatchObject({ cause: 'normalClearing', missed: false, forwarded: false });
  });
  it('by the code alone', () => {
    expect(play(begin(), hangup(3000, { end: { sip: 302 } }))).toMatchObject({
      forwarded: true,
      missed: false,
    });
  });
});

describe('CM19: a call that goes on in another one', () => {
  it('knows it, and is not missed', () => {
    const ended = play(begin(), hangup(3000, { end: { cause: 'cancel' } }));
    expect(ended.missed).toBe(true);
    const { call, changed } = linkCall(ended, { to: 'id-2' });
    expect(changed).toBe(true);
    expect(call).toMatchObject({
      version: ended.version + 1,
      transferredTo: 'id-2',
      missed: false,
      forwarded: true,
      cause: 'forwarded',
      causeWord: 'cancel',
    });
    expect(linkCall(call, { to: 'id-2' })).toEqual({ call, changed: false });
  });
  it('was answered all the same', () => {
    const { call } = linkCall(play(begin(), answer(2000, ALICE), hangup(3000)), { to: 'id-2' });
    expect(call).toMatchObject({ forwarded: false, cause: 'normalClearing' });
  });
  it('keeps the link whatever comes after it', () => {
    const { call } = linkCall(play(begin()), {
      from: 'id-0',
      handedOver: { party: ALICE, talkedMs: 5 },
    });
    expect(applyEvent(call, answer(2000, BOB), () => '').call).toMatchObject({
      transferredFrom: 'id-0',
      handedOver: { party: ALICE, talkedMs: 5 },
      answeredBy: BOB,
    });
  });
});
