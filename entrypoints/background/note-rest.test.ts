import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Noted } from '../../lib/protocol/workspace.ts';
import { RelayError } from '../../lib/relay-client/relay-error.ts';
import type { OutboxEntry } from '../../lib/storage/notes.ts';
import { createManualTimers } from '../../tests/background/manual-timers.ts';
import { ALICE, type Bench, startBench } from '../../tests/background/sandbox-bench.ts';
import { createOutbox, type NoteStatus } from './outbox.ts';

const FOLLOW_UP = 1_800_000_000_000;

describe.each(['5.5', '6.5'] as const)('what belongs to a note, Zammad %s', (flavour) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench(flavour);
  });
  afterAll(() => bench.close());
  beforeEach(async () => {
    await bench.reset();
    await bench.items.outbox.clear();
    await bench.connect();
  });
  const accounting = (on: boolean, more = {}) =>
    fetch(`${bench.sandbox.url}/sandbox/control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ settings: { time_accounting: on, ...more } }),
    });
  const client = () => bench.accounts.zammadAt(bench.sandbox.url, 'sandbox-agent1');

  function start(putNote: (callId: string, note: Noted) => Promise<unknown> = async () => null) {
    const timers = createManualTimers();
    const said: NoteStatus[] = [];
    const outbox = createOutbox({
      ...timers,
      outbox: bench.items.outbox,
      account: () => bench.accounts.zammad(),
      relay: () => ({ putNote }),
      onStatus: (_entry, about) => void said.push(about),
      onError(error) {
        throw error;
      },
    });
    const send = async (more: Partial<OutboxEntry>) => {
      await outbox.add({
        id: crypto.randomUUID(),
        callId: 'c1',
        zammadUrl: bench.sandbox.url,
        userId: ALICE.userId,
        direction: 'in',
        subject: 'Call',
        head: 'Incoming call · Support',
        text: 'Wants a call back',
        internal: true,
        target: { kind: 'ticket', ticketId: 2 },
        createdAt: timers.now(),
        attempts: 0,
        nextAt: 0,
        unclear: false,
        ...more,
      });
      await outbox.work();
    };
    const later = async (ms: number) => {
      timers.pass(ms);
      await outbox.work();
    };
    return { send, later, last: () => said.at(-1), left: () => bench.items.outbox.get() };
  }
  /** Minutes of ticket 2, as Zammad adds them up. */
  async function booked(): Promise<number> {
    const answer = await fetch(`${bench.sandbox.url}/api/v1/tickets/2`, {
      headers: { authorization: 'Token token=sandbox-agent1' },
    });
    return Number(((await answer.json()) as { time_unit: unknown }).time_unit ?? 0);
  }

  it('is all there: head, tags, follow-up, minutes, and the word to the relay', async () => {
    await accounting(true);
    const told: [string, Noted][] = [];
    const { send, last, left } = start(async (...args) => told.push(args));
    await send({ tags: ['rope', 'urgent'], followUpAt: FOLLOW_UP, minutes: 3, outcome: 'reached' });
    expect(last()).toMatchObject({ status: 'sent', articleId: expect.any(Number) });
    expect(last()?.missing).toBeUndefined();
    expect(await client().ticketTags(2)).toEqual(expect.arrayContaining(['rope', 'urgent']));
    const ticket = await client().ticket(2);
    expect(ticket).toMatchObject({ stateType: 'pending reminder', pendingAt: FOLLOW_UP });
    expect(await booked()).toBe(3);
    const article = (await bench.articles(2)).at(-1);
    expect(article?.body).toBe('Incoming call · Support\n\nWants a call back');
    expect(told).toEqual([
      [
        'c1',
        expect.objectContaining({ text: 'Wants a call back', ticketId: 2, outcome: 'reached' }),
      ],
    ]);
    expect(await left()).toEqual([]);
  });
  it('each answer gets lost: nothing is done twice', async () => {
    await accounting(true);
    for (const match of ['POST /api/v1/ticket_articles', 'tags/add', 'time_accountings']) {
      await bench.fault('lost', { match, times: 1 });
      const { send, later, left } = start();
      await send({ tags: ['rope'], minutes: 2, text: match });
      for (let tries = 0; tries < 4; tries++) await later(100_000);
      expect(await left()).toEqual([]);
      expect((await bench.articles(2)).filter(({ body }) => body.includes(match))).toHaveLength(1);
    }
    expect(await booked()).toBe(6);
    expect((await client().ticketTags(2)).filter((tag) => tag === 'rope')).toHaveLength(1);
  });
  it('time accounting is off: no second article, no time, and the card says so', async () => {
    await accounting(false);
    const { send, last } = start();
    await send({ minutes: 3 });
    expect(last()).toMatchObject({ status: 'sent', missing: ['minutes'] });
    const written = (await bench.written('Wants a call back')).map(({ body }) => body);
    expect(written).toHaveLength(1);
    expect(written[0]).not.toContain('time_unit');
  });
  it('Zammad will not take the tags: the text is there, and that is said', async () => {
    const { send, last, left } = start();
    await bench.fault('403', { match: 'tags/add' });
    await send({ tags: ['rope'], followUpAt: FOLLOW_UP });
    expect(last()).toMatchObject({ status: 'sent', missing: ['tags'] });
    expect((await client().ticket(2)).stateType).toBe('pending reminder');
    expect(await left()).toEqual([]);
    await bench.fault('ok');
  });
  it('Zammad goes down after the article: sent, and the rest follows', async () => {
    const { send, later, last, left } = start();
    await bench.fault('down', { match: 'tags/add|PUT' });
    await send({ tags: ['rope'], followUpAt: FOLLOW_UP });
    expect(last()).toMatchObject({ status: 'sent' });
    expect(await left()).toMatchObject([{ rest: { todo: ['tags', 'followUp'] } }]);
    await bench.fault('ok');
    await later(60_000);
    expect(await client().ticketTags(2)).toContain('rope');
    expect(await left()).toEqual([]);
    expect(await bench.written('Wants a call back')).toHaveLength(1);
  });
  it('somebody closes the ticket meanwhile: a late follow-up does not open it again', async () => {
    const { send, later, last } = start();
    await bench.fault('down', { match: 'PUT' });
    await send({ followUpAt: FOLLOW_UP });
    await bench.fault('ok');
    await fetch(`${bench.sandbox.url}/api/v1/tickets/2`, {
      method: 'PUT',
      headers: {
        authorization: 'Token token=sandbox-agent1',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ state: 'closed' }),
    });
    await later(60_000);
    expect((await client().ticket(2)).stateType).toBe('closed');
    expect(last()).toMatchObject({ status: 'sent', missing: ['followUp'] });
  });
  it('a new ticket gets owner, priority and tags with its first article', async () => {
    const { send, last } = start();
    const target = { kind: 'new', title: 'Rope', groupId: 1, ownerId: 4, priorityId: 3 } as const;
    await send({ target, customerId: 9, tags: ['rope'] });
    const id = last()?.ticket?.id ?? 0;
    expect(await client().ticket(id)).toMatchObject({ title: 'Rope', ownerId: 4, priorityId: 3 });
    expect(await client().ticketTags(id)).toEqual(['rope']);
    expect(last()).toMatchObject({ articleId: expect.any(Number) });
  });
  it('the relay is down for long: sent all the same, told when it is back', async () => {
    let up = false;
    let told = 0;
    const { send, later, last, left } = start(async () => {
      if (!up) throw new RelayError('relay/unreachable');
      told++;
    });
    await send({});
    for (let tries = 0; tries < 5; tries++) await later(300_000);
    expect(last()).toMatchObject({ status: 'sent' });
    expect(await left()).toMatchObject([{ rest: { todo: ['history'] } }]);
    up = true;
    await later(300_000);
    expect(told).toBe(1);
    expect(await left()).toEqual([]);
    expect(await bench.written('Wants a call back')).toHaveLength(1);
  });
  it('a call the relay does not know is no reason to wait', async () => {
    const { send, left } = start(() => Promise.reject(new RelayError('relay/not-found')));
    await send({});
    expect(await left()).toEqual([]);
  });
});
