import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardNote } from '../../lib/core/card.ts';
import { agentCallSchema } from '../../lib/protocol/agent-call-schema.ts';
import { liveItem } from '../../lib/storage/live.ts';
import { createMemoryStorage } from '../../lib/storage/memory-storage.ts';
import { createStored } from '../../lib/storage/stored.ts';
import { ELSEWHERE_MS, MISSED_MS, OWN_ENDED_MS, SENT_MS } from './card-life.ts';
import { CARDS_MAX, createCards } from './cards.ts';
import { createManualTimers } from '../../tests/background/manual-timers.ts';
import { IDA, sampleCall } from '../../tests/background/sample-call.ts';

const shared = {
  ...sampleCall().remote,
  matches: [IDA, { ...IDA, userId: 10, name: 'Jörg', weight: 90 }],
};

async function setup(notes: Record<string, CardNote> = {}) {
  const storage = createMemoryStorage();
  const timers = createManualTimers();
  const told: string[] = [];
  const damaged: string[] = [];
  const start = async () => {
    const deps = { storage, now: timers.now, onDamaged: (key: string) => void damaged.push(key) };
    const cards = createCards({
      live: createStored(deps, liveItem(agentCallSchema)),
      now: timers.now,
      noteOf: (id) => notes[id],
    });
    cards.onChange(({ view }) =>
      told.push(`${view.call.id}:${view.call.version}:${view.call.state}`),
    );
    await cards.load();
    return cards;
  };
  return { storage, timers, told, damaged, start, cards: await start() };
}
const one = (cards: Awaited<ReturnType<typeof setup>>['cards'], id = 'c1') => {
  const record = cards.get(id);
  if (!record) throw new Error('no card');
  return record.view;
};

describe('frames into cards', () => {
  it('the same frame twice and an older one change nothing', async () => {
    const { cards, told } = await setup();
    cards.receive(sampleCall({ version: 2 }), { cursor: '2', lead: true });
    cards.receive(sampleCall({ version: 2 }), { cursor: '2', lead: true });
    cards.receive(sampleCall({ version: 1, state: 'queued' }), { cursor: '1', lead: true });
    expect(told).toEqual(['c1:2:ringing']);
  });
  it('any order and doubling of one call’s snapshots ends in the newest', async () => {
    const states = ['queued', 'ringing', 'talking', 'ended'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1 }),
        async (order) => {
          const { cards } = await setup();
          for (const version of order) {
            const state = states[version - 1] ?? 'ended';
            cards.receive(sampleCall({ version, state }), { cursor: String(version), lead: true });
          }
          expect(one(cards).call.version).toBe(Math.max(...order));
        },
      ),
      { numRuns: 50 },
    );
  });
  it('who tries again and again is one card; one that was written for stays', async () => {
    const note: CardNote = { text: 'for c2', internal: true, status: 'draft', keptAt: 1 };
    const { cards } = await setup({ c2: note });
    const call = (id: string, startedAt: number, part: Partial<AgentCall> = {}) =>
      cards.receive(sampleCall({ id, startedAt, ...part }), { lead: true });
    const over = { version: 2, state: 'ended', missed: true, mine: false } as const;
    const shown = () => cards.all().flatMap(({ view }) => (view.dismissed ? [] : [view.call.id]));
    const other = { ...sampleCall().remote, number: '4930111' };
    call('other', 1, { ...over, remote: other });
    call('hidden', 1, { ...over, remote: { ...other, number: undefined, withheld: true } });
    for (const [index, id] of ['c1', 'c2', 'c3'].entries()) {
      call(id, 10 + index);
      call(id, 10 + index, over);
    }
    expect(shown()).toEqual(['c3', 'c2', 'other', 'hidden']);
    // What is told late of an earlier attempt takes no place.
    call('c0', 5, over);
    expect(shown()).toContain('c3');
    call('hidden2', 20, { remote: { ...other, number: undefined, withheld: true } });
    expect(shown()).toContain('hidden');
    // They get through, or are called back.
    call('c4', 30, { state: 'talking', mine: true, direction: 'out' });
    expect(shown()).toEqual(['c4', 'hidden2', 'c2', 'other', 'hidden']);
  });
  it('the first frame names whom the relay knows, at once and with the reason', async () => {
    const { cards } = await setup();
    cards.receive(sampleCall({ remote: { ...sampleCall().remote, matches: [IDA] } }), {
      lead: true,
    });
    expect(one(cards)).toMatchObject({
      identity: 'known',
      chosen: 9,
      people: [{ userId: 9, name: 'Ida Plus', reason: { kind: 'exact', detail: 'phone' } }],
    });
  });
  it('a number of two people chooses nobody', async () => {
    const { cards } = await setup();
    cards.receive(sampleCall({ remote: shared }), { lead: true });
    expect(one(cards)).toMatchObject({ identity: 'known' });
    expect(one(cards).chosen).toBeUndefined();
  });
  it('a choice of the agent stays through later frames', async () => {
    const { cards } = await setup();
    cards.receive(sampleCall({ remote: shared }), { lead: true });
    cards.change('c1', (view) => ({ ...view, chosen: 10 }));
    cards.receive(sampleCall({ version: 2, state: 'talking', mine: true, remote: shared }), {
      lead: true,
    });
    expect(one(cards).chosen).toBe(10);
  });
  it('withheld is withheld, internal is nobody’s customer', async () => {
    const { cards } = await setup();
    cards.receive(
      sampleCall({ remote: { display: '', withheld: true, internal: false, matches: [] } }),
      { lead: true },
    );
    expect(one(cards).identity).toBe('withheld');
    cards.receive(
      sampleCall({
        id: 'c2',
        remote: { display: '23', withheld: false, internal: true, matches: [] },
      }),
      { lead: true },
    );
    expect(one(cards, 'c2').identity).toBe('unknown');
  });
  it('a new device that leads is told, although the call did not change', async () => {
    const { cards } = await setup();
    cards.receive(sampleCall(), { lead: false });
    cards.receive(sampleCall(), { lead: true });
    expect(one(cards).lead).toBe(true);
  });
});

