import { describe, expect, it } from 'vitest';
import { startBench } from '../hub/testing/bench.ts';
import { callEvent, startBridge } from '../../tests/bridge/bridge-bench.ts';

const CONTACT = {
  name: null,
  firstName: 'Nora',
  lastName: 'Neu',
  email: null,
  organization: null,
  phoneNumbers: [{ label: 'MOBILE', phoneNumber: '+491701234567' }],
};
const FOLLOW_UP = {
  title: 'Call back',
  content: 'About the offer',
  dueAt: Date.parse('2001-09-20T08:00:00Z'),
  type: 'call',
  integrationEntities: [{ id: '9', type: 'contacts', source: 'zammad' }],
};
const LOG = {
  ...callEvent(),
  integrationEntities: [{ id: '2', type: 'tickets', source: 'zammad' }],
};

/** Every route of the public framework that a bridge to Zammad serves. */
const ROUTES: [method: 'get' | 'post' | 'put' | 'delete', path: string, body?: unknown][] = [
  ['get', '/contacts'],
  ['post', '/contacts', CONTACT],
  ['get', '/contacts/9?type=contacts'],
  ['put', '/contacts/9', { ...CONTACT, firstName: 'Ida', lastName: 'Plus' }],
  ['post', '/contacts/stream', {}],
  ['get', '/contacts/9/entities'],
  ['get', '/entity/tickets/2'],
  ['post', '/events/calls', callEvent()],
  ['put', '/call-log', LOG],
  ['put', '/call-log/phoneNumber', callEvent()],
  ['get', '/call-log-metadata'],
  ['post', '/tasks', FOLLOW_UP],
  ['get', '/tasks/2'],
  ['get', '/task-metadata'],
  ['get', '/validate-token'],
  ['get', '/account/id'],
  ['delete', '/contacts/9'],
];
const NOT_IMPLEMENTED: [method: 'get' | 'post' | 'put' | 'delete', path: string][] = [
  ['post', '/events/connected'],
  ['post', '/events/disconnected'],
  ['get', '/oauth2/redirect'],
  ['get', '/oauth2/callback?code=1'],
  ['get', '/oauth2/token'],
  ['post', '/webhook'],
  ['get', '/contacts-delta?timestamp=1'],
  ['get', '/calendar'],
  ['post', '/calendar'],
  ['put', '/calendar/1'],
  ['delete', '/calendar/1'],
];

describe('BR1: every route asks for key and address', () => {
  it('200 for a token of ticket.agent, on 5.5 and 6.5', async () => {
    for (const flavour of ['5.5', '6.5'] as const) {
      const bridge = await startBridge({ flavour });
      const app = bridge.client();
      for (const [method, path, body] of ROUTES) {
        const { status } = await app[method](path, body);
        expect([flavour, method, path, status]).toEqual([flavour, method, path, 200]);
      }
    }
  });
  it('400 without, 401 with a wrong key, everywhere', async () => {
    const bridge = await startBridge();
    for (const [method, path, body] of ROUTES) {
      for (const [left, status] of [
        [{ 'x-provider-key': undefined }, 400],
        [{ 'x-provider-url': undefined }, 400],
        [{ 'x-provider-key': 'wrong' }, 401],
        [{ 'x-provider-key': 'two words' }, 401],
        [{ 'x-provider-key': 'token="x", token=y' }, 401],
        [{ 'x-provider-key': 'x'.repeat(600) }, 401],
      ] as const) {
        const answer = await bridge.client('sandbox-agent1', left)[method](path, body);
        expect([method, path, answer.status]).toEqual([method, path, status]);
        expect(answer.headers.get('content-type')).toContain('text/plain');
        expect(answer.text).toBe(
          status === 401
            ? 'Token is not valid'
            : 'Missing parameters: x-provider-key and x-provider-url are needed',
        );
      }
    }
    expect(await bridge.writes()).toEqual([]);
  });
  it('GET of one contact needs its type, as a stream needs a user', async () => {
    const bridge = await startBridge();
    for (const query of ['', '?type=', '?type=people']) {
      const { status, text } = await bridge.client().get(`/contacts/9${query}`);
      expect([status, text]).toEqual([400, 'Missing contact type query parameter']);
    }
    expect(await bridge.client().get('/contacts/9?type=deals')).toMatchObject({ status: 452 });
    const nobody = bridge.client('sandbox-agent1', { 'x-user-id': undefined });
    expect(await nobody.post('/contacts/stream', {})).toMatchObject({
      status: 400,
      text: 'Missing user ID',
    });
    const { json } = await bridge.client().post('/contacts/stream', {});
    expect(json).toEqual({ timestamp: bridge.bench.clock.now() });
  });
});

