import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../../lib/core/call.ts';
import { testDialect, testRequest } from '../../testing/test-dialect.ts';
import { startVendorRelay } from '../../testing/vendor-relay.ts';
import { yeastar } from './yeastar.ts';

const inbound = (member_status: string, from = '493023125741', call_path = '') => ({
  inbound: { from, to: '030231250', channel_id: 'PJSIP/trunk-1', member_status, call_path },
});
const extension = (number: string, member_status: string) => ({
  extension: { number, channel_id: `PJSIP/${number}`, member_status },
});
const outbound = (member_status: string) => ({
  outbound: { from: '030231250', to: '022147103340', member_status },
});
const state = (members: unknown[], call_id = '17.1', type = 30011) =>
  JSON.stringify({ type, sn: 'x', msg: JSON.stringify({ call_id, members }) });
const record = (fields: Record<string, unknown>) =>
  JSON.stringify({ type: 30012, msg: JSON.stringify({ call_id: '17.1', ...fields }) });

async function pbx(changes = {}) {
  let now = 1_795_000_000_000;
  const vendor = await startVendorRelay(
    'yeastar',
    {},
    {
      contentType: 'application/json',
      clock: () => (now += 2000),
      changes,
    },
  );
  return {
    ...vendor,
    later: (ms: number) => (now += ms),
    async say(...bodies: string[]) {
      for (const body of bodies) {
        expect(await vendor.post('', body)).toEqual({ status: 200, body: '{}' });
      }
      return vendor.calls();
    },
  };
}

