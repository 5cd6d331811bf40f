import metadata from 'libphonenumber-js/max/metadata';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PbxEvent } from '../../lib/core/call.ts';
import { createPhone } from '../../lib/core/phone.ts';
import { openDatabase } from '../store/database.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import type { CallChange } from './changes.ts';
import { createLedger, type Outbox } from './ledger.ts';
import { createSweeper } from './sweeper.ts';
import { createDecide } from '../policy/verdict.ts';

const phone = createPhone(metadata, { homeCountry: 'DE' });
const decide = createDecide({ blocked: [], callerIds: { routes: [] } }, phone);
const wording = ({ action }: { action: string }) => action;

function event(kind: PbxEvent['kind'], callId: string, at: number, rest = {}): PbxEvent {
  return { source: 'main', kind, callId, at, direction: 'in', ...rest };
}
const input = (one: PbxEvent) => ({ event: one, raw: 'raw', wording });

async function open(url = `sqlite:${tempFolder()}/test.db`, outbox?: Outbox) {
  const database = await openDatabase(url);
  const ledger = await createLedger({ db: database.db, decide, outbox });
  const seen: CallChange[] = [];
  ledger.subscribe((change) => seen.push(change));
  let open = true;
  const close = async () => {
    if (open) await database.close();
    open = false;
  };
  onTestFinished(close);
  return { url, db: database.db, ledger, seen, close };
}

describe('RD1, RD3: committed before answered and told', () => {
  it('tells followers in the order of the journal, after the commit', async () => {
    const { ledger, db } = await open();
    const order: string[] = [];
    ledger.subscribe(({ seq, call }) => order.push(`${seq} ${call.nativeId} ${call.state}`));
    const all = await Promise.all([
      ledger.record(input(event('new', 'a', 1))),
      ledger.record(input(event('new', 'b', 2))),
      ledger.record(input(event('answer', 'a', 3))),
      ledger.record(input(event('answer', 'a', 4))),
      ledger.record(input(event('hangup', 'b', 5))),
    ]);
    expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(order).toEqual(['1 a ringing', '2 b ringing', '3 a talking', '5 b ended']);
    expect(ledger.head()).toBe(5);
    const journal = await db.selectFrom('events').select(['kind', 'ignored']).execute();
    expect(journal.map(({ ignored }) => ignored)).toEqual([null, null, null, 'doubled', null]);
  });
  it('has what it tells in the database', async () => {
    const { ledger } = await open();
    const found: unknown[] = [];
    ledger.subscribe(({ call }) => found.push(ledger.get(call.id)));
    const { call } = await ledger.record(input(event('new', 'a', 1)));
    expect(await found[0]).toEqual({ seq: 1, call });
  });
  it('a follower that throws breaks nothing', async () => {
    const { ledger, seen } = await open();
    ledger.subscribe(() => {
      throw new Error('broken follower');
    });
    await ledger.record(input(event('new', 'a', 1)));
    await ledger.record(input(event('answer', 'a', 2)));
    expect(seen).toHaveLength(2);
  });
});

