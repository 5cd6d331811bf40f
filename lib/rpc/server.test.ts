import { describe, expect, it } from 'vitest';
import { contract, type MethodName } from './contract.ts';
import type { Role } from './role.ts';
import { createCall } from './client.ts';
import { createServer, type Handlers } from './server.ts';

const methods = Object.keys(contract) as MethodName[];
const own = { id: 'me', url: 'chrome-extension://me/popup.html' };

function setup(role: Role | undefined, overrides: Partial<Handlers> = {}) {
  const seen: string[] = [];
  const errors: { id: string; error: unknown }[] = [];
  const handlers = Object.fromEntries(
    methods.map((name) => [
      name,
      async () => {
        seen.push(name);
        return { ok: true, value: null };
      },
    ]),
  ) as unknown as Handlers;
  const answer = createServer({
    handlers: { ...handlers, ...overrides },
    roleOf: async () => role,
    onError: (id, _method, error) => errors.push({ id, error }),
    newId: () => 'id-1',
  });
  const ask = (method: string, input: unknown = {}) => answer({ offhook: 1, method, input }, own);
  return { answer, ask, seen, errors };
}

describe('a sender without role', () => {
  it.each(methods)('is refused %s, well-formed or not', async (method) => {
    const { ask, seen } = setup(undefined);
    expect(await ask(method)).toEqual({ ok: false, code: 'internal/refused' });
    expect(seen).toEqual([]);
  });
  it('does not even learn which methods there are', async () => {
    const { ask } = setup(undefined);
    expect(await ask('no.such')).toEqual({ ok: false, code: 'internal/refused' });
  });
});

describe('content scripts', () => {
  it.each(methods.filter((name) => !contract[name].roles.includes('content')))(
    'are refused %s',
    async (method) => {
      const { ask, seen } = setup('content');
      expect(await ask(method)).toEqual({ ok: false, code: 'internal/refused' });
      expect(seen).toEqual([]);
    },
  );
  it('reach nothing that connects or reads settings', () => {
    const open = methods.filter((name) => contract[name].roles.includes('content'));
    expect(open.filter((name) => /^(?:connect|connection|settings)\./.test(name))).toEqual([]);
  });
});

describe('input', () => {
  it.each([
    ['call.open', {}],
    ['call.open', { callId: 'x', what: 'everything' }],
    ['call.open', { callId: 'x'.repeat(300), what: 'profile' }],
    ['call.pick', { callId: 'x', userId: '7' }],
    [
      'note.send',
      { callId: 'x', text: '   ', internal: true, target: { kind: 'ticket', ticketId: 1 } },
    ],
    [
      'note.send',
      { callId: 'x', text: 'a', internal: true, target: { kind: 'ticket', ticketId: 1.5 } },
    ],
    ['note.draft', { callId: 'x', text: 'a'.repeat(100_001), internal: true }],
    ['dial.start', { text: '1'.repeat(201) }],
    ['connect.save', { zammadUrl: 'https://z', relayUrl: 'https://r', token: '' }],
    ['call.dismiss', null],
    ['call.dismiss', undefined],
    ['call.dismiss', 'x'],
  ])('%s with %j is refused before the handler', async (method, input) => {
    const { answer, seen } = setup('page');
    const result = await answer({ offhook: 1, method, input }, own);
    expect(result).toMatchObject({ ok: false, code: 'internal/invalid' });
    expect(seen).toEqual([]);
  });
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'no.such', ''])(
    'method %j does not exist',
    async (method) => {
      const { ask } = setup('page');
      expect(await ask(method)).toMatchObject({ ok: false, code: 'internal/invalid' });
    },
  );
  it.each([
    null,
    1,
    'text',
    [],
    {},
    { offhook: 2, method: 'call.dismiss' },
    { offhook: 1, method: 7 },
  ])('message %j is not ours and stays unanswered', (message) => {
    expect(setup('page').answer(message, own)).toBeUndefined();
  });
});

describe('a thrown error', () => {
  it('tells only an id, which is in the log as well', async () => {
    const secret = new Error('token=abcdef');
    const { ask, errors } = setup('page', {
      'calls.list': async () => {
        throw secret;
      },
    });
    expect(await ask('calls.list')).toEqual({
      ok: false,
      code: 'internal/unexpected',
      detail: 'id-1',
    });
    expect(errors).toEqual([{ id: 'id-1', error: secret }]);
  });
});

describe('client', () => {
  it('gives the answer of the background', async () => {
    const { answer } = setup('content');
    const call = createCall(async (message) => answer(message, own));
    expect(await call('call.dismiss', { callId: 'c' })).toEqual({ ok: true, value: null });
  });
  it.each([undefined, null, 'x', 7])('answer %j becomes a code', async (reply) => {
    const call = createCall(async () => reply);
    expect(await call('calls.list', {})).toEqual({ ok: false, code: 'internal/no-answer' });
  });
  it('a background that is gone becomes a code', async () => {
    const call = createCall(() => Promise.reject(new Error('Extension context invalidated.')));
    expect(await call('calls.list', {})).toEqual({ ok: false, code: 'internal/no-answer' });
  });
});
