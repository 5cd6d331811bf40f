import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../lib/storage/notes.ts';
import { createManualTimers } from '../../tests/background/manual-timers.ts';
import { createOutbox, SETTLE_MS } from './outbox.ts';
import { benchOfFile } from '../../tests/background/file-bench.ts';
import { ALICE } from '../../tests/background/sandbox-bench.ts';

const bench = await benchOfFile();

const TEXT = 'Wants a call back at four';
const entry = (more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id: crypto.randomUUID(),
  callId: 'c1',
  zammadUrl: bench.sandbox.url,
  userId: ALICE.userId,
  direction: 'in',
  subject: 'Call from +49 30 609854180 (Support) on 21.11.2026, 12:04',
  text: TEXT,
  internal: true,
  target: { kind: 'ticket', ticketId: 2 },
  createdAt: 0,
  attempts: 0,
  nextAt: 0,
  unclear: false,
  ...more,
});
const NEW = { target: { kind: 'new', title: 'Hook again', groupId: 1 } as const, customerId: 9 };

function start() {
  const timers = createManualTimers();
  const said: string[] = [];
  const errors: unknown[] = [];
  const outbox = createOutbox({
    ...timers,
    outbox: bench.items.outbox,
    account: () => bench.accounts.zammad(),
    onStatus: (_entry, about) =>
      void said.push([about.status, about.problem, about.ticket?.id].filter(Boolean).join(' ')),
    onError: (error) => void errors.push(error),
  });
  return {
    outbox,
    timers,
    said,
    errors,
    /** Adds and waits for the first round. */
    add: async (note: OutboxEntry) => {
      await outbox.add(note);
      await outbox.work();
    },
    later: async (ms: number) => {
      timers.pass(ms);
      await outbox.work();
    },
  };
}
/** How often the note is in Zammad. */
async function count(ticketId = 2): Promise<number> {
  return (await bench.articles(ticketId)).filter(({ body }) => body.includes(TEXT)).length;
}
async function newTickets(): Promise<number> {
  const { open, closed } = await bench.accounts
    .zammadAt(bench.sandbox.url, 'sandbox-agent1')
    .customerTickets(9);
  return [...open, ...closed].filter(({ title }) => title === 'Hook again').length;
}

describe('a note to a ticket', () => {
  it('is one phone article in that ticket', async () => {
    const { add, said } = start();
    await add(entry());
    expect(said.at(-1)).toBe('sent 2');
    const note = (await bench.articles(2)).at(-1);
    expect(note).toMatchObject({ type: 'phone', sender: 'Customer', internal: true });
    expect(await count()).toBe(1);
    expect(await bench.items.outbox.get()).toEqual([]);
  });
  it('of an outgoing call is from the agent', async () => {
    await start().add(entry({ direction: 'out', to: '+49 30 609854180' }));
    expect((await bench.articles(2)).at(-1)).toMatchObject({ type: 'phone', sender: 'Agent' });
  });
  it('the answer gets lost: it is found, not sent again', async () => {
    const { add, later, said } = start();
    await bench.fault('lost', { match: 'POST /api/v1/ticket_articles', times: 1 });
    await add(entry());
    expect(said.at(-1)).toBe('waiting zammad/unreachable');
    await later(SETTLE_MS);
    expect(said.at(-1)).toBe('sent 2');
    expect(await count()).toBe(1);
    expect(await bench.written(TEXT)).toHaveLength(1);
  });
  it('the answer gets lost again and again: still once', async () => {
    const { add, later } = start();
    await bench.fault('lost', { match: 'ticket_articles', times: 4 });
    await add(entry());
    for (let tries = 0; tries < 6; tries++) await later(300_000);
    expect(await count()).toBe(1);
  });
  it.each([
    ['down', 'zammad/unreachable'],
    ['500', 'zammad/broken'],
    ['garbage', 'zammad/broken'],
    ['401', 'zammad/unauthorised'],
    ['403', 'zammad/forbidden'],
  ])(
    'Zammad is %s: it waits, says why, and is sent once when all is well',
    async (mode, problem) => {
      const { add, later, said } = start();
      await bench.fault(mode);
      await add(entry());
      expect(said.at(-1)).toBe(`waiting ${problem}`);
      await later(60_000);
      await later(60_000);
      expect(said.at(-1)).toBe(`waiting ${problem}`);
      await bench.fault('ok');
      await later(300_000);
      expect(said.at(-1)).toBe('sent 2');
      expect(await count()).toBe(1);
    },
  );
  it('Zammad will not take it: refused, with Zammad’s words, and not tried again', async () => {
    const { add, later, said } = start();
    await add(entry({ target: { kind: 'ticket', ticketId: 999_999 } }));
    expect(said.at(-1)).toMatch(/^refused /);
    await later(300_000);
    expect(await bench.written(TEXT)).toHaveLength(0);
    expect(await bench.items.outbox.get()).toEqual([]);
  });
});

