import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createZammad } from '../../lib/zammad/zammad.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';

const NOTE = { direction: 'in', body: 'Called about the hook', internal: true } as const;

describe.each(['5.5', '6.5'] as const)('the workspace and the sandbox as %s', (flavour) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, flavour });
  });
  afterAll(() => sandbox.close());
  beforeEach(() => fetch(`${sandbox.url}/sandbox/reset`, { method: 'POST' }));

  const as = (token = 'sandbox-agent1') => createZammad({ url: sandbox.url, token });
  const settings = (values: object) =>
    fetch(`${sandbox.url}/sandbox/control`, {
      method: 'POST',
      body: JSON.stringify({ settings: values }),
    });
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'fine',
      (error: unknown) => (error instanceof ZammadError ? error.code : String(error)),
    );

  it('a new person is a customer with the number in the field asked for', async () => {
    const zammad = as();
    const made = await zammad.createUser({
      firstname: 'Nora',
      lastname: 'Neu',
      organizationId: 4,
      numbers: { mobile: '+491701234567', direct_line: '+493811' },
    });
    expect(made).toMatchObject({ roleIds: [3], mobile: '+491701234567', organizationId: 4 });
    expect((await zammad.user(made.id, ['direct_line'])).extra).toEqual({ direct_line: '+493811' });
    expect(await codeOf(zammad.createUser({ email: 'ida@customer.example' }))).toBe(
      'zammad/refused',
    );
  });

  it('only 5.x refuses a person with nothing but a mobile number', async () => {
    expect(await codeOf(as().createUser({ numbers: { mobile: '+491701234567' } }))).toBe(
      flavour === '5.5' ? 'zammad/refused' : 'fine',
    );
  });

  it('agents change customers, not each other nor themselves', async () => {
    const number = { numbers: { phone: '+49301' } };
    expect(await codeOf(as().updateUser(9, number))).toBe('fine');
    expect(await codeOf(as().updateUser(5, number))).toBe('zammad/forbidden');
    expect(await codeOf(as().updateUser(4, number))).toBe('zammad/forbidden');
  });

  it('organisations, priorities, owners, text modules, attributes', async () => {
    const zammad = as();
    const [yard] = await zammad.searchOrganizations('Werft', 5);
    expect(yard).toMatchObject({ id: 4, name: 'Werft Süd GmbH', memberIds: [24, 25, 26, 27] });
    expect(await zammad.priorities()).toContainEqual({ id: 2, name: '2 normal', preset: true });
    expect((await zammad.groupOwners(1)).map(({ name }) => name)).toContain('Emil Ernst');
    expect((await zammad.groupOwners(2)).map(({ name }) => name)).not.toContain('Emil Ernst');
    expect(await zammad.groupOwners(99)).toEqual([]);
    expect((await zammad.textModules()).map(({ name }) => name)).not.toContain('Old hours');
    const { userAttributes, timeAccountingUnit, articleDeleteMs } = await zammad.signshow();
    expect(userAttributes).toContainEqual({ name: 'direct_line', display: 'Direct line' });
    expect(timeAccountingUnit).toBe(flavour === '5.5' ? undefined : 'none');
    expect(articleDeleteMs).toBe(600_000);
  });

  it('tickets by number and by text, tags, follow-up', async () => {
    const zammad = as();
    const { number } = await zammad.ticket(11);
    expect(await zammad.ticketByNumber(number)).toMatchObject({ id: 11, groupName: 'Support' });
    expect(await zammad.ticketByNumber(number.slice(0, -1))).toBeUndefined();
    expect(await zammad.searchTickets('23 45 67 89', 5)).toMatchObject([{ id: 12 }]);
    await zammad.addTag(11, 'dock');
    await zammad.addTag(11, 'offhook');
    expect(await zammad.ticketTags(11)).toEqual(['dock', 'waiting', 'offhook']);
    expect(await zammad.searchTags('OCK')).toEqual(['dock']);
    const at = Date.parse('2027-01-05T09:30:00Z');
    expect(await zammad.setPendingReminder(11, at)).toMatchObject({
      stateType: 'pending reminder',
      pendingAt: at,
    });
  });

  it('who wrote last', async () => {
    const { open } = await as().customerTickets(24);
    const [ticket] = open;
    expect(ticket?.lastContactCustomerAt).toBeGreaterThan(ticket?.lastContactAgentAt ?? Infinity);
  });

  it('an article: its text stays, it can be taken back', async () => {
    const zammad = as();
    const { id } = await zammad.createArticle({
      ...NOTE,
      internal: false,
      ticketId: 2,
      noteId: 'n',
    });
    expect(await codeOf(zammad.deleteArticle(id))).toBe('zammad/forbidden');
    await zammad.setInternal(id, true);
    expect(await codeOf(as('sandbox-agent2').deleteArticle(id))).toBe('zammad/forbidden');
    await zammad.deleteArticle(id);
    expect(await codeOf(zammad.deleteArticle(id))).toBe('zammad/not-found');
    const other = await zammad.createArticle({ ...NOTE, ticketId: 2, noteId: 'm' });
    await settings({ article_delete_seconds: 0.000_001 });
    expect(await codeOf(zammad.deleteArticle(other.id))).toBe('zammad/forbidden');
    await settings({ article_delete_seconds: 600 });
  });

  it('time is counted once for an article, where that exists', async () => {
    const zammad = as();
    const { id } = await zammad.createArticle({ ...NOTE, ticketId: 2, noteId: 'n' });
    const add = () => zammad.addTime({ ticketId: 2, articleId: id, units: 2.5 });
    expect(await codeOf(add())).toBe(flavour === '5.5' ? 'zammad/not-found' : 'zammad/forbidden');
    await settings({ time_accounting: true });
    if (flavour === '5.5') {
      expect(await codeOf(add())).toBe('zammad/not-found');
      return;
    }
    expect(await add()).toMatchObject({ articleId: id, units: 2.5 });
    expect(await codeOf(add())).toBe('zammad/refused');
    expect(await zammad.timeEntries(2)).toMatchObject([{ articleId: id, units: 2.5 }]);
  });

  it('time with an article while accounting is off: 6.x says no and keeps the article', async () => {
    const zammad = as();
    const before = (await zammad.articles(2)).length;
    const sent = zammad.createArticle({ ...NOTE, ticketId: 2, noteId: 'n', timeUnits: 3 });
    expect(await codeOf(sent)).toBe(flavour === '5.5' ? 'fine' : 'zammad/forbidden');
    expect(await zammad.articles(2)).toHaveLength(before + 1);
  });

  it('a colleague who has the same ticket open', async () => {
    const task = { key: 'Ticket-2', callback: 'TicketZoom', params: {}, state: {}, prio: 1 };
    await as().createTaskbar(task);
    await as('sandbox-agent2').createTaskbar(task);
    const [row] = await as().taskbar();
    expect(row?.tasks.map(({ userId }) => userId)).toEqual([4, 5]);
    expect(row?.tasks[1]?.lastContactAt).toBeGreaterThan(Date.now() - 60_000);
  });

  it('rows of the caller log are done, one and many', async () => {
    const zammad = as();
    const { rows } = await zammad.ctiLog();
    const id = rows[0]?.id ?? 0;
    await zammad.ctiDone(id, false);
    expect((await zammad.ctiLog()).rows[0]?.done).toBe(false);
    await zammad.ctiDoneMany([id]);
    expect((await zammad.ctiLog()).rows[0]?.done).toBe(true);
    expect(await codeOf(zammad.ctiDoneMany([999_999]))).toBe('zammad/not-found');
  });
});
