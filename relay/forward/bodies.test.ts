import { describe, expect, it } from 'vitest';
import type { PbxEvent } from '../../lib/core/call.ts';
import {
  allDone,
  answer,
  begin,
  CUSTOMER,
  hangup,
  LINE,
  openForwarding,
} from '../testing/forwarding.ts';
import { startStrictZammad } from '../testing/strict-zammad.ts';

/** Plays the events and answers what was told, one object for each request. */
async function told(options: Parameters<typeof openForwarding>[1], ...events: PbxEvent[]) {
  const zammad = await startStrictZammad();
  const relay = await openForwarding(zammad, options);
  await relay.pair(7, 'Alice Agent', 'alice@example.com');
  relay.forwarder.start();
  const ids = await relay.play(...events);
  await relay.settled(allDone);
  expect(new Set(zammad.received.map(({ callId }) => callId))).toEqual(new Set(ids));
  return zammad.received.map(({ fields }) => Object.fromEntries(fields));
}

describe('RF4: what is told', () => {
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
  it('the name of the queue', async () => {
    const queue = { id: '900', name: 'Support' };
    const [begun, ended] = await told({}, begin('a', { queue }), hangup());
    expect([begun?.['queue'], ended?.['queue']]).toEqual(['Support', 'Support']);
  });
  it('everybody who is called, by the name in the team, each once', async () => {
    const zammad = await startStrictZammad();
    const agents = [
      { login: 'alice@example.com', extensions: ['23', 'PJSIP/alice'], numbers: [], names: [] },
    ];
    const relay = await openForwarding(zammad, { agents });
    await relay.pair(7, 'Alice Agent', 'alice@example.com');
    relay.forwarder.start();
    const targets = [
      { extension: '23' },
      { account: 'PJSIP/alice-0000001f' },
      { account: 'PJSIP/77' },
      { name: 'bob@example.com' },
    ];
    await relay.play(begin('a', { targets }));
    await relay.settled(allDone);
    expect(zammad.received[0]?.fields.getAll('user[]')).toEqual(['Alice Agent', 'PJSIP/77', 'bob']);
  });
  it('texts that Zammad cannot store are made fit for it', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad);
    relay.forwarder.start();
    const name = `\0A\uD800\nB${'😀'.repeat(500)}`;
    const odd = { raw: `+49 30 abc ${'9'.repeat(300)}` };
    await relay.play(
      begin('a', { from: odd, to: { account: name }, queue: { name }, targets: [{ name }] }),
      answer('a', { answeredBy: { name } }),
    );
    await relay.settled(allDone);
    const [begun, answered] = zammad.received.map(({ fields }) => Object.fromEntries(fields));
    expect(begun?.['from']).toBe('anonymous');
    const clean = `A B${'😀'.repeat(97)}`;
    expect([begun?.['queue'], begun?.['user[]'], begun?.['to']]).toEqual([clean, clean, clean]);
    expect(answered?.['user']).toBe(clean);
  });
});

describe('RF5: the agent who answered', () => {
  const byLogin = answer('a', {
    answeredBy: { name: 'alice@example.com' },
    answeringNumber: '+493012345',
  });
  it('a mailbox is voicemail, so that the call stays to be done', async () => {
    const answeredBy = { name: 'voicemail', kind: 'voicemail' as const };
    for (const agentReference of [false, true]) {
      const [, answered] = await told({ agentReference }, begin(), answer('a', { answeredBy }));
      expect(answered).toMatchObject({ user: 'voicemail' });
      expect(answered).not.toHaveProperty('user_id');
    }
  });
  it('a name only, unless Zammad is to open screens', async () => {
    const [, answered] = await told({}, begin(), byLogin);
    expect(answered).toMatchObject({ user: 'Alice Agent' });
    expect(answered).not.toHaveProperty('answeringNumber');
    expect(answered).not.toHaveProperty('user_id');
  });
  it('a name of one word cannot be taken for a login', async () => {
    const [, answered] = await told({}, begin(), answer('a', { answeredBy: { name: 'otto' } }));
    expect(answered?.['user']).toBe('otto\u2060');
  });
  it('name and id when it is; no number, which may be shared', async () => {
    const [, answered] = await told({ agentReference: true }, begin(), byLogin);
    expect(answered).toMatchObject({ user: 'Alice Agent', user_id: '7' });
    expect(answered).not.toHaveProperty('answeringNumber');
  });
  it('the login of somebody who is mapped, but has paired no browser', async () => {
    const agents = [{ login: 'bob@example.com', extensions: ['24'], numbers: [], names: [] }];
    const answeredBy = { extension: '24' };
    const on = { agentReference: true, agents };
    const [, answered] = await told(on, begin(), answer('a', { answeredBy }));
    expect(answered).toMatchObject({ user: 'bob@example.com' });
    const [, quiet] = await told({ agents }, begin(), answer('a', { answeredBy }));
    expect(quiet?.['user']).toBe('bob\u2060');
  });
  it('the number that answered when nobody knows who it is', async () => {
    const answeredBy = { name: 'Front Desk' };
    const event = answer('a', { answeredBy, answeringNumber: '+49 30 12345' });
    const [, answered] = await told({ agentReference: true }, begin(), event);
    expect(answered).toMatchObject({ user: 'Front Desk', answeringNumber: '493012345' });
  });
  it('an agent who pairs later is known by the next call', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad, { agentReference: true });
    relay.forwarder.start();
    await relay.play(begin('a'), answer('a', { answeredBy: { name: 'Cara Agent' } }));
    await relay.settled(allDone);
    await relay.pair(9, 'Cara Agent', 'cara@example.com');
    await relay.play(begin('b'), answer('b', { answeredBy: { name: 'Cara Agent' } }));
    await relay.settled(allDone);
    const answers = zammad.received.filter(({ event }) => event === 'answer');
    expect(answers.map(({ fields }) => fields.get('user_id'))).toEqual([null, '9']);
  });
});
