import { describe, expect, it } from 'vitest';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardView } from '../../lib/core/card.ts';
import { createCards } from './cards.ts';
import { createEnrich, SLOW_MS } from './enrich.ts';
import { createManualTimers } from '../../tests/background/manual-timers.ts';
import { IDA, sampleCall } from '../../tests/background/sample-call.ts';
import { benchOfFile } from '../../tests/background/file-bench.ts';
import { createUntil } from '../../tests/background/until-card.ts';
import { createShortCache } from './short-cache.ts';

const bench = await benchOfFile();

function start() {
  const timers = createManualTimers();
  const cards = createCards({ live: bench.items.live, now: timers.now, noteOf: () => undefined });
  const until = createUntil(cards);
  const errors: unknown[] = [];
  const enrich = createEnrich({
    ...timers,
    cards,
    accounts: bench.accounts,
    cache: createShortCache(30_000, timers.now),
    onError: (error) => void errors.push(error),
  });
  return {
    cards,
    enrich,
    timers,
    errors,
    ring: (call: AgentCall) => {
      cards.receive(call, { lead: true });
      enrich.look(call.id);
    },
    until,
  };
}
const from = (number: string, more: Partial<AgentCall> = {}) =>
  sampleCall({ ...more, remote: { ...sampleCall().remote, number, ...more.remote } });
const all = (_view: CardView, enriched: boolean) => enriched;
const forward = (callId: string, number: string) =>
  fetch(`${bench.sandbox.url}/api/v1/cti/sandbox-cti`, {
    method: 'POST',
    body: new URLSearchParams({
      event: 'newCall',
      direction: 'in',
      callId,
      from: number,
      to: '493012300',
    }),
  });

describe('who calls', () => {
  it('the relay’s match is shown as it is; Zammad adds organisation, e-mail, tickets and groups', async () => {
    const { ring, until, cards } = start();
    ring(
      from('+4930609854180', {
        remote: { ...sampleCall().remote, matches: [{ ...IDA, name: 'I. Plus' }] },
      }),
    );
    expect(cards.get('c1')?.view).toMatchObject({ identity: 'known', chosen: 9 });
    const view = await until(all);
    expect(view.people).toMatchObject([
      {
        name: 'Ida Plus',
        email: 'ida@customer.example',
        reason: { kind: 'exact', detail: 'phone' },
      },
    ]);
    expect(view.tickets?.map(({ id, kind }) => [id, kind])).toEqual([
      [2, 'open'],
      [6, 'pending'],
      [3, 'closed'],
    ]);
    expect(view.tickets?.[0]).toMatchObject({ mine: true, owner: 'Alice Agent' });
    expect(view.lastContactAt).toBe(
      Math.max(...(view.tickets ?? []).map(({ updatedAt }) => updatedAt)),
    );
    expect(view.groups.length).toBeGreaterThan(0);
    expect(view.problems).toEqual([]);
    const searched = (await bench.asked()).filter(({ path }) => path.includes('users/search'));
    expect(searched).toEqual([]);
  });

  it.each([
    ['+49 (0)30 609854-180', '+4930609854180', 9],
    ['030.987.6543', '+49309876543', 18],
    ['0172 1234567, a mobile', '+491721234567', 12],
    ['030/54000006', '+493054000006', 11],
    ['a fax abroad', '+33140205050', 22],
    ['+44 (0)20 7946 0026', '+442079460026', 21],
  ])('stored as %s, called from %s: found by search', async (_stored, number, userId) => {
    const { ring, until } = start();
    ring(from(number));
    expect((await until(all)).chosen).toBe(userId);
  });

  it('a number of two people, each in another spelling: both, and no choice', async () => {
    const { ring, until } = start();
    ring(from('+49407654321'));
    const view = await until(all);
    expect(view.people.map(({ userId }) => userId).sort((a, b) => a - b)).toEqual([14, 15]);
    expect(view.chosen).toBeUndefined();
  });

  it('nobody: said so, and nobody guessed; a person switched off is nobody', async () => {
    const { ring, until } = start();
    ring(from('+4989999980001'));
    expect(await until(all)).toMatchObject({ identity: 'unknown', people: [] });
    ring(from('+49301112223', { id: 'c2' }));
    expect(await until(all, 'c2')).toMatchObject({ identity: 'unknown' });
  });

  it('the caller log by call id, when the relay feeds it', async () => {
    await bench.connect('sandbox-agent1', { forwards: true });
    await forward('c1', '4930609854180');
    const { ring, until } = start();
    ring(from('+4930609854180'));
    expect(await until(all)).toMatchObject({ chosen: 9, identity: 'known' });
    const asked = await bench.asked();
    expect(asked.some(({ path }) => path.includes('cti/log'))).toBe(true);
    expect(asked.some(({ path }) => path.includes('users/search'))).toBe(false);
  });

  it('a "maybe" of the log names a colleague and is never the caller', async () => {
    await bench.connect('sandbox-agent1', { forwards: true });
    await bench.accounts.zammadAt(bench.sandbox.url, 'sandbox-agent2').createTicket({
      title: 'Somebody called',
      groupId: 1,
      customerId: 23,
      direction: 'in',
      body: 'Reach them at 089 99998 765',
      internal: false,
      noteId: 'n1',
    });
    await forward('c1', '498999998765');
    const { ring, until } = start();
    ring(from('+498999998765'));
    // The customer of that ticket, and only as a guess; never the agent who typed it.
    expect((await until(all)).people).toMatchObject([
      { userId: 23, reason: { kind: 'mentioned' } },
    ]);
  });

  it('withheld: nobody is asked', async () => {
    const { ring, timers } = start();
    ring(sampleCall({ remote: { display: '', withheld: true, internal: false, matches: [] } }));
    expect(await bench.asked()).toEqual([]);
    expect(timers.pending()).toBe(0);
  });

  it('a person deleted since the relay read its index is taken off the card', async () => {
    const { ring, until } = start();
    ring(
      from('+4930', { remote: { ...sampleCall().remote, matches: [{ ...IDA, userId: 4711 }] } }),
    );
    expect(await until(all)).toMatchObject({ identity: 'unknown', people: [] });
  });
});

