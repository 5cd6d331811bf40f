import { describe, expect, it } from 'vitest';
import { testDialect } from '../../testing/test-dialect.ts';
import { startVendorRelay } from '../../testing/vendor-relay.ts';
import { readReport } from './report.ts';
import { threecxCrm } from './threecx-crm.ts';

const T = Date.parse('2026-11-18T11:05:00Z');

async function pbx(changes = {}) {
  let now = T;
  const vendor = await startVendorRelay(
    'threecx-crm',
    { line: '+49 30 231250' },
    {
      clock: () => now,
      contentType: 'application/json',
      changes,
    },
  );
  return {
    ...vendor,
    later: (seconds: number) => (now += seconds * 1000),
    lookup: (number: string) =>
      vendor.post(`/lookup?number=${encodeURIComponent(number)}`, '', {
        method: 'GET',
        body: null,
      }),
    report: (fields: Record<string, string>) =>
      vendor.post('/report', JSON.stringify({ agent: '150', ...fields })),
  };
}
const CALLER = '+493023125741';

describe('through a relay', () => {
  it('answered: the lookup rings, the report tells the rest, twice', async () => {
    const { lookup, report, later, calls } = await pbx();
    expect(await lookup(CALLER)).toEqual({ status: 200, body: '{"contacts":[]}' });
    expect(await calls()).toMatchObject([{ state: 'ringing', to: { e164: '4930231250' } }]);
    later(70);
    const told = {
      number: CALLER,
      callType: 'Inbound',
      duration: '00:01:00',
      callStartTimeUTC: '2026-11-18T11:05:00Z',
    };
    await report(told);
    later(2);
    await report(told);
    expect(await calls()).toMatchObject([
      {
        direction: 'in',
        state: 'ended',
        answeredAt: T + 10_000,
        answeredBy: { extension: '150' },
        cause: 'normalClearing',
        missed: false,
      },
    ]);
  });
  it('missed', async () => {
    const { lookup, report, later, calls } = await pbx();
    await lookup(CALLER);
    later(20);
    await report({ number: CALLER, callType: 'Missed', duration: '00:00:00' });
    expect(await calls()).toMatchObject([{ state: 'ended', missed: true, cause: 'cancel' }]);
  });
  it('outgoing: only a report; should a lookup have come before, the report corrects it', async () => {
    const { lookup, report, later, calls } = await pbx();
    const told = { number: '022147103340', callType: 'Outbound', duration: '42' };
    later(50);
    await report(told);
    const out = { direction: 'out', from: { extension: '150' }, missed: false, state: 'ended' };
    expect(await calls()).toMatchObject([out]);
    await lookup(CALLER);
    later(50);
    await report({ ...told, number: CALLER, callType: 'Notanswered', duration: '0' });
    expect(await calls()).toMatchObject([
      out,
      { direction: 'out', cause: 'noAnswer', missed: false },
    ]);
  });
  it('a second call of the same number a moment later, even without a lookup', async () => {
    const { lookup, report, later, calls } = await pbx();
    await lookup(CALLER);
    later(10);
    const told = { number: CALLER, callType: 'Missed', duration: '0' };
    await report({ ...told, callStartTimeUTC: '2026-11-18T11:05:00Z' });
    later(30);
    await report({ ...told, callStartTimeUTC: '2026-11-18T11:05:20Z' });
    await report({ ...told, callStartTimeUTC: '2026-11-18T11:05:20Z' });
    expect(await calls()).toHaveLength(2);
  });
  it('hidden numbers', async () => {
    const { lookup, calls } = await pbx();
    await lookup('anonymous');
    expect(await calls()).toMatchObject([{ from: { withheld: true } }]);
  });
  it('a blocked caller: 3CX obeys no answer', async () => {
    const { lookup } = await pbx({ blocked: [{ number: CALLER, reason: 'busy' }] });
    expect(await lookup(CALLER)).toEqual({ status: 200, body: '{"contacts":[]}' });
    expect(threecxCrm.capabilities.reject).toBe(false);
  });
  it('says what is missing', async () => {
    const { post } = await pbx();
    expect((await post('/lookup', '{}')).body).toContain('\\"number\\" is missing');
    expect((await post('', '{"number":"030"}')).body).toContain('/lookup or /report');
  });
});

describe('durations and times', () => {
  const read = (fields: Record<string, string>) =>
    readReport({
      size: 1,
      has: (names) => names.some((name) => name in fields),
      all: () => [],
      contradicts: () => false,
      first: (names) => names.map((name) => fields[name]).find((text) => text !== undefined),
    });
  it.each([
    ['00:01:23', 83_000],
    ['1:23', 83_000],
    ['83', 83_000],
    ['83.5', 83_500],
    ['', 0],
    ['-5', 0],
    ['99999999999', 0],
    ['1:2:3:4', 0],
    ['NaN', 0],
  ])('%s', (duration, ms) => expect(read({ duration, calltype: 'Inbound' }).talkMs).toBe(ms));
  it('answered by duration when the type is unknown', () => {
    expect(read({ duration: '5' })).toMatchObject({ answered: true, direction: undefined });
    expect(read({ calltype: '__proto__' })).toMatchObject({
      answered: false,
      direction: undefined,
    });
  });
  it('a start that is far away is not believed', async () => {
    const dialect = testDialect(threecxCrm);
    const body = 'number=%2B493023125741&CallType=Missed&CallStartTimeUTC=1970-01-01T00:00:00Z';
    const [begin] = await dialect.events(body, { rest: '/report' }, T);
    expect(begin!.at).toBe(T - 1);
  });
});
