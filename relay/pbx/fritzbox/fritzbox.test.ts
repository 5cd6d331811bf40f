import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { recordings } from '../../testing/pbx-samples.ts';
import { testDialect } from '../../testing/test-dialect.ts';
import { testLink } from '../../testing/test-link.ts';
import { startFakeFritzbox } from './fake-fritzbox.ts';
import { fritzbox } from './fritzbox.ts';
import { createLineReader } from './lines.ts';
import { readMonitorLine } from './monitor-line.ts';
import { dialledNumber, readDevice } from './translator.ts';

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).toReversed()) await end();
});

async function box() {
  const fake = await startFakeFritzbox();
  ended.push(fake.close);
  const link = testLink(fritzbox, { options: { host: '127.0.0.1', port: fake.port } });
  ended.push(link.stop);
  await link.until('up', () => link.status().state === 'up');
  await fake.connected();
  return { fake, link };
}

const RING = '28.11.26 15:17:43;RING;0;03023125741;22147103;SIP0;';
const replay = (...lines: string[]) => testDialect(fritzbox).replay!(lines.join('\r\n'));

describe('recordings', () => {
  it.each(recordings('fritzbox').map(({ file, text }) => [file, text]))('%s', (_file, text) => {
    const [head = '', ...lines] = text.split('\n');
    const { events } = JSON.parse(head.slice(1)) as { events: object[] };
    const told = testDialect(fritzbox).replay!(lines.join('\n'));
    expect(told).toHaveLength(events.length);
    expect(told).toMatchObject(events);
  });
});

describe('lines', () => {
  it.each([
    '',
    'x',
    '28.11.26 15:17:43;RING;;030;1;SIP0;',
    '28.11.26 15:17:43;HELLO;0;',
    '2026-11-28 15:17:43;RING;0;030;1;SIP0;',
    '28.11.26 15:17:43;DISCONNECT;0;many;',
    'GET / HTTP/1.1',
  ])('%j is none', (line) => expect(readMonitorLine(line)).toBeUndefined());

  it.each([
    ['03023125741#', '03023125741'],
    ['*31#03023125741', '03023125741'],
    ['*121#03023125741#', '03023125741'],
    ['**610', '**610'],
  ])('dialled %s', (text, number) => expect(dialledNumber(text)).toBe(number));

  it.each([
    ['4', { account: '4' }],
    ['11', { account: '11', extension: '611' }],
    ['20', { account: '20', extension: '620' }],
    ['40', { kind: 'voicemail' }],
    ['', {}],
  ])('device %j', (port, party) => expect(readDevice(port)).toMatchObject(party));

  it('an own number without area code is read with ours', () => {
    expect(replay(RING)[0]?.to).toMatchObject({ e164: '493022147103', kind: 'trunk' });
  });
  it('a dialled number may lack its area code too', () => {
    const [call] = replay('28.11.26 15:18:00;CALL;1;11;22147103;23125741;SIP1;');
    expect(call?.to).toMatchObject({ e164: '493023125741' });
  });
  it('a connection number that is used again closes the call before', () => {
    const told = replay(RING, RING.replace('43', '59'));
    expect(told.map(({ kind, end }) => [kind, end?.guessed])).toEqual([
      ['new', undefined],
      ['hangup', true],
      ['new', undefined],
    ]);
    expect(told[0]?.callId).not.toBe(told[2]?.callId);
  });
  it('the same line twice is the same call', () => {
    const told = replay(RING, RING);
    expect(told.map(({ kind }) => kind)).toEqual(['new', 'new']);
    expect(told[0]?.callId).toBe(told[1]?.callId);
  });
  it('who answers or ends a call that nobody announced says nothing', () => {
    expect(
      replay('28.11.26 15:17:47;CONNECT;0;4;0302;', '28.11.26 15:17:47;DISCONNECT;0;9;'),
    ).toEqual([]);
  });
});

describe('over a real socket', () => {
  it('rings, is answered, ends; two lines at once and a line in pieces', async () => {
    const { fake, link } = await box();
    fake.say(RING, '28.11.26 15:17:47;CONNECT;0;11;03023125741;');
    await link.until('talking', () => link.calls()[0]?.state === 'talking');
    expect(link.calls()[0]).toMatchObject({
      direction: 'in',
      from: { e164: '493023125741' },
      answeredBy: { extension: '611' },
    });
    fake.say('28.11.26 15:17:50;DISCONNECT;0;3;');
    await link.until('ended', () => link.calls()[0]?.state === 'ended');
    expect(link.calls()[0]).toMatchObject({ cause: 'normalClearing', missed: false });
    expect(link.raws).toContain(RING);
  });

  it('receipt time is used: the clock of the box is not ours', async () => {
    const { fake, link } = await box();
    const before = Date.now();
    fake.say(RING.replace('28.11.26', '01.01.70'));
    await link.until('rings', () => link.calls().length === 1);
    expect(link.calls()[0]?.startedAt).toBeGreaterThanOrEqual(before);
  });
});

