import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent } from './call-machine.ts';
import type { TrackedCall } from './call-facts.ts';
import type { Call, Party, PbxEvent } from './call.ts';
import {
  type Attempt,
  attemptOf,
  byNewest,
  callerKey,
  endsWait,
  isDone,
  isShort,
  missedRows,
  reachOf,
} from './missed-board.ts';

const CALLER: Party = { raw: '030 609854180', e164: '4930609854180' };
const ALICE: Party = { name: 'Alice', extension: '22' };
const BOX: Party = { name: 'Mailbox', kind: 'voicemail' };

function event(kind: PbxEvent['kind'], seconds: number, about: Partial<PbxEvent> = {}): PbxEvent {
  return { source: 'main', kind, callId: 'c1', at: seconds * 1_000, ...about };
}
function play(...events: PbxEvent[]): TrackedCall {
  let call: TrackedCall | undefined;
  for (const one of events) call = applyEvent(call, one, () => one.callId).call;
  if (!call) throw new Error('no events');
  return call;
}
const NEW = event('new', 10, { direction: 'in', from: CALLER });
const GAVE_UP = event('hangup', 25, { end: { cause: 'cancel' } });
const missed = (...more: PbxEvent[]) => play(NEW, GAVE_UP, ...more);
const mark = (done: boolean, seconds: number) => event('update', seconds, { mark: { done } });

describe('MB1: done is what was said last, else how the call ended', () => {
  it('by how it ended', () => {
    expect(isDone(missed())).toBe(false);
    expect(isDone(play(NEW))).toBe(false);
    expect(isDone(play(NEW, event('answer', 12, { answeredBy: ALICE }), GAVE_UP))).toBe(true);
  });
  it('said done, and taken back', () => {
    const done = missed(mark(true, 30));
    expect(done).toMatchObject({ missed: true, mark: { done: true, at: 30_000 }, version: 3 });
    expect(isDone(done)).toBe(true);
    const open = applyEvent(done, mark(false, 40), () => '').call;
    expect(isDone(open)).toBe(false);
    expect(isDone(applyEvent(open, mark(true, 35), () => '').call)).toBe(true);
  });
  it('the same word again is no change', () => {
    const done = missed(mark(true, 30));
    const again = applyEvent(done, mark(true, 50), () => '');
    expect(again).toMatchObject({ changed: false, call: { version: 3, mark: { at: 30_000 } } });
  });
  it('no later event undoes it', () => {
    const late = [
      event('new', 10, { direction: 'in', from: { ...CALLER, name: 'Ida' } }),
      event('hangup', 26, { end: { cause: 'noAnswer' } }),
      event('update', 60, { queue: { name: 'support' } }),
      event('stopRing', 24, { targets: [ALICE] }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(late), (events) => {
        expect(isDone(missed(mark(true, 30), ...events))).toBe(true);
      }),
    );
  });
});

describe('MB2: what is an attempt', () => {
  it('an incoming call that nobody took', () => {
    expect(attemptOf(missed())).toEqual({
      callId: 'c1',
      key: CALLER.e164,
      startedAt: 10_000,
      endedAt: 25_000,
      waitedMs: 15_000,
      voicemail: false,
    });
  });
  it.each<[string, Call]>([
    ['going on', play(NEW)],
    ['answered', play(NEW, event('answer', 12, { answeredBy: ALICE }), GAVE_UP)],
    ['outgoing', play(event('new', 10, { direction: 'out', to: CALLER }), GAVE_UP)],
    ['blocked', play({ ...NEW, flags: { blocked: true } }, GAVE_UP)],
    ['forwarded before answer', play(NEW, event('hangup', 20, { end: { cause: 'forwarded' } }))],
    ['done', missed(mark(true, 30))],
    [
      'done and on voicemail',
      play(NEW, event('answer', 12, { answeredBy: BOX }), GAVE_UP, mark(true, 30)),
    ],
    [
      'answered, then put back by hand',
      play(NEW, event('answer', 12, { answeredBy: ALICE }), GAVE_UP, mark(false, 30)),
    ],
  ])('not one that is %s', (_what, call) => {
    expect(attemptOf(call)).toBeUndefined();
  });
  it('a message waits, also where the mailbox counts as a forwarding', () => {
    const told = play(
      NEW,
      event('hangup', 40, { end: { cause: 'forwarded' }, flags: { voicemail: true } }),
    );
    expect(told).toMatchObject({ missed: false, forwarded: true });
    expect(attemptOf(told)).toMatchObject({ voicemail: true, waitedMs: 30_000 });
  });
});

