import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cardTicket } from '../../tests/core/card-ticket.ts';
import type { ZammadArticle } from '../../lib/zammad/types.ts';
import { sampleCall } from '../../tests/background/sample-call.ts';
import { type PeopleBench, startPeopleBench } from '../../tests/background/people-bench.ts';
import { justAnswered } from './enrich.ts';
import { lastWriter } from './person-details.ts';
import { mostUrgent } from './ticket-company.ts';

const IDA = '+4930609854180';
const WANDA = '+4938145670';

describe.each(['5.5', '6.5'] as const)('what a card shows besides, Zammad %s', (flavour) => {
  let world: PeopleBench;
  beforeAll(async () => {
    world = await startPeopleBench(flavour);
  });
  afterAll(() => world.close());
  beforeEach(() => world.reset());
  /** 5.x without Elasticsearch is not asked for numbers: the relay brings the person. */
  const known = (userId: number, name: string) => ({
    remote: {
      display: '',
      withheld: false,
      internal: false,
      matches: [{ userId, name, reason: { kind: 'exact' as const }, weight: 100 }],
    },
  });
  const task = { key: 'Ticket-2', callback: 'TicketZoom', params: {}, state: {}, prio: 1 };

  it('picture, group, and who wrote last with the name', async () => {
    const { ring, until } = await world.start();
    ring(WANDA, 'c1', known(24, 'Wanda'));
    const card = await until(({ tickets }) => tickets?.[0]?.last?.name !== undefined);
    expect(card.people[0]?.image).toBe('7d793037a0760186574b0282f2f435e7');
    expect(card.tickets?.[0]).toMatchObject({
      group: 'Support',
      last: { by: 'customer', name: 'Wanda Werft' },
    });
  });

  it('an agent who wrote last', async () => {
    const { ring, until } = await world.start();
    ring(IDA, 'c1', known(9, 'Ida'));
    const card = await until(({ tickets }) => !!tickets?.some(({ last }) => last?.name));
    expect(card.tickets?.find(({ id }) => id === 2)?.last).toMatchObject({
      by: 'agent',
      name: 'Alice Agent',
    });
  });

  it('colleagues who have a ticket open: by the relay, by Zammad, each once', async () => {
    world.relay.viewers = [
      { ticketId: 2, agents: ['Bob Berg'] },
      { ticketId: 6, agents: ['Carla Chen'] },
    ];
    await world.zammad().createTaskbar(task);
    await world.zammad('sandbox-agent2').createTaskbar(task);
    await world.zammad('sandbox-agent4').createTaskbar(task);
    const { ring, until } = await world.start();
    ring(IDA, 'c1', known(9, 'Ida'));
    const card = await until(({ tickets }) => !!tickets?.some(({ openBy }) => openBy));
    const openBy = (id: number) => card.tickets?.find((ticket) => ticket.id === id)?.openBy;
    expect(openBy(2)).toEqual(['Bob Berg', 'Deniz Demir']);
    expect(openBy(6)).toEqual(['Carla Chen']);
  });

  it('read again when the call is answered; who left is gone', async () => {
    world.relay.viewers = [{ ticketId: 2, agents: ['Bob Berg'] }];
    const { ring, until, extras, view } = await world.start();
    ring(IDA, 'c1', known(9, 'Ida'));
    await until(({ tickets }) => !!tickets?.some(({ openBy }) => openBy));
    world.relay.viewers = [];
    await extras.refresh('c1');
    expect(view()?.tickets?.some(({ openBy }) => openBy)).toBe(false);
  });

  it('earlier calls of the number', async () => {
    const now = Date.now();
    world.relay.calls = [
      sampleCall({ id: 'c1', startedAt: now }),
      sampleCall({ id: 'old', startedAt: now - 60_000 }),
      sampleCall({ id: 'older', startedAt: now - 90_000 }),
    ];
    const { ring, until } = await world.start();
    ring(IDA, 'c1', known(9, 'Ida'));
    expect((await until(({ earlier }) => earlier !== undefined)).earlier).toEqual({
      calls: 2,
      lastAt: now - 60_000,
    });
  });

  it('a relay that is down takes nothing else away', async () => {
    world.relay.status = 503;
    const { ring, until, extras, view, errors } = await world.start();
    ring(IDA, 'c1', known(9, 'Ida'));
    await until((_, enriched) => enriched);
    await extras.refresh('c1');
    expect(view()).toMatchObject({ identity: 'known', problems: [] });
    expect(view()).not.toHaveProperty('earlier');
    expect(view()?.tickets?.some(({ last }) => last?.name)).toBe(true);
    expect(errors).toEqual([]);
  });
});

it('the most urgent ticket: what escalates first, else what changed last; never a closed one', () => {
  const soon = cardTicket(1, { escalationAt: 500 });
  const later = cardTicket(2, { escalationAt: 900 });
  const fresh = cardTicket(9);
  const closed = cardTicket(10, { kind: 'closed', escalationAt: 100 });
  expect(mostUrgent([fresh, later, soon, closed])).toBe(soon);
  expect(mostUrgent([cardTicket(3), fresh, closed])).toBe(fresh);
  expect(mostUrgent([closed])).toBeUndefined();
});

it('the last writer: what the customer can see, without the address, nobody of the system', () => {
  const article = (from: string, more: Partial<ZammadArticle> = {}) =>
    ({ from, sender: 'Agent', internal: false, ...more }) as ZammadArticle;
  const ida = article('"Ida Plus" <ida@customer.example>', { sender: 'Customer' });
  expect(lastWriter([article('Bob'), ida])).toBe('Ida Plus');
  expect(lastWriter([ida, article('Bob', { internal: true })])).toBe('Ida Plus');
  expect(lastWriter([ida, article('Helpdesk', { sender: 'System' })])).toBe('Ida Plus');
  expect(lastWriter([article('<x@y.example>')])).toBeUndefined();
  expect(lastWriter([])).toBeUndefined();
});

it('answered is answered once, by this agent', () => {
  const ringing = sampleCall();
  const talking = sampleCall({ state: 'talking', mine: true });
  expect(justAnswered(talking, ringing)).toBe(true);
  expect(justAnswered(talking, talking)).toBe(false);
  expect(justAnswered(sampleCall({ state: 'talking' }), ringing)).toBe(false);
});