describe('through a relay', () => {
  it('two phones ring, one answers, the caller hangs up; every push comes twice', async () => {
    const { say } = await pbx();
    const pushes = [
      state([inbound('ALERT'), extension('1001', 'RING'), extension('1002', 'RING')]),
      state([inbound('ANSWERED'), extension('1001', 'BYE'), extension('1002', 'ANSWER')]),
      state([inbound('ANSWERED'), extension('1002', 'HOLD')]),
      state([inbound('BYE'), extension('1002', 'ANSWER')]),
      record({
        call_from: '493023125741',
        call_to: '1002',
        talk_duration: 4,
        status: 'ANSWERED',
        type: 'Inbound',
      }),
    ];
    expect(await say(...pushes.flatMap((push) => [push, push]))).toMatchObject([
      {
        direction: 'in',
        state: 'ended',
        from: { e164: '493023125741' },
        everRang: [{ extension: '1001' }, { extension: '1002' }],
        answeredBy: { extension: '1002' },
        talkers: [{ party: { extension: '1002' } }],
        cause: 'normalClearing',
        missed: false,
        endGuessed: false,
      },
    ]);
  });
  it('missed: the caller gives up in the queue', async () => {
    const { say } = await pbx();
    const calls = await say(
      state([inbound('ANSWERED', '493023125741', '6400')]),
      state([inbound('ANSWERED', '493023125741', '6400'), extension('1001', 'RING')]),
      state([inbound('BYE', '493023125741', '6400'), extension('1001', 'RING')]),
      record({ status: 'NO ANSWER', type: 'inbound', talk_duration: 0 }),
    );
    expect(calls).toMatchObject([{ missed: true, queue: { name: '6400' }, state: 'ended' }]);
  });
  it('waits in the queue while nobody rings', async () => {
    const { say } = await pbx();
    const calls = await say(state([inbound('ANSWERED', '493023125741', '6400')]));
    expect(calls).toMatchObject([{ state: 'queued' }]);
  });
  it('an outgoing call', async () => {
    const { say } = await pbx();
    const calls = await say(
      state([extension('1001', 'ALERT'), outbound('RING')]),
      state([extension('1001', 'ANSWERED'), outbound('ANSWER')]),
      state([extension('1001', 'BYE'), outbound('ANSWER')]),
      record({
        call_from: '1001',
        call_to: '022147103340',
        talk_duration: 2,
        status: 'ANSWERED',
        type: 'outbound',
      }),
    );
    expect(calls).toMatchObject([
      {
        direction: 'out',
        from: { extension: '1001' },
        to: { e164: '4922147103340' },
        cause: 'normalClearing',
      },
    ]);
  });
  it('handed over: ours leaves, the next answers, the call goes on', async () => {
    const { say } = await pbx();
    const calls = await say(
      state([inbound('ALERT'), extension('1001', 'RING')]),
      state([inbound('ANSWERED'), extension('1001', 'ANSWER')]),
      state([inbound('ANSWERED'), extension('1001', 'BYE')]),
      state([inbound('ANSWERED'), extension('1001', 'BYE'), extension('1002', 'RING')]),
      state([inbound('ANSWERED'), extension('1001', 'BYE'), extension('1002', 'ANSWER')]),
    );
    expect(calls).toMatchObject([
      { state: 'talking', answeredBy: { extension: '1002' }, talkers: [{}, {}], endGuessed: false },
    ]);
  });
  it('the queue takes the caller from one phone to the next: nothing has ended between', async () => {
    const { say } = await pbx();
    const between = await say(
      state([inbound('ALERT'), extension('1001', 'RING')]),
      state([inbound('ALERT'), extension('1001', 'BYE')]),
    );
    expect(between).toMatchObject([{ ringing: [] }]);
    expect(between[0]?.state).not.toBe('ended');
    const calls = await say(
      state([inbound('ALERT'), extension('1001', 'BYE'), extension('1002', 'RING')]),
      state([inbound('ANSWERED'), extension('1001', 'BYE'), extension('1002', 'ANSWER')]),
      state([inbound('BYE'), extension('1002', 'ANSWER')]),
    );
    expect(calls).toMatchObject([
      { state: 'ended', missed: false, answeredBy: { extension: '1002' }, endGuessed: false },
    ]);
  });
  it('a hidden number; only the record of a call that was never announced', async () => {
    const { say } = await pbx();
    expect(await say(state([inbound('ALERT', 'anonymous')]))).toMatchObject([
      { from: { withheld: true } },
    ]);
    const lone = JSON.stringify({
      type: 30012,
      msg: {
        call_id: '18.2',
        call_from: '493023125741',
        call_to: '1002',
        did_number: '030231250',
        talk_duration: 7,
        status: 'ANSWERED',
        type: 'Inbound',
      },
    });
    expect((await say(lone)).find(({ nativeId }) => nativeId === '18.2')).toMatchObject({
      direction: 'in',
      answeredBy: { extension: '1002' },
      missed: false,
    });
  });
  it('a blocked caller: Yeastar obeys no answer', async () => {
    const { say } = await pbx({ blocked: [{ number: '+493023125741', reason: 'busy' }] });
    await say(state([inbound('ALERT')], '17.1', 30016));
    expect(yeastar.capabilities.reject).toBe(false);
  });
});

