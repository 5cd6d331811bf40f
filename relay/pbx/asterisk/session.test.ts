/** The dialect against a fake Asterisk over real sockets, kept up by the relay's own link. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { LinkStatus } from '../link.ts';
import { startLink } from '../link.ts';
import { createLog } from '../../telemetry/log.ts';
import { createAsterisk } from './asterisk.ts';
import { type FakeAmi, type FakeAmiOptions, startFakeAmi } from './fake-ami.ts';
import { recordedStream } from './fake-channels.ts';
import type { AsteriskOptions } from './options.ts';
import { createTestLedger, recordings, summary, testConnection, testOptions } from './testing.ts';
import { createMessage } from './wire.ts';

const FOLDER = join(import.meta.dirname, '../../../tests/fixtures/pbx/asterisk');
const pem = (name: string) => readFileSync(join(FOLDER, 'tls', name), 'utf8');

async function fake(options: FakeAmiOptions = {}): Promise<FakeAmi> {
  const ami = await startFakeAmi(options);
  onTestFinished(() => ami.close());
  return ami;
}

/** A link as the relay keeps it, with short waits and a ledger in memory. */
function connect(
  port: number,
  more: Partial<AsteriskOptions> = {},
  timing = { answerMs: 5_000, pingMs: 60_000 },
) {
  const ledger = createTestLedger();
  const lines: string[] = [];
  const statuses: LinkStatus[] = [];
  let watch: (() => void)[] = [];
  const changed = () => {
    const told = watch;
    watch = [];
    for (const one of told) one();
  };
  let paused: (() => void) | undefined;
  const { connection, phone, markOurs } = testConnection();
  const context = { connection, phone, markOurs, publicUrl: () => '', clock: Date.now };
  const dialect = createAsterisk(context, { ...testOptions(), port, ...more }, timing);
  const link = startLink({
    source: 'pbx',
    session: dialect.session!,
    record: async (events) => {
      ledger.record(events);
      changed();
    },
    openCalls: async () => ledger.open(),
    log: createLog('debug', { write: (line: string) => void lines.push(line) }),
    clock: Date.now,
    onStatus: (status) => {
      statuses.push(status);
      changed();
    },
    // Comes back when the test says so.
    pause: (_ms, signal) =>
      new Promise((resolve) => {
        paused = resolve;
        signal.addEventListener('abort', () => resolve());
      }),
  });
  onTestFinished(() => link.stop());
  const until = async (fits: () => boolean) => {
    while (!fits()) await new Promise<void>((resolve) => void watch.push(resolve));
  };
  return {
    ledger,
    link,
    statuses,
    log: () => lines.join(''),
    until,
    is: (state: LinkStatus['state']) => until(() => link.status().state === state),
    comeBack: () => paused?.(),
    calls: () => ledger.calls().map(summary),
  };
}

const streams = recordings();
const stream = (name: string) =>
  recordedStream(streams.find((one) => one.name === name)?.text ?? '');

test('logs in without sending the password and asks for calls and agents only', async () => {
  const ami = await fake();
  const relay = connect(ami.port);
  await relay.is('up');
  expect(ami.received.join('\n')).not.toContain('labsecret');
  expect(ami.received[1]).toMatch(
    /^Action: Login\nActionID: .*\nAuthType: MD5\nUsername: relay\nKey: [0-9a-f]{32}\nEvents: call,agent$/,
  );
});

test('a wrong password is refused, in words, without the password', async () => {
  const ami = await fake();
  const relay = connect(ami.port, { password: 'not-this-one' });
  await relay.is('down');
  expect(relay.link.status().reason).toMatch(/refused the login: check user, password and permit/);
  const wait = (relay.link.status().nextAt ?? 0) - Date.now();
  expect(wait).toBeGreaterThan(30_000);
  expect(relay.log() + JSON.stringify(relay.statuses)).not.toContain('not-this-one');
});

