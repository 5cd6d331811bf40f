import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket as NodeSocket, WebSocketServer } from 'ws';
import type { AgentCall } from '../core/agent-call.ts';
import { createRelaySession, SILENCE_MS, type SessionState, streamUrl } from './session.ts';

const agent = { id: 3, login: 'agent1@example.com', name: 'Alice Agent' };
const welcome = { type: 'welcome', protocol: 1, agent, cursor: 'head', serverAt: 1 };
const call = (version: number): AgentCall => ({
  id: 'c1',
  version,
  direction: 'in',
  state: 'ringing',
  line: { number: '+493012300' },
  remote: {
    number: '+4930609854180',
    display: '+49 30 609854180',
    withheld: false,
    internal: false,
    matches: [],
  },
  ringing: [],
  mine: false,
  startedAt: 1,
  missed: false,
  forwarded: false,
  voicemail: false,
  done: false,
});

let server: WebSocketServer;
const closers: (() => void)[] = [];
beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((done) => server.once('listening', done));
});
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  for (const client of server.clients) client.terminate();
  await new Promise((done) => server.close(done));
});

/** A queue of what happened, to be awaited in order. */
function queue<T>() {
  const items: T[] = [];
  const waiting: ((item: T) => void)[] = [];
  return {
    push(item: T) {
      const next = waiting.shift();
      if (next) next(item);
      else items.push(item);
    },
    next: () =>
      new Promise<T>((done) => {
        const item = items.shift();
        if (item === undefined) waiting.push(done);
        else done(item);
      }),
    rest: () => items,
  };
}

/** Timers that fire when the test says so. */
function timers() {
  let next = 1;
  const set = new Map<number, { run: () => void; ms: number }>();
  return {
    setTimeout(run: () => void, ms: number) {
      set.set(next, { run, ms });
      return next++;
    },
    clearTimeout: (timer: unknown) => void set.delete(timer as number),
    waits: () => [...set.values()].map(({ ms }) => ms),
    fire(ms: (ms: number) => boolean) {
      for (const [id, timer] of Array.from(set)) {
        if (!ms(timer.ms)) continue;
        set.delete(id);
        timer.run();
      }
    },
  };
}

function start(about: { cursor?: string; port?: number } = {}) {
  const port = about.port ?? (server.address() as AddressInfo).port;
  const states = queue<SessionState>();
  const seen = queue<unknown>();
  const clock = timers();
  let cursor = about.cursor;
  let alive = 0;
  const session = createRelaySession({
    url: `http://127.0.0.1:${port}`,
    token: 'device-token',
    openSocket: (url) => new NodeSocket(url) as never,
    cursor: () => cursor,
    onState: (state) => states.push(state),
    onWelcome: ({ fresh }) => seen.push({ welcome: fresh }),
    onCall(got, at) {
      cursor = at.cursor;
      seen.push({ call: got.version, ...at });
    },
    onCursor(next) {
      cursor = next;
      seen.push({ cursor: next });
    },
    onGap: () => seen.push('gap'),
    onConfig: (config) => seen.push({ config }),
    onBoard: () => seen.push('board'),
    keepAlive: () => void alive++,
    random: () => 0.5,
    ...clock,
  });
  closers.push(() => session.stop());
  session.start();
  return { session, states, seen, clock, alive: () => alive };
}

/** The next connection, with its frames. */
async function accept() {
  const socket = await new Promise<NodeSocket>((done) => server.once('connection', done));
  const frames = queue<Record<string, unknown>>();
  socket.on('message', (data) => frames.push(JSON.parse((data as Buffer).toString('utf8'))));
  const closed = new Promise<void>((done) => socket.once('close', () => done()));
  return { socket, frames, closed, send: (frame: unknown) => socket.send(JSON.stringify(frame)) };
}