describe('pushes that come late or again', () => {
  const asBefore = ([call]: Call[]) => ({ id: call!.id, version: call!.version, state: 'ended' });
  const minutes = (count: number) => count * 60_000;
  it('a ring after the answer rings nowhere', async () => {
    const { say } = await pbx();
    const ringing = state([inbound('ALERT'), extension('1001', 'RING'), extension('1002', 'RING')]);
    const talking = state([inbound('ANSWERED'), extension('1001', 'ANSWER')]);
    expect(await say(ringing, talking, ringing)).toMatchObject([
      { state: 'talking', ringing: [], answeredBy: { extension: '1001' } },
    ]);
  });
  it('behind a menu that answers at once; handed back later it rings again', async () => {
    const { say } = await pbx();
    const menu = inbound('ANSWERED', '493023125741', '6500');
    const ringing = state([menu, extension('1001', 'RING')]);
    const talking = state([menu, extension('1001', 'ANSWER')]);
    expect(await say(ringing, talking, ringing)).toMatchObject([{ ringing: [] }]);
    const away = state([menu, extension('1001', 'BYE'), extension('1002', 'ANSWER')]);
    expect(await say(away, ringing)).toMatchObject([{ ringing: [{ extension: '1001' }] }]);
  });
  it('the whole life again, minutes after the end: still one call', async () => {
    const { say, later } = await pbx();
    const life = [
      state([inbound('ALERT'), extension('1001', 'RING')]),
      state([inbound('ANSWERED'), extension('1001', 'ANSWER')]),
      state([inbound('BYE'), extension('1001', 'ANSWER')]),
    ];
    const once = await say(...life);
    later(minutes(5));
    expect(await say(...life)).toMatchObject([asBefore(once)]);
  });
  it('the end alone, minutes later and after a restart of ours', async () => {
    const before = await pbx();
    const end = state([inbound('BYE'), extension('1001', 'BYE')]);
    const once = await before.say(state([inbound('ALERT'), extension('1001', 'RING')]), end);
    await before.relay.close();
    const after = await pbx({ databaseUrl: before.relay.databaseUrl });
    after.later(minutes(5));
    await after.say(end);
    expect(await before.calls()).toMatchObject([asBefore(once)]);
  });
  it('only the end was heard: a missed call with both sides', async () => {
    const { say } = await pbx();
    expect(await say(state([inbound('BYE'), extension('1001', 'BYE')]))).toMatchObject([
      { direction: 'in', from: { e164: '493023125741' }, to: {}, missed: true, state: 'ended' },
    ]);
  });
  it('words in small letters', async () => {
    const { say } = await pbx();
    expect(
      await say(
        state([inbound('alert'), extension('1001', 'ring')]),
        state([inbound('bye'), extension('1001', 'ring')]),
      ),
    ).toMatchObject([{ state: 'ended', everRang: [{ extension: '1001' }] }]);
  });
});

describe('signature', () => {
  const body = state([inbound('ALERT')]);
  const sign = (secret: string, encoding: 'base64' | 'hex' = 'base64') =>
    createHmac('sha256', secret).update(body).digest(encoding);
  const dialect = testDialect(yeastar, {
    options: { signingSecret: 'new-secret', previousSigningSecret: 'old-secret' },
  });
  const send = (signature?: string, sent = body) =>
    dialect.receive(
      testRequest(sent, { headers: signature === undefined ? {} : { 'x-signature': signature } }),
      1000,
    );
  it.each([sign('new-secret'), sign('old-secret'), sign('new-secret', 'hex')])(
    'right: %s',
    async (text) => {
      expect(await send(text)).toMatchObject({ ok: true });
    },
  );
  it.each([sign('wrong'), '', 'x', sign('new-secret').slice(1)])('wrong: %j', async (text) => {
    expect(await send(text)).toMatchObject({ ok: false, status: 401 });
  });
  it('missing, and of another body', async () => {
    expect(await send()).toMatchObject({ ok: false, status: 401 });
    expect(await send(sign('new-secret'), `${body} `)).toMatchObject({ ok: false, status: 401 });
  });
});

describe('what cannot be read', () => {
  const dialect = testDialect(yeastar);
  it.each([
    '',
    '[]',
    'null',
    '{"msg":"{}"}',
    '{"type":30011}',
    '{"type":30011,"msg":"{broken"}',
    '{"type":30011,"msg":"{\\"call_id\\":\\"secretword\\"}"}',
    '{"type":30012,"msg":{"call_id":""}}',
    '{"type":1.5,"msg":{}}',
  ])('%s', async (body) => {
    const received = await dialect.receive(testRequest(body), 1000);
    expect(received).toMatchObject({ ok: false, status: 422 });
    expect(JSON.stringify(received)).not.toContain('secretword');
  });
  it.each([
    '{"event":"test"}',
    '{"type":30008,"msg":"x"}',
    '{"type":"30011","msg":{"call_id":"1","members":[]}}',
  ])('%s is about no call', async (body) => expect(await dialect.events(body)).toEqual([]));
});