test('somebody else is logged in as that user: tries again soon, and says what to do', async () => {
  const ami = await fake({ loginError: 'Login Already In Use' });
  const relay = connect(ami.port);
  await relay.is('down');
  expect(relay.link.status().reason).toMatch(/a user of its own/);
  expect((relay.link.status().nextAt ?? 0) - Date.now()).toBeLessThan(30_000);
});

test('two relays may be logged in at once; each hears everything', async () => {
  const ami = await fake();
  const [one, two] = [connect(ami.port), connect(ami.port)];
  await Promise.all([one.is('up'), two.is('up')]);
  for (const { message } of stream('inbound-direct-answered').messages) ami.send(message);
  for (const relay of [one, two]) {
    await relay.until(() => relay.calls()[0]?.state === 'ended');
    expect(relay.calls()).toHaveLength(1);
  }
});

test('without the right to ask for channels it works on, with a hint', async () => {
  const ami = await fake({ mayList: false });
  const relay = connect(ami.port);
  await relay.is('up');
  expect(relay.link.status().hint).toMatch(/add reporting to write in manager.conf/);
  for (const { message } of stream('inbound-queue-answered').messages) ami.send(message);
  await relay.until(() => relay.calls()[0]?.state === 'ended');
  expect(relay.calls()).toMatchObject([{ talked: ['24'], missed: false }]);
});

test.each([
  ['a web server', 'HTTP/1.1 400 Bad Request'],
  ['another protocol', 'SSH-2.0-OpenSSH_9.2'],
])('%s is no Asterisk', async (_what, banner) => {
  const ami = await fake({ banner });
  const relay = connect(ami.port);
  await relay.is('down');
  expect(relay.link.status().reason).toBe('this is no manager interface of Asterisk');
});

test('a server that says nothing is left after a while', async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const relay = connect(
    (server.address() as AddressInfo).port,
    {},
    { answerMs: 50, pingMs: 60_000 },
  );
  onTestFinished(() => void server.close());
  await relay.is('down');
  expect(relay.link.status().reason).toMatch(/says nothing/);
});

test('nobody listens: says where, and what to look at', async () => {
  const ami = await startFakeAmi();
  await ami.close();
  const relay = connect(ami.port);
  await relay.is('down');
  expect(relay.link.status().reason).toBe(
    `nobody listens on 127.0.0.1:${ami.port}: is Asterisk running, with enabled = yes in manager.conf?`,
  );
});

test('a peer that died without a word is found by pings', async () => {
  const ami = await fake();
  const relay = connect(ami.port, {}, { answerMs: 60, pingMs: 30 });
  await relay.is('up');
  ami.freeze();
  await relay.is('down');
  expect(relay.link.status().reason).toBe('Asterisk does not answer any more');
  expect(ami.received.at(-1)).toMatch(/^Action: Ping/);
});

test('stops at once while the server is silent, and says goodbye', async () => {
  const ami = await fake();
  const relay = connect(ami.port);
  await relay.is('up');
  await relay.link.stop();
  expect(relay.link.status().state).toBe('down');
  await expect.poll(() => ami.received.at(-1)).toBe('Action: Logoff');
});

test('hostile bytes after the login: calls are still heard', async () => {
  const ami = await fake();
  const relay = connect(ami.port);
  await relay.is('up');
  ami.sendRaw(new Uint8Array(300_000).fill(255));
  ami.sendRaw('\r\n\r\nEvent: Hangup\r\n\r\nResponse: Success\r\nActionID: offhook-1\r\n\r\n');
  for (const { message } of stream('inbound-direct-answered').messages) ami.send(message);
  await relay.until(() => relay.calls()[0]?.state === 'ended');
  expect(relay.calls()).toMatchObject([{ talked: ['23'] }]);
});

test('what happens while the snapshot is on its way is told after it', async () => {
  const { messages, rowsAfter } = stream('inbound-direct-answered');
  const ami = await fake({ onLogin: () => messages.forEach(({ message }) => ami.send(message)) });
  ami.show(rowsAfter(30));
  const relay = connect(ami.port);
  await relay.until(() => relay.calls()[0]?.state === 'ended');
  expect(relay.calls()).toMatchObject([{ talked: ['23'], missed: false, cause: 'normalClearing' }]);
});

