/** What each agent's browser is told while a call goes from hand to hand. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BEGIN, type Desks, PARTY, startDesks } from './testing/two-desks.ts';

const { alice, bob, caller, line } = PARTY;
const at = (seconds: number) => BEGIN + seconds * 1000;

let desks: Desks;
beforeEach(async () => {
  desks = await startDesks();
});
afterEach(() => desks.close());

/** What the browsers have, after making sure that those who come back are shown the same. */
async function shown(callId?: string) {
  const seen = await desks.seen(callId);
  expect(await desks.resumed(callId)).toEqual(seen);
  expect(seen.carla).toBeUndefined();
  return seen;
}
const incoming = { direction: 'in', from: caller, to: line } as const;
const toAlice = () => desks.tell(0, 'new', { ...incoming, targets: [alice] });
async function aliceTalks(): Promise<void> {
  await toAlice();
  await desks.tell(5, 'answer', { answeredBy: alice, legId: 'a' });
}

describe('PJ5: what is over for one agent while it goes on', () => {
  it('blind: out of it at once, and it rings for the other alone', async () => {
    await aliceTalks();
    expect((await shown()).bob).toBeUndefined();
    await desks.tell(25, 'transfer', { transfer: { type: 'blind', by: alice, to: bob } });
    await desks.tell(25, 'hangup', { legId: 'a' });
    expect((await shown()).alice).toMatchObject({
      state: 'ended',
      mine: true,
      answeredAt: at(5),
      endedAt: at(25),
      transferredTo: { agent: 'Bob Müller' },
      missed: false,
      done: true,
    });
    await desks.tell(26, 'ring', { targets: [bob], legId: 'b' });
    const offered = (await shown()).bob;
    expect(offered).toMatchObject({
      state: 'ringing',
      mine: false,
      startedAt: at(25),
      transferredFrom: { agent: 'Alice Agent', talkedMs: 20_000 },
    });
    expect(offered).not.toHaveProperty('answeredBy');
    expect(offered).not.toHaveProperty('answeredAt');
    await desks.tell(30, 'answer', { answeredBy: bob, legId: 'b' });
    const taken = await shown();
    expect(taken.bob).toMatchObject({
      state: 'talking',
      mine: true,
      answeredBy: 'Bob Müller',
      answeredAt: at(30),
      transferredFrom: { agent: 'Alice Agent', talkedMs: 20_000 },
    });
    expect(taken.alice).toMatchObject({ state: 'ended', answeredBy: 'Bob Müller' });
    await desks.tell(90, 'hangup', { end: { cause: 'normalClearing' } });
    const over = await shown();
    // Each has the time of their own talk.
    expect(over.bob).toMatchObject({ state: 'ended', answeredAt: at(30), endedAt: at(90) });
    expect(over.alice).toMatchObject({ state: 'ended', answeredAt: at(5), endedAt: at(25) });
  });

  it('the same for a third one whom the call once rang', async () => {
    const all = { ...incoming, targets: [alice, bob, { name: 'Carla C' }] };
    await desks.tell(0, 'new', all);
    await desks.tell(5, 'answer', { answeredBy: alice });
    await desks.tell(25, 'transfer', { transfer: { type: 'blind', by: alice, to: bob } });
    await desks.tell(26, 'ring', { targets: [bob] });
    // Carla is asked first: nothing that is Bob's may be told to her, or the other way round.
    const { carla, bob: offered } = await desks.seen();
    expect(carla).toMatchObject({ state: 'talking', mine: false, answeredBy: 'Alice Agent' });
    expect(carla).not.toHaveProperty('transferredFrom');
    expect(offered).toMatchObject({ state: 'ringing', transferredFrom: { agent: 'Alice Agent' } });
    await desks.tell(30, 'answer', { answeredBy: bob });
    expect((await desks.seen()).carla).toMatchObject({
      state: 'talking',
      answeredBy: 'Bob Müller',
    });
  });

  it('attended, and told by nothing but the answer of the other', async () => {
    await aliceTalks();
    await desks.tell(25, 'transfer', { transfer: { type: 'attended', by: alice, to: bob } });
    const joined = await shown();
    expect(joined.alice).toMatchObject({ state: 'ended', transferredTo: { agent: 'Bob Müller' } });
    expect(joined.bob).toMatchObject({ state: 'talking', mine: true, answeredAt: at(25) });
  });

  it('there and back: it is hers again, from him', async () => {
    await aliceTalks();
    await desks.tell(25, 'answer', { answeredBy: bob, legId: 'b' });
    expect((await shown()).alice).toMatchObject({ state: 'ended' });
    await desks.tell(40, 'transfer', { transfer: { type: 'blind', by: bob, to: alice } });
    await desks.tell(40, 'hangup', { legId: 'b' });
    await desks.tell(41, 'ring', { targets: [alice], legId: 'a2' });
    const back = await shown();
    expect(back.alice).toMatchObject({
      state: 'ringing',
      startedAt: at(40),
      transferredFrom: { agent: 'Bob Müller', talkedMs: 15_000 },
    });
    expect(back.alice).not.toHaveProperty('transferredTo');
    expect(back.bob).toMatchObject({ state: 'ended', transferredTo: { agent: 'Alice Agent' } });
    await desks.tell(45, 'answer', { answeredBy: alice, legId: 'a2' });
    const again = await shown();
    expect(again.alice).toMatchObject({ state: 'talking', mine: true, answeredAt: at(45) });
    expect(again.alice).not.toHaveProperty('transferredTo');
    expect(again.bob).toMatchObject({ state: 'ended', endedAt: at(40), answeredBy: 'Alice Agent' });
  });

  it('nobody takes it: it rings at her again, from nobody', async () => {
    await aliceTalks();
    await desks.tell(25, 'transfer', { transfer: { type: 'blind', by: alice, to: bob } });
    await desks.tell(26, 'ring', { targets: [bob], legId: 'b' });
    await desks.tell(40, 'hangup', { legId: 'b', end: { cause: 'noAnswer' } });
    await desks.tell(41, 'ring', { targets: [alice], legId: 'a2' });
    const { alice: hers, bob: his } = await shown();
    expect(hers).toMatchObject({ state: 'ringing' });
    expect(hers).not.toHaveProperty('transferredFrom');
    expect(his).toMatchObject({ state: 'talking', mine: false, answeredBy: 'Alice Agent' });
  });

  it('to somebody outside', async () => {
    await aliceTalks();
    const mobile = { e164: '491701234567', kind: 'external' as const };
    const transfer = { type: 'blind' as const, by: alice, to: mobile, external: true };
    await desks.tell(25, 'transfer', { transfer });
    await desks.tell(30, 'answer', { answeredBy: mobile });
    const { alice: hers } = await shown();
    expect(hers).toMatchObject({ state: 'ended', endedAt: at(25), transferredTo: {} });
    expect(JSON.stringify(hers)).not.toContain('1701234567');
  });

  it('an outgoing call', async () => {
    await desks.tell(0, 'new', { direction: 'out', from: alice, to: caller });
    await desks.tell(5, 'answer', {});
    expect((await shown()).alice).toMatchObject({ state: 'talking', mine: true });
    await desks.tell(25, 'transfer', { transfer: { type: 'attended', to: bob } });
    const handed = await shown();
    expect(handed.alice).toMatchObject({ state: 'ended', transferredTo: { agent: 'Bob Müller' } });
    expect(handed.bob).toMatchObject({
      state: 'talking',
      mine: true,
      answeredAt: at(25),
      transferredFrom: { agent: 'Alice Agent', talkedMs: 20_000 },
    });
  });

  it('an outgoing call whose two phones answer one after the other is one talk', async () => {
    await desks.tell(0, 'new', { direction: 'out', from: alice, to: caller });
    await desks.tell(1, 'answer', { answeredBy: alice });
    await desks.tell(5, 'answer', { answeredBy: caller });
    expect((await shown()).alice).toMatchObject({ state: 'talking', mine: true });
  });

  it('goes on under another id: the first says so, the second from whom', async () => {
    await aliceTalks();
    await desks.tell(25, 'new', { ...incoming, callId: 'c2', targets: [bob], prevCallId: 'c1' });
    await desks.link('c1', { to: 'c2' });
    const party = desks.call().talkers[0]!.party;
    await desks.link('c2', { from: 'c1', handedOver: { party, talkedMs: 20_000 } });
    // She may be asking him whether he takes it.
    expect((await shown()).alice).toMatchObject({ state: 'talking', mine: true });
    expect((await shown('c2')).alice).toBeUndefined();
    expect((await shown('c2')).bob).toMatchObject({
      state: 'ringing',
      transferredFrom: { agent: 'Alice Agent', talkedMs: 20_000 },
    });
    await desks.tell(28, 'hangup', { end: { cause: 'normalClearing' } });
    expect((await shown()).alice).toMatchObject({ state: 'ended', transferredTo: {} });
    await desks.tell(30, 'answer', { callId: 'c2', answeredBy: bob });
    expect((await shown('c2')).bob).toMatchObject({ state: 'talking', mine: true });
  });
});

