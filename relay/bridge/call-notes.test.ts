import { describe, expect, it } from 'vitest';
import { bodiesIn, callEvent, startBridge, type Parsed } from '../../tests/bridge/bridge-bench.ts';
import { logged, on, posts, withText } from '../../tests/bridge/call-log.ts';

describe('BR16: a note says what a call was, in the language of the client', () => {
  const TEXTS: [locale: string, more: object, first: string, second: string][] = [
    ['de-DE', {}, 'Eingehender Anruf · 09.09.2001', '2:10 Min.'],
    ['en-GB', {}, 'Incoming call · 09.09.2001', '2:10 min'],
    ['de', { state: 'MISSED' }, 'Verpasster Anruf', 'Wants an offer'],
    ['en', { state: 'MISSED', direction: 'OUT' }, 'Outgoing call', 'Not reached'],
    ['de', { state: 'BUSY', direction: 'OUT' }, 'Ausgehender Anruf', 'Besetzt'],
    ['en', { state: 'NOT_FOUND', direction: 'OUT' }, 'Outgoing call', 'Number not found'],
    ['de', { outcome: 'Rückruf' }, 'Eingehender Anruf', 'Ergebnis: Rückruf'],
    ['en', { outcome: 'Voicemail' }, 'Incoming call', 'Outcome: Voicemail'],
    ['de', { note: '' }, 'Eingehender Anruf', 'Min.'],
    ['de', { endTime: null, state: null }, 'Eingehender Anruf', 'Wants an offer'],
  ];
  it('direction, state, duration, outcome', async () => {
    const bridge = await startBridge();
    for (const [index, [locale, more, first, second]] of TEXTS.entries()) {
      const app = bridge.client('sandbox-agent1', { 'x-provider-locale': locale });
      await app.put('/call-log', logged([on('2')], { id: `call-${index}`, ...more }));
      const [article] = (await bridge.zammad('GET', 'ticket_articles/by_ticket/2')).slice(-1);
      expect([locale, more, article]).toEqual([
        locale,
        more,
        expect.objectContaining({
          internal: true,
          type: 'phone',
          content_type: 'text/plain',
          body: expect.stringContaining(first),
          subject: expect.stringContaining('30 609854180'),
        }),
      ]);
      expect(article.body).toContain(second);
      // Zammad would take a number in the text for one of whoever typed it.
      expect(article.body).not.toMatch(/609 ?854/);
    }
  });
  it('a note is text, never markup', async () => {
    const bridge = await startBridge();
    const note = '<script>alert(1)</script> & <b>\u202e\u0000';
    await bridge.client().put('/call-log', logged([on('2')], { note }));
    const bodies = await bodiesIn(bridge, 2);
    expect(bodies.at(-1)).toContain('<script>alert(1)</script>');
  });
  it('a call with one of ours is among ourselves: nothing is written', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    for (const phoneNumber of ['23', '+23', '12345', '0']) {
      const inside = { participants: [{ type: 'remote', phoneNumber }] };
      const old = await app.post('/events/calls', callEvent(inside));
      expect([phoneNumber, old.status, old.text]).toEqual([
        phoneNumber,
        200,
        'Skipping call event',
      ]);
      expect((await app.put('/call-log', logged([on('2')], inside))).json).toEqual([]);
      const byNumber = await app.put('/call-log/phoneNumber', callEvent(inside));
      expect([byNumber.status, byNumber.json]).toEqual([200, null]);
    }
    expect(await bridge.writes()).toEqual([]);
  });
  const NO_CALLS: object[] = [
    { id: '' },
    { startTime: 'yesterday' },
    { startTime: 1e300 },
    { direction: 'in' },
    { participants: 'nobody' },
    { participants: Array.from({ length: 51 }, () => ({ type: 'remote', phoneNumber: '1' })) },
    { state: 'RINGING' },
    { note: 7 },
    { id: 'x'.repeat(300) },
  ];
  it('what is no call is refused', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    for (const more of NO_CALLS) {
      const old = await app.post('/events/calls', callEvent(more));
      const log = await app.put('/call-log', logged([on('2')], more));
      expect([more, old.status, log.status]).toEqual([more, 400, 400]);
    }
    expect(await bridge.writes()).toEqual([]);
  });
  it('the outcomes of the team are offered, in words of the client', async () => {
    const { loadConfig } = await import('../config-load.ts');
    const { settings } = loadConfig({});
    const bridge = await startBridge({
      config: {
        settings: {
          ...settings,
          values: { outcomes: ['Solved', 'Call back'] },
          groups: [
            {
              name: 'B',
              agents: ['agent2@example.com'],
              values: { outcomes: ['Sold'] },
              locked: [],
            },
          ],
        },
      },
    });
    expect((await bridge.client().get('/call-log-metadata')).json).toEqual({
      label: 'Ergebnis',
      type: 'enumeration',
      options: [
        { label: 'Solved', key: 'Solved' },
        { label: 'Call back', key: 'Call back' },
      ],
    });
    const bob = bridge.client('sandbox-agent2', { 'x-provider-locale': 'en-US' });
    expect((await bob.get('/call-log-metadata')).json).toEqual({
      label: 'Outcome',
      type: 'enumeration',
      options: [{ label: 'Sold', key: 'Sold' }],
    });
  });
});

