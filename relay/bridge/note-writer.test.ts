import { describe, expect, it } from 'vitest';
import { bodiesIn, callEvent, startBridge } from '../../tests/bridge/bridge-bench.ts';
import { logged, on, posts, withText } from '../../tests/bridge/call-log.ts';

describe('BR18: a note is written once', () => {
  it('the same request again, at once and after a restart', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const ask = () => app.put('/call-log', logged([on('2'), on('3')]));
    const answers = await Promise.all([ask(), ask(), ask()]);
    await bridge.restart();
    answers.push(await ask());
    for (const answer of answers) expect(answer.json).toEqual(answers[0]?.json);
    expect(await posts(bridge)).toHaveLength(2);
  });
  it('the old form and the new one by number are one note', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const { text } = await app.post('/events/calls', callEvent());
    const { json } = await app.put('/call-log/phoneNumber', callEvent());
    expect(json.logId).toBe(text);
    const next = await app.put('/call-log', logged([on(json.id, 'tickets', { logId: text })]));
    expect(next.json).toEqual([on(json.id, 'tickets', { logId: text })]);
    expect(await posts(bridge)).toHaveLength(1);
  });
  it.each(['5.5', '6.5'] as const)(
    'killed between write and answer (%s): the article is found again',
    async (flavour) => {
      const bridge = await startBridge({ flavour });
      const app = bridge.client();
      await app.get('/validate-token');
      await bridge.fault('lost', { match: 'POST /api/v1/ticket_articles' });
      const lost = await app.put('/call-log', logged([on('2')]));
      expect([lost.status, lost.text]).toEqual([452, 'integration/error/unavailable']);
      await bridge.fault('ok');
      await bridge.restart();
      expect((await app.put('/call-log', logged([on('2')]))).status).toBe(200);
      expect(withText(await bodiesIn(bridge, 2), 'Wants an offer')).toHaveLength(1);
    },
  );
  it('killed while a ticket was made: it is found again, also with another text', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const from = [{ type: 'remote', phoneNumber: '+491721234567' }];
    await app.get('/contacts');
    await bridge.fault('lost', { match: 'POST /api/v1/tickets$' });
    expect((await app.post('/events/calls', callEvent({ participants: from }))).status).toBe(452);
    await bridge.fault('ok');
    await bridge.restart();
    const later = callEvent({ participants: from, note: 'And a second thought' });
    const { status, text } = await app.post('/events/calls', later);
    expect(status).toBe(200);
    const { ticket_ids_open } = await bridge.zammad('GET', 'ticket_customer?customer_id=12');
    expect(ticket_ids_open).toHaveLength(1);
    expect(Number(text.split('-')[0])).toBe(ticket_ids_open[0]);
    const bodies = await bodiesIn(bridge, ticket_ids_open[0]);
    expect(withText(bodies, 'And a second thought')).toHaveLength(1);
    expect(withText(bodies, 'Wants an offer')).toHaveLength(0);
  });
  it('Zammad refuses: nothing stands in the way of the next try', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    await app.get('/validate-token');
    await bridge.fault('403', { match: 'POST /api/v1/ticket_articles' });
    expect((await app.put('/call-log', logged([on('2')]))).status).toBe(452);
    await bridge.fault('ok');
    expect((await app.put('/call-log', logged([on('2')]))).status).toBe(200);
    expect(withText(await bodiesIn(bridge, 2), 'Wants an offer')).toHaveLength(1);
  });
  it('two people note one call: two notes; one with a new token: still one', async () => {
    const bridge = await startBridge();
    await bridge.client('sandbox-agent1').put('/call-log', logged([on('2')]));
    await bridge.client('sandbox-agent2').put('/call-log', logged([on('2')], { note: 'Bob here' }));
    await bridge.client('sandbox-ticket-only').put('/call-log', logged([on('2')]));
    const bodies = await bodiesIn(bridge, 2);
    expect(withText(bodies, 'Wants an offer')).toHaveLength(1);
    expect(withText(bodies, 'Bob here')).toHaveLength(1);
  });
  it('the book of the relay is lost: the mark in Zammad is not', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const { json } = await app.put('/call-log', logged([on('2')]));
    await bridge.bench.database.db.deleteFrom('bridge_notes').execute();
    const again = logged([on('2', 'tickets', { logId: json[0].logId })]);
    await app.put('/call-log', again);
    expect(withText(await bodiesIn(bridge, 2), 'Wants an offer')).toHaveLength(1);
  });
  it('each write is in the audit log', async () => {
    const bridge = await startBridge();
    await bridge.client().put('/call-log', logged([on('2')]));
    expect(await bridge.audit()).toMatchObject([
      { action: 'note.write', actor: 'bridge:agent1@example.com', subject: 'ticket:2' },
    ]);
  });
});