describe('PJ6: a phone that has stopped', () => {
  it('waits in a queue, rings at two, one stops, the other takes it', async () => {
    const queue = { name: 'Support' };
    await desks.tell(0, 'new', { ...incoming, queue, targets: [] });
    // Nobody is named yet, so it is everybody's; as soon as it rings, it is theirs.
    expect((await desks.seen()).alice).toMatchObject({ state: 'queued', queue: 'Support' });
    await desks.tell(5, 'ring', { targets: [alice], legId: 'a' });
    await desks.tell(5, 'ring', { targets: [bob], legId: 'b' });
    expect(await desks.seen()).toMatchObject({
      alice: { state: 'ringing', ringing: ['Alice Agent', 'Bob Müller'] },
      bob: { state: 'ringing' },
    });
    await desks.tell(9, 'stopRing', { targets: [alice], legId: 'a' });
    const one = await desks.seen();
    expect(one.alice).toMatchObject({ state: 'queued', ringing: ['Bob Müller'] });
    expect(one.bob).toMatchObject({ state: 'ringing', ringing: ['Bob Müller'] });
    expect(await desks.resumed()).toEqual(one);
    await desks.tell(12, 'ring', { targets: [alice], legId: 'a2' });
    expect((await desks.seen()).alice).toMatchObject({ state: 'ringing' });
    await desks.tell(15, 'answer', { answeredBy: bob, legId: 'b' });
    expect(await desks.seen()).toMatchObject({
      alice: { state: 'talking', mine: false, answeredBy: 'Bob Müller' },
      bob: { state: 'talking', mine: true },
    });
    await desks.tell(60, 'hangup', {});
    expect((await desks.seen()).alice).toMatchObject({ state: 'ended', missed: false, done: true });
  });
  it('may be only one of hers when a nameless other one rings', async () => {
    await toAlice();
    await desks.tell(2, 'ring', { targets: [{ account: 'app-77' }], legId: 'x' });
    await desks.tell(3, 'stopRing', { targets: [alice] });
    expect((await shown()).alice).toMatchObject({ state: 'ringing' });
  });
});

