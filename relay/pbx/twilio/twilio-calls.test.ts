/** Whole calls as Twilio tells them: through a running relay, and in every order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrackedCall } from '../../../lib/core/call-facts.ts';
import { applyEvent } from '../../../lib/core/call-machine.ts';
import { readXml } from '../../testing/read-xml.ts';
import { testDialect, testRequest } from '../../testing/test-dialect.ts';
import { form, startVendorRelay } from '../../testing/vendor-relay.ts';
import { twilio } from './twilio.ts';
import { signTwilio } from './twilio-signature.ts';

const TOKEN = 'auth token';
const START = 1_795_000_000_000;
const CALLER = '+492214710334';
const LINE = '+493023125000';
const ADA = 'client:ada';
const GRACE = '+493023125012';

type Told = Record<string, string>;
const at = (seconds: number) =>
  new Date(START + seconds * 1000).toUTCString().replace('GMT', '+0000');
const parent = (seconds: number, CallStatus: string): Told => ({
  CallSid: 'CA1',
  CallStatus,
  Direction: 'inbound',
  From: CALLER,
  To: LINE,
  CallbackSource: 'call-progress-events',
  SequenceNumber: '0',
  Timestamp: at(seconds),
});
const leg = (sid: string, to: string, seconds: number, status: string, seq: number): Told => ({
  CallSid: sid,
  ParentCallSid: 'CA1',
  CallStatus: status,
  Direction: 'outbound-dial',
  From: CALLER,
  To: to,
  Called: to,
  CalledVia: LINE,
  CallbackSource: 'call-progress-events',
  SequenceNumber: String(seq),
  Timestamp: at(seconds),
});
const VOICE: Told = {
  CallSid: 'CA1',
  CallStatus: 'ringing',
  Direction: 'inbound',
  From: CALLER,
  To: LINE,
};

async function start(changes = {}) {
  let now = START;
  const vendor = await startVendorRelay(
    'twilio',
    { authToken: TOKEN, continueWith: { dial: [ADA, GRACE] } },
    {
      changes,
      clock: () => now,
      sign: (rest, body) => ({
        'x-twilio-signature': signTwilio(
          TOKEN,
          `https://relay.example/pbx/vendor/vendor-secret${rest}`,
          new URLSearchParams(body),
        ),
      }),
    },
  );
  return {
    ...vendor,
    voice: (fields: Told = {}) => vendor.post('/voice', form({ ...VOICE, ...fields })),
    async status(seconds: number, fields: Told) {
      now = START + seconds * 1000;
      const { status } = await vendor.post('/status', form(fields));
      expect(status).toBe(200);
    },
  };
}

describe('incoming', () => {
  it('rings two, one takes it, the other stops', async () => {
    const { voice, status, calls } = await start();
    const { body } = await voice();
    expect(readXml(body).children).toMatchObject([{ name: 'Dial' }]);
    await status(1, leg('CB1', ADA, 1, 'ringing', 1));
    await status(1, leg('CB2', GRACE, 1, 'ringing', 1));
    expect((await calls())[0]).toMatchObject({ state: 'ringing', to: { e164: '493023125000' } });
    expect((await calls())[0]?.ringing).toHaveLength(2);
    await status(6, leg('CB1', ADA, 6, 'in-progress', 2));
    await status(6, leg('CB2', GRACE, 6, 'canceled', 2));
    expect(await calls()).toMatchObject([
      { state: 'talking', ringing: [], answeredBy: { account: 'ada' } },
    ]);
    await status(66, leg('CB1', ADA, 66, 'completed', 3));
    expect(await calls()).toMatchObject([{ state: 'talking' }]);
    await status(66, parent(66, 'completed'));
    expect(await calls()).toMatchObject([
      { state: 'ended', cause: 'normalClearing', missed: false },
    ]);
  });
  it('missed: nobody took it, though Twilio says "completed"', async () => {
    const { voice, status, calls } = await start();
    await voice({ From: '+266696687' });
    await status(1, leg('CB1', ADA, 1, 'ringing', 1));
    await status(21, leg('CB1', ADA, 21, 'no-answer', 2));
    expect(await calls()).toMatchObject([{ state: 'ringing', ringing: [] }]);
    await status(22, parent(22, 'completed'));
    const [call] = await calls();
    expect(call).toMatchObject({ from: { withheld: true }, state: 'ended', missed: true });
    expect(call?.cause).not.toBe('normalClearing');
  });
  it('handed on: another leg answers later', async () => {
    const { voice, status, calls } = await start();
    await voice();
    await status(1, leg('CB1', ADA, 1, 'ringing', 1));
    await status(5, leg('CB1', ADA, 5, 'in-progress', 2));
    await status(30, leg('CB1', ADA, 30, 'completed', 3));
    await status(31, leg('CB2', GRACE, 31, 'ringing', 1));
    await status(35, leg('CB2', GRACE, 35, 'in-progress', 2));
    await status(60, parent(60, 'completed'));
    const [call] = await calls();
    expect(call?.talkers.map(({ party }) => party.raw)).toEqual([ADA, GRACE]);
    expect(call).toMatchObject({ state: 'ended', answeredBy: { raw: GRACE } });
  });
  it('status callbacks alone are enough', async () => {
    const { status, calls } = await start();
    await status(1, leg('CB1', ADA, 1, 'initiated', 0));
    await status(1, leg('CB1', ADA, 1, 'ringing', 1));
    expect(await calls()).toMatchObject([
      {
        direction: 'in',
        state: 'ringing',
        from: { e164: '492214710334' },
        to: { e164: '493023125000' },
      },
    ]);
    await status(20, parent(20, 'completed'));
    expect(await calls()).toMatchObject([{ state: 'ended', missed: true }]);
  });
  it('blocked: rejected before it is answered', async () => {
    const { voice, status, calls } = await start({
      blocked: [{ anonymous: true, reason: 'rejected' }],
    });
    const { body } = await voice({ From: '+7378742833' });
    expect(readXml(body).children).toEqual([
      { name: 'Reject', attributes: { reason: 'rejected' }, children: [] },
    ]);
    await status(1, { ...parent(1, 'no-answer'), From: '+7378742833' });
    expect(await calls()).toMatchObject([{ blocked: true, missed: false, state: 'ended' }]);
  });
});

describe('outgoing from a phone of ours', () => {
  const out = (seconds: number, status: string, seq: number, more: Told = {}): Told => ({
    ...leg('CC1', CALLER, seconds, status, seq),
    From: LINE,
    CalledVia: '',
    ...more,
  });
  it('answered, with another caller id', async () => {
    const { voice, status, calls } = await start({
      callerIds: { default: '+493055571600', routes: [] },
    });
    const { body } = await voice({ From: ADA, To: CALLER });
    expect(readXml(body).children).toMatchObject([
      {
        name: 'Dial',
        attributes: { callerId: '+493055571600' },
        children: [{ name: 'Number', children: [CALLER] }],
      },
    ]);
    const shown = { From: '+493055571600' };
    await status(1, out(1, 'ringing', 1, shown));
    await status(5, out(5, 'in-progress', 2, shown));
    await status(25, { ...parent(25, 'completed'), From: ADA, To: CALLER });
    const [call] = await calls();
    expect(call).toMatchObject({
      direction: 'out',
      from: { account: 'ada' },
      to: { e164: '492214710334' },
      state: 'ended',
      cause: 'normalClearing',
    });
    expect(call!.endedAt! - call!.answeredAt!).toBeGreaterThan(19_000);
  });
});

/** Two ring, one answers and hands on to the other: every callback of one call. */
const WHOLE: Told[] = [
  leg('CB1', ADA, 1, 'initiated', 0),
  leg('CB1', ADA, 1, 'ringing', 1),
  leg('CB2', GRACE, 2, 'ringing', 1),
  leg('CB2', GRACE, 8, 'no-answer', 2),
  leg('CB1', ADA, 9, 'in-progress', 2),
  leg('CB1', ADA, 40, 'completed', 3),
  parent(41, 'completed'),
];

describe('order', () => {
  async function outcome(pushes: readonly Told[]) {
    const dialect = testDialect(twilio, {
      options: { signature: 'off', continueWith: { dial: [ADA] } },
    });
    let call: TrackedCall | undefined;
    for (const [index, fields] of pushes.entries()) {
      const request = testRequest(form(fields), { rest: '/status' });
      const received = await dialect.receive(request, START + 50_000 + index);
      for (const event of received.ok ? received.events : []) {
        call = applyEvent(call, event, () => 'id').call;
      }
    }
    const { version: _version, facts: _facts, ...seen } = call!;
    return seen;
  }

  it('any order and any repetition ends in the same call (300 runs)', async () => {
    const expected = await outcome(WHOLE);
    expect(expected).toMatchObject({
      state: 'ended',
      missed: false,
      answeredBy: { account: 'ada' },
      ringing: [],
    });
    const shuffled = fc.tuple(
      fc.shuffledSubarray(WHOLE, { minLength: WHOLE.length }),
      fc.array(fc.constantFrom(...WHOLE), { maxLength: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([all, repeated]) => {
        expect(await outcome([...all, ...repeated])).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