describe('a connection that dies comes back, and its state is true again', () => {
  const cutAndBack = async ({ fake, link }: Awaited<ReturnType<typeof box>>) => {
    const seen = link.statuses.length;
    fake.cut();
    await link.until('up again', () => link.statuses.slice(seen).some((s) => s.state === 'up'));
    await fake.connected();
  };

  it('ended later: the end still finds its call', async () => {
    const both = await box();
    both.fake.say(RING);
    await both.link.until('rings', () => both.link.calls().length === 1);
    await cutAndBack(both);
    both.fake.say('28.11.26 15:18:50;DISCONNECT;0;0;');
    await both.link.until('ended', () => both.link.calls()[0]?.state === 'ended');
    expect(both.link.calls()).toHaveLength(1);
    expect(both.link.calls()[0]).toMatchObject({ cause: 'cancel', missed: true });
  });

  it('answered meanwhile: the talk time says so', async () => {
    const both = await box();
    both.fake.say(RING);
    await both.link.until('rings', () => both.link.calls().length === 1);
    await cutAndBack(both);
    both.fake.say('28.11.26 15:19:50;DISCONNECT;0;61;');
    await both.link.until('ended', () => both.link.calls()[0]?.state === 'ended');
    expect(both.link.calls()[0]).toMatchObject({ cause: 'normalClearing', missed: false });
  });

  it('ended and new meanwhile: the reused number closes the old call', async () => {
    const both = await box();
    both.fake.say(RING);
    await both.link.until('rings', () => both.link.calls().length === 1);
    await cutAndBack(both);
    both.fake.say('28.11.26 15:20:00;RING;0;03055571600;22147103;SIP0;');
    await both.link.until('the new one', () => both.link.calls().length === 2);
    expect(both.link.calls()[0]).toMatchObject({ state: 'ended', endGuessed: true });
    expect(both.link.calls()[1]).toMatchObject({
      state: 'ringing',
      from: { e164: '493055571600' },
    });
  });

  it('calls of an earlier process are known again', async () => {
    const first = await box();
    first.fake.say(RING);
    await first.link.until('rings', () => first.link.calls().length === 1);
    await first.link.stop();
    const second = testLink(fritzbox, {
      options: { host: '127.0.0.1', port: first.fake.port },
      calls: first.link.calls(),
    });
    ended.push(second.stop);
    await second.until('up', () => second.status().state === 'up');
    await first.fake.connected();
    first.fake.say('28.11.26 15:17:47;CONNECT;0;40;03023125741;');
    await second.until('mailbox', () => second.calls()[0]?.voicemail === true);
    expect(second.calls()).toHaveLength(1);
  });

  it('nobody there: down with a reason', async () => {
    const fake = await startFakeFritzbox();
    await fake.close();
    const link = testLink(fritzbox, { options: { host: '127.0.0.1', port: fake.port } });
    ended.push(link.stop);
    await link.until('down', () => link.statuses.some(({ state }) => state === 'down'));
    expect(link.statuses.find(({ state }) => state === 'down')?.reason).toContain(
      'nothing listens',
    );
  });
});

describe('RI7: nothing breaks the parser, and memory is bounded', () => {
  const line = fc.oneof(
    fc.constantFrom(
      RING,
      '28.11.26 15:17:47;CONNECT;0;4;030;',
      '28.11.26 15:17:50;DISCONNECT;0;3;',
    ),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constant('x'.repeat(5_000)),
  );
  it('bytes split anywhere give the same lines', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.array(fc.nat(300)), (lines, cuts) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\r\n`).join(''));
        const whole = createLineReader()(bytes);
        const read = createLineReader();
        const pieces: string[] = [];
        let at = 0;
        for (const cut of [...cuts, bytes.length]) {
          pieces.push(...read(bytes.subarray(at, at + cut)));
          at = Math.min(bytes.length, at + cut);
        }
        expect(pieces).toEqual(whole);
        expect(whole.every((text) => text.length <= 1_000)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
  it('any lines are read or ignored', () => {
    const fields = fc.array(fc.oneof(fc.string(), fc.constantFrom('0', '', '040', '11')));
    const near = fc
      .tuple(fc.constantFrom('RING', 'CALL', 'CONNECT', 'DISCONNECT'), fields)
      .map(([word, rest]) => `28.11.26 15:17:43;${word};0;${rest.join(';')}`);
    fc.assert(
      fc.property(fc.array(fc.oneof(near, line)), (lines) => {
        for (const event of replay(...lines)) {
          expect(event.callId.length).toBeLessThan(100);
          expect(Number.isFinite(event.at)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
  it('an endless line is thrown away, the next one is read', () => {
    const read = createLineReader();
    for (let count = 0; count < 1_000; count++) expect(read(Buffer.alloc(10_000, 'x'))).toEqual([]);
    expect(read(Buffer.from('\nnext\n'))).toEqual(['next']);
  });
});

describe('options', () => {
  it.each([
    [{ host: 'fritz box' }, 'host name'],
    [{ port: 0 }, 'port number'],
    [{ port: '1012' }, 'port number'],
  ])('%j', (options, message) => {
    const result = v.safeParse(fritzbox.options, options);
    expect(result.issues?.[0].message).toContain(message);
  });
  it.each([
    ['', { host: 'fritz.box', port: 1012 }],
    ['10.0.0.1', { host: '10.0.0.1', port: 1012 }],
    ['box:1013', { host: 'box', port: 1013 }],
    ['[fd00::1]:1012', { host: 'fd00::1', port: 1012 }],
  ])('shorthand %j', (text, options) => expect(fritzbox.shorthand?.(text)).toEqual({ options }));
  it.each(['a b', 'box:x', 'box:99999'])('shorthand %j says what to write', (text) => {
    expect(fritzbox.shorthand?.(text)).toContain('fritzbox:fritz.box:1012');
  });
});