describe('the background is stopped in mid-call', () => {
  it('and goes on with cards, choice, cursor and age', async () => {
    const { cards, start, timers } = await setup();
    cards.receive(sampleCall({ version: 3, state: 'talking', mine: true, remote: shared }), {
      cursor: 'e-7',
      lead: true,
    });
    cards.change('c1', (view) => ({ ...view, chosen: 10 }));
    await cards.settled();
    timers.pass(60_000);
    const again = await start();
    expect(again.cursor()).toBe('e-7');
    expect(again.get('c1')).toEqual(cards.get('c1'));
    again.receive(sampleCall({ version: 2 }), { cursor: 'e-8', lead: true });
    expect(one(again).call.state).toBe('talking');
  });
  it('no kept cursor is ahead of the kept cards, whenever it is stopped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 20 }), async (stopAt) => {
        const { cards, start, storage } = await setup();
        const write = storage.setItem.bind(storage);
        let writes = 0;
        storage.setItem = async (key, value) => {
          await Promise.resolve();
          if (writes++ < stopAt) await write(key, value);
        };
        for (let at = 1; at <= 10; at++) {
          cards.receive(sampleCall({ id: `c${at}` }), { cursor: String(at), lead: true });
          await Promise.resolve();
        }
        await cards.settled();
        const again = await start();
        const kept = Number(again.cursor() ?? 0);
        expect(again.all()).toHaveLength(kept);
      }),
      { numRuns: 30 },
    );
  });
  it('damaged state is put aside, and everything is fetched anew', async () => {
    const { start, storage, damaged } = await setup();
    storage.raw.set('session:live', { v: 1, value: { cards: { c1: 'broken' } } });
    const again = await start();
    expect(again.all()).toEqual([]);
    expect(again.mustFetch()).toBe(true);
    expect(damaged).toEqual(['session:live']);
  });
});

