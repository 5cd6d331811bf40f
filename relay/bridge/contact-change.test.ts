import { describe, expect, it } from 'vitest';
import { type Parsed, sentBack, startBridge } from '../../tests/bridge/bridge-bench.ts';

const NORA = {
  firstName: 'Nora',
  lastName: 'Neu',
  email: 'nora@neu.example',
  phoneNumbers: [
    { label: 'MOBILE', phoneNumber: '0170 1234567' },
    { label: 'WORK', phoneNumber: '+49 30 12345670' },
  ],
};

describe('BR10: what the client did not touch stays', () => {
  it('two clients change different fields of one contact: both changes stand', async () => {
    const bridge = await startBridge();
    const [a, b] = [bridge.client('sandbox-agent1'), bridge.client('sandbox-agent2')];
    const [listA, listB] = [(await a.get('/contacts')).json, (await b.get('/contacts')).json];
    const ida = (list: Parsed[]) => list.find(({ id }) => id === '9');
    bridge.bench.clock.advance(5_000);
    const first = sentBack(ida(listA), { email: 'ida.new@customer.example' });
    expect((await a.put('/contacts/9', first)).status).toBe(200);
    bridge.bench.clock.advance(5_000);
    const second = sentBack(ida(listB));
    second.phoneNumbers.push({ label: 'MOBILE', phoneNumber: '0170 5550001' });
    const { json } = await b.put('/contacts/9', second);
    expect(json).toMatchObject({ email: 'ida.new@customer.example' });
    expect(await bridge.zammad('GET', 'users/9')).toMatchObject({
      email: 'ida.new@customer.example',
      phone: '+49 (0)30 609854-180',
      mobile: '+49 170 5550001',
    });
    expect((await bridge.audit()).map(({ action }) => action)).toEqual([
      'contact.change',
      'contact.change',
    ]);
  });
  it('fields that are left out stay, null empties', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const { json } = await app.get('/contacts/9?type=contacts');
    const { phoneNumbers } = sentBack(json);
    await app.put('/contacts/9', { lastName: 'Minus', phoneNumbers });
    expect(await bridge.zammad('GET', 'users/9?expand=true')).toMatchObject({
      firstname: 'Ida',
      lastname: 'Minus',
      email: 'ida@customer.example',
      organization: 'Kranbau Nord GmbH',
    });
    await app.put('/contacts/9', { email: null, organization: null, phoneNumbers: [] });
    expect(await bridge.zammad('GET', 'users/9')).toMatchObject({
      firstname: 'Ida',
      email: '',
      organization_id: null,
      phone: '',
    });
  });
  it('what a client knew survives a restart of the relay', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const list = (await app.get('/contacts')).json;
    bridge.bench.clock.advance(30_000);
    await bridge.zammad('PUT', 'users/9', { mobile: '0170 5550002' });
    await bridge.restart();
    const stale = sentBack(
      list.find(({ id }: Parsed) => id === '9'),
      { lastName: 'Minus' },
    );
    await app.put('/contacts/9', stale);
    expect(await bridge.zammad('GET', 'users/9')).toMatchObject({
      lastname: 'Minus',
      mobile: '0170 5550002',
    });
  });
  it('two people with one token do not know the same', async () => {
    const bridge = await startBridge();
    const as = (user: string) => bridge.client('sandbox-agent1', { 'x-user-id': user });
    const old = (await as('one').get('/contacts/9?type=contacts')).json;
    bridge.bench.clock.advance(1_000);
    await bridge.zammad('PUT', 'users/9', { mobile: '0170 5550003' });
    await as('two').get('/contacts/9?type=contacts');
    bridge.bench.clock.advance(1_000);
    await as('one').put('/contacts/9', sentBack(old, { lastName: 'Minus' }));
    expect(await bridge.zammad('GET', 'users/9')).toMatchObject({ mobile: '0170 5550003' });
  });
  it('no name and no number is kept for it', async () => {
    const bridge = await startBridge();
    await bridge.client().get('/contacts');
    const { db } = bridge.bench.database;
    const rows = await db.selectFrom('bridge_versions').selectAll().execute();
    expect(rows.length).toBeGreaterThan(20);
    expect(JSON.stringify(rows)).not.toMatch(/Ida|Plus|609854|customer\.example|Kranbau/);
  });
});

