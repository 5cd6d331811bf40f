import { describe, expect, it } from 'vitest';
import { testDialect, testRequest } from '../testing/test-dialect.ts';
import { form } from '../testing/vendor-relay.ts';
import { verimor } from './verimor.ts';

const dialect = testDialect(verimor, { phone: { homeCountry: 'TR', areaCode: undefined } });
const event = (more: Record<string, string>) =>
  dialect.events(
    form({ call_uuid: 'u1', direction: 'inbound', destination_number: '1001', ...more }),
    {},
    100_000,
  );

it.each(['', '{}', ' {} '])('the trial of the address (%j) is taken', async (body) => {
  expect(await dialect.receive(testRequest(body), 1000)).toMatchObject({ ok: true, events: [] });
});

it('is answered with a text, whatever was decided', () => {
  const request = { rest: '', query: new URLSearchParams() };
  for (const verdict of [
    { action: 'continue' },
    { action: 'reject', reason: 'busy' },
    { action: 'dial', callerId: '1', number: '2' },
  ] as const) {
    expect(dialect.answer!(verdict, request)).toEqual({
      contentType: 'text/plain; charset=utf-8',
      body: 'OK',
    });
  }
});

describe('ringing', () => {
  it('each extension joins', async () => {
    for (const extension of ['1001', '1002']) {
      expect(await event({ event_type: 'ringing', dialed_user: extension })).toMatchObject([
        { kind: 'new', callId: 'u1' },
        { kind: 'ring', targets: [{ extension }] },
      ]);
    }
  });
  it.each(['', 'anonymous'])('a caller %j is hidden', async (caller_id_number) => {
    const [first] = await event({ event_type: 'ringing', caller_id_number });
    expect(first?.from).toEqual({ withheld: true });
  });
  it('an outgoing call rings nobody of ours', async () => {
    const events = await event({
      event_type: 'ringing',
      direction: 'outbound',
      caller_id_number: '1001',
      dialed_user: '',
    });
    expect(events).toMatchObject([{ kind: 'new', direction: 'out', from: { extension: '1001' } }]);
  });
});

describe('the end', () => {
  it.each(['LOSE_RACE', 'picked_off'])('%s is the end of one leg', async (hangup_cause) => {
    const fields = { event_type: 'hangup', hangup_cause, dialed_user: '1001' };
    expect(await event(fields)).toMatchObject([
      { kind: 'stopRing', targets: [{ extension: '1001' }] },
    ]);
  });
  it.each([
    ['USER_BUSY', 'busy'],
    ['NO_ANSWER', 'noAnswer'],
    ['ORIGINATOR_CANCEL', 'cancel'],
    ['UNALLOCATED_NUMBER', 'notFound'],
    ['REDIRECTION_TO_NEW_DESTINATION', 'forwarded'],
    ['NOT_ALLOWED_BY_IYS', 'congestion'],
  ])('%s', async (hangup_cause, cause) => {
    const [end] = await event({ event_type: 'hangup', hangup_cause, answered: 'false' });
    expect(end).toMatchObject({ kind: 'hangup', end: { cause, word: hangup_cause } });
  });
  it('tells the answer again, in case it was lost', async () => {
    const fields = { event_type: 'hangup', answered: 'true', duration: '30' };
    expect(await event({ ...fields, connected_user: '1002' })).toMatchObject([
      { kind: 'answer', at: 70_000, answeredBy: { extension: '1002' } },
      { kind: 'hangup', at: 100_000, end: { talkMs: 30_000 } },
    ]);
    expect(await event({ ...fields, answered: 'false' })).toHaveLength(1);
    expect(await event({ ...fields, duration: '-1' })).toHaveLength(1);
  });
});

it.each([
  ['call_uuid=u1', '"event_type" is missing'],
  ['event_type=ringing', '"call_uuid" is missing'],
  ['event_type=dancing&call_uuid=u1', 'is none of'],
])('%s is refused', async (body, reason) => {
  const received = await dialect.receive(testRequest(body), 1000);
  expect(received).toMatchObject({ ok: false, status: 422 });
  expect(received.ok ? '' : received.reason).toContain(reason);
});
