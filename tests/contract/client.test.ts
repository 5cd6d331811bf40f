import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createZammad } from '../../lib/zammad/zammad.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';

const NOTE = { direction: 'in', body: 'Called about the hook', internal: false } as const;

describe.each(['5.5', '6.5'] as const)('our client and the sandbox as %s', (flavour) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, flavour });
  });
  afterAll(() => sandbox.close());
  beforeEach(() => fetch(`${sandbox.url}/sandbox/reset`, { method: 'POST' }));

  const as = (token: string, timeoutMs = 8_000) =>
    createZammad({ url: sandbox.url, token, timeoutMs });
  const control = (body: object) =>
    fetch(`${sandbox.url}/sandbox/control`, { method: 'POST', body: JSON.stringify(body) });
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'fine',
      (error: unknown) => (error instanceof ZammadError ? error.code : String(error)),
    );

  it('Ida and her tickets', async () => {
    const zammad = as('sandbox-agent1');
    expect(await zammad.user(9)).toMatchObject({
      phone: '+49 (0)30 609854-180',
      organization: 'Kranbau Nord GmbH',
    });
    const { open, closed } = await zammad.customerTickets(9);
    expect(open.map((ticket) => [ticket.title, ticket.stateType, ticket.ownerName])).toEqual([
      ['Spare rope for crane 7', 'pending reminder', 'Bob Berg'],
      ['Hook does not lift', 'open', 'Alice Agent'],
    ]);
    expect(open[1]?.escalationAt).toBeGreaterThan(Date.now());
    expect(closed.map((ticket) => ticket.stateType)).toEqual(['closed']);
  });

  it('a note whose answer got lost is found by its mark', async () => {
    const zammad = as('sandbox-agent1');
    await control({ mode: 'lost', match: 'POST /api/v1/ticket_articles', times: 1 });
    const sent = zammad.createArticle({ ...NOTE, ticketId: 2, noteId: 'note-1' });
    expect(await codeOf(sent)).toBe('zammad/unreachable');
    const found = (await zammad.articles(2)).filter((article) => article.noteId === 'note-1');
    expect(found).toMatchObject([{ type: 'phone', sender: 'Customer', body: NOTE.body }]);
  });

  it('a new ticket carries the mark in its article', async () => {
    const zammad = as('sandbox-agent1');
    const ticket = await zammad.createTicket({
      ...NOTE,
      title: 'Call from +49 30 609854180',
      groupId: 2,
      customerId: 9,
      noteId: 'note-2',
    });
    expect(ticket).toMatchObject({ customerId: 9, groupId: 2, stateType: 'new' });
    expect(await zammad.articles(ticket.id)).toMatchObject([{ noteId: 'note-2' }]);
  });

  it('every way of failing has its code', async () => {
    const zammad = as('sandbox-agent1', 300);
    for (const [mode, code] of [
      ['down', 'zammad/unreachable'],
      ['slow', 'zammad/slow'],
      ['401', 'zammad/unauthorised'],
      ['403', 'zammad/forbidden'],
      ['500', 'zammad/broken'],
      ['garbage', 'zammad/broken'],
    ]) {
      await control({ mode, delayMs: 5_000 });
      expect([mode, await codeOf(zammad.me())]).toEqual([mode, code]);
    }
    await control({ mode: 'ok' });
    expect(await codeOf(zammad.me())).toBe('fine');
  });

  it('what a token may: the probes tell', async () => {
    expect(await codeOf(as('sandbox-ticket-only').searchUsers('x', 1))).toBe('fine');
    expect(await codeOf(as('sandbox-ticket-only').ctiLog())).toBe('zammad/forbidden');
    expect(await codeOf(as('sandbox-cti-only').searchUsers('x', 1))).toBe('zammad/forbidden');
    expect(await codeOf(as('sandbox-cti-only').ctiLog())).toBe('fine');
    expect(await codeOf(as('nonsense').me())).toBe('zammad/unauthorised');
  });

  it('all people, page by page', async () => {
    const zammad = as('sandbox-admin');
    const ids: number[] = [];
    for (let page = 1; ; page++) {
      const people = await zammad.usersPage(page, 10);
      if (people.length === 0) break;
      ids.push(...people.map((user) => user.id));
    }
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(11);
  });
});
