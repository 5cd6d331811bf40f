import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { ALICE } from '../hub/testing/bench.ts';
import { ended, ringing } from '../hub/testing/calls.ts';
import { type HistoryLab, openHistoryLab } from './testing/history-lab.ts';

let lab: HistoryLab;
beforeEach(async () => {
  lab = await openHistoryLab({ step: 7, url: `sqlite:${tempFolder()}/test.db` });
  await lab.pair(ALICE);
});
afterEach(() => lab.close());

async function many(count: number): Promise<string[]> {
  for (let n = 100; n < 100 + count; n += 1) {
    const from = { e164: `49301110${n}`, name: `Name${n}` };
    await lab.commit(ended(ringing(`c${n}`, { startedAt: n * 1_000, from })));
  }
  return Array.from({ length: count }, (_, n) => `c${99 + count - n}`);
}

async function terms(): Promise<string[]> {
  const rows = await lab.database.db.selectFrom('search_terms').select('term').distinct().execute();
  return rows.map(({ term }) => term);
}

describe('HS5: the index keeps up', () => {
  it('a call is found as soon as it is told, as it is now', async () => {
    await lab.commit(ringing('c1', { from: { e164: '4930111', name: 'Erste' } }));
    expect(await lab.all(ALICE.id, { q: 'erste' })).toEqual(['c1']);
    await lab.commit(ended(ringing('c1', { from: { e164: '4930111', name: 'Zweite' } })));
    await lab.settle();
    expect(await lab.all(ALICE.id, { q: 'zweite', missed: 'true' })).toEqual(['c1']);
    expect(await lab.all(ALICE.id, { q: 'erste' })).toEqual([]);
  });
  it('a note is found once it is written, its newest one is shown', async () => {
    await many(3);
    await lab.settle();
    await lab.note('c101', 'bitte Rückruf');
    expect(await lab.all(ALICE.id, { q: 'ruckruf' })).toEqual(['c101']);
    lab.clock.advance(1_000);
    await lab.note('c101', 'erledigt', 4);
    const { items } = await lab.page(ALICE.id, { q: 'erledigt' });
    expect(items[0]?.note).toMatchObject({ text: 'erledigt', agent: 'Alice Agent' });
    await lab.note('c101', 'doch nicht', 4);
    expect(await lab.all(ALICE.id, { q: 'erledigt' })).toEqual([]);
  });
  it('a name learned later is found at all calls of its number, a name lost is not', async () => {
    await many(3);
    await lab.commit(ended(ringing('again', { from: { e164: '49301110101' } })));
    await lab.settle();
    await lab.learn('49301110101', 'Jörg Später');
    await lab.settle();
    expect((await lab.all(ALICE.id, { q: 'später' })).sort()).toEqual(['again', 'c101']);
    expect((await lab.all(ALICE.id, { q: 'jorg gmbh' })).sort()).toEqual(['again', 'c101']);
    await lab.learn('49301110101', 'Ina Neu');
    await lab.settle();
    expect(await lab.all(ALICE.id, { q: 'später' })).toEqual([]);
    expect(await lab.all(ALICE.id, { q: 'ina name101' })).toEqual(['c101']);
  });
  it('what was queued when the process was killed is done by the next one', async () => {
    await many(3);
    await lab.settle();
    const row = {
      agent_id: 3,
      agent_name: 'A',
      outcome: null,
      ticket_id: null,
      ticket_number: null,
    };
    const note = { ...row, call_id: 'c101', text: 'unterwegs', at: 1 };
    await lab.database.db.insertInto('call_notes').values(note).execute();
    await lab.restart();
    await lab.settle();
    expect(await lab.all(ALICE.id, { q: 'unterwegs' })).toEqual(['c101']);
  });
  it('calls of before the index are found before, while and after they come in', async () => {
    await lab.close();
    lab = await openHistoryLab({ step: 7, url: `sqlite:${tempFolder()}/test.db`, held: true });
    await lab.pair(ALICE);
    await lab.allow(1);
    const ids = await many(60);
    await lab.settle();
    await lab.note('c120', 'von früher');
    await lab.forget();
    const asked: Record<string, string>[] = [
      { limit: '9' },
      { q: 'name12' },
      { q: 'früher' },
      { missed: 'true', from: '110000', to: '150000' },
    ];
    const sizes: number[] = [];
    while (lab.search.caughtUp()) {
      sizes.push(lab.search.size());
      for (const query of asked) {
        expect(await lab.all(ALICE.id, query)).toEqual(await lab.plain(ALICE.id, query));
      }
      // A new call comes in, the process is killed, the next one goes on where it was.
      if (sizes.length % 3 === 0) await lab.restart();
      await lab.allow(1);
    }
    expect(sizes).toEqual([0, 7, 14, 21, 28, 35, 42, 49, 56]);
    expect(lab.search.size()).toBe(60);
    expect(await lab.all(ALICE.id, { limit: '7' })).toEqual(ids);
    expect(await lab.all(ALICE.id, { q: 'name12' })).toHaveLength(10);
  });
  it('calls that change while older ones come in are in it once', async () => {
    await many(40);
    await lab.settle();
    await lab.forget();
    for (let n = 100; n < 140; n += 3) {
      const from = { e164: '4930999', name: 'Anders' };
      await lab.commit(ended(ringing(`c${n}`, { startedAt: n * 1_000, from, version: 3 })));
      if (n % 2) lab.clock.advance(1_000);
    }
    await lab.settle();
    expect(lab.search.size()).toBe(40);
    expect(await lab.all(ALICE.id, { q: 'anders' })).toHaveLength(14);
    expect(await lab.all(ALICE.id, {})).toHaveLength(40);
  });
});

describe('HS6: what is purged is gone from the index', () => {
  it('calls, and their words', async () => {
    await many(20);
    await lab.note('c103', 'Geheimnis');
    await lab.settle();
    expect(await terms()).toContain('geheimnis');
    await lab.database.db.deleteFrom('calls').where('started_at', '<', 110_000).execute();
    expect(await lab.all(ALICE.id, {})).toHaveLength(10);
    expect(await lab.all(ALICE.id, { q: 'geheimnis' })).toEqual([]);
    lab.clock.advance(60 * 60_000);
    await lab.settle();
    const left = await terms();
    expect(left).not.toContain('geheimnis');
    expect(left).not.toContain('name103');
    expect(left).toContain('name115');
    expect(lab.search.size()).toBe(10);
    const rows = await lab.database.db.selectFrom('search_calls').select('call_id').execute();
    expect(rows).toHaveLength(10);
  });
  it('a purged call does not come back with a note that was queued', async () => {
    await many(3);
    await lab.database.db.deleteFrom('calls').where('id', '=', 'c101').execute();
    await lab.note('c101', 'zu spät');
    await lab.settle();
    expect(await lab.all(ALICE.id, { q: 'spät' })).toEqual([]);
    expect(lab.errors).toEqual([]);
  });
});
