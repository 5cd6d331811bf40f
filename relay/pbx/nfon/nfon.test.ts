import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { recordings } from '../../testing/pbx-samples.ts';
import { testContext } from '../../testing/test-context.ts';
import { testDialect } from '../../testing/test-dialect.ts';
import { linkOf, testLink } from '../../testing/test-link.ts';
import { callsOf } from '../../testing/calls-of.ts';
import { createReceiptOrder } from '../receipt-order.ts';
import { createEventStreamReader } from './event-stream.ts';
import { type FakeNfon, startFakeNfon } from './fake-nfon.ts';
import { nfon } from './nfon.ts';
import { nfonSession } from './session.ts';
import { createNfonTranslator } from './translator.ts';

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).toReversed()) await end();
});

const OPTIONS = { username: 'cti', password: 'pass', account: 'K1234' };
const told = (...events: object[]) =>
  testDialect(nfon, { options: OPTIONS }).replay!(
    events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''),
  );
const said = (state: string, more: object = {}) => ({
  uuid: 'u',
  caller: '493023125741',
  callee: '20',
  direction: 'inbound',
  extension: '20',
  state,
  ...more,
});

async function fakeCloud(): Promise<FakeNfon> {
  const fake = await startFakeNfon();
  ended.push(fake.close);
  return fake;
}

async function up(options: object = {}) {
  const fake = await fakeCloud();
  const link = testLink(nfon, { options: { ...OPTIONS, url: fake.url, ...options } });
  ended.push(link.stop);
  await link.until('up', () => link.status().state === 'up');
  return { fake, link };
}

describe('recordings', () => {
  it.each(recordings('nfon').map(({ file, text }) => [file, text]))('%s', (_file, text) => {
    const head = text.slice(2, text.indexOf('\n'));
    const { calls } = JSON.parse(head) as { calls: object[] };
    const seen = callsOf(testDialect(nfon, { options: OPTIONS }).replay!(text));
    expect(seen).toHaveLength(calls.length);
    expect(seen).toMatchObject(calls);
  });
});

describe('events', () => {
  it('the first word about a call announces it, whatever it is', () => {
    expect(told(said('ring')).map(({ kind }) => kind)).toEqual(['new', 'ring']);
    expect(told(said('answer')).map(({ kind }) => kind)).toEqual(['new', 'answer']);
  });
  it('an end of which nothing else is known says nothing', () => {
    expect(told(said('end'), said('hangup', { error: 'cancel' }))).toEqual([]);
  });
  it('repetition says nothing new', () => {
    const events = [said('ring'), said('ring'), said('answer'), said('bridge'), said('end')];
    expect(told(...events, said('end')).map(({ kind }) => kind)).toEqual([
      'new',
      'ring',
      'answer',
      'hangup',
    ]);
  });
  it('a hidden caller', () => {
    expect(told(said('start', { caller: 'anonymous' }))[0]?.from).toEqual({ withheld: true });
  });
  it.each([
    [{ state: 'start' }],
    [said('flying')],
    [said('ring', { direction: 'up' })],
    [said('ring', { uuid: {} })],
    [[1]],
    ['x'],
    [null],
  ])('%j is none', (event) => expect(told(event as object)).toEqual([]));
});

describe('over a real socket', () => {
  it('logs in, says who it is, hears a call', async () => {
    const { fake, link } = await up();
    expect(fake.requests).toEqual(['POST /login', 'GET stream']);
    expect([...fake.userAgents]).toEqual([expect.stringMatching(/^Offhook\/\d\S* \(K1234\)$/)]);
    fake.send(said('start'), said('ring'));
    await link.until('rings', () => link.calls()[0]?.ringing.length === 1);
    fake.write(`event: call\r\ndata: ${JSON.stringify(said('answer'))}\r`);
    fake.write('\n\r\n');
    await link.until('talks', () => link.calls()[0]?.state === 'talking');
    expect(link.calls()[0]).toMatchObject({
      from: { e164: '493023125741' },
      answeredBy: { extension: '20' },
    });
  });

  it('a wrong password is refused and told to nobody', async () => {
    const fake = await fakeCloud();
    const options = { ...OPTIONS, url: fake.url, password: 'wrong-one' };
    const link = testLink(nfon, { options });
    ended.push(link.stop);
    await link.until('down', () => link.statuses.some(({ state }) => state === 'down'));
    expect(JSON.stringify(link.statuses)).toContain('NFON refuses');
    expect(JSON.stringify(link.statuses)).not.toContain('wrong-one');
  });

  it('another web server is none', async () => {
    const fake = await fakeCloud();
    const link = testLink(nfon, { options: { ...OPTIONS, url: `${fake.url}/elsewhere` } });
    ended.push(link.stop);
    await link.until('down', () => link.statuses.some(({ state }) => state === 'down'));
    expect(link.calls()).toEqual([]);
  });
});