describe('how long a card stays', () => {
  async function at(call: Partial<AgentCall>, note?: CardNote) {
    const all = await setup(note ? { c1: note } : {});
    all.cards.receive(sampleCall(call), { lead: true });
    return {
      ...all,
      stays(ms: number): boolean {
        all.timers.pass(ms);
        all.cards.tick();
        return !one(all.cards).dismissed;
      },
    };
  }
  const ended = { state: 'ended', endedAt: 1 } as const;

  it('taken by somebody else: a few seconds', async () => {
    const card = await at({ state: 'talking', answeredBy: 'Bob Berg' });
    expect(card.stays(ELSEWHERE_MS - 1)).toBe(true);
    expect(card.stays(1)).toBe(false);
  });
  it('missed: minutes', async () => {
    const card = await at({ ...ended, missed: true });
    expect(card.stays(MISSED_MS - 1)).toBe(true);
    expect(card.stays(1)).toBe(false);
  });
  it('missed and settled by somebody: gone', async () => {
    const card = await at({ ...ended, missed: true });
    card.cards.receive(sampleCall({ ...ended, version: 2, missed: true, done: true }), {
      lead: true,
    });
    expect(card.stays(0)).toBe(false);
  });
  it('answered calls are `done` by themselves; the card stays all the same', async () => {
    const card = await at({ ...ended, mine: true, done: true });
    expect(card.stays(1000)).toBe(true);
  });
  it('taken by somebody else and gone, then handed over: it is there again', async () => {
    const taken = { state: 'talking', answeredBy: 'Bob Berg' } as const;
    const card = await at(taken);
    expect(card.stays(ELSEWHERE_MS)).toBe(false);
    card.cards.receive(sampleCall({ ...taken, version: 2, ringing: ['Carl'] }), { lead: true });
    expect(card.stays(0)).toBe(false);
    card.cards.receive(sampleCall({ version: 3 }), { lead: true });
    expect(card.stays(0)).toBe(true);
  });
  it('handed over and put away, then given back: it is there again', async () => {
    const handed = { ...ended, mine: true, transferredTo: { agent: 'Bob Berg' } };
    const card = await at(handed);
    card.cards.change('c1', (view) => ({ ...view, dismissed: true }));
    card.cards.receive(sampleCall({ ...handed, version: 2, answeredBy: 'Bob' }), { lead: true });
    expect(one(card.cards).dismissed).toBe(true);
    card.cards.receive(sampleCall({ version: 3, state: 'talking', mine: true }), { lead: true });
    expect(one(card.cards).dismissed).toBe(false);
  });
  it('put away while it rings: it stays away when it is answered', async () => {
    const card = await at({});
    card.cards.change('c1', (view) => ({ ...view, dismissed: true }));
    card.cards.receive(sampleCall({ version: 2, state: 'talking', mine: true }), { lead: true });
    expect(one(card.cards).dismissed).toBe(true);
  });
  it('first heard of when it was over, and nothing to this agent: never there', async () => {
    expect((await at({ ...ended, done: true })).stays(0)).toBe(false);
  });
  it('a mailbox took it: until it is over, then as missed', async () => {
    const card = await at({ state: 'talking', voicemail: true });
    expect(card.stays(60_000)).toBe(true);
    const over = { ...ended, version: 2, voicemail: true, missed: true };
    card.cards.receive(sampleCall(over), { lead: true });
    expect(card.stays(MISSED_MS - 1)).toBe(true);
    expect(card.stays(1)).toBe(false);
  });
  it('sent on to somebody outside: a few seconds', async () => {
    const card = await at({ state: 'talking', forwarded: true });
    expect(card.stays(ELSEWHERE_MS)).toBe(false);
  });
  it('one’s own, ended: long enough to write', async () => {
    const card = await at({ ...ended, mine: true, answeredBy: 'Alice Agent' });
    expect(card.stays(OWN_ENDED_MS - 1)).toBe(true);
    expect(card.stays(1)).toBe(false);
  });
  it.each(['draft', 'waiting', 'sending', 'refused'] as const)(
    'a note that is %s keeps it for as long as it takes',
    async (status) => {
      const card = await at(
        { ...ended, mine: true },
        { text: 'Call back', internal: true, status, keptAt: 1 },
      );
      expect(card.stays(7 * 24 * 3_600_000)).toBe(true);
    },
  );
  it('a note of a call that somebody else took keeps it, too', async () => {
    const card = await at(
      { ...ended, answeredBy: 'Bob' },
      { text: 'Hm', internal: true, status: 'draft', keptAt: 1 },
    );
    expect(card.stays(3_600_000)).toBe(true);
  });
  it('a note that is sent lets it go', async () => {
    const card = await at(
      { ...ended, mine: true },
      { text: 'Done', internal: true, status: 'sent' },
    );
    expect(card.stays(SENT_MS)).toBe(false);
  });
  it('ringing and talking stay; tick says when to look again', async () => {
    const card = await at({});
    expect(card.stays(5 * 60_000)).toBe(true);
    const talking = await at({ state: 'talking', mine: true, answeredBy: 'Alice' });
    expect(talking.stays(3_600_000)).toBe(true);
    const missed = await at({ ...ended, missed: true });
    expect(missed.cards.tick()).toBe(missed.timers.now() + MISSED_MS);
  });
  it('the age counts while the background is stopped', async () => {
    const card = await at({ state: 'talking', answeredBy: 'Bob Berg' });
    await card.cards.settled();
    card.timers.pass(ELSEWHERE_MS);
    const again = await card.start();
    again.tick();
    expect(one(again).dismissed).toBe(true);
  });
});

describe('bounds', () => {
  it('old ended calls go, running ones and unsent notes stay', async () => {
    const { cards } = await setup({
      old: { text: 'unsent', internal: true, status: 'draft', keptAt: 1 },
    });
    cards.receive(sampleCall({ id: 'old', state: 'ended', startedAt: 1 }), { lead: true });
    cards.receive(sampleCall({ id: 'running', startedAt: 2 }), { lead: true });
    for (let n = 0; n < CARDS_MAX + 20; n++) {
      cards.receive(sampleCall({ id: `n${n}`, state: 'ended', startedAt: 10 + n }), { lead: true });
    }
    expect(cards.all()).toHaveLength(CARDS_MAX);
    expect(cards.get('old')).toBeDefined();
    expect(cards.get('running')).toBeDefined();
    expect(cards.get('n0')).toBeUndefined();
  });
});