test('Asterisk restarts in mid-call: what ran is closed as guessed', async () => {
  const { messages } = stream('inbound-direct-answered');
  const ami = await fake();
  const relay = connect(ami.port);
  await relay.is('up');
  for (const { message } of messages.slice(0, 60)) ami.send(message);
  await relay.until(() => relay.calls()[0]?.state === 'talking');
  ami.show([]);
  ami.cut();
  await relay.is('down');
  relay.comeBack();
  await relay.until(() => relay.calls()[0]?.state === 'ended');
  expect(relay.ledger.calls()[0]).toMatchObject({ endGuessed: true, missed: false });
});

test.each(streams.map(({ name, expected }) => ({ name, expected })))(
  '$name: cut and resumed over the wire, at five places',
  async ({ name, expected }) => {
    const { messages, rowsAfter } = stream(name);
    for (const part of [0.2, 0.4, 0.6, 0.8, 0.95]) {
      const cut = Math.floor(messages.length * part);
      const ami = await startFakeAmi();
      const relay = connect(ami.port);
      await relay.is('up');
      for (const { message } of messages.slice(0, cut)) ami.send(message);
      // Asterisk answers in order: what was sent before is read when this call is.
      const marker = (id: string) =>
        createMessage([
          'Event: QueueCallerJoin',
          'Channel: PJSIP/mark',
          `Uniqueid: ${id}`,
          `Linkedid: ${id}`,
          'Queue: mark',
        ]);
      ami.send(marker('mark-1'));
      await relay.until(() => relay.ledger.calls().some(({ nativeId }) => nativeId === 'mark-1'));
      ami.show(rowsAfter(cut));
      ami.cut();
      await relay.is('down');
      relay.comeBack();
      await relay.is('up');
      for (const { message } of messages.slice(cut)) ami.send(message);
      ami.send(marker('mark-2'));
      await relay.until(() => relay.ledger.calls().some(({ nativeId }) => nativeId === 'mark-2'));
      const known = [...expected.calls, ...(expected.underWay ?? [])];
      const calls = relay.calls().filter(({ queue }) => queue !== 'mark');
      expect(calls.length).toBeLessThanOrEqual(known.length);
      for (const full of expected.calls) {
        const is = calls.find(({ cause, to }) => to === full.to && cause === full.cause);
        expect(is).toMatchObject({
          state: full.state,
          missed: full.missed,
          talked: full.talked,
        });
      }
      await relay.link.stop();
      await ami.close();
    }
  },
);

const tls = () => ({ key: pem('key.pem'), cert: pem('cert.pem') });
const caFile = join(FOLDER, 'tls/cert.pem');

test('TLS with the authority named: connects', async () => {
  const ami = await fake({ tls: tls() });
  const relay = connect(ami.port, {
    tls: { caFile, servername: 'asterisk.test', acceptAnyCertificate: false },
  });
  await relay.is('up');
  expect(ami.loggedIn).toBe(1);
});

test('TLS with an unknown certificate: no login, unless any certificate may be accepted', async () => {
  const ami = await fake({ tls: tls() });
  const strict = connect(ami.port, { tls: { acceptAnyCertificate: false } });
  await strict.is('down');
  expect(strict.link.status().reason).toMatch(
    /certificate of 127\.0\.0\.1:\d+ is not trusted.*tls\.caFile/,
  );
  const wrongName = connect(ami.port, {
    tls: { caFile, servername: 'other.test', acceptAnyCertificate: false },
  });
  await wrongName.is('down');
  expect(wrongName.link.status().reason).toMatch(/is not trusted/);
  expect(ami.received).toEqual([]);
  const lax = connect(ami.port, { tls: { acceptAnyCertificate: true } });
  await lax.is('up');
});

test('TLS asked of a server that has none', async () => {
  const ami = await fake();
  const relay = connect(ami.port, { tls: { acceptAnyCertificate: false } });
  await relay.is('down');
  expect(relay.link.status().reason).toMatch(/does not speak TLS/);
});