describe('BR17: a note goes where it belongs', () => {
  it('each chosen ticket, and the newest open one of a chosen contact', async () => {
    const bridge = await startBridge();
    const sent = [on('2'), on('3'), on('9', 'contacts')];
    const { json } = await bridge.client().put('/call-log', logged(sent));
    expect(json).toEqual(sent.map((entity) => ({ ...entity, logId: expect.any(String) })));
    const tickets = json.map(({ logId }: Parsed) => Number(logId.split('-')[0]));
    expect(tickets.slice(0, 2)).toEqual([2, 3]);
    const { ticket_ids_open } = await bridge.zammad('GET', 'ticket_customer?customer_id=9');
    expect(tickets[2]).toBe(Math.max(...ticket_ids_open));
    for (const ticket of tickets) {
      expect(withText(await bodiesIn(bridge, ticket), 'Wants an offer').length).toBeGreaterThan(0);
    }
  });
  it.each([
    ['its number', '+4930609854180'],
    ['another spelling', '030/609854180'],
  ])('by %s: the newest open ticket', async (_, phoneNumber) => {
    for (const flavour of ['5.5', '6.5'] as const) {
      const bridge = await startBridge({ flavour });
      const event = callEvent({ participants: [{ type: 'remote', phoneNumber }] });
      const { json } = await bridge.client().put('/call-log/phoneNumber', event);
      const { ticket_ids_open } = await bridge.zammad('GET', 'ticket_customer?customer_id=9');
      expect(json).toEqual({
        id: String(Math.max(...ticket_ids_open)),
        type: 'tickets',
        source: 'zammad',
        logId: expect.stringMatching(/^\d+-\d+$/),
      });
    }
  });
  it('nobody has the number, or it is withheld: null, nothing is made', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    for (const phoneNumber of ['+4930999888777', 'anonymous', '', 'x']) {
      const event = callEvent({
        participants: [{ type: 'remote', phoneNumber: phoneNumber + '' }],
      });
      const answer = await app.put('/call-log/phoneNumber', event);
      expect([phoneNumber, answer.json]).toEqual([phoneNumber, null]);
      if (phoneNumber.startsWith('+')) {
        expect((await app.post('/events/calls', event)).text).toBe('');
      }
    }
    expect(await bridge.writes()).toEqual([]);
  });
  it('no open ticket: a new one, in the group of the administrator', async () => {
    const bridge = await startBridge({ bridge: { newTicketGroup: 'support' } });
    const event = callEvent({ participants: [{ type: 'remote', phoneNumber: '+491721234567' }] });
    const { json } = await bridge.client().put('/call-log/phoneNumber', event);
    expect(await bridge.zammad('GET', `tickets/${json.id}`)).toMatchObject({
      customer_id: 12,
      group_id: 2,
      title: expect.stringMatching(/^Anruf von \+49 172 1234567 am 09\.09\.2001/),
    });
    const wrong = await startBridge({ bridge: { newTicketGroup: 'Nowhere' } });
    const refused = await wrong.client().put('/call-log/phoneNumber', event);
    expect([refused.status, refused.text]).toEqual([452, 'integration/error/forbidden']);
    expect(refused.headers.get('x-offhook-reason')).toContain('bridge.newTicketGroup');
  });
  it('two people share a number: who has the open ticket', async () => {
    const bridge = await startBridge();
    const event = callEvent({ participants: [{ type: 'remote', phoneNumber: '+49407654321' }] });
    const { json } = await bridge.client().put('/call-log/phoneNumber', event);
    expect((await bridge.zammad('GET', `tickets/${json.id}`)).customer_id).toBe(14);
  });
  it('a colleague’s number is no customer’s', async () => {
    const bridge = await startBridge();
    const event = callEvent({ participants: [{ type: 'remote', phoneNumber: '+49305558102' }] });
    expect((await bridge.client().put('/call-log/phoneNumber', event)).json).toBeNull();
  });
  it('a kind that Zammad does not have is refused before anything is written', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    for (const entity of [on('7', 'deals'), on('x'), on('1e3'), on('-1')]) {
      const answer = await app.put('/call-log', logged([on('2'), entity]));
      expect(answer.status).toBe(400);
    }
    expect((await app.put('/call-log', logged([on('2'), on('99999')]))).text).toBe(
      'entity/not-found',
    );
    expect((await app.put('/call-log', logged([]))).json).toEqual([]);
    expect(await posts(bridge)).toHaveLength(1);
  });
  it('a ticket that the token may not see is refused', async () => {
    const bridge = await startBridge();
    const story = (await bridge.zammad('GET', 'tickets')).find((one: Parsed) => one.group_id === 2);
    const answer = await bridge
      .client('sandbox-agent5')
      .put('/call-log', logged([on(`${story.id}`)]));
    expect([answer.status, answer.text]).toEqual([452, 'integration/error/forbidden']);
  });
});
