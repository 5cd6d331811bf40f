import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { plainMessage } from '../../config-file.ts';
import { testDialect, testRequest } from '../../testing/test-dialect.ts';
import { startVendorRelay } from '../../testing/vendor-relay.ts';
import { fieldMapping } from './field-mapping.ts';
import { fieldMappingOptions } from './options.ts';

const OPTIONS = {
  fields: {
    event: 'call.state',
    callId: { template: '{call.host}-{call.no}' },
    direction: 'call.way',
    from: ['call.caller', 'call.from[0]'],
    to: 'call.callee',
    user: 'call.agents',
    cause: 'call.why',
    at: 'call.time',
  },
  events: { bimmelt: 'new', dran: 'answer', weg: 'hangup', '*': 'ignore' },
  directions: { rein: 'in', raus: 'out' },
  causes: { keiner: 'noAnswer' },
  answers: {
    continue: { body: '{"go":true}' },
    reject: { contentType: 'application/xml', body: '<No why="{reason}"/>' },
    dial: { body: '{"show":"{callerId}","dial":"{number}"}' },
  },
};
const push = (state: string, more: Record<string, unknown> = {}) =>
  JSON.stringify({
    call: {
      state,
      host: 'a',
      no: 7,
      way: 'rein',
      caller: '030 23125741',
      callee: '030231250',
      ...more,
    },
  });

describe('through a relay', () => {
  async function pbx(changes = {}) {
    let now = 1_795_000_000_000;
    const about = { clock: () => (now += 1000), contentType: 'application/json', changes };
    const vendor = await startVendorRelay('field-mapping', OPTIONS, about);
    return {
      async say(...bodies: string[]) {
        const answers: string[] = [];
        for (const body of bodies) answers.push((await vendor.post('', body)).body);
        return { answers, calls: await vendor.calls() };
      },
    };
  }
  it('answered', async () => {
    const { say } = await pbx();
    const { answers, calls } = await say(
      push('Bimmelt', { agents: ['23', '24'] }),
      push('klickt'),
      push('dran', { agents: '23' }),
      push('weg', { why: 'keiner' }),
    );
    expect(answers).toEqual(Array(4).fill('{"go":true}'));
    expect(calls).toMatchObject([
      {
        nativeId: 'a-7',
        direction: 'in',
        from: { e164: '493023125741' },
        everRang: [{ extension: '23' }, { extension: '24' }],
        answeredBy: { extension: '23' },
        cause: 'normalClearing',
        missed: false,
      },
    ]);
  });
  it('missed, outgoing, hidden', async () => {
    const { say } = await pbx();
    const { calls } = await say(
      push('bimmelt'),
      push('weg', { why: 'Keiner' }),
      push('bimmelt', { no: 8, way: 'raus', caller: '23', callee: '022147103340' }),
      push('dran', { no: 8, way: 'raus' }),
      push('weg', { no: 8, way: 'raus' }),
      push('bimmelt', { no: 9, caller: '' }),
    );
    expect(calls).toMatchObject([
      { missed: true, cause: 'noAnswer' },
      { direction: 'out', from: { extension: '23' }, to: { e164: '4922147103340' }, missed: false },
      { from: { withheld: true } },
    ]);
  });
  it('a blocked caller and a caller id, worded by the admin', async () => {
    const { say } = await pbx({
      blocked: [{ number: '+493023125741', reason: 'busy' }],
      callerIds: { default: '+493055571642', routes: [] },
    });
    const out = push('bimmelt', { no: 8, way: 'raus', caller: '23', callee: '022147103340' });
    expect((await say(push('bimmelt'), out)).answers).toEqual([
      '<No why="busy"/>',
      '{"show":"493055571642","dial":"4922147103340"}',
    ]);
  });
});

