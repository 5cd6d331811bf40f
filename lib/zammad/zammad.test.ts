import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Exchange, recording, VERSIONS } from '../../tests/contract/recording.ts';
import { json, type LocalServer, startLocalServer } from '../../tests/contract/local-server.ts';
import { createZammad, type Zammad } from './zammad.ts';

/** Answers as a Zammad did when it was recorded, whatever the query's order and extras. */
function replay(exchanges: Exchange[]) {
  return (method: string, url: string): Exchange['response'] | undefined => {
    const path = (text: string) => text.split('?')[0];
    const same = exchanges.filter(
      ({ request }) => request.method === method && path(request.path) === path(url),
    );
    const wantsNames = url.includes('expand=true');
    const best =
      same.find(
        ({ request, response }) =>
          response.status < 300 &&
          request.path.includes('expand=true') === wantsNames &&
          !/full|term|label|only_total|POST/.test(request.path),
      ) ??
      same.find(({ response }) => response.status < 300) ??
      same[0];
    return best?.response;
  };
}

describe.each(VERSIONS)('answers of Zammad %s', (version) => {
  let server: LocalServer;
  let zammad: Zammad;
  beforeAll(async () => {
    const find = replay(recording(version, 'agent-api'));
    server = await startLocalServer((asked, response) => {
      const answer = find(asked.method, asked.path);
      json(response, answer?.status ?? 404, answer?.json ?? { error: 'not recorded' });
    });
    zammad = createZammad({ url: server.url, token: 'x' });
  });
  afterAll(() => server.close());
  const lastBody = () => server.asked.at(-1)?.body;

  it('me', async () => {
    expect(await zammad.me()).toEqual({
      id: 4,
      login: 'agent1@example.com',
      firstname: 'Agent1',
      lastname: 'Tester',
      email: 'agent1@example.com',
      phone: '0305558101',
      mobile: '',
      fax: '',
      vip: false,
      active: true,
      roleIds: [2],
      groupIds: [1, 2],
      outOfOffice: false,
      ctiOn: true,
      updatedAt: expect.any(Number) as number,
    });
  });

  it('a person, and people by search', async () => {
    expect(await zammad.user(9)).toMatchObject({
      id: 9,
      lastname: 'Plus',
      phone: '+49 30 609854180',
    });
    const [ida] = await zammad.searchUsers('Ida', 5);
    expect(ida).toMatchObject({ id: 9, email: 'ida@customer.example' });
    expect(server.asked.at(-1)?.path).toContain('users/search?query=Ida&limit=5&expand=true');
  });

  it('tickets of a customer, with names of states and owners', async () => {
    const { open, closed } = await zammad.customerTickets(9);
    expect(open).toEqual([
      {
        id: 2,
        number: expect.stringMatching(/^\d+002$/) as string,
        title: 'Hook does not lift',
        stateName: 'open',
        stateType: 'open',
        ownerId: 4,
        ownerName: 'Agent1 Tester',
        customerId: 9,
        groupId: 1,
        ...(version === '5.5' ? { groupName: 'Users' } : {}),
        priorityId: 2,
        createdAt: expect.any(Number) as number,
        updatedAt: expect.any(Number) as number,
        lastContactCustomerAt: expect.any(Number) as number,
      },
    ]);
    expect(closed).toMatchObject([{ id: 3, stateName: 'closed', stateType: 'closed', ownerId: 1 }]);
    expect(closed[0]).not.toHaveProperty('ownerName');
  });

  it('one ticket', async () => {
    expect(await zammad.ticket(1)).toMatchObject({ id: 1, stateName: 'new', customerId: 2 });
  });

  it('the states are read once per client', async () => {
    await zammad.ticket(1);
    expect(server.asked.filter(({ path }) => path.includes('ticket_states'))).toHaveLength(1);
  });

  it.each([
    ['in', 'Customer', undefined],
    ['out', 'Agent', 'Ida Plus'],
  ] as const)('a new ticket for a call %s', async (direction, sender, to) => {
    const ticket = await zammad.createTicket({
      title: 'Call',
      groupId: 1,
      customerId: 9,
      direction,
      body: 'note',
      internal: false,
      noteId: 'n-1',
      to: 'Ida Plus',
    });
    expect(ticket.customerId).toBe(9);
    expect(lastBody()).toEqual({
      title: 'Call',
      group_id: 1,
      customer_id: 9,
      preferences: { offhook: { noteId: 'n-1' } },
      article: {
        type: 'phone',
        sender,
        content_type: 'text/plain',
        body: 'note',
        internal: false,
        ...(to ? { to } : {}),
        message_id: '<offhook.n-1@offhook.invalid>',
        preferences: { offhook: { noteId: 'n-1' } },
      },
    });
  });

  it('a note to a ticket', async () => {
    const article = await zammad.createArticle({
      ticketId: 2,
      direction: 'in',
      body: 'pref',
      internal: true,
      noteId: 'n-2',
    });
    expect(article).toMatchObject({
      ticketId: expect.any(Number) as number,
      type: expect.any(String) as string,
    });
    expect(lastBody()).toMatchObject({
      ticket_id: 2,
      type: 'phone',
      sender: 'Customer',
      internal: true,
    });
    expect(JSON.stringify(lastBody())).not.toMatch(/origin_by_id|time_unit|roles/);
  });

  it('the groups a ticket may be made in', async () => {
    expect(await zammad.creatableGroups()).toEqual([
      { id: 2, name: 'Support' },
      { id: 1, name: 'Users' },
    ]);
  });

  it('the caller log', async () => {
    const { rows } = await zammad.ctiLog();
    for (const row of rows) expect(['in', 'out']).toContain(row.direction);
  });

  it('what Zammad says about itself', async () => {
    expect((await zammad.available()).appVersion).toMatch(/^2026/);
    expect(await zammad.signshow()).toMatchObject({
      loggedIn: true,
      ctiIntegration: true,
      timeAccounting: expect.any(Boolean) as boolean,
    });
  });
});

