import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testDialect, testRequest } from '../../testing/test-dialect.ts';
import { form } from '../../testing/vendor-relay.ts';
import { twilio } from './twilio.ts';
import { signTwilio } from './twilio-signature.ts';

const PARAMS: [string, string][] = [
  ['CallSid', 'CA1234567890ABCDE'],
  ['Caller', '+12349013030'],
  ['Digits', '1234'],
  ['From', '+12349013030'],
  ['To', '+18005551212'],
];
const FIELDS = {
  CallSid: 'CA1',
  CallStatus: 'completed',
  CallbackSource: 'call-progress-events',
  From: '+492214710334',
};
const BODY = form(FIELDS);
const URL_SEEN = 'https://relay.example/pbx/main/secret/status';

const dialect = testDialect(twilio, {
  options: { authToken: 'new', previousAuthToken: 'old' },
});
function receive(
  signature: string | undefined,
  about: { url?: string; query?: string; body?: string; method?: 'GET' | 'POST' } = {},
) {
  const { url = URL_SEEN, query = '', body = BODY, method = 'POST' } = about;
  const request = testRequest(method === 'GET' ? '' : body, {
    method,
    rest: '/status',
    url: query ? `${url}?${query}` : url,
    query: new URLSearchParams(query),
    headers: signature === undefined ? {} : { 'x-twilio-signature': signature },
  });
  return dialect.receive(request, 1000);
}
const sign = (token: string, url = URL_SEEN) => signTwilio(token, url, new URLSearchParams(BODY));

describe('signTwilio', () => {
  it('makes what Twilio documents', () => {
    const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
    expect(signTwilio('12345', url, PARAMS)).toBe('0/KCTR6DLpKmkAf8muzZqo1nDgQ=');
  });
  it('makes what the tests of twilio-node expect', () => {
    const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
    const params = PARAMS.map(
      ([name, value]) => [name, value.replace('+12349013030', '+14158675309')] as const,
    );
    expect(signTwilio('12345', url, params)).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  });
  it('repeated keys: each value once, sorted, whatever the order', () => {
    const url = 'https://relay.example/x';
    const one = signTwilio('t', url, [
      ['B', '2'],
      ['A', 'z'],
      ['B', '1'],
      ['B', '2'],
    ]);
    expect(one).toBe(signTwilio('t', `${url}AzB1B2`));
  });
});

describe('X-Twilio-Signature', () => {
  it('with the token in use, and with the one before', async () => {
    expect(await receive(sign('new'))).toMatchObject({ ok: true });
    expect(await receive(sign('old'))).toMatchObject({ ok: true });
  });
  it('wrong, of another body or address, missing', async () => {
    const wrong = { ok: false, status: 401, reason: 'the signature is wrong' };
    expect(await receive(sign('older'))).toEqual(wrong);
    expect(await receive(sign('new'), { body: `${BODY}&To=1` })).toEqual(wrong);
    expect(await receive(sign('new'), { query: 'line=1' })).toEqual(wrong);
    expect(await receive(sign('new', `${URL_SEEN}/`))).toEqual(wrong);
    expect(await receive('garbage')).toEqual(wrong);
    expect(await receive(undefined)).toMatchObject({ status: 401 });
  });
  it('with and without the port, the one we see or the usual one', async () => {
    const withPort = URL_SEEN.replace('.example', '.example:443');
    expect(await receive(sign('new', withPort))).toMatchObject({ ok: true });
    const odd = URL_SEEN.replace('.example', '.example:8443');
    expect(await receive(sign('new', odd), { url: odd })).toMatchObject({ ok: true });
    expect(await receive(sign('new'), { url: odd })).toMatchObject({ ok: true });
    expect(await receive(sign('new', odd))).toMatchObject({ ok: false });
  });
  it('a query that was encoded anew on the way', async () => {
    const query = "line=+493023125000&who=O'Hara (x)";
    const encoded = new URLSearchParams(query).toString();
    expect(await receive(sign('new', `${URL_SEEN}?${encoded}`), { query })).toMatchObject({
      ok: true,
    });
  });
  it('GET: everything is in the address', async () => {
    const signature = signTwilio('new', `${URL_SEEN}?${BODY}`);
    expect(await receive(signature, { method: 'GET', query: BODY })).toMatchObject({ ok: true });
  });
  it('JSON: the address holds the digest of the body', async () => {
    const body = JSON.stringify(FIELDS);
    const digest = createHash('sha256').update(body).digest('hex');
    const query = `bodySHA256=${digest}`;
    const signature = signTwilio('new', `${URL_SEEN}?${query}`);
    expect(await receive(signature, { query, body })).toMatchObject({ ok: true });
    expect(await receive(signature, { query, body: `${body} ` })).toMatchObject({ status: 401 });
  });
  it('a digest does not take the place of the signature', async () => {
    const query = `bodySHA256=${createHash('sha256').update(BODY).digest('hex')}`;
    expect(await receive(sign('new'), { query })).toMatchObject({ status: 401 });
  });
});

describe('options', () => {
  it('a token is needed, unless signatures are switched off', () => {
    expect(() => testDialect(twilio)).toThrow(/authToken|Auth Token/);
    expect(testDialect(twilio, { options: { signature: 'off' } }).takesPushes).toBe(true);
  });
});