describe('BR2: failures are said in the words that clients know', () => {
  it('501 for what Zammad has nothing for, with and without a token', async () => {
    const bridge = await startBridge();
    for (const [method, path] of NOT_IMPLEMENTED) {
      for (const client of [bridge.client(), bridge.client('', { 'x-provider-key': undefined })]) {
        const answer = await client[method](path, {});
        expect([method, path, answer.status]).toEqual([method, path, 501]);
        expect(answer.text).toMatch(/^[A-Z].* is not implemented$/);
      }
    }
    expect(await bridge.client().get('/avatars/9')).toMatchObject({ status: 404 });
  });
  it('it is not there while it is switched off', async () => {
    const bench = await startBench();
    const response = await fetch(`${bench.url}/bridge/health`);
    expect(response.status).toBe(404);
    await bench.close();
  });
  it.each([
    ['403', {}, 452, 'integration/error/forbidden'],
    ['down', {}, 452, 'integration/error/unavailable'],
    ['500', {}, 500, 'Zammad failed'],
    ['garbage', {}, 500, 'Zammad failed'],
  ])('Zammad answers %s', async (mode, more, status, text) => {
    const bridge = await startBridge();
    const app = bridge.client();
    await app.get('/validate-token');
    await bridge.fault(mode, more);
    const answer = await app.get('/contacts/9?type=contacts');
    expect([answer.status, answer.text]).toEqual([status, text]);
  });
  it('what does not exist, what Zammad refuses, what is no JSON or too large', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const told = async (answer: Promise<{ status: number; text: string }>) => {
      const { status, text } = await answer;
      return [status, text];
    };
    expect(await told(app.get('/contacts/99999?type=contacts'))).toEqual([452, 'entity/not-found']);
    expect(await told(app.get('/contacts/x?type=contacts'))).toEqual([452, 'entity/not-found']);
    expect(await told(app.put('/contacts/../9', CONTACT))).toEqual([
      404,
      'The bridge has no such address',
    ]);
    expect(await told(app.post('/contacts', { ...CONTACT, email: 'no address' }))).toEqual([
      422,
      "Zammad refuses it: Invalid email 'no address'",
    ]);
    expect(await told(app.post('/contacts', '{'))).toEqual([400, 'The body must be JSON']);
    expect(await told(app.post('/contacts', { ...CONTACT, phoneNumbers: 'x' }))).toEqual([
      400,
      'Invalid contact received: phoneNumbers',
    ]);
    expect(await told(app.post('/contacts', { name: 'x'.repeat(70_000) }))).toEqual([
      413,
      'The contact is too large',
    ]);
  });
  it('nothing of a token, a name or a number is logged', async () => {
    const bridge = await startBridge();
    const app = bridge.client('sandbox-agent1');
    for (const [method, path, body] of ROUTES) await app[method](path, body);
    await bridge.client('sandbox-secret-guess').get('/contacts');
    await bridge.fault('500');
    await app.put('/contacts/10', CONTACT);
    const lines = JSON.stringify(bridge.bench.lines);
    expect(bridge.bench.lines.length).toBeGreaterThan(0);
    expect(lines).not.toMatch(/sandbox-|Nora|Plus|Ida|609854180|1701234567/);
  });
});