describe('single recorded answers', () => {
  async function answering(version: '5.5' | '6.5', name: string) {
    const exchange = recording(version, 'agent-api').find((entry) => entry.name === name);
    if (!exchange) throw new Error(`${name} is not recorded`);
    const server = await startLocalServer((_, response) =>
      json(response, exchange.response.status, exchange.response.json),
    );
    return { server, zammad: createZammad({ url: server.url, token: 'x' }) };
  }

  it('caller log: who is known', async () => {
    const { server, zammad } = await answering('6.5', 'cti/log with entries');
    const { rows, users } = await zammad.ctiLog();
    const shared = rows.find((row) => row.from === '49407654321');
    expect(shared?.matches).toEqual([
      { userId: 15, level: 'known' },
      { userId: 14, level: 'known' },
    ]);
    expect(users.map((user) => user.firstname)).toContain('Mia');
    await server.close();
  });

  it('signshow without login', async () => {
    const { server, zammad } = await answering('5.5', 'signshow bad token');
    const about = await zammad.signshow();
    expect(about.loggedIn).toBe(false);
    expect(about).not.toHaveProperty('ctiIntegration');
    await server.close();
  });

  it('an article keeps what was sent with it', async () => {
    const { server, zammad } = await answering(
      '6.5',
      'POST ticket_articles preferences+message_id',
    );
    const article = await zammad.createArticle({
      ticketId: 2,
      direction: 'in',
      body: 'x',
      internal: false,
      noteId: 'n',
    });
    expect(article.messageId).toMatch(/^<offhook-/);
    // Somebody else's mark of another form is not taken for ours.
    expect(article).not.toHaveProperty('noteId');
    await server.close();
  });

  it('taskbar: the same key twice is refused', async () => {
    const { server, zammad } = await answering(
      '6.5',
      'taskbar create after tab open (duplicate key)',
    );
    await expect(
      zammad.createTaskbar({ key: 'k', callback: 'TicketCreate', params: {}, state: {}, prio: 1 }),
    ).rejects.toMatchObject({ code: 'zammad/refused', detail: 'Key has already been taken' });
    await server.close();
  });

  it('taskbar: list and change', async () => {
    const list = await answering('6.5', 'taskbar list');
    expect((await list.zammad.taskbar())[0]).toMatchObject({ key: 'Ticket-2', app: 'desktop' });
    await list.server.close();
    const put = await answering('6.5', 'taskbar update state of an open tab');
    expect(await put.zammad.updateTaskbar(17, { state: { title: 'x' } })).toMatchObject({ id: 17 });
    await put.server.close();
  });
});
