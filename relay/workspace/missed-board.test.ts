import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import { missedListSchema } from '../../lib/protocol/workspace.ts';
import { temporaryFile } from '../hub/testing/bench.ts';
import { BEGIN, callerParty, PARTY, startWorkbench, type Workbench } from './testing/workbench.ts';

let work: Workbench;
beforeEach(async () => {
  work = await startWorkbench();
});
afterEach(() => work.close());

const keys = async () => (await work.rows()).map(({ key }) => key);
const done = async (id: string) => (await work.call(id)).mark?.done === true;
async function restart(file: string, options: object = {}): Promise<void> {
  await work.close();
  work = await startWorkbench({ file, ...options });
}

describe('WS6: rows', () => {
  it('one for each caller, latest attempt first, as the schema says', async () => {
    await work.miss(0, 'a');
    await work.miss(500, 'b', { from: callerParty(1) });
    await work.miss(1_000, 'c', { from: { ...PARTY.caller, name: 'Ida Plus' } });
    await work.miss(700, 'd', { from: { withheld: true } });
    await work.miss(600, 'e', { from: { extension: '77' } });
    const { body } = await work.ask('alice', 'GET', '/v1/missed');
    expect(v.is(missedListSchema, body)).toBe(true);
    expect(body.total).toBe(4);
    const ids = await Promise.all(
      ['a', 'c', 'd'].map(
        async (nativeId) =>
          (
            await work.bench.database.db
              .selectFrom('calls')
              .select('id')
              .where('native_id', '=', nativeId)
              .executeTakeFirstOrThrow()
          ).id,
      ),
    );
    expect(body.items[0]).toEqual({
      key: '4930609854180',
      number: '+4930609854180',
      display: '+49 30 609854180',
      name: 'Ida Plus',
      matches: [],
      attempts: 2,
      firstAt: BEGIN,
      lastAt: BEGIN + 1_000_000,
      line: '+49 30 12300',
      waits: [10_000, 10_000],
      waitedMs: 10_000,
      mine: false,
      callIds: [ids[1], ids[0]],
    });
    expect(body.items.map(({ key }: { key: string }) => key)).toEqual([
      '4930609854180',
      ids[2],
      'ext-77',
      callerParty(1).e164,
    ]);
    expect(body.items[1]).toMatchObject({ display: '', attempts: 1 });
    expect(body.items[1]).not.toHaveProperty('number');
    expect(body.items[2]).toMatchObject({ display: '77' });
  });
  it('pages without gap or doubling, also at equal times', async () => {
    for (let n = 0; n < 25; n += 1) await work.miss(n >> 2, `c${n}`, { from: callerParty(n) });
    const all = await keys();
    const paged: string[] = [];
    let next: string | undefined;
    do {
      const cursor: string = next === undefined ? '' : `&cursor=${next}`;
      const { body } = await work.ask('alice', 'GET', `/v1/missed?limit=7${cursor}`);
      expect(body.total).toBe(25);
      paged.push(...body.items.map(({ key }: { key: string }) => key));
      next = body.next;
    } while (next !== undefined);
    expect(paged).toEqual(all);
    expect(new Set(paged).size).toBe(25);
  });
  it('names the line by its label, and the people behind the number', async () => {
    await work.close();
    work = await startWorkbench({
      config: { lines: [{ match: '+49 30 12300', label: 'Support', private: false }] },
    });
    await work.ask('bob', 'POST', `/v1/numbers/${encodeURIComponent('+4930609854180')}/pick`, {
      userId: 7,
      name: 'Ida Plus',
    });
    await work.miss(0, 'a');
    expect(await work.rows()).toMatchObject([
      { line: 'Support', matches: [{ userId: 7, name: 'Ida Plus' }] },
    ]);
  });
  it('leaves out rings that are too short, what is forwarded, and blocked callers', async () => {
    await work.close();
    work = await startWorkbench({ config: { missed: { minRingMs: 2_000, days: 30 } } });
    const sides = { direction: 'in', from: PARTY.caller, to: PARTY.line } as const;
    await work.tell(0, 'new', 'short', sides);
    const short = await work.tell(1.9, 'hangup', 'short', { end: { cause: 'cancel' } });
    await work.tell(0, 'new', 'sent', sides);
    await work.tell(10, 'hangup', 'sent', { end: { cause: 'forwarded' } });
    await work.tell(0, 'new', 'blocked', { ...sides, flags: { blocked: true } });
    await work.tell(10, 'hangup', 'blocked');
    expect(await work.rows()).toEqual([]);
    await work.miss(20, 'long');
    expect(await work.rows()).toMatchObject([{ attempts: 1 }]);
    await work.talk(60, 'talk');
    await work.settled();
    expect(await done(short)).toBe(true);
  });
  it('only of what one may see: a private line stays with those it names', async () => {
    await work.close();
    work = await startWorkbench({
      config: { lines: [{ match: '+49 30 777777', private: true }], visibility: 'team' },
    });
    const to = { e164: '4930777777' };
    await work.miss(0, 'a');
    await work.miss(100, 'b', { to, targets: [PARTY.bob] });
    await work.miss(200, 'c', { to, targets: [PARTY.bob], from: callerParty(1) });
    expect(await work.rows('alice')).toMatchObject([{ attempts: 1, key: '4930609854180' }]);
    expect(await work.rows('bob')).toMatchObject([
      { attempts: 1, key: callerParty(1).e164 },
      { attempts: 2, key: '4930609854180' },
    ]);
    const claim = { claim: true };
    const path = `/v1/missed/${callerParty(1).e164}/claim`;
    expect(await work.ask('alice', 'POST', path, claim)).toMatchObject({
      status: 404,
      body: { error: { code: 'missed/not-found' } },
    });
    expect(
      (await work.ask('alice', 'POST', '/v1/calls/done', { keys: [callerParty(1).e164] })).body,
    ).toEqual({ ids: [] });
    expect((await work.ask('bob', 'POST', path, claim)).status).toBe(204);
  });
});