describe('BR19: a note is changed as far as Zammad lets it', () => {
  const change = { note: 'Wants two offers' };

  it('soon after: one article with the new text, the id stays', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const { text } = await app.post('/events/calls', callEvent());
    const ticket = Number(text.split('-')[0]);
    const answer = await app.put(`/events/calls/${text}`, callEvent(change));
    expect([answer.status, answer.text]).toEqual([200, '']);
    const bodies = await bodiesIn(bridge, ticket);
    expect(withText(bodies, 'Wants an offer')).toHaveLength(0);
    expect(withText(bodies, 'Wants two offers')).toHaveLength(1);
    await app.put(`/events/calls/${text}`, callEvent(change));
    await app.put(`/events/calls/${text}`, callEvent({ note: 'Three!' }));
    expect(withText(await bodiesIn(bridge, ticket), 'Three!')).toHaveLength(1);
    const { json } = await app.put('/call-log/phoneNumber', callEvent({ note: 'Three!' }));
    expect(json.logId).toBe(text);
  });
  it('too late for Zammad: a further article, which says so', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const { json } = await app.put('/call-log', logged([on('2')]));
    bridge.bench.clock.advance(11 * 60_000);
    const next = await app.put('/call-log', logged([on('2', 'tickets', json[0])], change));
    expect(next.json).toEqual(json);
    const bodies = await bodiesIn(bridge, 2);
    expect(withText(bodies, 'Wants an offer')).toHaveLength(1);
    expect(withText(bodies, 'Wants two offers')).toEqual([
      expect.stringMatching(/^Geänderte Notiz\n\nEingehender Anruf/),
    ]);
    expect((await bridge.writes()).map(({ method }) => method)).toEqual(['POST', 'POST']);
  });
  it('Zammad keeps the old one: both stand there, it is no failure', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    await app.put('/call-log', logged([on('2')]));
    await bridge.fault('403', { match: 'DELETE' });
    expect((await app.put('/call-log', logged([on('2')], change))).status).toBe(200);
    await bridge.fault('ok');
    expect((await app.put('/call-log', logged([on('2')], change))).status).toBe(200);
    expect(withText(await bodiesIn(bridge, 2), 'Wants')).toHaveLength(2);
  });
  it.each([
    ['the new article', 'POST /api/v1/ticket_articles'],
    ['taking back the old one', 'DELETE'],
  ])('killed after %s: once, in the end', async (_, match) => {
    const bridge = await startBridge();
    const app = bridge.client();
    await app.put('/call-log', logged([on('2')]));
    await bridge.fault('lost', { match });
    expect((await app.put('/call-log', logged([on('2')], change))).status).toBe(452);
    await bridge.fault('ok');
    await bridge.restart();
    expect((await app.put('/call-log', logged([on('2')], change))).status).toBe(200);
    expect(withText(await bodiesIn(bridge, 2), 'Wants')).toEqual([
      expect.stringContaining('Wants two offers'),
    ]);
  });
  it('killed in a change, and changed again: the last text, once', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    await app.put('/call-log', logged([on('2')]));
    await bridge.fault('lost', { match: 'POST /api/v1/ticket_articles' });
    await app.put('/call-log', logged([on('2')], change));
    await bridge.fault('ok');
    await bridge.restart();
    await app.put('/call-log', logged([on('2')], { note: 'Wants nothing' }));
    expect(withText(await bodiesIn(bridge, 2), 'Wants')).toEqual([
      expect.stringContaining('Wants nothing'),
    ]);
  });
  it('a note that is not ours, or nowhere, is left alone', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const [article] = await bridge.zammad('GET', 'ticket_articles/by_ticket/2');
    for (const id of [`2-${article.id}`, '2-999999', '999-1', 'x', '%2e%2e', "1' or 1=1"]) {
      const answer = await app.put(`/events/calls/${encodeURIComponent(id)}`, callEvent());
      expect([id, answer.status, answer.text]).toEqual([id, 452, 'entity/not-found']);
    }
    const { text } = await bridge.client('sandbox-agent2').post('/events/calls', callEvent());
    expect((await app.put(`/events/calls/${text}`, callEvent(change))).text).toBe(
      'entity/not-found',
    );
    expect((await bridge.writes()).filter(({ method }) => method === 'DELETE')).toEqual([]);
  });
});