describe('BR11: of two changes of one field the newest stands, the other is in the audit log', () => {
  it('the client was later', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const { json } = await app.get('/contacts/9?type=contacts');
    bridge.bench.clock.advance(1_000);
    await bridge.zammad('PUT', 'users/9', { lastname: 'Zammad' });
    bridge.bench.clock.advance(1_000);
    await app.put('/contacts/9', sentBack(json, { lastName: 'App' }));
    expect(await bridge.zammad('GET', 'users/9')).toMatchObject({ lastname: 'App' });
    expect(await bridge.audit()).toMatchObject([
      {
        action: 'contact.conflict',
        actor: 'bridge:agent1@example.com',
        subject: 'user:9',
        detail: { field: 'lastname', kept: 'App', lost: 'Zammad' },
      },
      { action: 'contact.change', detail: { field: 'lastname', before: 'Zammad', after: 'App' } },
    ]);
  });
  it('two spellings of one number are no conflict', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const { json } = await app.get('/contacts/11?type=contacts');
    bridge.bench.clock.advance(1_000);
    await bridge.zammad('PUT', 'users/11', { phone: '+49 30 54000006' });
    await app.put('/contacts/11', sentBack(json));
    expect(await bridge.zammad('GET', 'users/11')).toMatchObject({ phone: '+49 30 54000006' });
    expect(await bridge.audit()).toEqual([]);
  });
  it('changes at the same moment: every one of them stands or is in the log', async () => {
    const bridge = await startBridge();
    const apps = [1, 2, 3].map((n) => bridge.client('sandbox-agent1', { 'x-user-id': `u${n}` }));
    const told = await Promise.all(apps.map((app) => app.get('/contacts/9?type=contacts')));
    bridge.bench.clock.advance(1_000);
    await Promise.all(
      apps.map((app, n) => app.put('/contacts/9', sentBack(told[n]?.json, { lastName: `L${n}` }))),
    );
    const { lastname } = await bridge.zammad('GET', 'users/9');
    const lost = (await bridge.audit())
      .filter(({ action }) => action === 'contact.conflict')
      .map(({ detail }) => detail.lost);
    expect([lastname, ...lost].sort()).toEqual(['L0', 'L1', 'L2']);
  });
});

describe('BR12: organisations go by name', () => {
  it('an existing one is found, a new one is made once', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const known = await app.post('/contacts', { ...NORA, organization: ' kranbau  nord gmbh' });
    expect(known.json.organization).toBe('Kranbau Nord GmbH');
    await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        app.post('/contacts', { name, organization: 'Neue Werke AG', phoneNumbers: [] }),
      ),
    );
    const made = (await bridge.writes()).filter(({ path }) => path.endsWith('/organizations'));
    expect(made.map(({ body }) => body)).toEqual([{ name: 'Neue Werke AG' }]);
    expect(
      (await bridge.audit()).filter(({ action }) => action === 'organization.create'),
    ).toHaveLength(1);
  });
  it('the token may not make one: the contact is kept without it, and that is said', async () => {
    const bridge = await startBridge();
    await bridge.fault('403', { match: 'POST /api/v1/organizations' });
    const app = bridge.client();
    const made = await app.post('/contacts', { ...NORA, organization: 'Neue Werke AG' });
    expect([made.status, made.json.organization]).toEqual([200, null]);
    expect(made.headers.get('x-offhook-left-out')).toBe('organization');
    const { json } = await app.get('/contacts/9?type=contacts');
    const changed = await app.put('/contacts/9', sentBack(json, { organization: 'Neue Werke AG' }));
    expect([changed.status, changed.json.organization]).toEqual([200, 'Kranbau Nord GmbH']);
    const left = (await bridge.audit()).filter(({ action }) => action === 'organization.left-out');
    expect(left).toHaveLength(2);
  });
});

describe('BR13: every write is in the audit log before it is made', () => {
  it('who, what, before and after; refused ones too', async () => {
    const bridge = await startBridge();
    const app = bridge.client('sandbox-agent2');
    const { json } = await app.post('/contacts', NORA);
    await app.put(`/contacts/${json.id}`, sentBack(json, { lastName: 'Alt' }));
    await bridge.fault('403', { match: 'PUT' });
    await app.put(`/contacts/${json.id}`, sentBack(json, { lastName: 'Nie' }));
    await bridge.fault('ok');
    await app.delete(`/contacts/${json.id}`);
    const log = (await bridge.audit()).reverse();
    expect(log.map(({ action, subject }) => [action, subject])).toEqual([
      ['contact.create', 'user:new'],
      ['contact.created', `user:${json.id}`],
      ['contact.change', `user:${json.id}`],
      ['contact.change', `user:${json.id}`],
      ['contact.change-failed', `user:${json.id}`],
      ['contact.deactivate', `user:${json.id}`],
    ]);
    expect(new Set(log.map(({ actor }) => actor))).toEqual(new Set(['bridge:agent2@example.com']));
    expect(log[2]?.detail).toEqual({ field: 'lastname', before: 'Neu', after: 'Alt' });
    expect(log[4]?.detail).toEqual({ reason: 'zammad/forbidden' });
    expect(log[5]?.detail.before).toMatchObject({ lastname: 'Alt', mobile: '+49 170 1234567' });
  });
});