describe('WS5: a wait ends', () => {
  const out = { direction: 'out', from: PARTY.bob, to: PARTY.caller } as const;

  it('when anybody reaches the caller: all attempts are done, with frames', async () => {
    const client = work.stream('alice');
    await client.next('welcome');
    const [a, b] = [await work.miss(0, 'a'), await work.miss(100, 'b')];
    await work.tell(200, 'new', 'back', out);
    expect(await keys()).toHaveLength(1);
    await work.tell(210, 'answer', 'back');
    for (const id of [a, b]) {
      const frame = await client.next('call', ({ call }) => call.id === id && call.done);
      expect(frame.call.missed).toBe(true);
    }
    await work.settled();
    expect(await work.rows()).toEqual([]);
    expect(await work.call(a)).toMatchObject({ mark: { done: true } });
    expect((await work.call(a)).mark).not.toHaveProperty('by');
  });
  it('not when the call back is not answered, or only by a mailbox', async () => {
    await work.miss(0, 'a');
    await work.tell(200, 'new', 'back', out);
    await work.tell(230, 'hangup', 'back', { end: { cause: 'noAnswer' } });
    await work.tell(300, 'new', 'again', { direction: 'in', from: PARTY.caller, to: PARTY.line });
    await work.tell(310, 'answer', 'again', { answeredBy: { kind: 'voicemail' } });
    await work.settled();
    expect(await keys()).toEqual(['4930609854180']);
  });
  it('when the caller gets through', async () => {
    const id = await work.miss(0, 'a');
    await work.talk(100, 'through');
    await work.settled();
    expect(await done(id)).toBe(true);
  });
  it('an attempt while the caller’s number is on the line already still waits', async () => {
    await work.talk(0, 'anna');
    const second = await work.miss(60, 'second');
    await work.tell(300, 'hangup', 'anna', { end: { cause: 'normalClearing' } });
    await work.settled();
    expect(await done(second)).toBe(false);
    await work.talk(400, 'later');
    await work.settled();
    expect(await done(second)).toBe(true);
  });
  it('a call that began to ring before the attempt and was taken after it ends the wait', async () => {
    const sides = { direction: 'in', from: PARTY.caller, to: PARTY.line } as const;
    await work.tell(0, 'new', 'queue', sides);
    const attempt = await work.miss(60, 'impatient');
    await work.tell(120, 'answer', 'queue', { answeredBy: PARTY.alice });
    await work.settled();
    expect(await done(attempt)).toBe(true);
  });
  it('between internal numbers', async () => {
    const id = await work.miss(0, 'a', { from: { extension: '77' } });
    await work.tell(50, 'new', 'back', {
      direction: 'internal',
      from: PARTY.alice,
      to: { extension: '77' },
    });
    await work.tell(60, 'answer', 'back', { answeredBy: { extension: '77' } });
    await work.settled();
    expect(await done(id)).toBe(true);
  });
  it.each(['4930609854180', 'ext-77'])(
    'the talk is known before the missed call: %s',
    async (key) => {
      const from = key === 'ext-77' ? { extension: '77' } : PARTY.caller;
      await work.talk(100, 'through', { from });
      const late = await work.miss(0, 'late', { from });
      const after = await work.miss(150, 'after', { from });
      await work.settled();
      expect(await done(late)).toBe(true);
      expect(await done(after)).toBe(false);
      expect(await keys()).toEqual([key]);
    },
  );
  it('the next attempt begins a new row', async () => {
    await work.miss(0, 'a');
    await work.talk(100, 'through');
    await work.settled();
    const next = await work.miss(200, 'b');
    expect(await work.rows()).toMatchObject([{ attempts: 1, callIds: [next] }]);
  });
  it('a missed call that turns out to be answered leaves the board', async () => {
    const sides = { direction: 'in', from: PARTY.caller, to: PARTY.line } as const;
    await work.tell(0, 'new', 'a', sides);
    await work.tell(60, 'hangup', 'a', { end: { guessed: true, word: 'no news' } });
    expect(await keys()).toHaveLength(1);
    await work.tell(50, 'answer', 'a', { answeredBy: PARTY.alice });
    expect(await keys()).toEqual([]);
  });
  it('put back by hand it stays until the next talk', async () => {
    const id = await work.miss(0, 'a');
    await work.talk(100, 'through');
    await work.settled();
    await work.ask('bob', 'POST', `/v1/calls/${id}/done`, { done: false });
    await work.tell(130, 'update', 'through', { queue: { name: 'support' } });
    await work.settled();
    expect(await keys()).toEqual(['4930609854180']);
    await work.talk(500, 'again');
    await work.settled();
    expect(await keys()).toEqual([]);
  });
  it('when the relay was down in between', async () => {
    const { file, remove } = await temporaryFile();
    await restart(file);
    const ids = [await work.miss(0, 'a'), await work.miss(50, 'b', { from: { extension: '77' } })];
    const left = await work.miss(90, 'c', { from: callerParty(9) });
    await work.talk(100, 'through');
    await work.talk(100, 'inside', { from: { extension: '77' } });
    await work.settled();
    // As if it had been killed before it could write.
    const { db } = work.bench.database;
    for (const id of ids) {
      const { mark: _mark, ...call } = (await work.call(id)) as TrackedCall;
      const { mark: _said, ...facts } = call.facts;
      const snapshot = JSON.stringify({ ...call, facts });
      await db.updateTable('calls').set({ snapshot, todo: 1 }).where('id', '=', id).execute();
    }
    await restart(file);
    await work.settled();
    for (const id of ids) expect(await done(id)).toBe(true);
    expect(await work.rows()).toMatchObject([{ callIds: [left] }]);
    await work.close();
    await remove();
    work = await startWorkbench();
  });
  it('what could not be written is tried again', async () => {
    const id = await work.miss(0, 'a');
    const { mark } = work.ledger;
    let broken = true;
    work.ledger.mark = (input) =>
      broken && input.callId === id ? Promise.reject(new Error('disk full')) : mark(input);
    await work.talk(100, 'through');
    await work.settled();
    expect(await done(id)).toBe(false);
    expect(work.bench.lines.map(({ message }) => message).join()).toContain('trying again');
    broken = false;
    work.bench.clock.advance(61_000);
    await work.settled();
    expect(await done(id)).toBe(true);
  });
  it('goes by age, and by the retention', async () => {
    await work.close();
    work = await startWorkbench({ config: { missed: { minRingMs: 0, days: 3 } } });
    await work.miss(0, 'a');
    await work.miss(86_400, 'b', { from: callerParty(1) });
    expect(await keys()).toHaveLength(2);
    work.bench.clock.advance(3 * 86_400_000 + 3_600_000);
    await work.settled();
    expect(await keys()).toEqual([callerParty(1).e164]);
  });
});