describe('tokens that run out in mid-stream', () => {
  /** Every stream counts as a long one, so its end is the end of its token. */
  function patient(fake: FakeNfon) {
    const context = testContext('nfon');
    const access = { url: fake.url, username: 'cti', password: 'pass', userAgent: 'x/1 (K1)' };
    const translator = createNfonTranslator(context);
    const next = createReceiptOrder(Date.now);
    const link = linkOf({
      session: (given) => nfonSession(given, { access, translator, next }, 0),
    });
    ended.push(link.stop);
    return link;
  }

  it('the next stream is opened at once with a refreshed token, the link stays up', async () => {
    const fake = await fakeCloud();
    const link = patient(fake);
    await link.until('up', () => link.status().state === 'up');
    fake.send(said('ring'));
    await link.until('rings', () => link.calls().length === 1);
    fake.expireTokens();
    fake.endStreams();
    await fake.listening();
    expect(fake.requests).toEqual(['POST /login', 'GET stream', 'PUT /login', 'GET stream']);
    fake.send(said('answer'));
    await link.until('talks', () => link.calls()[0]?.state === 'talking');
    expect(link.statuses.some(({ state }) => state === 'down')).toBe(false);
  });

  it('logs in again when the refresh token is not taken', async () => {
    const fake = await fakeCloud();
    const link = patient(fake);
    await link.until('up', () => link.status().state === 'up');
    fake.refuseRefresh = true;
    fake.endStreams();
    await fake.listening();
    expect(fake.requests.slice(2)).toEqual(['PUT /login', 'POST /login', 'GET stream']);
  });
});

describe('a connection that dies comes back, and its state is true again', () => {
  async function ringing() {
    const both = await up();
    both.fake.send(said('ring'), said('ring', { extension: '21' }));
    await both.link.until('rings', () => both.link.calls()[0]?.ringing.length === 2);
    const seen = both.link.statuses.length;
    both.fake.cut();
    await both.link.until('up again', () =>
      both.link.statuses.slice(seen).some(({ state }) => state === 'up'),
    );
    await both.fake.listening();
    return both;
  }

  it('answered meanwhile is heard with the next word', async () => {
    const { fake, link } = await ringing();
    fake.send(said('bridge', { extension: '21' }));
    await link.until('talks', () => link.calls()[0]?.state === 'talking');
    expect(link.calls()).toHaveLength(1);
    expect(link.calls()[0]).toMatchObject({ answeredBy: { extension: '21' }, ringing: [] });
    fake.send(said('end', { extension: '21' }));
    await link.until('ended', () => link.calls()[0]?.state === 'ended');
  });
  it('ended in part meanwhile: the last one ends it', async () => {
    const { fake, link } = await ringing();
    fake.send(
      said('end', { error: 'timeout' }),
      said('end', { extension: '21', error: 'timeout' }),
    );
    await link.until('ended', () => link.calls()[0]?.state === 'ended');
    expect(link.calls()[0]).toMatchObject({ cause: 'noAnswer', missed: true });
  });
  it('a new call meanwhile rings with the next word', async () => {
    const { fake, link } = await ringing();
    fake.send(said('ring', { uuid: 'v', caller: '493055571600' }));
    await link.until('rings', () => link.calls().length === 2);
    expect(link.calls()[1]).toMatchObject({ from: { e164: '493055571600' }, state: 'ringing' });
  });
  it('calls of an earlier process are known again', async () => {
    const first = await ringing();
    await first.link.stop();
    const options = { ...OPTIONS, url: first.fake.url };
    const second = testLink(nfon, { options, calls: first.link.calls() });
    ended.push(second.stop);
    await second.until('up', () => second.status().state === 'up');
    await first.fake.listening();
    first.fake.send(said('end'), said('end', { extension: '21', error: 'cancel' }));
    await second.until('ended', () => second.calls()[0]?.state === 'ended');
    expect(second.calls()).toHaveLength(1);
  });
});

