import metadata from 'libphonenumber-js/max/metadata';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PbxEvent } from '../../lib/core/call.ts';
import { createPhone } from '../../lib/core/phone.ts';
import { createLedger } from '../calls/ledger.ts';
import { readNumber } from '../pbx/parties.ts';
import { type Database, openDatabase } from '../store/database.ts';
import type { Entry } from './entries.ts';
import type { Filter } from './filter.ts';
import { followJournal } from './follow.ts';
import { createJournal } from './journal.ts';
import { createStory } from './story.ts';

const phone = createPhone(metadata, { homeCountry: 'DE', areaCode: '30' });

async function open() {
  const { db, close } = await openDatabase('sqlite::memory:');
  onTestFinished(close);
  const ledger = await createLedger({ db, decide: () => ({ action: 'continue' }) });
  const record = (about: Partial<PbxEvent>) =>
    ledger.record({
      event: { source: 'main', kind: 'new', callId: '1', at: 1_000, ...about },
      raw: 'raw',
      wording: () => '{}',
    });
  return { db, record, journal: (filter: Filter = {}) => createJournal(db, filter, phone) };
}

async function refuse(db: Database, at: number, connection: string | null = null) {
  const row = { connection, at, status: 401, reason: 'no', raw: '' };
  await db.insertInto('refused').values(row).execute();
}

async function forward(db: Database, callId: string, about: Record<string, unknown> = {}) {
  const row = {
    call_id: callId,
    kind: 'newCall',
    body: '[["event","newCall"]]',
    created_at: 1_000,
    attempts: 0,
    next_at: 0,
    state: null,
    last_error: null,
    status: null,
    response: null,
  };
  await db
    .insertInto('forwards')
    .values({ ...row, ...about })
    .execute();
}

const brief = (entries: Entry[]) =>
  entries.map((one) => (one.type === 'event' ? `${one.kind} ${one.seq}` : `${one.type} ${one.at}`));

describe('SE7: the journal in order, with what belongs between', () => {
  it('refusals by their time, what Zammad is told behind its event', async () => {
    const { db, record, journal } = await open();
    const { call } = await record({ at: 1_000 });
    await forward(db, call.id);
    await refuse(db, 1_500);
    await record({ kind: 'hangup', at: 2_000 });
    await refuse(db, 9_000);
    const all = await journal().newest(10);
    expect(brief(all)).toEqual([
      'new 1',
      'zammad 1000',
      'refused 1500',
      'hangup 2',
      'refused 9000',
    ]);
    expect(brief(await journal().newest(2))).toEqual(['hangup 2', 'refused 9000']);
    expect(await journal().newest(0)).toEqual([]);
  });
  it('by connection, call, number and time', async () => {
    const { db, record, journal } = await open();
    const from = (text: string) => ({ from: readNumber(text, phone) });
    const first = await record({ ...from('+493023125741'), to: { extension: '23', raw: '23' } });
    await record({ callId: '2', source: 'other', at: 5_000, ...from('+4922147103341') });
    await record({ callId: '2', source: 'other', at: 6_000, kind: 'hangup' });
    await refuse(db, 7_000);
    await refuse(db, 7_001, 'main');
    const of = async (filter: Filter) => brief(await journal(filter).newest(10));
    expect(await of({ connection: 'other' })).toEqual(['new 2', 'hangup 3', 'refused 7000']);
    expect(await of({ call: '1' })).toEqual(['new 1']);
    expect(await of({ call: first.call.id.slice(0, 8) })).toEqual(['new 1']);
    expect(await of({ call: first.call.id })).toEqual(['new 1']);
    expect(await of({ call: '%' })).toEqual([]);
    for (const number of ['030/23125741', '+49 30 23125741', '23125741', '125741', '23']) {
      expect([number, await of({ number })]).toEqual([number, ['new 1']]);
    }
    expect(await of({ number: '0221 47103341' })).toEqual(['new 2', 'hangup 3']);
    expect(await of({ number: '"}%' })).toEqual([]);
    expect(await of({ sinceAt: 6_000 })).toEqual(['hangup 3', 'refused 7000', 'refused 7001']);
  });
  it('damaged rows are shown as far as they go', async () => {
    const { db, record, journal } = await open();
    await record({});
    await db.updateTable('events').set({ parsed: '{"kind"', verdict: '7' }).execute();
    await forward(db, 'gone', { body: 'no json', state: 'sent' });
    const [event, told] = await journal().newest(10);
    expect(event).toMatchObject({ parsed: undefined, verdict: undefined, raw: 'raw' });
    expect(told).toMatchObject({ body: [], state: 'sent' });
    const story = createStory(journal());
    expect(event?.type === 'event' && (await story.tell(event))).toBeUndefined();
  });
});

