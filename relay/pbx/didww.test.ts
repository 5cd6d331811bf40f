import { describe, expect, it } from 'vitest';
import { testDialect, testRequest } from '../testing/test-dialect.ts';
import { didww } from './didww.ts';
import { readDidwwSignature, signDidww } from './didww-signature.ts';

const NOW = 1_795_000_000_000;
const body = (type: string, data: unknown = { direction: 'inbound' }, tag: unknown = 'GT-1') =>
  JSON.stringify({ id: 'e1', type, ts: '2026-10-01T09:34:57.000Z', global_tag: tag, data });
const BODY = body('call.started');

describe('signature', () => {
  const dialect = testDialect(didww, {
    options: { signingSecret: 'new', previousSigningSecret: 'old' },
    clock: () => NOW,
  });
  const receive = (header: string | undefined, text = BODY) =>
    dialect.receive(
      testRequest(text, { headers: header === undefined ? {} : { 'x-ps-signature': header } }),
      NOW,
    );

  it('has the documented form', () => {
    const documented =
      't=1790847297,v1=f7b25eab66fb2113b8ec6f313a2ee18d8a7c4fa47cf9e9dc0993f5758b17e906';
    expect(readDidwwSignature(documented)?.time).toBe('1790847297');
    expect(signDidww('secret', 1_790_847_297, '{}')).toMatch(/^t=1790847297,v1=[0-9a-f]{64}$/);
    for (const other of ['', 't=1', 'v1=aa', 't=x,v1=aa', 't=1,v1=' + 'A'.repeat(64)]) {
      expect(readDidwwSignature(other)).toBeUndefined();
    }
  });
  it('with the secret in use, and with the one before', async () => {
    expect(await receive(signDidww('new', NOW / 1000, BODY))).toMatchObject({ ok: true });
    expect(await receive(signDidww('old', NOW / 1000, BODY))).toMatchObject({ ok: true });
  });
  it('wrong, of another body or time, missing', async () => {
    const wrong = { ok: false, status: 401, reason: 'the signature is wrong' };
    const good = signDidww('new', NOW / 1000, BODY);
    expect(await receive(signDidww('older', NOW / 1000, BODY))).toEqual(wrong);
    expect(await receive(good, `${BODY} `)).toEqual(wrong);
    expect(await receive(good.replace('t=1795000000', 't=1795000001'))).toEqual(wrong);
    expect(await receive('t=1,v1=garbage')).toEqual(wrong);
    expect(await receive(undefined)).toMatchObject({ status: 401 });
  });
  it('too old, from the future', async () => {
    for (const age of [301, -301]) {
      const received = await receive(signDidww('new', NOW / 1000 - age, BODY));
      expect(received.ok ? '' : received.reason).toContain('clocks');
    }
  });
  it('needs a secret, unless it is switched off', () => {
    expect(() => testDialect(didww)).toThrow(/secret of Settings/);
  });
});

describe('what it reads', () => {
  const dialect = testDialect(didww, { options: { signature: 'off' } });

  it('records of finished calls and what comes next are taken, or they would come ten times', async () => {
    for (const type of ['call.cdr.created', 'call.cdr.summary_created', 'call.held', 'toString']) {
      expect(await dialect.events(body(type))).toEqual([]);
    }
  });
  it('sides as texts or as objects, who answered, why it ended', async () => {
    const data = { from: { number: '+492214710334' }, to: '+493023125000', extension: 101 };
    expect(await dialect.events(body('call.connected', data))).toMatchObject([
      {
        kind: 'answer',
        callId: 'GT-1',
        from: { e164: '492214710334' },
        to: { e164: '493023125000' },
        answeredBy: { extension: '101' },
      },
    ]);
    const end = { disconnect_reason: 'NO_ANSWER', sip_code: 480 };
    expect(await dialect.events(body('call.ended', end))).toMatchObject([
      { kind: 'hangup', end: { cause: 'noAnswer', sip: 480 } },
    ]);
  });
  it.each([
    ['', 'no JSON object'],
    ['[]', 'no JSON object'],
    ['"call.started"', 'no JSON object'],
    ['{}', '"type" is missing'],
    [body('call.started', {}, null), '"global_tag" is missing'],
    [body('call.started', {}, 7), '"global_tag" is missing'],
  ])('%s is refused', async (text, reason) => {
    const received = await dialect.receive(testRequest(text), NOW);
    expect(received).toMatchObject({ ok: false, status: 422 });
    expect(received.ok ? '' : received.reason).toContain(reason);
  });
  it('data that is nothing we know says only that there is a call', async () => {
    for (const data of [null, 7, [], 'x', { a: { b: { c: 1 } } }]) {
      expect(await dialect.events(body('call.started', data))).toMatchObject([{ kind: 'new' }]);
    }
  });
});