describe('paths', () => {
  const read = async (callId: unknown, body: unknown, about = {}) => {
    const dialect = testDialect(fieldMapping, {
      options: { fields: { event: { constant: 'new' }, callId } },
    });
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const received = await dialect.receive(testRequest(text, about), 1000);
    return received.ok ? received.events[0]?.callId : received.reason;
  };
  it.each([
    ['a.b', { a: { b: 'x' } }],
    ['a[1].b', { a: [{}, { b: 'x' }] }],
    ['["odd key"].b', { 'odd key': { b: 'x' } }],
    ['a["b.c"]', { a: { 'b.c': 'x' } }],
    ['msg.id', { msg: '{"id":"x"}' }],
    [['none', 'a'], { a: 'x' }],
    ['a', { a: ['x', 'y'] }],
    ['call-id', 'call_id=x'],
    ['ids[]', 'ids[]=x&ids[]=y'],
    ['__proto__.a', '{"__proto__":{"a":"x"}}'],
  ])('%j of %j', async (path, body) => expect(await read(path, body)).toBe('x'));
  it('numbers, and the end of the address', async () => {
    expect(await read('n', { n: 17 })).toBe('17');
    expect(await read('$path', '', { rest: '/ring/23' })).toBe('ring/23');
  });
  it.each([
    ['constructor.name', {}],
    ['toString', {}],
    ['a.length', { a: 'text' }],
    ['a.b', { a: null }],
    ['a', { a: { b: 1 } }],
    [{ template: '{a}-{b}' }, { a: 1 }],
  ])('nothing at %j of %j', async (path, body) => {
    expect(await read(path, body)).toContain('callId');
  });
});

describe('several events in one push', () => {
  const fields = { event: 'type', callId: 'id', queue: 'group' };
  const dialect = testDialect(fieldMapping, { options: { fields, each: 'calls' } });
  it('each in order; what an item has not is looked up outside', async () => {
    const calls = [
      { type: 'ringing', id: 1 },
      { type: 'hangup', id: 2, group: 'b' },
    ];
    expect(await dialect.events(JSON.stringify({ group: 'a', calls }))).toMatchObject([
      { kind: 'new', callId: '1', queue: { name: 'a' } },
      { kind: 'hangup', callId: '2', queue: { name: 'b' } },
    ]);
  });
  it('the body itself as list', async () => {
    const whole = testDialect(fieldMapping, { options: { fields, each: '$' } });
    expect(await whole.events('[{"type":"ringing","id":1},{"type":"answer","id":1}]')).toHaveLength(
      2,
    );
  });
  it('no list is refused; a thousand are cut', async () => {
    await expect(dialect.events('{"calls":{}}')).rejects.toThrow('no list');
    const many = Array.from({ length: 1000 }, (_, id) => ({ type: 'ringing', id }));
    expect(await dialect.events(JSON.stringify({ calls: many }))).toHaveLength(50);
  });
});

describe('signature', () => {
  const signature = {
    header: 'X-Signed',
    algorithm: 'hmac-sha512',
    encoding: 'hex',
    signingSecret: 'new',
    previousSigningSecret: 'old',
    prefix: 'v1=',
  };
  const options = { fields: { event: 'e', callId: 'i' }, signature };
  const dialect = testDialect(fieldMapping, { options });
  const body = 'e=ringing&i=1';
  const sign = (secret: string) => createHmac('sha512', secret).update(body).digest('hex');
  const send = (headers: Record<string, string>) =>
    dialect.receive(testRequest(body, { headers }), 1000);
  it('right, and by the secret before', async () => {
    for (const secret of ['new', 'old']) {
      expect(await send({ 'x-signed': `v1=${sign(secret)}` })).toMatchObject({ ok: true });
    }
  });
  it('what is not signed does not count: fields of the address', async () => {
    const query = new URLSearchParams('e=hangup&i=2&extra=1');
    const signed = { 'x-signed': `v1=${sign('new')}` };
    const about = { headers: signed, query };
    const whole = { fields: { event: 'e', callId: ['extra', 'i'] }, signature };
    const received = await testDialect(fieldMapping, { options: whole }).receive(
      testRequest(body, about),
      1000,
    );
    expect(received).toMatchObject({ ok: true, events: [{ kind: 'new', callId: '1' }] });
    const digest = createHmac('sha512', 'new').update('').digest('hex');
    const empty = testRequest('', { headers: { 'x-signed': `v1=${digest}` }, query });
    expect(await dialect.receive(empty, 1000)).toMatchObject({ ok: false, status: 422 });
  });
  it('in capital letters, as some systems write them', async () => {
    expect(await send({ 'x-signed': `v1=${sign('new').toUpperCase()}` })).toMatchObject({
      ok: true,
    });
  });
  it('wrong, without prefix, missing', async () => {
    for (const headers of [{ 'x-signed': `v1=${sign('no')}` }, { 'x-signed': sign('new') }, {}]) {
      expect(await send(headers as Record<string, string>)).toMatchObject({
        ok: false,
        status: 401,
      });
    }
  });
});

