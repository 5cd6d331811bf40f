import { describe, expect, it } from 'vitest';
import { type BridgeBench, startBridge, type Parsed } from '../../tests/bridge/bridge-bench.ts';

const ids = (list: { id: string }[]) => list.map(({ id }) => Number(id)).sort((a, b) => a - b);
const find = (list: { id: string }[], id: number): Parsed =>
  list.find((contact) => contact.id === String(id));
const pages = async (bridge: BridgeBench, what: RegExp) =>
  (await bridge.asked()).filter(({ path }) => what.test(path)).length;

async function until<T>(ask: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let turn = 0; turn < 3_000; turn++) {
    const value = await ask();
    if (holds(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error('never happened');
}

describe('BR6: a contact has the fields that clients know', () => {
  it('names, organisation, links, picture, numbers', async () => {
    const bridge = await startBridge();
    const { json, headers } = await bridge.client().get('/contacts');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-fetching-state')).toBeNull();
    expect(find(json, 19)).toEqual({
      id: '19',
      name: 'Vera Wichtig',
      firstName: 'Vera',
      lastName: 'Wichtig',
      email: 'vera@customer.example',
      organization: 'Hafenlogistik Wichtig & Söhne',
      contactUrl: `${bridge.zammadUrl}/#user/profile/19`,
      avatarUrl: `${bridge.zammadUrl}/api/v1/users/image/3a52ce780950d4d969792a2559cd519d`,
      readonly: false,
      scope: 'SHARED',
      phoneNumbers: [
        {
          label: 'WORK',
          type: 'STANDARD',
          e164: '+491715551234',
          localized: '0171 5551234',
          phoneNumber: '+491715551234',
          rawNumber: '+49 171 5551234',
          isRawNumberValid: true,
        },
      ],
    });
    // The answer to one and the entry in the list are the same.
    for (const contact of json) {
      const one = await bridge.client().get(`/contacts/${contact.id}?type=contacts`);
      expect(one.json).toEqual(contact);
    }
  });
  it('without a name there is none; who is switched off is not there; colleagues are read only', async () => {
    const bridge = await startBridge();
    const { json } = await bridge.client().get('/contacts');
    expect(find(json, 13)).toMatchObject({
      name: null,
      firstName: null,
      lastName: null,
      email: null,
    });
    expect(ids(json)).not.toContain(1);
    expect(ids(json)).not.toContain(20);
    expect(find(json, 5)).toMatchObject({ name: 'Bob Berg', readonly: true });
    const gone = await bridge.client().get('/contacts/20?type=contacts');
    expect([gone.status, gone.text]).toEqual([452, 'entity/not-found']);
  });
});

describe('BR7: numbers are told by label, each by itself', () => {
  it('fields, several in one, custom ones, foreign ones, internal ones', async () => {
    const bridge = await startBridge({
      config: {
        directory: {
          ...(await import('../config-load.ts')).loadConfig({}).directory,
          phoneFields: ['direct_line'],
        },
      },
      bridge: { labels: { direct_line: 'DIRECTDIAL' } },
    });
    await bridge.zammad('PUT', 'users/23', {
      phone: 'Zentrale: 030 111111, 030 609854180; 23',
      mobile: 'none yet',
    });
    const { json } = await bridge.client().get('/contacts');
    const told = (id: number) =>
      find(json, id).phoneNumbers.map(({ label, type, e164, localized }: Parsed) => [
        label,
        type,
        e164,
        localized,
      ]);
    expect(told(10)).toEqual([
      ['WORK', 'STANDARD', '+498912345678', '089 12345678'],
      ['MOBILE', 'STANDARD', '+491729876543', '0172 9876543'],
    ]);
    expect(told(22)).toEqual([['WORKFAX', 'STANDARD', '+33140205050', '+33 1 40 20 50 50']]);
    expect(told(27)).toEqual([['DIRECTDIAL', 'STANDARD', '+49381456788', '0381 456788']]);
    expect(told(23)).toEqual([
      ['WORK', 'STANDARD', '+4930111111', '030 111111'],
      ['WORK', 'STANDARD', '+4930609854180', '030 609854180'],
      ['WORK', 'DIRECT_DIAL', '23', '23'],
      ['MOBILE', 'STANDARD', 'none yet', 'none yet'],
    ]);
  });
  it('the country of the client decides what is written as at home', async () => {
    const bridge = await startBridge();
    for (const [locale, spelling] of [
      ['de-DE', '+33 1 40 20 50 50'],
      ['fr-FR', '01 40 20 50 50'],
      ['fr_FR', '01 40 20 50 50'],
      ['FR', '01 40 20 50 50'],
      ['', '+33 1 40 20 50 50'],
      ['x'.repeat(300), '+33 1 40 20 50 50'],
    ]) {
      const app = bridge.client('sandbox-agent1', { 'x-provider-locale': locale });
      const { json } = await app.get('/contacts');
      expect([locale, find(json, 22).phoneNumbers[0].localized]).toEqual([locale, spelling]);
    }
  });
});

describe('BR9: contacts are there at once, and fresh', () => {
  it('10,000 contacts: all of them, each once, and read once', async () => {
    const bridge = await startBridge({ crowdSize: 10_000 });
    const app = bridge.client();
    const { json } = await app.get('/contacts');
    expect(json).toHaveLength(10_025);
    expect(new Set(ids(json)).size).toBe(10_025);
    const read = await pages(bridge, /\/users\?/);
    expect(read).toBeLessThanOrEqual(22);
    const started = performance.now();
    expect((await app.get('/contacts')).json).toHaveLength(10_025);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(await pages(bridge, /\/users\?/)).toBe(read);
  });
  it('a first load over five seconds: an empty list at once, the contacts later', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    await app.get('/validate-token');
    await bridge.fault('slow', { match: 'GET /api/v1/users', delayMs: 300 });
    const first = app.get('/contacts');
    await until(
      () => pages(bridge, /./),
      () => {
        bridge.bench.clock.advance(1_000);
        return bridge.bench.clock.now() >= 1_000_000_005_000;
      },
    );
    const { json, status, headers } = await first;
    expect([status, json, headers.get('x-fetching-state')]).toEqual([200, [], 'pending']);
    await bridge.fault('ok');
    const later = await until(
      () => app.get('/contacts'),
      (answer) => answer.json.length > 0,
    );
    expect(later.headers.get('x-fetching-state')).toBeNull();
  });
  it('a change is there within a minute, by one page of changes', async () => {
    const bridge = await startBridge({ crowdSize: 1_000 });
    const app = bridge.client();
    await app.get('/contacts');
    const whole = await pages(bridge, /\/users\?/);
    bridge.bench.clock.advance(25_000);
    await bridge.zammad('PUT', 'users/9', { phone: '+49 30 7777777' });
    await bridge.zammad('PUT', 'users/10', { active: false });
    const made = await bridge.zammad('POST', 'users', { firstname: 'Neu', phone: '+49307778' });
    const { json } = await app.get('/contacts');
    expect(find(json, 9).phoneNumbers[0].e164).toBe('+49307777777');
    expect(find(json, 10)).toBeUndefined();
    expect(find(json, made.id)).toMatchObject({ firstName: 'Neu' });
    expect(await pages(bridge, /\/users\?/)).toBe(whole);
    bridge.bench.clock.advance(25_000);
    await bridge.zammad('PUT', 'users/10', { active: true });
    expect(find((await app.get('/contacts')).json, 10)).toBeDefined();
  });
  it('everybody is read again every hour, so who was deleted goes', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    await app.get('/contacts');
    const whole = await pages(bridge, /\/users\?/);
    bridge.bench.clock.advance(3_700_000);
    await app.get('/contacts');
    expect(await pages(bridge, /\/users\?/)).toBe(2 * whole);
  });
  it('Zammad is away: the contacts stay', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const { json } = await app.get('/contacts');
    bridge.bench.clock.advance(25_000);
    await bridge.fault('down', { match: 'search|organizations' });
    expect((await app.get('/contacts')).json).toEqual(json);
  });
  it('each token sees what it may, whatever another one loaded', async () => {
    const bridge = await startBridge();
    expect((await bridge.client('sandbox-agent1').get('/contacts')).json.length).toBeGreaterThan(
      20,
    );
    for (const key of ['sandbox-cti-only', 'sandbox-language-only']) {
      const { status, text } = await bridge.client(key).get('/contacts');
      expect([key, status, text]).toEqual([key, 452, 'integration/error/forbidden']);
    }
  });
  it('no more than the administrator allows, those changed last first', async () => {
    const bridge = await startBridge({ crowdSize: 50, bridge: { maxContacts: 5 } });
    bridge.bench.clock.advance(1_000);
    for (const id of [1001, 1002, 1003, 1004, 1005]) {
      await bridge.zammad('PUT', `users/${id}`, { mobile: '' });
    }
    const app = bridge.client();
    const { json, headers } = await app.get('/contacts');
    expect(ids(json)).toEqual([1001, 1002, 1003, 1004, 1005]);
    expect(headers.get('x-offhook-left-out')).toBe('contacts');
    bridge.bench.clock.advance(25_000);
    await bridge.zammad('PUT', 'users/1020', { mobile: '' });
    const next = ids((await app.get('/contacts')).json);
    expect(next).toHaveLength(5);
    expect(next).toContain(1020);
  });
  it('only people with a number, when so configured', async () => {
    const bridge = await startBridge({ bridge: { contacts: 'withNumbers' } });
    const list = ids((await bridge.client().get('/contacts')).json);
    expect(list).not.toContain(23);
    expect(list).toContain(9);
  });
});