describe('MB3: one row for each caller', () => {
  it.each<[Party, string | undefined]>([
    [CALLER, '4930609854180'],
    [{ extension: '23' }, 'ext-23'],
    [{ e164: '4930', extension: '23' }, '4930'],
    [{ withheld: true, e164: '4930' }, undefined],
    [{ raw: 'sip:somebody' }, undefined],
    [{}, undefined],
  ])('%j is %s', (party, key) => {
    expect(callerKey(party)).toBe(key);
  });
  it('who cannot be told from others has a row for each call', () => {
    const withheld = play({ ...NEW, from: { withheld: true } }, GAVE_UP);
    expect(attemptOf(withheld)?.key).toBe('c1');
  });

  const attempts = fc.uniqueArray(
    fc.record({
      callId: fc.uuid(),
      key: fc.constantFrom('49301', '49302', 'ext-23'),
      startedAt: fc.integer({ min: 0, max: 5 }),
      endedAt: fc.integer({ min: 5, max: 9 }),
      waitedMs: fc.nat(1_000),
      voicemail: fc.boolean(),
    }),
    { selector: ({ callId }) => callId, maxLength: 150 },
  );
  it('the same rows in any order, each attempt in exactly one', () => {
    fc.assert(
      fc.property(
        attempts.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          ),
        ),
        ([all, shuffled]) => {
          const rows = missedRows(all);
          expect(missedRows(shuffled)).toEqual(rows);
          expect(rows.toSorted(byNewest)).toEqual(rows);
          expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
          expect(rows.reduce((sum, row) => sum + row.attempts, 0)).toBe(all.length);
          for (const row of rows) check(row, all);
        },
      ),
    );
  });
  function check(row: ReturnType<typeof missedRows>[number], all: readonly Attempt[]): void {
    const own = all.filter(({ key }) => key === row.key);
    expect(row.attempts).toBe(own.length);
    expect(row.firstAt).toBe(Math.min(...own.map(({ startedAt }) => startedAt)));
    expect(row.lastAt).toBe(Math.max(...own.map(({ startedAt }) => startedAt)));
    expect(row.waitedMs).toBe(Math.max(...own.map(({ waitedMs }) => waitedMs)));
    expect(row.voicemail).toBe(own.some(({ voicemail }) => voicemail));
    expect(row.waits).toHaveLength(Math.min(10, own.length));
    expect(row.callIds).toHaveLength(Math.min(100, own.length));
    const newest = own.find(({ callId }) => callId === row.callIds[0]);
    expect(newest?.startedAt).toBe(row.lastAt);
    expect(row.waits[0]).toBe(newest?.waitedMs);
  }
});

describe('MB4: waits and rings that are too short', () => {
  it('the wait ends when a mailbox takes over', () => {
    const call = play(NEW, event('answer', 14, { answeredBy: BOX }), GAVE_UP);
    expect(attemptOf(call)).toMatchObject({ waitedMs: 4_000, voicemail: true });
  });
  it.each([
    [0, false, 0, false],
    [1_999, false, 2_000, true],
    [2_000, false, 2_000, false],
    [100, true, 2_000, false],
  ])('%i ms (voicemail %s) under %i ms: %s', (waitedMs, voicemail, minRingMs, short) => {
    const attempt = { ...(attemptOf(missed()) as Attempt), waitedMs, voicemail };
    expect(isShort(attempt, minRingMs)).toBe(short);
  });
});

describe('MB5: a talk ends the wait', () => {
  it('whose, and from when on', () => {
    const answer = event('answer', 12, { answeredBy: ALICE });
    expect(reachOf(play(NEW, answer))).toEqual({ at: 12_000, keys: [CALLER.e164] });
    const out = event('new', 10, { direction: 'out', from: ALICE, to: CALLER });
    expect(reachOf(play(out))).toBeUndefined();
    expect(reachOf(play(out, event('answer', 15)))).toEqual({ at: 15_000, keys: [CALLER.e164] });
    const inside = event('new', 10, {
      direction: 'internal',
      from: ALICE,
      to: { extension: '23' },
    });
    expect(reachOf(play(inside, event('answer', 11)))?.keys).toEqual(['ext-22', 'ext-23']);
  });
  it('a mailbox is nobody, a person after it is', () => {
    const box = event('answer', 12, { answeredBy: BOX });
    expect(reachOf(play(NEW, box))).toBeUndefined();
    const taken = event('answer', 20, { answeredBy: ALICE });
    expect(reachOf(play(NEW, box, taken))?.at).toBe(20_000);
  });
  it('one that went on already does not; one that began during it or later does', () => {
    const attempt = attemptOf(missed()) as Attempt;
    expect(endsWait(9_999, attempt, {})).toBe(false);
    expect(endsWait(10_000, attempt, {})).toBe(true);
    expect(endsWait(90_000, attempt, {})).toBe(true);
  });
  it('what is left are the attempts after the last talk, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100)), fc.array(fc.nat(100)), (starts, talks) => {
        const left = starts.filter(
          (startedAt) => !talks.some((at) => endsWait(at, { startedAt }, {})),
        );
        const last = Math.max(-1, ...talks);
        expect(left).toEqual(starts.filter((startedAt) => startedAt > last));
      }),
    );
  });
});

describe('MB6: put back by hand', () => {
  it('stays until the caller is talked to again', () => {
    const back = missed(mark(true, 30), mark(false, 50));
    const attempt = attemptOf(back) as Attempt;
    expect(attempt).toBeDefined();
    expect(endsWait(30_000, attempt, back)).toBe(false);
    expect(endsWait(50_001, attempt, back)).toBe(true);
  });
});
