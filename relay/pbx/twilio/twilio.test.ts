import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../lib/core/call.ts';
import { readXml } from '../../testing/read-xml.ts';
import { testDialect, testRequest } from '../../testing/test-dialect.ts';
import { form } from '../../testing/vendor-relay.ts';
import { twilio } from './twilio.ts';

const AT = 1_795_000_000_000;
const REDIRECT = { redirectUrl: 'https://flows.example/next?a=1&b=2' };
const open = (options = {}, ours = {}) =>
  testDialect(twilio, { options: { signature: 'off', ...options }, ours, clock: () => AT });
const voice = (fields: Record<string, string> = {}) =>
  form({
    CallSid: 'CA1',
    CallStatus: 'ringing',
    Direction: 'inbound',
    From: '+492214710334',
    To: '+493023125000',
    ...fields,
  });
const status = (fields: Record<string, string> = {}) =>
  voice({ CallbackSource: 'call-progress-events', SequenceNumber: '1', ...fields });
const child = (fields: Record<string, string> = {}) =>
  status({ CallSid: 'CB1', ParentCallSid: 'CA1', Direction: 'outbound-dial', ...fields });

describe('the two addresses', () => {
  it('a voice URL is refused while nobody said how calls go on: the fallback takes over', async () => {
    const received = await open().receive(testRequest(voice(), { rest: '/voice' }), AT);
    expect(received).toMatchObject({ ok: false, status: 422 });
    expect(received.ok ? '' : received.reason).toContain('continueWith');
  });
  it.each(['', '/status', '/elsewhere'])(
    'a voice URL that ends with %j is refused: our answer would end the call',
    async (rest) => {
      for (const one of ['ringing', 'in-progress', 'queued']) {
        const body = voice({ CallStatus: one });
        const received = await open({ continueWith: REDIRECT }).receive(
          testRequest(body, { rest }),
          AT,
        );
        expect(received).toMatchObject({ ok: false, status: 422 });
      }
    },
  );
  it('a status callback is taken at any of them', async () => {
    for (const rest of ['', '/status']) {
      const received = await open().receive(testRequest(status(), { rest }), AT);
      expect(received).toMatchObject({ ok: true });
    }
  });
  it('a status callback is answered with TwiML that does nothing', () => {
    const { contentType, body } = open({ continueWith: REDIRECT }).answer!(
      { action: 'reject', reason: 'busy' },
      { rest: '/status', query: new URLSearchParams() },
    );
    expect(contentType).toMatch(/^text\/xml/);
    expect(readXml(body)).toEqual({ name: 'Response', attributes: {}, children: [] });
  });
});

describe('answers of a voice URL', () => {
  const STATUS_URL = 'https://relay.example/pbx/main/secret/status';
  const words = (verdict: Verdict, continueWith: unknown = REDIRECT) => {
    const request = {
      rest: '/voice',
      query: new URLSearchParams(),
      url: 'https://relay.example/pbx/main/secret/voice?x=1',
    };
    const [verb, ...others] = readXml(
      open({ continueWith }).answer!(verdict, request).body,
    ).children;
    expect(others).toEqual([]);
    return verb;
  };
  const callback = {
    statusCallback: STATUS_URL,
    statusCallbackEvent: 'initiated ringing answered completed',
  };

  it('nothing special: never an answer without a verb, which would hang up', () => {
    expect(words({ action: 'continue' })).toEqual({
      name: 'Redirect',
      attributes: { method: 'POST' },
      children: ['https://flows.example/next?a=1&b=2'],
    });
  });
  it('nothing special: rings those who are named, and hears of each', () => {
    const dial = ['+493023125011', 'client:ada', 'sip:23@pbx.example'];
    expect(words({ action: 'continue' }, { dial, timeoutSeconds: 25 })).toEqual({
      name: 'Dial',
      attributes: { timeout: '25' },
      children: [
        { name: 'Number', attributes: callback, children: ['+493023125011'] },
        { name: 'Client', attributes: callback, children: ['ada'] },
        { name: 'Sip', attributes: callback, children: ['sip:23@pbx.example'] },
      ],
    });
  });
  it.each(['busy', 'rejected'] as const)('reject: %s', (reason) => {
    expect(words({ action: 'reject', reason })).toEqual({
      name: 'Reject',
      attributes: { reason },
      children: [],
    });
  });
  it('another caller id, with plus', () => {
    const verdict: Verdict = { action: 'dial', callerId: '493055571600', number: '33140000000' };
    expect(words(verdict)).toEqual({
      name: 'Dial',
      attributes: { callerId: '+493055571600' },
      children: [{ name: 'Number', attributes: callback, children: ['+33140000000'] }],
    });
  });
  it.each(['anonymous', 'Support', '030 1', ''])(
    'a caller id %j, which Twilio would end the call for, changes nothing',
    (callerId) => {
      const verdict: Verdict = { action: 'dial', callerId, number: '33140000000' };
      expect(words(verdict)).toEqual(words({ action: 'continue' }));
    },
  );
  it.each([
    [{ redirectUrl: 'javascript:alert(1)' }],
    [{ redirectUrl: '/relative' }],
    [{ dial: [] }],
    [{ dial: ['030 23125'] }],
    [{ dial: ['<Hangup/>'] }],
    [{ dial: Array.from({ length: 11 }, () => '+493023125011') }],
    [{ dial: ['+493023125011'], callerId: 'me' }],
    [{}],
    ['<Response/>'],
  ])('options: %j', (continueWith) => {
    expect(() => open({ continueWith })).toThrow(/must/);
  });
});

