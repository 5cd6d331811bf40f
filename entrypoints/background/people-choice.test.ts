import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { IDA } from '../../tests/background/sample-call.ts';
import { type PeopleBench, startPeopleBench } from '../../tests/background/people-bench.ts';

let world: PeopleBench;
beforeAll(async () => {
  world = await startPeopleBench();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fine',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );

describe('who it is', () => {
  const SHARED = '+49407654321';

  it('a pick among several is for the team; the other cards of the number follow', async () => {
    const { people, ring, view, until } = await world.start();
    ring(SHARED, 'c1');
    ring(SHARED, 'c2');
    const both = (card: { people: unknown[] }) => card.people.length === 2;
    await until(both, 'c1');
    await until(both, 'c2');
    await people.pick('c1', 15);
    expect([view('c1')?.chosen, view('c2')?.chosen]).toEqual([15, 15]);
    await people.pick('c2', 14);
    expect([view('c1')?.chosen, view('c2')?.chosen]).toEqual([15, 14]);
    await until((card) => card.tickets?.[0]?.title === 'Login trouble', 'c2');
    expect(world.told('/pick')).toEqual([
      { userId: 15, name: 'Nils Shared' },
      { userId: 14, name: 'Mia Shared' },
    ]);
    expect(await codeOf(people.pick('c1', 9))).toBe('call/no-person');
    expect(await codeOf(people.pick('gone', 9))).toBe('call/unknown');
  });

  it('whom the team remembers comes first, the others of the number after them', async () => {
    const { ring, until } = await world.start();
    const mia = { userId: 14, name: 'Mia Shared', weight: 100 };
    const reason = { kind: 'picked' as const, detail: 'Bob Berg' };
    const remote = { display: '', withheld: false, internal: false };
    ring(SHARED, 'c1', { remote: { ...remote, matches: [{ ...mia, reason }] } });
    expect(await until((card) => card.people.length === 2)).toMatchObject({
      chosen: 14,
      people: [{ userId: 14, reason }, { userId: 15 }],
    });
  });

  it('the only one needs no memory', async () => {
    const { people, ring, until } = await world.start();
    ring('+493054000006');
    await until((card) => card.chosen === 11);
    await people.pick('c1', 11);
    expect(world.told('/pick')).toEqual([]);
  });

  it('who was picked and has the number is known by it, not by who picked them', async () => {
    const { ring, until } = await world.start();
    const otto = { userId: 11, name: 'Otto Slash', weight: 100 };
    const reason = { kind: 'picked' as const, detail: 'Bob Berg' };
    const remote = { display: '', withheld: false, internal: false };
    ring('+493054000006', 'c1', { remote: { ...remote, matches: [{ ...otto, reason }] } });
    const { people } = await until((_, enriched) => enriched);
    expect(people).toMatchObject([{ userId: 11, reason: { kind: 'exact', detail: 'phone' } }]);
    // Picked for a number that is not in their record: nothing else says why.
    ring('+493011111', 'c2', { remote: { ...remote, matches: [{ ...otto, reason }] } });
    expect(await until((_, enriched) => enriched, 'c2')).toMatchObject({ people: [{ reason }] });
  });

  it('somebody found by search comes first, for this call only', async () => {
    const { people, ring, view, until, cards } = await world.start();
    ring(SHARED);
    ring(SHARED, 'c2');
    await until((card) => card.people.length === 2);
    await until((card) => card.people.length === 2, 'c2');
    await people.choose('c1', 9);
    expect(view('c2')?.people.map(({ userId }) => userId)).toEqual([14, 15]);
    expect(view()).toMatchObject({
      chosen: 9,
      people: [
        { userId: 9, reason: { kind: 'picked', detail: 'Alice Agent' } },
        { userId: 14 },
        { userId: 15 },
      ],
    });
    await until((card) => (card.tickets?.length ?? 0) > 0);
    expect(world.told('/pick')).toEqual([]);
    // The relay learns who else has the number, a colleague picks one of them: not for this call.
    const call = cards.get('c1')?.view.call;
    if (!call) throw new Error('no call');
    const nils = {
      userId: 15,
      name: 'Nils Shared',
      weight: 100,
      reason: { kind: 'picked' as const },
    };
    const remote = { ...call.remote, matches: [nils] };
    cards.receive({ ...call, version: 2, remote }, { lead: true });
    expect(view()).toMatchObject({ chosen: 9, people: [{ userId: 9 }, { userId: 15 }] });
    cards.receive({ ...call, version: 3, remote: { ...remote, excluded: [9] } }, { lead: true });
    expect(view()?.people.map(({ userId }) => userId)).toEqual([15]);
  });

  it('a guess is not taken for the caller; who says that it is them tells the team', async () => {
    const { people, ring, view, until } = await world.start();
    // Stands in the text of Tom's ticket.
    ring('+4915123456789');
    const guess = await until((card) => card.people.length === 1);
    expect(guess).toMatchObject({ people: [{ userId: 23, reason: { kind: 'mentioned' } }] });
    expect(guess.chosen).toBeUndefined();
    await people.pick('c1', 23);
    expect(view()?.chosen).toBe(23);
    await until((card) => card.tickets !== undefined);
    expect(world.told('/pick')).toEqual([{ userId: 23, name: 'Tom Nonumber' }]);
  });

  it('without a number it holds for this call only', async () => {
    const { people, ring, view, until } = await world.start();
    const remote = { display: '', withheld: true, internal: false, matches: [] };
    ring(undefined, 'c1', { remote });
    ring(undefined, 'c2', { remote });
    await people.choose('c1', 9);
    expect(view('c2')).toMatchObject({ identity: 'withheld', people: [] });
    expect(await until((card) => card.tickets !== undefined)).toMatchObject({ identity: 'known' });
    expect(world.told('/pick')).toEqual([]);
  });

  it('"not them" for every card, whoever finds them; undone it is as before', async () => {
    const { people, ring, view, until, errors } = await world.start();
    ring(SHARED, 'c1');
    ring(SHARED, 'c2');
    await until((card) => card.people.length === 2, 'c1');
    await until((card) => card.people.length === 2, 'c2');
    await people.exclude('c1', 15);
    for (const id of ['c1', 'c2']) {
      expect(view(id)).toMatchObject({ chosen: 14, people: [{ userId: 14 }] });
    }
    await people.exclude('c1', 14);
    expect(await until((card) => card.identity === 'unknown')).toMatchObject({ people: [] });
    // The next call with this number: Zammad still finds both.
    ring(SHARED, 'c3');
    expect(await until((_, enriched) => enriched, 'c3')).toMatchObject({
      identity: 'unknown',
      people: [],
    });
    await people.include('c1', 14);
    expect(await until((card) => card.people.length === 1)).toMatchObject({ chosen: 14 });
    await until((card) => card.people.length === 1, 'c3');
    expect(world.told('/exclude')).toEqual([
      { userId: 15, name: 'Nils Shared', exclude: true },
      { userId: 14, name: 'Mia Shared', exclude: true },
      { userId: 14, name: 'Mia Shared', exclude: false },
    ]);
    expect(errors).toEqual([]);
  });

  it('those whom the relay brings with the call are ruled out as well', async () => {
    const { people, ring, view, cards } = await world.start();
    const remote = { ...at(IDA), number: '+4930609854180' };
    ring('+4930609854180', 'c1', { remote });
    await people.exclude('c1', 9);
    expect(view()).toMatchObject({ people: [] });
    // A frame that was on its way before the relay heard of it.
    const call = cards.get('c1')?.view.call;
    if (call) cards.receive({ ...call, version: 2, state: 'talking' }, { lead: true });
    expect(view()).toMatchObject({ call: { state: 'talking' }, people: [] });
    expect(await codeOf(people.exclude('c1', 9))).toBe('call/no-person');
  });

  it('what the team ruled out elsewhere goes from the open card', async () => {
    const { ring, view, until, cards } = await world.start();
    ring(SHARED);
    await until((card) => card.people.length === 2);
    const call = cards.get('c1')?.view.call;
    if (!call) throw new Error('no call');
    const remote = { ...call.remote, excluded: [15] };
    cards.receive({ ...call, version: 2, remote }, { lead: true });
    expect(view()?.people.map(({ userId }) => userId)).toEqual([14]);
  });
});

const at = (match: typeof IDA) => ({
  display: '',
  withheld: false,
  internal: false,
  matches: [{ ...match, reason: { ...match.reason } }],
});
