import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BEGIN, PARTY, type Workbench } from '../workspace/testing/workbench.ts';
import { dump, fill, NAME, NUMBER, OTHER, startPrivacyBench, traces } from './testing/filled.ts';

let work: Workbench;
beforeEach(async () => {
  work = await startPrivacyBench();
});
afterEach(() => work.close());

const path = `/v1/privacy/%2B${NUMBER}`;
const erase = (who: 'alice' | 'bob' = 'alice') => work.ask(who, 'DELETE', path);
const search = async (q: string) =>
  (await work.ask('alice', 'GET', `/v1/calls?q=${encodeURIComponent(q)}`)).body.items as {
    id: string;
  }[];

describe('PV4: erasing', () => {
  it('nothing of number and name is left anywhere in the database', async () => {
    await fill(work);
    work.bench.clock.advance(2_000);
    const { db } = work.bench.database;
    const before = new Set((await traces(db)).map((line) => line.split(':', 1)[0]));
    for (const table of ['calls', 'events', 'call_notes', 'drafts', 'picks', 'exclusions']) {
      expect(before).toContain(table);
    }
    for (const table of ['learned', 'contact_links', 'refused', 'audit', 'forwards']) {
      expect(before).toContain(table);
    }
    const { status, body } = await erase();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      done: true,
      counts: {
        calls: 2,
        notes: 2,
        drafts: 1,
        picks: 1,
        exclusions: 1,
        learned: 1,
        contactLinks: 1,
        refused: 1,
        forwards: 1,
        forwardsWaiting: 1,
      },
    });
    expect(await traces(db)).toEqual([]);
    expect((await dump(db)).filter((line) => /^search_terms.*"[+=]\d*9854/.test(line))).toEqual([]);
  });
  it('calls stay in count, time and outcome, without a caller', async () => {
    const { talked, missed } = await fill(work);
    const before = await work.call(talked);
    await erase();
    const { body } = await work.ask('alice', 'GET', '/v1/calls');
    expect(body.items).toHaveLength(3);
    const after = await work.call(talked);
    expect(after).toMatchObject({
      startedAt: before.startedAt,
      endedAt: before.endedAt,
      answeredAt: before.answeredAt,
      direction: 'in',
      cause: before.cause,
      missed: false,
      talkers: before.talkers,
      to: before.to,
      from: { withheld: true },
    });
    expect(after.version).toBeGreaterThan(before.version);
    expect(await work.call(missed)).toMatchObject({ missed: true, mark: { done: true } });
    const item = body.items.find(({ id }: { id: string }) => id === talked);
    expect(item.remote).toEqual({ display: '', withheld: true, internal: false, matches: [] });
    expect(item).not.toHaveProperty('note');
  });
  it('somebody else’s calls, notes and terms stay as they were', async () => {
    const { other } = await fill(work);
    const before = await work.call(other);
    await erase();
    expect(await work.call(other)).toEqual(before);
    const { body } = await work.ask('alice', 'GET', `/v1/calls/${other}`);
    expect(body.note.text).toBe('has the new number [erased] of Ida');
    work.bench.clock.advance(2_000);
    expect((await search(OTHER)).map(({ id }) => id)).toEqual([other]);
    expect(await search('Ida')).toHaveLength(1);
    expect(await search(NUMBER)).toEqual([]);
    expect(await search('030609854180')).toEqual([]);
    expect(await search('Findbar')).toEqual([]);
  });
  it('every open browser gets the calls anew', async () => {
    const { talked } = await fill(work);
    const client = work.stream('alice');
    await client.next('welcome');
    await erase();
    const frame = await client.next('call', ({ call }) => call.id === talked);
    expect(frame.call.remote).toMatchObject({ withheld: true, matches: [] });
    expect(JSON.stringify(client.calls())).not.toContain(NUMBER);
  });
  it('twice, or nothing there: the same, and no failure', async () => {
    await fill(work);
    await erase();
    const { db } = work.bench.database;
    const calls = await db.selectFrom('calls').selectAll().execute();
    expect((await erase()).body).toEqual({ done: true, counts: {} });
    expect(await db.selectFrom('calls').selectAll().execute()).toEqual(calls);
  });
});

describe('PV6: the audit log', () => {
  it('is written down with a code instead of the number', async () => {
    await fill(work);
    await erase();
    const { db } = work.bench.database;
    const [entry] = await db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'number.erase')
      .execute();
    expect(entry?.actor).toBe('agent:agent1@example.com');
    expect(entry?.subject).toMatch(/^number:#[\w-]{24}$/);
    const { body } = await work.ask('alice', 'GET', path);
    expect(body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['audit']);
  });
});

describe('PV5: calls that go on, and late news', () => {
  const sides = { direction: 'in', from: PARTY.caller, to: PARTY.line } as const;

  it('a running call is refused, and nothing is touched', async () => {
    await fill(work);
    await work.tell(500, 'new', 'running', sides);
    const before = await dump(work.bench.database.db);
    const { status, body } = await erase();
    expect(status).toBe(409);
    expect(body.error).toMatchObject({ code: 'privacy/running' });
    expect(body.error.message).toMatch(/when the call is over/);
    expect((await dump(work.bench.database.db)).filter((line) => !line.startsWith('meta'))).toEqual(
      before.filter((line) => !line.startsWith('meta')),
    );
    await work.tell(600, 'hangup', 'running');
    expect((await erase()).status).toBe(200);
  });
  it('what is told late about an erased call does not bring the number back', async () => {
    const { talked } = await fill(work);
    await erase();
    await work.ledger.record({
      event: { source: 'main', kind: 'update', callId: 'a', at: BEGIN + 20_000, ...sides },
      raw: `late from=${NUMBER}`,
      wording: () => '',
    });
    expect(await traces(work.bench.database.db)).toEqual([]);
    expect(await work.call(talked)).toMatchObject({ from: { withheld: true } });
  });
  it('the same caller, calling again, is a new call', async () => {
    await fill(work);
    await erase();
    const again = await work.miss(90_000, 'again');
    expect(await work.call(again)).toMatchObject({ from: { e164: NUMBER } });
  });
  it('what was on its way is finished after a restart', async () => {
    await fill(work);
    const { db } = work.bench.database;
    await db
      .insertInto('erasures')
      .values({ digits: NUMBER, actor: 'cli', asked_at: 1, taken_at: null })
      .execute();
    const client = work.stream('alice');
    await client.next('welcome');
    work.bench.clock.advance(3_000);
    await expect.poll(() => traces(db)).toEqual([]);
    const [row] = await db.selectFrom('erasures').selectAll().execute();
    expect(row).toMatchObject({ digits: null, done_at: expect.any(Number) });
    expect(NAME).not.toBe('');
  });
});

describe('PV1: who may', () => {
  it('only those who are named may export and erase', async () => {
    await fill(work);
    for (const [method, rest] of [
      ['DELETE', ''],
      ['GET', '/export'],
    ]) {
      const { status, body } = await work.ask('bob', method ?? '', path + rest);
      expect(status).toBe(403);
      expect(body.error.code).toBe('privacy/officer');
    }
    expect((await work.call((await work.ledger.after(0, 1))[0]?.call.id ?? '')).from).toBeDefined();
    expect((await traces(work.bench.database.db)).length).toBeGreaterThan(5);
  });
  it.each(['support', '23', '', '%2B', 'x'.repeat(300)])('%j is no number', async (text) => {
    const { status, body } = await work.ask('alice', 'DELETE', `/v1/privacy/${text || '%20'}`);
    expect(status).toBe(422);
    expect(body.error.code).toBe('number/unreadable');
  });
});