describe('direction', () => {
  it.each([
    ['a number calls', { From: '+492214710334' }, 'in'],
    ['a phone of ours calls', { From: 'client:ada' }, 'out'],
    ['a SIP phone of ours calls', { From: 'sip:23@ours.sip.twilio.com' }, 'out'],
    ['a number over SIP calls', { From: 'sip:+492214710334@carrier.example' }, 'in'],
    ['the API calls', { Direction: 'outbound-api' }, 'out'],
  ])('parent: %s', async (_what, fields: Record<string, string>, direction) => {
    expect(await open().events(status(fields))).toMatchObject([{ direction }]);
  });
  const ours = {
    agents: [{ login: 'ada', extensions: [], numbers: ['+491711234567'], names: [] }],
    lines: [{ match: '+493023125000', private: false }],
  };
  it("parent: an agent's own mobile calls our line", async () => {
    const events = await open({}, ours).events(status({ From: '+491711234567' }));
    expect(events).toMatchObject([{ direction: 'in', from: { e164: '491711234567' } }]);
  });
  it("parent: an agent's own mobile calls a line that nobody named", async () => {
    const events = await open({}, { agents: ours.agents }).events(
      status({ From: '+491711234567' }),
    );
    expect(events).toMatchObject([{ direction: 'in' }]);
  });
  it("parent: an agent's phone over SIP, that goes by the agent's number", async () => {
    const fields = { From: 'sip:+491711234567@ours.sip.twilio.com', To: 'sip:+492214710334@x' };
    expect(await open({}, ours).events(status(fields))).toMatchObject([{ direction: 'out' }]);
  });
  it.each([
    ['to a phone of ours', { To: 'client:ada' }, 'in'],
    ["to an agent's own number", { To: '+491711234567', From: '+493023125000' }, 'in'],
    ['from a phone of ours', { From: 'client:ada', To: '+492214710334' }, 'out'],
    ['through a number of ours', { To: '+498999998123', CalledVia: '+493023125000' }, 'in'],
    ['from our line alone', { From: '+493023125000', To: '+498999998123' }, 'out'],
    ['between strangers', { To: '+498999998123' }, undefined],
  ])('child: %s', async (_what, fields: Record<string, string>, direction) => {
    const [event] = await open({}, ours).events(child(fields));
    expect(event?.direction).toBe(direction);
  });
});

describe('what it reads', () => {
  it.each(['266696687', '7378742833', '2562533', '8656696', '86282452253'])(
    '+%s is a word, not a number',
    async (digits) => {
      const [event] = await open().events(status({ From: `+${digits}` }));
      expect(event?.from).toEqual({ withheld: true });
    },
  );
  it('our own number as caller id says nothing about who calls', async () => {
    const [event] = await open().events(
      child({ From: '+493023125000', CalledVia: '+493023125000', To: '+491711234567' }),
    );
    expect(event).toMatchObject({ kind: 'ring', to: { e164: '493023125000' } });
    expect(event?.from).toBeUndefined();
  });
  it('click-to-dial through the API: our phone first, no answer by it', async () => {
    const fields = { Direction: 'outbound-api', From: '+493023125000', To: 'client:ada' };
    const [ringing] = await open().events(status(fields));
    const [talking] = await open().events(status({ ...fields, CallStatus: 'in-progress' }));
    expect(ringing).toMatchObject({ kind: 'update', direction: 'out', from: { account: 'ada' } });
    expect(talking?.kind).toBe('update');
    const [other] = await open().events(status({ ...fields, dialId: 'd1' }));
    expect(other?.dialId).toBe('d1');
  });
  it('an incoming call that Twilio picked up is not answered yet', async () => {
    const [event] = await open().events(status({ CallStatus: 'in-progress' }));
    expect(event?.kind).toBe('update');
  });
  it('the time as Twilio gives it, ordered within a second; nonsense is not believed', async () => {
    const at = async (Timestamp: string, SequenceNumber = '2') =>
      (await open().events(status({ Timestamp, SequenceNumber }), {}, AT))[0]?.at;
    const said = new Date(AT - 4000).toUTCString().replace('GMT', '+0000');
    expect(await at(said)).toBe(AT - 4000 + 2);
    expect(await at('2021-04-28 21:51:18.731479Z')).toBe(AT);
    expect(await at('never')).toBe(AT);
    expect(await at('99999999999999')).toBe(AT);
    expect(await at(said, '-7')).toBe(AT - 4000);
  });
  it.each([
    ['busy', undefined, 'busy'],
    ['no-answer', undefined, 'noAnswer'],
    ['canceled', undefined, 'cancel'],
    ['failed', undefined, 'congestion'],
    ['failed', '404', 'notFound'],
    ['failed', '484', 'notFound'],
    ['failed', '486', 'busy'],
    ['failed', '200', 'congestion'],
    ['completed', '200', 'normalClearing'],
  ])('%s with SIP %s is %s', async (CallStatus, SipResponseCode, cause) => {
    const fields = { CallStatus, ...(SipResponseCode !== undefined && { SipResponseCode }) };
    expect(await open().events(status(fields))).toMatchObject([{ kind: 'hangup', end: { cause } }]);
  });
  it.each([
    [{ CallSid: '' }, '"CallSid" is missing'],
    [{ CallStatus: '' }, '"CallStatus" is missing'],
    [{ CallStatus: 'dancing' }, 'is no status'],
  ])('%j is refused', async (fields: Record<string, string>, reason) => {
    const received = await open().receive(testRequest(status(fields)), AT);
    expect(received.ok ? '' : received.reason).toContain(reason);
  });
});
