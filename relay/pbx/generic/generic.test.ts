import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PbxEvent } from '../../../lib/core/call.ts';
import { testDialect, testRequest } from '../../testing/test-dialect.ts';
import type { PushRequest } from '../dialect.ts';
import { generic } from './generic.ts';

const dialect = testDialect(generic, {
  ours: {
    agents: [{ login: 'a@example.com', extensions: ['150'], numbers: ['+4930120099'], names: [] }],
    queues: [{ name: 'support', match: [], agents: [] }],
    lines: [{ match: '+493012300', private: false }],
  },
});

function parse(body: string | Uint8Array, contentType?: string, query = '') {
  const about: Partial<PushRequest> = { query: new URLSearchParams(query) };
  if (contentType !== undefined) about.contentType = contentType;
  return dialect.receive(testRequest(body, about), 1000);
}
async function event(
  body: string | Uint8Array,
  contentType?: string,
  query?: string,
): Promise<PbxEvent> {
  const parsed = await parse(body, contentType, query);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.events[0]!;
}
const json = (value: unknown, contentType = 'application/json') =>
  event(JSON.stringify(value), contentType);

const EXPECTED = {
  kind: 'new',
  callId: '123456',
  direction: 'in',
  from: { raw: '493055571600', e164: '493055571600' },
  targets: [
    { raw: 'Alice', name: 'Alice' },
    { raw: 'Bob', name: 'Bob' },
  ],
};
const FORM =
  'event=newCall&from=493055571600&to=491711234567890&direction=in&callId=123456&user[]=Alice&user[]=Bob';
const FIELDS = {
  event: 'newCall',
  from: '493055571600',
  to: '491711234567890',
  direction: 'in',
  callId: '123456',
  user: ['Alice', 'Bob'],
};

describe('RI1: every form of body', () => {
  it.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'application/json',
    'application/octet-stream',
    '',
  ])('form as %j', async (type) => {
    expect(await event(FORM, type)).toMatchObject(EXPECTED);
  });
  it.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded', ''])(
    'JSON as %j',
    async (type) => {
      expect(await json(FIELDS, type)).toMatchObject(EXPECTED);
      expect(await json([FIELDS], type)).toMatchObject(EXPECTED);
    },
  );
  it('JSON with a byte order mark and numbers', async () => {
    expect(await event(`\ufeff${JSON.stringify(FIELDS)}`)).toMatchObject(EXPECTED);
    expect(await json({ ...FIELDS, from: 493055571600, callId: 123456 })).toMatchObject(EXPECTED);
  });
  it('multipart, with the right and with a wrong content type', async () => {
    const data = new FormData();
    for (const [key, text] of new URLSearchParams(FORM)) data.append(key, text);
    const response = new Response(data);
    const type = response.headers.get('content-type') ?? '';
    const body = await response.text();
    expect(await event(body, type)).toMatchObject(EXPECTED);
    expect(await event(body, 'text/plain')).toMatchObject(EXPECTED);
  });
  it('query string, alone and beside a body that wins', async () => {
    expect(await event('', undefined, FORM)).toMatchObject(EXPECTED);
    expect(await event('event=hangup', undefined, FORM)).toMatchObject({ kind: 'hangup' });
  });
  it('Latin letters of old systems', async () => {
    const latin = Buffer.from('event=newCall&callId=1&from=anonymous&user[]=J\u00f6rg', 'latin1');
    expect(await event(latin)).toMatchObject({ targets: [{ name: 'Jörg' }] });
  });
});

describe('RI2: keys in every spelling', () => {
  it.each(['callId', 'call_id', 'callid', 'CALL-ID', 'Call_Id'])('%s', async (key) => {
    expect((await event(`event=hangup&${key}=7`)).callId).toBe('7');
  });
  it('callId wins', async () => {
    expect((await event('event=hangup&call_id=other&callid=x&callId=7')).callId).toBe('7');
  });
  it('shortens an id without making two into one', async () => {
    const one = (await event(`event=hangup&callId=${'x'.repeat(300)}1`)).callId;
    const two = (await event(`event=hangup&callId=${'x'.repeat(300)}2`)).callId;
    expect(one.length).toBeLessThanOrEqual(250);
    expect(one).not.toBe(two);
  });
});

