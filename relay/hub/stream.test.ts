import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALICE, type Bench, BOB, startBench } from './testing/bench.ts';
import { answered, ended, ringing, ringingAt } from './testing/calls.ts';
import { connect } from './testing/client.ts';

let bench: Bench;
let token: string;

beforeEach(async () => {
  bench = await startBench({ agents: [ALICE, BOB] });
  token = await bench.pair(ALICE);
});
afterEach(() => bench.close());

describe('HB1: the first frame is a hello with a device token, soon', () => {
  it('refuses a wrong token', async () => {
    const client = connect(bench.url, { token: `ohd_${'x'.repeat(43)}` });
    expect((await client.next('refused')).reason).toBe('token');
    expect(await client.closed).toBe(4401);
  });
  it('refuses another protocol version', async () => {
    const client = connect(bench.url, { token, protocol: 2 });
    expect((await client.next('refused')).reason).toBe('protocol');
    expect(await client.closed).toBe(4400);
  });
  it.each([['not JSON'], ['{"type":"presence","phone":"on","activeAt":1}'], ['[]'], ['{}']])(
    'refuses %s as first frame',
    async (text) => {
      const client = connect(bench.url);
      client.socket.on('open', () => client.send(text));
      expect((await client.next('refused')).reason).toBe('protocol');
    },
  );
  it('lets go of a client that says nothing for 5 seconds', async () => {
    const client = connect(bench.url);
    await new Promise((resolve) => client.socket.on('open', resolve));
    // The server has its end of the socket once a ping went through.
    const pong = new Promise((resolve) => client.socket.on('pong', resolve));
    client.socket.ping();
    await pong;
    bench.clock.advance(4_999);
    expect(client.socket.readyState).toBe(client.socket.OPEN);
    bench.clock.advance(1);
    expect(await client.closed).toBe(4408);
  });
  it('closes on a frame larger than any of ours', async () => {
    const client = connect(bench.url);
    client.socket.on('open', () => client.send(`"${'x'.repeat(5_000)}"`));
    expect(await client.closed).toBe(1009);
  });
  it('says "rate" to an address that fails again and again, but lets a right token in', async () => {
    for (let turn = 0; turn < 10; turn++) {
      const wrong = connect(bench.url, { token: 'wrong' });
      expect((await wrong.next('refused')).reason).toBe('token');
    }
    const wrong = connect(bench.url, { token: 'wrong' });
    expect((await wrong.next('refused')).reason).toBe('rate');
    const right = connect(bench.url, { token });
    await right.next('welcome');
  });
  it('turns web pages away and lets extensions in', async () => {
    const page = connect(bench.url, { token }, { origin: 'https://evil.example' });
    expect(await page.closed).toBe(1006);
    for (const origin of ['chrome-extension://abcdefghij', 'moz-extension://0-1-2']) {
      const own = connect(bench.url, { token }, { origin });
      await own.next('welcome');
    }
  });
});

describe('HB2: welcome, config, open calls, then live', () => {
  it('shows a call that already rings, then its changes', async () => {
    const call = ringingAt('c1', 'Alice Agent');
    await bench.changes.commit(call);
    const client = connect(bench.url, { token });
    const welcome = await client.next('welcome');
    expect(welcome.agent).toMatchObject({ id: 3, name: 'Alice Agent' });
    expect((await client.next('config')).config).toEqual({
      homeCountry: 'DE',
      dial: false,
      settings: { values: {}, locked: [] },
    });
    await client.next('call', ({ call }) => call.state === 'ringing');
    await bench.changes.commit(answered(call, 'Alice Agent'));
    const frame = await client.next('call', ({ call }) => call.state === 'talking');
    expect(frame.call).toMatchObject({ mine: true, answeredBy: 'Alice Agent', version: 2000 });
    expect(frame.lead).toBe(true);
    expect(client.frames.map(({ type }) => type)).toEqual(['welcome', 'config', 'call', 'call']);
  });
  it('does not show what has ended to a new client', async () => {
    await bench.changes.commit(ended(ringing('c1')));
    await bench.changes.commit(ringing('c2'));
    const client = connect(bench.url, { token });
    await client.next('call');
    expect(client.calls().map(({ call }) => call.id)).toEqual(['c2']);
  });
});

