import { describe, expect, it } from 'vitest';
import {
  allDone,
  answer,
  begin,
  CUSTOMER,
  hangup,
  openForwarding,
  words,
} from '../testing/forwarding.ts';
import { startStrictZammad } from '../testing/strict-zammad.ts';

const BOB = { name: 'Bob Agent' };
const later = (at: number, answeredBy = BOB) => answer('a', { at, answeredBy });

describe('RF12: internal calls', () => {
  const internal = {
    from: { extension: '23' },
    to: { extension: '24' },
    direction: 'internal',
  } as const;
  it('are not told', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    await relay.play(begin('a', internal), hangup());
    expect(await relay.rows()).toEqual([]);
  });
  it('are told as incoming when they shall be, and open no screen', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad, { internal: true, agentReference: true });
    await relay.pair(7, 'Bob Agent', 'bob@example.com');
    relay.forwarder.start();
    await relay.play(begin('a', internal), later(2000), hangup());
    await relay.settled(allDone);
    expect(zammad.received.map(({ fields }) => fields.get('direction'))).toEqual([
      'in',
      'in',
      'in',
    ]);
    const [begun, answered] = zammad.received.map(({ fields }) => Object.fromEntries(fields));
    expect(begun).toMatchObject({ from: '23', to: '24' });
    expect(answered).toMatchObject({ user: 'Bob Agent' });
    expect(answered).not.toHaveProperty('user_id');
  });
  it('one that was begun as something else is told to its end, in the same direction', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    const out = answer('a', { from: CUSTOMER, to: { extension: '24' } });
    await relay.play(out);
    await relay.settled(allDone);
    await relay.play(begin('a', internal), hangup());
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'answer', 'hangup']);
    expect(new Set(zammad.received.map(({ fields }) => fields.get('direction')))).toEqual(
      new Set(['in']),
    );
  });
});

describe('RF13: hand-overs', () => {
  const told = (zammad: Awaited<ReturnType<typeof startStrictZammad>>, id = '') =>
    zammad.received.map(
      ({ event, callId, fields }) =>
        `${event}${callId.replace(id, '')}${event === 'answer' ? ` ${fields.get('user')}` : ''}`,
    );
  it('are not told by default: one newCall, answer, hangup', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(begin(), answer(), later(2500), hangup());
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'answer', 'hangup']);
  });
  it('are calls of their own when they shall be', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad, { transfers: true, agentReference: true });
    await relay.pair(8, 'Bob Agent', 'bob@example.com');
    relay.forwarder.start();
    const alice = answer('a', { answeredBy: { name: 'Alice Agent' } });
    const cara = { name: 'Cara Agent' };
    const [id] = await relay.play(begin(), alice);
    await relay.settled(allDone);
    await relay.play(later(2500), later(2500));
    await relay.settled(allDone);
    await relay.play(later(2600, cara));
    await relay.settled(allDone);
    await relay.play(hangup());
    await relay.settled(allDone);
    expect(told(zammad, id)).toEqual([
      'newCall',
      'answer Alice Agent',
      'hangup',
      'newCall~2',
      'answer~2 Bob Agent',
      'hangup~2',
      'newCall~3',
      'answer~3 Cara Agent',
      'hangup~3',
    ]);
    const second = zammad.received.filter(({ callId }) => callId === `${id}~2`);
    expect(second[0]?.fields.getAll('user[]')).toEqual(['Bob Agent']);
    expect(second[1]?.fields.get('user_id')).toBe('8');
    expect([...zammad.log.values()].every(({ state, done }) => state === 'hangup' && done)).toBe(
      true,
    );
  });
  it('the same agent at another phone, a mailbox, a call that is over: no hand-over', async () => {
    const zammad = await startStrictZammad();
    const agents = [
      { login: 'bob@example.com', extensions: ['24'], numbers: [], names: ['Bob Agent'] },
    ];
    const relay = await openForwarding(zammad, { transfers: true, agents });
    relay.forwarder.start();
    await relay.play(begin(), later(2000), later(2500, { extension: '24' } as never));
    await relay.play(
      later(2600, { name: 'voicemail', kind: 'voicemail' } as never),
      hangup(),
      later(2900, { name: 'Cara Agent' }),
    );
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'answer', 'hangup']);
  });
  it('go on after a restart where they were', async () => {
    const zammad = await startStrictZammad();
    const first = await openForwarding(zammad, { transfers: true });
    first.forwarder.start();
    const [id] = await first.play(begin(), answer('a', { answeredBy: { name: 'Alice Agent' } }));
    await first.settled(allDone);
    await first.forwarder.stop();
    await first.play(later(2500));
    await first.shut();
    const second = await openForwarding(zammad, { transfers: true, url: first.url });
    second.forwarder.start();
    await second.play(hangup());
    await second.settled(allDone);
    expect(told(zammad, id).slice(2)).toEqual([
      'hangup',
      'newCall~2',
      'answer~2 Bob Agent',
      'hangup~2',
    ]);
  });
});

describe('RF1: other endings', () => {
  it('a forwarded call is done, a mailbox leaves it to be done', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    const answeredBy = { name: 'voicemail', kind: 'voicemail' as const };
    const ids = await relay.play(
      begin('a'),
      begin('b'),
      hangup('a', { end: { cause: 'forwarded' } }),
      answer('b', { answeredBy }),
      hangup('b', { end: { cause: 'normalClearing' } }),
    );
    await relay.settled(allDone);
    expect(ids.slice(0, 2).map((id) => zammad.log.get(id)?.done)).toEqual([true, false]);
  });
  it('a call that goes on under another id is another call for Zammad', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    const onward = begin('b', { at: 2500, prevCallId: 'a', targets: [BOB] });
    await relay.play(begin('a'), answer('a'), onward, hangup('a'), answer('b', { at: 3500 }));
    await relay.play(hangup('b', { at: 4000 }));
    await relay.settled(allDone);
    expect(words(zammad).toSorted()).toEqual([
      'answer',
      'answer',
      'hangup',
      'hangup',
      'newCall',
      'newCall',
    ]);
    expect([...zammad.log.values()].map(({ state, done }) => [state, done])).toEqual([
      ['hangup', true],
      ['hangup', true],
    ]);
  });
});