describe('a note to a new ticket', () => {
  it('is its first article, the title and customer as given', async () => {
    const { add, said } = start();
    await add(entry(NEW));
    expect(said.at(-1)).toMatch(/^sent \d+$/);
    expect(await newTickets()).toBe(1);
  });
  it('the answer gets lost: the ticket is found among the customer’s newest', async () => {
    const { add, later, said } = start();
    await bench.fault('lost', { match: 'POST /api/v1/tickets', times: 1 });
    await add(entry(NEW));
    expect(said.at(-1)).toBe('waiting zammad/unreachable');
    await later(SETTLE_MS);
    expect(said.at(-1)).toMatch(/^sent \d+$/);
    expect(await newTickets()).toBe(1);
  });
  it('a group that is not there is refused with words', async () => {
    const { add, said } = start();
    await add(entry({ ...NEW, target: { ...NEW.target, groupId: 77 } }));
    expect(said.at(-1)).toMatch(/^(?:refused|waiting) /);
    expect(await newTickets()).toBe(0);
  });
});

describe('the background is stopped', () => {
  it('while sending: after the restart it looks first, and only when Zammad has had its time', async () => {
    const first = start();
    const note = entry();
    await first.add(note);
    // As it was in the moment after the request went out.
    const unclear = { ...note, unclear: true, nextAt: 5 + SETTLE_MS };
    await bench.items.outbox.set([unclear]);
    const second = start();
    second.timers.pass(0);
    await second.outbox.work();
    expect(second.said.at(-1)).toBe('sent 2');
    expect(await count()).toBe(1);
    expect(await bench.written(TEXT)).toHaveLength(1);
  });
  it('what is started is written down before the request', async () => {
    const { add } = start();
    await bench.fault('down', { match: 'POST /api/v1/ticket_articles' });
    const note = entry();
    await add(note);
    expect(await bench.items.outbox.get()).toMatchObject([
      { id: note.id, unclear: true, attempts: 1 },
    ]);
  });
  it('an outage that was there before leaves nothing unclear', async () => {
    const { add } = start();
    await bench.fault('down');
    await add(entry());
    expect(await bench.items.outbox.get()).toMatchObject([{ unclear: false, attempts: 1 }]);
  });
  it('waiting notes are sent by the next one', async () => {
    await bench.items.outbox.set([entry(), entry({ target: { kind: 'ticket', ticketId: 4 } })]);
    const { outbox } = start();
    await outbox.work();
    expect([await count(2), await count(4)]).toEqual([1, 1]);
  });
});

describe('whose note', () => {
  it.each([{ userId: 5 }, { zammadUrl: 'https://other.example' }])(
    '%j: never sent with this token',
    async (more) => {
      const { add, said } = start();
      await add(entry(more));
      expect(said).toEqual(['waiting']);
      expect(await bench.written(TEXT)).toEqual([]);
      expect(await bench.items.outbox.get()).toHaveLength(1);
    },
  );
  it('nobody connected: it waits', async () => {
    await bench.accounts.save({});
    const { add } = start();
    await add(entry());
    expect(await bench.items.outbox.get()).toHaveLength(1);
    await bench.connect();
  });
});

describe('hurry', () => {
  it('sends what waits at once, but lets what is unclear settle', async () => {
    const { outbox, said, timers } = start();
    await bench.items.outbox.set([
      entry({ nextAt: timers.now() + 60_000 }),
      entry({
        unclear: true,
        nextAt: timers.now() + 60_000,
        target: { kind: 'ticket', ticketId: 4 },
      }),
    ]);
    await outbox.hurry();
    expect(new Set(said.filter((word) => word.startsWith('sent')))).toEqual(new Set(['sent 2']));
    expect(await count(4)).toBe(0);
  });
});