describe('live connection', () => {
  it('says hello first, with the token in the frame and not in the address', async () => {
    const asked = new Promise<string>((done) =>
      server.once('connection', (_socket, request) => done(request.url ?? '')),
    );
    const accepting = accept();
    const { states, seen } = start();
    const relay = await accepting;
    expect(await relay.frames.next()).toEqual({
      type: 'hello',
      protocol: 1,
      token: 'device-token',
    });
    expect(await asked).toBe('/v1/stream');
    expect(await states.next()).toEqual({ name: 'connecting' });
    relay.send(welcome);
    expect(await states.next()).toEqual({ name: 'live', agent });
    expect(await seen.next()).toEqual({ welcome: true });
  });

  it('resumes after a cut from the last call it was given', async () => {
    const accepting = accept();
    const { states, seen, clock } = start({ cursor: '7' });
    const first = await accepting;
    expect(await first.frames.next()).toMatchObject({ cursor: '7' });
    first.send(welcome);
    expect(await seen.next()).toEqual({ welcome: false });
    first.send({ type: 'call', cursor: '8', lead: true, call: call(1) });
    expect(await seen.next()).toEqual({ call: 1, cursor: '8', lead: true });
    first.socket.terminate();
    await states.next();
    await states.next();
    expect(await states.next()).toEqual({ name: 'offline', reason: 'unreachable' });
    const again = accept();
    clock.fire((ms) => ms < 1000);
    expect(await (await again).frames.next()).toMatchObject({ cursor: '8' });
  });

  it('is told of a gap, and keeps the position of a beat', async () => {
    const accepting = accept();
    const { seen } = start({ cursor: 'purged' });
    const relay = await accepting;
    relay.send(welcome);
    relay.send({ type: 'gap' });
    relay.send({ type: 'beat', cursor: '12' });
    expect(await seen.next()).toEqual({ welcome: false });
    expect(await seen.next()).toBe('gap');
    expect(await seen.next()).toEqual({ cursor: '12' });
  });

  it('keeps the background running with each sign of life', async () => {
    const accepting = accept();
    const { seen, alive } = start();
    const relay = await accepting;
    relay.send(welcome);
    relay.send({ type: 'beat' });
    relay.send({ type: 'beat', cursor: 'x' });
    await seen.next();
    await seen.next();
    expect(alive()).toBeGreaterThanOrEqual(2);
  });

  it('comes back when two beats are missing', async () => {
    const accepting = accept();
    const { states, seen, clock } = start();
    const relay = await accepting;
    relay.send(welcome);
    await seen.next();
    expect(clock.waits()).toEqual([SILENCE_MS]);
    clock.fire((ms) => ms === SILENCE_MS);
    await states.next();
    await states.next();
    expect(await states.next()).toEqual({ name: 'offline', reason: 'silent' });
    await relay.closed;
    const again = accept();
    clock.fire(() => true);
    await again;
  });

  it('skips frames it does not know or cannot read, and goes on', async () => {
    const accepting = accept();
    const { seen } = start();
    const relay = await accepting;
    relay.send(welcome);
    relay.socket.send('not json');
    relay.socket.send(Buffer.from([1, 2]));
    relay.send({ type: 'tomorrow' });
    relay.send({ type: 'call', cursor: '1', lead: true, call: { id: 'broken' } });
    relay.send({ type: 'call', cursor: '2', lead: false, call: call(4) });
    await seen.next();
    expect(await seen.next()).toEqual({ call: 4, cursor: '2', lead: false });
  });

  it('hands on what the relay presets and that the missed board changed', async () => {
    const accepting = accept();
    const { seen } = start();
    const relay = await accepting;
    relay.send(welcome);
    relay.send({ type: 'config', config: { settings: { locked: ['sound'] } } });
    relay.send({ type: 'board' });
    await seen.next();
    expect(await seen.next()).toEqual({ config: { settings: { locked: ['sound'] } } });
    expect(await seen.next()).toBe('board');
  });

  it('a board frame with more in it than we know is still one', async () => {
    const accepting = accept();
    const { seen } = start();
    const relay = await accepting;
    relay.send(welcome);
    relay.send({ type: 'board', total: 7 });
    await seen.next();
    expect(await seen.next()).toBe('board');
  });

  it.each([
    [
      { type: 'refused', reason: 'token' },
      { name: 'refused', reason: 'token' },
    ],
    [
      { type: 'refused', reason: 'protocol' },
      { name: 'refused', reason: 'protocol' },
    ],
    [
      { type: 'bye', reason: 'revoked' },
      { name: 'refused', reason: 'revoked' },
    ],
  ])('%j ends it for good', async (frame, state) => {
    const accepting = accept();
    const { states, clock } = start();
    (await accepting).send(frame);
    await states.next();
    expect(await states.next()).toEqual(state);
    expect(clock.waits()).toEqual([]);
  });

  it.each([
    [{ type: 'refused', reason: 'rate' }, 'rate'],
    [{ type: 'bye', reason: 'shutdown' }, 'shutdown'],
    [{ type: 'bye', reason: 'slow' }, 'slow'],
  ])('%j is tried again, with a pause', async (frame, reason) => {
    const accepting = accept();
    const { states, clock } = start();
    (await accepting).send(frame);
    await states.next();
    expect(await states.next()).toEqual({ name: 'offline', reason });
    expect(clock.waits()).toHaveLength(1);
  });

  it('waits longer with each failure, and not at all on a hint', async () => {
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    const { session, states, clock } = start({ port });
    const waits: number[] = [];
    for (let tries = 0; tries < 4; tries++) {
      expect(await states.next()).toEqual({ name: 'connecting' });
      expect(await states.next()).toEqual({ name: 'offline', reason: 'unreachable' });
      waits.push(...clock.waits());
      clock.fire(() => true);
    }
    expect(waits).toEqual([375, 750, 1500, 3000]);
    await states.next();
    await states.next();
    session.hint();
    expect(await states.next()).toEqual({ name: 'connecting' });
    server = new WebSocketServer({ port: 0 });
  });

  it('tells presence once it is known, and after each new connection', async () => {
    const accepting = accept();
    const { session, seen } = start();
    session.presence({ phone: 'quiet', activeAt: 5 });
    const relay = await accepting;
    await relay.frames.next();
    relay.send(welcome);
    await seen.next();
    expect(await relay.frames.next()).toEqual({ type: 'presence', phone: 'quiet', activeAt: 5 });
    session.presence({ phone: 'on', activeAt: 6 });
    expect(await relay.frames.next()).toEqual({ type: 'presence', phone: 'on', activeAt: 6 });
    session.presence({ phone: 'on', activeAt: 6, tickets: [7] });
    expect(await relay.frames.next()).toMatchObject({ tickets: [7] });
  });

  it('a stopped one opens nothing any more', async () => {
    const accepting = accept();
    const { session, clock } = start();
    const relay = await accepting;
    session.stop();
    await relay.closed;
    expect(clock.waits()).toEqual([]);
    expect(session.state()).toEqual({ name: 'offline', reason: 'stopped' });
  });

  it.each([
    ['http://127.0.0.1:4870', 'ws://127.0.0.1:4870/v1/stream'],
    ['https://relay.example/', 'wss://relay.example/v1/stream'],
    ['https://relay.example/offhook', 'wss://relay.example/offhook/v1/stream'],
  ])('%s is spoken to at %s', (url, stream) => expect(streamUrl(url)).toBe(stream));
});