describe('HB3: only those who are addressed', () => {
  it('a call for one agent never reaches the other, in replay neither', async () => {
    const bobs = await bench.pair(BOB);
    const alice = connect(bench.url, { token });
    const bob = connect(bench.url, { token: bobs });
    const { cursor } = await bob.next('welcome');
    await alice.next('welcome');
    await bench.changes.commit(ringingAt('only-alice', 'Alice Agent'));
    await bench.changes.commit(ringingAt('both', 'Alice Agent', 'Bob Mueller'));
    await alice.next('call', ({ call }) => call.id === 'both');
    await bob.next('call', ({ call }) => call.id === 'both');
    expect(alice.calls().map(({ call }) => call.id)).toEqual(['only-alice', 'both']);
    expect(JSON.stringify(bob.frames)).not.toContain('only-alice');
    const again = connect(bench.url, { token: bobs, cursor });
    await again.next('call');
    await bench.changes.commit(ringing('for-all'));
    await again.next('call', ({ call }) => call.id === 'for-all');
    expect(JSON.stringify(again.frames)).not.toContain('only-alice');
  });
  it('when both rang, the other sees who answered', async () => {
    const bob = connect(bench.url, { token: await bench.pair(BOB) });
    await bob.next('welcome');
    const call = ringingAt('c1', 'Alice Agent', 'Bob Müller');
    await bench.changes.commit(call);
    expect((await bob.next('call')).call.ringing).toEqual(['Alice Agent', 'Bob Müller']);
    await bench.changes.commit(answered(call, 'alice agent'));
    const frame = await bob.next('call', ({ call }) => call.state === 'talking');
    expect(frame.call).toMatchObject({ answeredBy: 'Alice Agent', mine: false });
  });
  it('a call that rang for everyone goes on for everyone when it turns out to be for one', async () => {
    const bob = connect(bench.url, { token: await bench.pair(BOB) });
    await bob.next('welcome');
    const call = ringing('c1');
    await bench.changes.commit(call);
    await bob.next('call');
    const named = { ...ringingAt('c1', 'Alice Agent'), version: 2 };
    await bench.changes.commit(named);
    await bench.changes.commit({ ...ended(named), version: 3 });
    await bob.next('call', ({ call }) => call.state === 'ended');
  });
});

describe('HB4: heartbeat', () => {
  it('beats every 20 s with a cursor, and closes who misses two', async () => {
    const client = connect(bench.url, { token });
    await client.next('welcome');
    await bench.changes.commit(ringing('c1'));
    await client.next('call');
    bench.clock.advance(20_000);
    const beat = await client.next('beat');
    expect(beat.cursor).toBe(client.calls()[0]?.cursor);
    // From here on the client is dead: it reads nothing and answers nothing.
    client.socket.pause();
    bench.clock.advance(20_000);
    bench.clock.advance(20_000);
    bench.clock.advance(20_000);
    client.socket.resume();
    expect(await client.closed).toBe(1006);
    expect(await bench.metrics.registry.metrics()).toContain(
      'offhook_streams_ended_total{reason="dead"} 1',
    );
  });
  it('keeps who only answers pings', async () => {
    const client = connect(bench.url, { token });
    await client.next('welcome');
    for (let turn = 1; turn <= 6; turn++) {
      const ping = new Promise((resolve) => client.socket.once('ping', resolve));
      bench.clock.advance(20_000);
      await ping;
      // The pong has arrived once an answer to a later ping of ours is back.
      const pong = new Promise((resolve) => client.socket.once('pong', resolve));
      client.socket.ping();
      await pong;
    }
    expect(client.frames.filter(({ type }) => type === 'beat')).toHaveLength(6);
    expect(client.socket.readyState).toBe(client.socket.OPEN);
  });
});

describe('HB8: last words', () => {
  it('revoked: says bye and closes, and the token is dead', async () => {
    const client = connect(bench.url, { token });
    await client.next('welcome');
    const answer = await fetch(`${bench.url}/v1/devices/current`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(204);
    expect((await client.next('bye')).reason).toBe('revoked');
    expect(await client.closed).toBe(4403);
    const again = connect(bench.url, { token });
    expect((await again.next('refused')).reason).toBe('token');
  });
  it('shutdown: says bye to everybody', async () => {
    const clients = [connect(bench.url, { token }), connect(bench.url, { token })];
    await Promise.all(clients.map((client) => client.next('welcome')));
    const closing = bench.side.close('shutdown');
    bench.clock.advance(2_000);
    await closing;
    for (const client of clients) {
      expect((await client.next('bye')).reason).toBe('shutdown');
      expect(await client.closed).toBe(1001);
    }
  });
});