describe('times', () => {
  const T = 1_795_000_000_000;
  const dialect = testDialect(fieldMapping, {
    options: { fields: { event: 'e', callId: 'i', at: 't' } },
  });
  it.each([
    [String(T - 5000), T - 5000],
    [String((T - 5000) / 1000), T - 5000],
    [new Date(T - 5000).toISOString(), T - 5000],
    ['2026-11-18 12:00:00', T],
    ['1970-01-01T00:00:00Z', T],
    ['soon', T],
  ])('%s', async (t, at) => {
    const [event] = await dialect.events(JSON.stringify({ e: 'ringing', i: 1, t }), {}, T);
    expect(event!.at).toBe(at);
  });
});

describe('options say what to write', () => {
  const problems = (options: unknown) => {
    const result = v.safeParse(fieldMappingOptions, options);
    return (result.issues ?? []).map((issue) => `${v.getDotPath(issue)} ${plainMessage(issue)}`);
  };
  it.each([
    [{}, /^fields.event .*write data.call.id/],
    [{ fields: { event: 'a..b' } }, /^fields.event .*write data.call.id/],
    [{ fields: { event: 5 } }, /^fields.event must be a path/],
    [{ fields: { event: { template: '{a..b}' } } }, /^fields.event.template .*\{data.id\}/],
    [{ fields: { event: 'e', number: 'x' } }, /^fields.number is not a known setting/],
    [{ fields: { event: 'e' }, events: { x: 'ring!' } }, /^events.x must be one of new, ring/],
    [{ fields: { event: 'e' }, causes: { x: 'gone' } }, /^causes.x must be one of normalClearing/],
    [
      { fields: { event: 'e' }, answers: { reject: { contentType: 'x', body: '' } } },
      /must be like application\/json/,
    ],
    [
      { fields: { event: 'e' }, signature: { signingSecret: 'hush' } },
      /^signature.header must be the name of a header/,
    ],
    [
      { fields: { event: 'e' }, signature: { signingSecret: 'hush', algorithm: 'md5' } },
      /hmac-sha256/,
    ],
  ])('%j', (options, message) => {
    expect(problems(options)).toContainEqual(expect.stringMatching(message));
    expect(problems(options).join()).not.toContain('hush');
  });
  it('the options above are fine', () => expect(problems(OPTIONS)).toEqual([]));
});

describe('answers', () => {
  const dialect = (contentType: string) =>
    testDialect(fieldMapping, {
      options: { fields: { event: 'e' }, answers: { dial: { contentType, body: '[{number}]' } } },
    });
  const verdict = { action: 'dial' as const, callerId: '49', number: `1"<&'>\n` };
  const request = { rest: '', query: new URLSearchParams() };
  it.each([
    ['application/json', '[1\\"<&\'>\\n]'],
    ['text/xml', '[1&quot;&lt;&amp;&apos;&gt;]'],
    ['application/x-www-form-urlencoded', "[1%22%3C%26'%3E%0A]"],
    ['text/plain', `[1"<&'> ]`],
  ])('a value stays a value in %s', (contentType, body) => {
    expect(dialect(contentType).answer!(verdict, request)).toEqual({ contentType, body });
  });
  it('what is not worded is the answer for going on', () => {
    const none = testDialect(fieldMapping, { options: { fields: { event: 'e' } } });
    expect(none.answer!(verdict, request)).toEqual({ contentType: 'application/json', body: '{}' });
  });
});