describe('Zammad is not well', () => {
  it.each([
    ['down', 'zammad/unreachable'],
    ['500', 'zammad/broken'],
    ['garbage', 'zammad/broken'],
  ])('%s: the card says so, stays useful, and fills when Zammad is back', async (mode, problem) => {
    await bench.fault(mode);
    const { ring, until, timers } = start();
    ring(from('+4930609854180'));
    const view = await until(({ problems }) => problems.length > 0);
    expect(view).toMatchObject({
      problems: [problem],
      identity: 'unavailable',
      call: { state: 'ringing' },
    });
    await bench.fault('ok');
    timers.pass(2_000);
    expect(await until(all)).toMatchObject({ problems: [], chosen: 9, identity: 'known' });
  });

  it.each([
    ['401', 'zammad/unauthorised'],
    ['403', 'zammad/forbidden'],
  ])(
    '%s: said, not asked again by itself, asked after the connection was mended',
    async (mode, problem) => {
      await bench.fault(mode);
      const { ring, until, timers, enrich } = start();
      ring(from('+4930609854180', { remote: { ...sampleCall().remote, matches: [IDA] } }));
      await until(({ problems }) => problems.length > 0);
      expect((await until(() => true)).problems).toEqual([problem]);
      expect((await until(() => true)).chosen).toBe(9);
      expect(timers.pending()).toBe(0);
      await bench.fault('ok');
      enrich.lookAgain();
      expect((await until(all)).problems).toEqual([]);
    },
  );

  it('slow: said after three seconds, taken back when the answer comes', async () => {
    let answer: () => void = () => {};
    const held = new Promise<void>((done) => {
      answer = done;
    });
    const client = bench.accounts.zammadAt(bench.sandbox.url, 'sandbox-agent1');
    const slow = {
      ...client,
      searchUsers: (...args: Parameters<typeof client.searchUsers>) =>
        held.then(() => client.searchUsers(...args)),
    };
    const account = bench.accounts.zammad();
    if (account) account.client = slow;
    const { ring, until, timers } = start();
    ring(from('+4930609854180'));
    timers.pass(SLOW_MS);
    expect(await until(({ problems }) => problems.length > 0)).toMatchObject({
      problems: ['zammad/slow'],
      identity: 'looking',
    });
    answer();
    expect(await until(all)).toMatchObject({ problems: [], chosen: 9 });
  });

  it('an unexpected failure of ours does not hang the card', async () => {
    const account = bench.accounts.zammad();
    if (account)
      account.client = {
        ...account.client,
        creatableGroups: () => Promise.reject(new TypeError('bug')),
      };
    const { ring, until, errors } = start();
    ring(from('+4930609854180'));
    expect((await until(({ problems }) => problems.length > 0)).chosen).toBe(9);
    expect(errors).toHaveLength(1);
  });
});

describe('picking somebody', () => {
  it('loads that person’s tickets, and a late answer about the one before is dropped', async () => {
    const { ring, until, cards, enrich } = start();
    const two = [IDA, { ...IDA, userId: 14, name: 'Mia Shared' }];
    ring(from('+4930', { remote: { ...sampleCall().remote, matches: two } }));
    cards.change('c1', (view) => ({ ...view, chosen: 9 }), false);
    enrich.look('c1');
    cards.change('c1', (view) => ({ ...view, chosen: 14 }), false);
    enrich.look('c1');
    const view = await until(all);
    expect(view.chosen).toBe(14);
    expect(view.tickets?.map(({ id }) => id)).toEqual([4]);
  });
});
