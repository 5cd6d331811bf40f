import { describe, expect, it } from 'vitest';
import { bodiesIn, startBridge } from '../../tests/bridge/bridge-bench.ts';

const DUE = Date.parse('2001-09-20T08:00:00Z');
const followUp = (id: string, type: string, more: object = {}) => ({
  title: 'Call back',
  content: 'About the offer',
  dueAt: DUE,
  type: 'call',
  integrationEntities: [{ id, type, source: 'zammad' }],
  ...more,
});

describe('BR20: a follow-up is a ticket that waits for its time', () => {
  it('for a contact: a new ticket with the text inside', async () => {
    for (const flavour of ['5.5', '6.5'] as const) {
      const bridge = await startBridge({ flavour });
      const app = bridge.client();
      const { json } = await app.post('/tasks', followUp('9', 'contacts'));
      expect(json).toEqual({ followUpId: expect.stringMatching(/^\d+$/) });
      expect(await bridge.zammad('GET', `tickets/${json.followUpId}?expand=true`)).toMatchObject({
        title: 'Call back',
        customer_id: 9,
        state: 'pending reminder',
        pending_time: '2001-09-20T08:00:00.000Z',
      });
      const [article] = await bridge.zammad('GET', `ticket_articles/by_ticket/${json.followUpId}`);
      expect(article).toMatchObject({ type: 'note', sender: 'Agent', internal: true });
      expect(article.body).toBe('Call back (Anruf)\n\nAbout the offer');
      expect((await app.get(`/tasks/${json.followUpId}`)).json).toEqual({
        id: json.followUpId,
        title: 'Call back (Anruf)',
        content: 'Call back (Anruf)\n\nAbout the offer',
        createdAt: new Date(bridge.bench.clock.now()).toISOString(),
        dueAt: '2001-09-20T08:00:00.000Z',
        link: `${bridge.zammadUrl}/#ticket/zoom/${json.followUpId}`,
      });
      expect((await bridge.audit()).map(({ action }) => action)).toEqual([
        'ticket.remind',
        'ticket.create',
      ]);
    }
  });
  it('for a ticket: that ticket waits, once, whatever is repeated', async () => {
    const bridge = await startBridge();
    const app = bridge.client('sandbox-agent1', { 'x-provider-locale': 'en-GB' });
    const before = (await bodiesIn(bridge, 2)).length;
    const due = { dueAt: '2001-09-20T08:00:00Z' };
    const answers = await Promise.all(
      [1, 2].map(() => app.post('/tasks', followUp('2', 'tickets', due))),
    );
    await bridge.restart();
    answers.push(await app.post('/tasks', followUp('2', 'tickets', due)));
    for (const { json } of answers) expect(json).toEqual({ followUpId: '2' });
    const bodies = await bodiesIn(bridge, 2);
    expect(bodies.slice(before)).toEqual(['Call back (Call)\n\nAbout the offer']);
    expect(await bridge.zammad('GET', 'tickets/2?expand=true')).toMatchObject({
      state: 'pending reminder',
      pending_time: '2001-09-20T08:00:00.000Z',
    });
    expect((await bridge.writes()).filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });
  it.each(['POST /api/v1/tickets$', 'PUT /api/v1/tickets'])('killed after %s', async (match) => {
    const bridge = await startBridge();
    const app = bridge.client();
    await app.get('/validate-token');
    await bridge.fault('lost', { match });
    expect((await app.post('/tasks', followUp('12', 'contacts'))).status).toBe(452);
    await bridge.fault('ok');
    await bridge.restart();
    const { json } = await app.post('/tasks', followUp('12', 'contacts'));
    const { ticket_ids_open } = await bridge.zammad('GET', 'ticket_customer?customer_id=12');
    expect(ticket_ids_open).toEqual([Number(json.followUpId)]);
    expect(await bridge.zammad('GET', `tickets/${json.followUpId}?expand=true`)).toMatchObject({
      state: 'pending reminder',
    });
  });
  const WRONG: object[] = [
    { title: '' },
    { title: 'x'.repeat(300) },
    { dueAt: 'soon' },
    { dueAt: -1 },
    { dueAt: 1e300 },
    { integrationEntities: [] },
    { integrationEntities: [{ id: '1', type: 'deals', source: 'zammad' }] },
  ];
  it('what is no follow-up is refused', async () => {
    const bridge = await startBridge();
    for (const more of WRONG) {
      const { status } = await bridge.client().post('/tasks', followUp('9', 'contacts', more));
      expect([more, status]).toEqual([more, 400]);
    }
    expect(await bridge.writes()).toEqual([]);
  });
  it('kinds to choose from, in words of the client', async () => {
    const bridge = await startBridge();
    const { json } = await bridge.client().get('/task-metadata');
    expect(json.fields).toEqual([
      {
        label: 'Art',
        type: 'enumeration',
        options: expect.arrayContaining([{ label: 'Anruf', key: 'call' }]),
      },
    ]);
  });
  it('any ticket is a task; one that waits for nothing has no time', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const { json } = await app.get('/tasks/1');
    expect(json).toMatchObject({ id: '1', dueAt: null, title: expect.any(String) });
    expect(json.content).not.toMatch(/<[a-z]/);
    expect((await app.get('/tasks/99999')).text).toBe('entity/not-found');
    expect((await app.get('/tasks/x')).text).toBe('entity/not-found');
  });
});

describe('BR21: tickets beside a call', () => {
  it('those of a contact that the token may see, with what they are about', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const { json } = await app.get('/contacts/9/entities');
    expect(json.length).toBeGreaterThan(1);
    for (const entity of json) {
      expect(entity).toEqual({
        id: expect.stringMatching(/^\d+$/),
        type: 'tickets',
        source: 'zammad',
        label: expect.stringMatching(/^#\d+ .+ \(.+\)$/),
      });
      expect((await app.get(`/entity/tickets/${entity.id}`)).json).toEqual(entity);
    }
    const few = await bridge.client('sandbox-agent5').get('/contacts/9/entities');
    expect(few.json.length).toBeLessThanOrEqual(json.length);
  });
  it('a contact by name; null for what does not exist', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    expect((await app.get('/entity/contacts/9')).json).toEqual({
      id: '9',
      type: 'contacts',
      source: 'zammad',
      label: 'Ida Plus, Kranbau Nord GmbH',
    });
    for (const path of ['tickets/99999', 'contacts/99999', 'tickets/x', 'deals/1', 'cases/2']) {
      const { status, json } = await app.get(`/entity/${path}`);
      expect([path, status, json]).toEqual([path, 200, null]);
    }
  });
});