describe('SE8: what each event made of its call', () => {
  it('also when the first shown event is in the middle of it', async () => {
    const { db, record, journal } = await open();
    await record({});
    await record({ kind: 'answer', at: 2_000, answeredBy: { name: 'Ada' } });
    await record({ kind: 'answer', at: 2_001, answeredBy: { name: 'Ada' } });
    await record({ kind: 'hangup', at: 3_000 });
    const all = await journal().newest(2);
    const story = createStory(createJournal(db, {}, phone));
    const told = [];
    for (const entry of all) if (entry.type === 'event') told.push(await story.tell(entry));
    expect(told.map((one) => [one?.before?.state, one?.after.state])).toEqual([
      ['talking', 'talking'],
      ['talking', 'ended'],
    ]);
    expect(told[0]?.before?.version).toBe(told[0]?.after.version);
  });
  it('a rejected call is blocked there too', async () => {
    const { db } = await openDatabase('sqlite::memory:');
    const ledger = await createLedger({ db, decide: () => ({ action: 'reject', reason: 'busy' }) });
    const event: PbxEvent = { source: 'main', kind: 'new', callId: '1', at: 1, direction: 'in' };
    await ledger.record({ event, raw: '', wording: () => '' });
    const journal = createJournal(db, {}, phone);
    const [entry] = await journal.newest(1);
    const told = entry?.type === 'event' ? await createStory(journal).tell(entry) : undefined;
    expect(told?.after.blocked).toBe(true);
    await db.destroy();
  });
});

describe('SE9: following', () => {
  it('tells everything once, and what Zammad said when it said it', async () => {
    const { db, record, journal } = await open();
    const { call } = await record({});
    await forward(db, call.id);
    let now = 0;
    const stop = new AbortController();
    const printed: string[] = [];
    const told = () => db.updateTable('forwards').set({ state: 'sent', status: 200 }).execute();
    /** What happens while the journal is quiet, one after the other. */
    const happens: (() => Promise<unknown>)[] = [
      () => db.updateTable('events').set({ answer: 'rejected' }).execute(),
      () => record({ kind: 'answer', at: 2_000 }),
      () => refuse(db, 2_500),
      async () => void (now = 1_000),
      async () => void (now = 2_500),
      async () => undefined,
      told,
      async () => stop.abort(),
    ];
    await followJournal({
      journal: journal(),
      limit: 10,
      signal: stop.signal,
      clock: () => now,
      async print(entry) {
        printed.push(entry.type === 'zammad' ? `zammad ${entry.state}` : (brief([entry])[0] ?? ''));
      },
      async printCorrection(entry) {
        printed.push(`corrected ${entry.answer}`);
      },
      pause: async () => void (await happens.shift()?.()),
    });
    // It waits two seconds before a waiting one is shown, and shows it once.
    expect(printed).toEqual([
      'new 1',
      'corrected rejected',
      'answer 2',
      'refused 2500',
      'zammad waiting',
      'zammad sent',
    ]);
  });
  it('is not behind after a flood, and leaves nothing out', async () => {
    const { record, journal } = await open();
    const stop = new AbortController();
    const seen: number[] = [];
    let calls = 0;
    await followJournal({
      journal: journal(),
      limit: 0,
      signal: stop.signal,
      async print(entry) {
        if (entry.type === 'event') seen.push(entry.seq);
      },
      printCorrection: () => Promise.reject(new Error('nothing was corrected')),
      async pause() {
        if (calls > 0) return stop.abort();
        for (; calls < 1_200; calls++) await record({ callId: `c${calls}` });
      },
    });
    expect(seen).toEqual(Array.from({ length: 1_200 }, (_, index) => index + 1));
  });
});