describe('RI3: words', () => {
  it.each([
    ['newCall', 'new'],
    ['newcall', 'new'],
    ['new_call', 'new'],
    ['ringing', 'new'],
    ['Answered', 'answer'],
    ['CallAccepted', 'answer'],
    ['in-progress', 'answer'],
    ['HungUp', 'hangup'],
    ['completed', 'hangup'],
  ])('%s is %s', async (word, kind) => {
    expect((await event(`event=${word}&callId=1`)).kind).toBe(kind);
  });
  it.each([
    ['in', 'in'],
    ['Inbound', 'in'],
    ['outgoing', 'out'],
    ['', undefined],
    ['sideways', undefined],
  ])('direction %j is %j', async (word, direction) => {
    expect((await event(`event=newCall&callId=1&direction=${word}`)).direction).toBe(direction);
  });
  it('takes the direction from the event word', async () => {
    expect((await event('event=OutgoingCall&callId=1')).direction).toBe('out');
  });
  it('marks our own side, so that the direction can be told', async () => {
    const out = await event('event=newCall&callId=1&from=%2B493012300&to=0221/4710334');
    expect(out).toMatchObject({ from: { kind: 'trunk' }, to: { e164: '492214710334' } });
    expect((await event('event=newCall&callId=1&to=Support')).to).toMatchObject({ kind: 'queue' });
    expect((await event('event=newCall&callId=1&to=150')).to).toMatchObject({ kind: 'person' });
  });
});

describe('RI4: numbers', () => {
  it.each([
    ['493023125741', '493023125741'],
    ['%2B493023125741', '493023125741'],
    [' 493023125741', '493023125741'],
    ['+493023125741', '493023125741'],
    ['004930 23125741', '493023125741'],
    ['030%2F23125741', '493023125741'],
    ['%2B49 (0)30 23125741', '493023125741'],
    ['"Ada" <%2B493023125741>', '493023125741'],
  ])('%s', async (text, e164) => {
    expect((await event(`event=newCall&callId=1&from=${text}`)).from).toMatchObject({ e164 });
  });
  it.each(['anonymous', 'Restricted', '<unknown>', 'private', ''])(
    '%j is withheld',
    async (text) => {
      const { from } = await event(`event=newCall&callId=1&direction=in&from=${text}`);
      expect(from).toEqual({ withheld: true });
    },
  );
  it('an empty caller of a later event is only not repeated', async () => {
    expect((await event('event=hangup&callId=1&from=&to=')).from).toBeUndefined();
    expect((await event('event=newCall&callId=1&direction=out&from=')).from).toBeUndefined();
  });
  it('keeps what is no number as it is', async () => {
    const { to } = await event('event=newCall&callId=1&to=Sales%20desk');
    expect(to).toEqual({ raw: 'Sales desk' });
  });
});

describe('RI5: people', () => {
  it.each([
    'user=Alice&user=Bob',
    'user=Alice,Bob',
    'user[0]=Alice&user[1]=Bob',
    'users[]=Alice&users[]=Bob',
    'caller=Alice, Bob',
  ])('%s', async (part) => {
    const { targets } = await event(`event=newCall&callId=1&${part}`);
    expect(targets).toMatchObject([{ name: 'Alice' }, { name: 'Bob' }]);
  });
  it('a literal "user[]" key in JSON', async () => {
    const { targets } = await json({ event: 'newCall', call_id: 'c', 'user[]': 'Ada' });
    expect(targets).toMatchObject([{ name: 'Ada' }]);
  });
  it('an extension and a device are more than names', async () => {
    const { targets } = await event('event=newCall&callId=1&user[]=23&user[]=PJSIP/24');
    expect(targets).toEqual([
      { raw: '23', extension: '23' },
      { raw: 'PJSIP/24', extension: '24', account: 'PJSIP/24' },
    ]);
  });
  it('answeringNumber of a new call rings, of an answer answers', async () => {
    const ring = await event('event=newCall&callId=1&answeringNumber=150&user=Ada');
    expect(ring.targets).toEqual([{ raw: 'Ada', name: 'Ada', extension: '150' }]);
    const answer = await event('event=answer&callId=1&answeringNumber=150');
    expect(answer).toMatchObject({ answeredBy: { extension: '150' }, answeringNumber: '150' });
  });
  it('user of an outgoing call is who calls', async () => {
    const out = await event('event=newCall&callId=1&direction=out&from=493012300&user[]=Ada');
    expect(out.from).toMatchObject({ name: 'Ada', e164: '493012300' });
    expect(out.targets).toBeUndefined();
  });
  it('the mailbox is no person', async () => {
    expect(await event('event=answer&callId=1&user=voicemail')).toMatchObject({
      answeredBy: { kind: 'voicemail' },
      flags: { voicemail: true },
    });
  });
});