describe('PJ7: nobody of ours', () => {
  it.each([{ kind: 'voicemail' as const }, { kind: 'voicemail' as const, extension: '23' }])(
    'a mailbox is no colleague, not even its owner: %j',
    async (mailbox) => {
      await desks.tell(0, 'new', { ...incoming, targets: [bob] });
      await desks.tell(20, 'answer', { answeredBy: mailbox, flags: { voicemail: true } });
      const { bob: his } = await shown();
      expect(his).toMatchObject({ state: 'talking', mine: false, voicemail: true });
      expect(his).not.toHaveProperty('answeredBy');
      await desks.tell(40, 'hangup', {});
      expect((await shown()).bob).toMatchObject({ missed: true, voicemail: true, done: false });
    },
  );
  it('somebody outside took it: sent on, by no colleague', async () => {
    await toAlice();
    await desks.tell(9, 'transfer', {
      transfer: { type: 'forward', by: alice, to: { e164: '491701234567' }, external: true },
    });
    await desks.tell(12, 'answer', { answeredBy: { kind: 'external' } });
    const { alice: hers } = await shown();
    expect(hers).toMatchObject({ state: 'talking', mine: false, forwarded: true });
    expect(hers).not.toHaveProperty('answeredBy');
  });
});

describe('PJ8: turned away', () => {
  it('rings nowhere, even before the telephone system says that it is over', async () => {
    await desks.tell(0, 'new', { ...incoming, targets: [alice], flags: { blocked: true } });
    expect((await shown()).alice).toMatchObject({ state: 'ended', missed: false, done: true });
    await desks.tell(1, 'hangup', { end: { cause: 'busy' } });
    expect((await shown()).alice).toMatchObject({ state: 'ended', missed: false, done: true });
  });
  it('somebody took it all the same', async () => {
    await desks.tell(0, 'new', { ...incoming, targets: [alice], flags: { blocked: true } });
    await desks.tell(4, 'answer', { answeredBy: alice });
    expect((await shown()).alice).toMatchObject({ state: 'talking', mine: true });
  });
});

describe('HB3: other calls, told to those they are of', () => {
  it('missed; the caller hides the number', async () => {
    await desks.tell(0, 'new', { ...incoming, from: { withheld: true }, targets: [alice] });
    expect((await shown()).alice?.remote).toMatchObject({ withheld: true, display: '' });
    await desks.tell(20, 'hangup', { end: { cause: 'cancel' } });
    const { alice: hers, bob: his } = await shown();
    expect(hers).toMatchObject({ state: 'ended', missed: true, mine: false, done: false });
    expect(his).toBeUndefined();
  });
  it('internal: each has the other', async () => {
    await desks.tell(0, 'new', { direction: 'internal', from: alice, to: bob, targets: [bob] });
    expect(await shown()).toMatchObject({
      alice: { state: 'ringing', mine: true, remote: { name: 'Bob Müller', internal: true } },
      bob: { state: 'ringing', mine: false, remote: { name: 'Alice Agent', internal: true } },
    });
    await desks.tell(5, 'answer', { answeredBy: bob });
    expect(await shown()).toMatchObject({
      alice: { state: 'talking', mine: true, answeredAt: at(5) },
      bob: { state: 'talking', mine: true, answeredAt: at(5) },
    });
  });
  it('given up by us, and alive after all', async () => {
    await aliceTalks();
    await desks.tell(50, 'hangup', { end: { guessed: true, word: 'no news' } });
    expect((await shown()).alice).toMatchObject({ state: 'ended', missed: false });
    await desks.tell(60, 'transfer', { transfer: { type: 'blind', by: alice, to: bob } });
    await desks.tell(61, 'ring', { targets: [bob] });
    const alive = await shown();
    expect(alive.bob).toMatchObject({ state: 'ringing', transferredFrom: { talkedMs: 55_000 } });
    expect(alive.alice).toMatchObject({ state: 'ended', endedAt: at(60) });
  });
});