describe('RD5: one that cannot be stored takes no other along', () => {
  it('fails alone', async () => {
    const outbox: Outbox = async (_trx, { call }) => {
      if (call.nativeId === 'bad') throw new Error('cannot be stored');
    };
    const { ledger, db } = await open(undefined, outbox);
    const results = await Promise.allSettled(
      ['a', 'bad', 'b'].map((id) => ledger.record(input(event('new', id, 1)))),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const calls = await db.selectFrom('calls').select('native_id').orderBy('native_id').execute();
    expect(calls.map((row) => row.native_id)).toEqual(['a', 'b']);
  });
});

describe('RD4, RD6: restart and resume', () => {
  it('goes on with a call after a restart, under the same epoch', async () => {
    const first = await open();
    const { call } = await first.ledger.record(input(event('new', 'a', 1)));
    await first.close();
    const second = await open(first.url);
    expect(second.ledger.epoch).toBe(first.ledger.epoch);
    expect(second.ledger.head()).toBe(1);
    const answered = await second.ledger.record(input(event('answer', 'a', 2)));
    expect(answered.call).toMatchObject({ id: call.id, version: 2, state: 'talking' });
  });
  it('replays the newest snapshot of each call after a position', async () => {
    const { ledger } = await open();
    for (const one of [
      event('new', 'a', 1),
      event('new', 'b', 2),
      event('new', 'c', 3),
      event('hangup', 'a', 4),
    ]) {
      await ledger.record(input(one));
    }
    const after = await ledger.after(1, 10);
    expect(after.map(({ seq, call }) => [seq, call.nativeId, call.state])).toEqual([
      [2, 'b', 'ringing'],
      [3, 'c', 'ringing'],
      [4, 'a', 'ended'],
    ]);
    expect(await ledger.after(1, 1)).toHaveLength(1);
  });
  it('RD9: a purge takes journal and calls, and raises the floor for good', async () => {
    const first = await open();
    for (let n = 0; n < 7; n++) {
      await first.ledger.record(input(event('new', `c${n}`, 1000 + n)));
      await first.ledger.record(input(event('hangup', `c${n}`, 2000 + n)));
    }
    await first.ledger.record(input(event('new', 'live', 3000)));
    expect(await first.ledger.purge(2005, 2)).toBe(5);
    expect(first.ledger.floor()).toBe(10);
    expect(await first.db.selectFrom('events').selectAll().execute()).toHaveLength(5);
    expect(await first.ledger.after(first.ledger.floor(), 10)).toHaveLength(3);
    await first.close();
    const second = await open(first.url);
    expect(second.ledger.floor()).toBe(10);
    expect(second.ledger.head()).toBe(15);
  });
});

describe('CM16: an id used again', () => {
  it('is another call, and later events mean the newer one', async () => {
    const { ledger } = await open();
    const first = await ledger.record(input(event('new', 'a', 1000)));
    await ledger.record(input(event('hangup', 'a', 2000)));
    const second = await ledger.record(input(event('new', 'a', 500_000)));
    const answer = await ledger.record(input(event('answer', 'a', 501_000)));
    expect(second.call.id).not.toBe(first.call.id);
    expect(answer.call.id).toBe(second.call.id);
  });
});

describe('RD10: nothing rings for ever', () => {
  const MINUTE = 60_000;
  async function sweepAt(now: number, events: PbxEvent[]) {
    const { ledger, db } = await open();
    for (const one of events) await ledger.record(input(one));
    const limits = { ringingMs: 3 * MINUTE, talkingMs: 240 * MINUTE };
    const sweeper = createSweeper({
      db,
      ledger,
      limits,
      retentionDays: 365,
      clock: () => now,
    });
    await sweeper.sweep();
    const rows = await db.selectFrom('calls').select('snapshot').execute();
    return rows.map(({ snapshot }) => JSON.parse(snapshot));
  }
  const ringing = event('new', 'a', 0, { from: { e164: '49301' } });
  it.each([
    ['ringing, fresh', [ringing], 3 * MINUTE - 1, 'ringing'],
    ['ringing, silent', [ringing], 3 * MINUTE, 'ended'],
    ['ringing, with news', [ringing, event('update', 'a', 2 * MINUTE)], 4 * MINUTE, 'ringing'],
    ['talking', [ringing, event('answer', 'a', 1)], 200 * MINUTE, 'talking'],
    ['talking for ever', [ringing, event('answer', 'a', 1)], 241 * MINUTE, 'ended'],
    ['rejected', [{ ...ringing, flags: { blocked: true } }], MINUTE, 'ended'],
    ['waiting', [{ ...ringing, queue: { name: 'q' }, targets: [] }], 20 * MINUTE, 'queued'],
    ['ended', [ringing, event('hangup', 'a', 1)], 9 * MINUTE, 'ended'],
  ] as [string, PbxEvent[], number, string][])('%s', async (_name, events, now, state) => {
    const [call] = await sweepAt(now, events);
    expect(call).toMatchObject({ state });
  });
  it('marks the end as concluded', async () => {
    const [call] = await sweepAt(5 * MINUTE, [ringing]);
    expect(call).toMatchObject({ endGuessed: true, missed: true, version: 2 });
  });
});