describe('causes', () => {
  it.each([
    ['normalClearing', 'normalClearing', undefined],
    ['NORMAL_CLEARING', 'normalClearing', 'NORMAL_CLEARING'],
    ['ORIGINATOR_CANCEL', 'cancel', 'ORIGINATOR_CANCEL'],
    ['NOANSWER', 'noAnswer', 'NOANSWER'],
    ['17', 'busy', '17'],
    ['404', 'notFound', '404'],
    ['Strange', undefined, 'Strange'],
  ])('%s', async (text, cause, word) => {
    const { end } = await event(`event=hangup&callId=1&cause=${text}`);
    expect(end?.cause).toBe(cause);
    expect(end?.word).toBe(word);
  });
});

describe('the six payloads of senders seen in public code', () => {
  it.each([
    'event=newCall&from=493023125741&to=492214710334&direction=in&callId=a1&user[]=Ada%20Lovelace&user[]=Grace%20Hopper',
    '{"event":"newCall","from":"03023125741","to":"150","direction":"in","call_id":"b7","callid":"b7","answeringNumber":"150","user":"Ada"}',
    'event=answer&direction=in&user=ada&callId=support1795229625.9',
    'event=hangup&direction=in&callId=0f1c@10.0.0.5&cause=ORIGINATOR_CANCEL&from= 493023125741&to=100',
    '{"event":"hangup","callId":"1795229617.7","direction":"","from":"","to":"support","cause":"NOANSWER"}',
    '{"event":"newCall","user[]":"Ada","from":"anonymous","to":"","direction":"in","call_id":"c","callid":"c"}',
  ])('%.60s', async (body) => {
    expect((await parse(body)).ok).toBe(true);
  });
});

describe('RI6: unreadable input names what is missing, and quotes nothing', () => {
  it.each([
    ['', 'empty'],
    ['{"event":', 'neither JSON'],
    ['[1,2]', 'neither JSON'],
    ['x=1', '"event"'],
    ['event=secretword&callId=1', 'newCall, answer, hangup'],
    ['event=newCall', '"callId"'],
    ['event=newCall&callId=', '"callId"'],
  ])('%j', async (body, reason) => {
    const parsed = await parse(body);
    expect(parsed).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
    expect(JSON.stringify(parsed)).not.toContain('secretword');
  });
});

describe('a caller who writes fields into a number that nobody encodes', () => {
  it.each([
    'event=hangup&from=x&callId=of-another&direction=in&callId=1&cause=NORMAL_CLEARING',
    'event=newCall&from=x&event=hangup&direction=in&callId=1',
  ])('%s is refused', async (body) => {
    expect(await parse(body)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('twice'),
    });
  });
  it('another spelling does not count, nor the same said twice', async () => {
    const body = 'event=hangup&from=x&call_id=of-another&callId=1&callId=1';
    expect(await event(body)).toMatchObject({ callId: '1' });
  });
});

describe('RI7: nothing breaks the parser', () => {
  const keys = fc.constantFrom('event', 'callId', 'from', 'to', 'user[]', 'cause', '__proto__');
  it('any bytes under any content type', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.oneof(
          fc.string(),
          fc.constantFrom('multipart/form-data; boundary=x', 'application/json'),
        ),
        async (body, contentType) => {
          const parsed = await parse(body, contentType);
          expect(typeof parsed.ok).toBe('boolean');
        },
      ),
    );
  });
  it('any values of the known keys', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(keys, fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue())),
        async (fields) => {
          const full = { event: 'newCall', callId: '1', ...fields };
          const parsed = await parse(JSON.stringify(full));
          expect(typeof parsed.ok).toBe('boolean');
        },
      ),
    );
  });
});
