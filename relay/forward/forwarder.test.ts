import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allDone,
  answer,
  begin,
  CUSTOMER,
  hangup,
  LINE,
  openForwarding,
  words,
} from '../testing/forwarding.ts';
import type { PbxEvent } from '../../lib/core/call.ts';
import { startStrictZammad } from '../testing/strict-zammad.ts';

describe('RF1, RF3: order, nothing twice', () => {
  it('tells a call in order and once', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(begin(), begin(), answer(), answer(), hangup(), hangup(), answer(), begin());
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'answer', 'hangup']);
    expect(zammad.received.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(zammad.mostAtOnce()).toBe(1);
  });
  it('a missed call stays missed', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    const [id] = await relay.play(begin(), hangup(), hangup());
    await relay.settled(allDone);
    expect(zammad.log.get(id ?? '')).toMatchObject({ state: 'hangup', done: false });
  });
  it('any order and doubling of many calls: Zammad never answers with an error', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(begin, answer, hangup), fc.constantFrom('x', 'y')), {
          minLength: 1,
          maxLength: 10,
        }),
        async (steps) => {
          run++;
          await relay.play(...steps.map(([make, id]) => make(`${id}${run}`)));
          await relay.settled(allDone);
        },
      ),
      { numRuns: 40 },
    );
    expect(zammad.received.filter(({ status }) => status !== 200)).toEqual([]);
    expect(zammad.mostAtOnce()).toBe(1);
  });
});

describe('RF2: orphans', () => {
  it('makes up a missing newCall when both sides are known', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(hangup('a', { direction: 'in', from: CUSTOMER, to: LINE }));
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'hangup']);
  });
  it('holds back what nobody announced, until it is known', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    await relay.play(answer(), hangup('b'));
    expect(await relay.rows()).toEqual([]);
    await relay.play(begin());
    await relay.settled(allDone);
    expect(words(zammad)).toEqual(['newCall', 'answer']);
  });
  it('does not tell internal calls', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    await relay.play(begin('a', { direction: 'internal' }), hangup());
    expect(await relay.rows()).toEqual([]);
  });
});

describe('RF4, RF5: what is told', () => {
  async function told(options: { agentReference?: boolean }, ...events: PbxEvent[]) {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad, options);
    await relay.db
      .insertInto('agents')
      .values({
        id: 7,
        login: 'alice@example.com',
        email: 'alice@example.com',
        name: 'Alice Agent',
        phone: '',
        mobile: '',
        updated_at: 1,
      })
      .execute();
    relay.forwarder.start();
    const ids = await relay.play(...events);
    await relay.settled(allDone);
    expect(new Set(zammad.received.map(({ callId }) => callId))).toEqual(new Set(ids));
    return zammad.received.map(({ fields }) => Object.fromEntries(fields));
  }
  it('digits without plus, direction always', async () => {
    const [begun, ended] = await told({}, begin(), hangup('a', { end: { cause: 'busy' } }));
    expect(begun).toMatchObject({ from: '493023125741', to: '493012300', direction: 'in' });
    expect(begun).toMatchObject({ 'user[]': 'Alice' });
    expect(ended).toMatchObject({ event: 'hangup', direction: 'in', cause: 'busy' });
  });
  it('anonymous for a hidden caller, the extension for an internal side', async () => {
    const to = { raw: '150', extension: '150' };
    const [begun] = await told({}, begin('a', { from: { withheld: true }, to }));
    expect(begun).toMatchObject({ from: 'anonymous', to: '150' });
  });
  it('no user on the answer of an outgoing call', async () => {
    const out = begin('a', { direction: 'out', from: { ...LINE, name: 'Alice' }, to: CUSTOMER });
    const [begun, answered] = await told({}, out, answer());
    expect(begun).toMatchObject({ direction: 'out', 'user[]': 'Alice' });
    expect(answered).not.toHaveProperty('user');
  });
  it('voicemail, so that the call stays to be done', async () => {
    const answeredBy = { name: 'voicemail', kind: 'voicemail' as const };
    const [, answered] = await told({}, begin(), answer('a', { answeredBy }));
    expect(answered).toMatchObject({ user: 'voicemail' });
  });
  const byLogin = answer('a', {
    answeredBy: { name: 'alice@example.com' },
    answeringNumber: '+493012345',
  });
  it('a name only, unless Zammad is to open screens', async () => {
    const [, answered] = await told({}, begin(), byLogin);
    expect(answered).toMatchObject({ user: 'Alice Agent' });
    expect(answered).not.toHaveProperty('answeringNumber');
    expect(answered).not.toHaveProperty('user_id');
  });
  it('number, id and login when it is', async () => {
    const [, answered] = await told({ agentReference: true }, begin(), byLogin);
    expect(answered).toMatchObject({
      user: 'alice@example.com',
      answeringNumber: '493012345',
      user_id: '7',
    });
  });
});
