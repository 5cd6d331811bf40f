import { describe, expect, it } from 'vitest';
import { type BridgeBench, startBridge, type Parsed } from '../../tests/bridge/bridge-bench.ts';

const NORA = {
  firstName: 'Nora',
  lastName: 'Neu',
  email: 'nora@neu.example',
  phoneNumbers: [
    { label: 'MOBILE', phoneNumber: '0170 1234567' },
    { label: 'WORK', phoneNumber: '+49 30 12345670' },
  ],
};
const named = async (bridge: BridgeBench, firstname: string) =>
  ((await bridge.zammad('GET', 'users?per_page=1000')) as Parsed[]).filter(
    (user) => user.firstname === firstname,
  );

describe('BR14: a contact is made once, as a customer', () => {
  it('no role is sent, so it does not matter what the roles are called', async () => {
    const bridge = await startBridge();
    const { json } = await bridge
      .client()
      .post('/contacts', { ...NORA, roles: ['Admin'], type: 'contacts' });
    const [write] = await bridge.writes();
    expect(Object.keys(write?.body).sort()).toEqual(
      ['email', 'firstname', 'lastname', 'mobile', 'phone'].sort(),
    );
    expect(await bridge.zammad('GET', `users/${json.id}`)).toMatchObject({ role_ids: [3] });
  });
  it('asked twice, and twice at once: one person', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const { email: _, ...plain } = NORA;
    const answers = await Promise.all([1, 2, 3].map(() => app.post('/contacts', plain)));
    await bridge.restart();
    answers.push(await app.post('/contacts', plain));
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1);
    expect(await named(bridge, 'Nora')).toHaveLength(1);
    bridge.bench.clock.advance(16 * 60_000);
    await app.post('/contacts', plain);
    expect(await named(bridge, 'Nora')).toHaveLength(2);
  });
  it.each(['5.5', '6.5'] as const)(
    'killed before the answer came (%s): one person',
    async (flavour) => {
      const bridge = await startBridge({ flavour });
      const app = bridge.client();
      const { email: _, ...plain } = NORA;
      await app.get('/validate-token');
      await bridge.fault('lost', { match: 'POST /api/v1/users$' });
      const first = await app.post('/contacts', plain);
      expect([first.status, first.text]).toEqual([452, 'integration/error/unavailable']);
      await bridge.fault('ok');
      await bridge.restart();
      const second = await app.post('/contacts', plain);
      expect(second.json).toMatchObject({ firstName: 'Nora', lastName: 'Neu' });
      expect(await named(bridge, 'Nora')).toHaveLength(1);
    },
  );
  it('an address that is taken: its code; one that was switched off: back again', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const taken = await app.post('/contacts', { ...NORA, email: 'Ida@customer.example' });
    expect([taken.status, taken.text]).toEqual([452, 'contact/create-error/email-conflict']);
    const { json } = await app.post('/contacts', NORA);
    await app.delete(`/contacts/${json.id}`);
    bridge.bench.clock.advance(60_000);
    const again = await app.post('/contacts', { ...NORA, lastName: 'Wieder' });
    expect(again.json).toMatchObject({ id: json.id, lastName: 'Wieder' });
    expect((await bridge.audit()).map(({ action }) => action)).toContain('contact.reactivate');
  });
  it('made, deleted and made again within a minute', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const { email: _, ...plain } = NORA;
    const { json } = await app.post('/contacts', plain);
    await app.delete(`/contacts/${json.id}`);
    expect((await app.post('/contacts', plain)).json.id).toBe(json.id);
    expect(await bridge.zammad('GET', `users/${json.id}`)).toMatchObject({ active: true });
  });
  it('neither name nor number is nobody', async () => {
    const bridge = await startBridge();
    const { status } = await bridge.client().post('/contacts', { phoneNumbers: [] });
    expect(status).toBe(400);
    expect(await bridge.writes()).toEqual([]);
  });
});

describe('BR15: deleting switches off, and colleagues are nobody’s to change', () => {
  it('tickets stay, the contact goes, once', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    await app.get('/contacts');
    const answer = await app.delete('/contacts/9');
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(await bridge.zammad('GET', 'users/9')).toMatchObject({
      active: false,
      firstname: 'Ida',
    });
    const list = (await app.get('/contacts')).json;
    expect(list.find(({ id }: Parsed) => id === '9')).toBeUndefined();
    expect((await app.delete('/contacts/9')).status).toBe(200);
    expect((await app.delete('/contacts/99999')).text).toBe('entity/not-found');
    expect((await bridge.writes()).map(({ method, body }) => [method, body])).toEqual([
      ['PUT', { active: false }],
    ]);
  });
  it.each([3, 4, 8])(
    'person %d works there: neither changed nor deleted, even by an admin',
    async (id) => {
      const bridge = await startBridge();
      for (const key of ['sandbox-admin', 'sandbox-agent2']) {
        const app = bridge.client(key);
        for (const answer of [
          await app.put(`/contacts/${id}`, { name: 'X Y', phoneNumbers: [] }),
          await app.delete(`/contacts/${id}`),
        ]) {
          expect([answer.status, answer.text]).toEqual([452, 'integration/error/forbidden']);
          expect(answer.headers.get('x-offhook-reason')).toContain('Colleagues');
        }
      }
      expect(await bridge.writes()).toEqual([]);
    },
  );
});