describe('RI7: the stream', () => {
  const read = (bytes: Uint8Array, cuts: readonly number[] = []) => {
    const reader = createEventStreamReader();
    const data: string[] = [];
    let at = 0;
    for (const cut of [...cuts, bytes.length]) {
      data.push(...reader(bytes.subarray(at, at + cut)));
      at = Math.min(bytes.length, at + cut);
    }
    return data;
  };
  it.each([
    ['data: a\n\n', ['a']],
    ['data:a\r\rdata: b\r\n\r\n', ['a', 'b']],
    ['data: a\ndata: b\n\n', ['a\nb']],
    [': comment\nevent: x\nid: 1\ndata: a\n\n\n\n', ['a']],
    ['data: never finished', []],
    ['data\n\n', []],
  ])('%j', (text, data) => expect(read(Buffer.from(text))).toEqual(data));

  it('bytes split anywhere give the same events', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `data: ${text}`),
      fc.constantFrom('', '', ':', 'event: x', 'data: {"uuid":"ü"}'),
    );
    const text = fc
      .array(fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n')), { maxLength: 20 })
      .map((lines) => Buffer.from(lines.flat().join('')));
    fc.assert(
      fc.property(text, fc.array(fc.nat(20)), (bytes, cuts) => {
        expect(read(bytes, cuts)).toEqual(read(bytes));
        const single = Array.from({ length: bytes.length }, () => 1);
        expect(read(bytes, single)).toEqual(read(bytes));
      }),
      { numRuns: 500 },
    );
  });
  it('an endless line and an endless event are thrown away, the next one is read', () => {
    const reader = createEventStreamReader(1_000);
    for (let count = 0; count < 100; count++) {
      expect(reader(Buffer.from(`data: ${'x'.repeat(5_000)}`))).toEqual([]);
    }
    expect(reader(Buffer.from('\n\ndata: next\n\n'))).toEqual(['next']);
    for (let count = 0; count < 100; count++) {
      expect(reader(Buffer.from(`data: ${'x'.repeat(100)}\n`))).toEqual([]);
    }
    expect(reader(Buffer.from('\ndata: next\n\n'))).toEqual(['next']);
    for (let count = 0; count < 2_000; count++) reader(Buffer.from('data:\n'));
    expect(reader(Buffer.from('\ndata: next\n\n'))).toEqual(['next']);
  });
  it('any values are read or ignored', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('u', '20', 'ring', 'end', 'answer', 'inbound', 'outbound', '__proto__'),
    );
    const event = fc.dictionary(
      fc.constantFrom('uuid', 'extension', 'state', 'direction', 'caller', 'callee', 'error'),
      value,
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 10 }), (events) => {
        for (const one of told(...events.map((some) => ({ ...said('ring'), ...some })))) {
          expect(one.callId.length).toBeLessThanOrEqual(250);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('options', () => {
  it('shorthand; the password may hold colons', () => {
    expect(nfon.shorthand?.('K1234:cti:pa:ss')).toMatchObject({
      options: { account: 'K1234', username: 'cti', password: 'pa:ss' },
    });
    expect(nfon.shorthand?.('K1234')).toContain('write nfon:');
  });
  it.each([
    [{ ...OPTIONS, account: 'K 1' }, 'K-account'],
    [{ ...OPTIONS, url: 'ftp://x' }, 'https://'],
    [{ ...OPTIONS, password: '' }, 'password of the CTI API'],
  ])('%j', (options, message) => {
    expect(() => testDialect(nfon, { options })).toThrow(message);
  });
});
