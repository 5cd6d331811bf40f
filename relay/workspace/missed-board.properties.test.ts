import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call, Party, PbxEvent } from '../../lib/core/call.ts';
import { attemptOf, endsWait, type Reach, reachOf } from '../../lib/core/missed-board.ts';
import { BEGIN, callerParty, PARTY, startWorkbench, type Workbench } from './testing/workbench.ts';

let work: Workbench;
beforeEach(async () => {
  work = await startWorkbench();
});
afterEach(() => work.close());

describe('WS5: any order', () => {
  it('whatever comes in whatever order, what is left are the attempts after the last talk', async () => {
    const happening = fc.record({
      kind: fc.constantFrom('miss', 'talk', 'out', 'mailbox'),
      caller: fc.constantFrom(0, 1),
      at: fc.integer({ min: 0, max: 1_000 }),
    });
    const happenings = fc.array(happening, { maxLength: 8 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(happenings, fc.infiniteStream(fc.nat(1_000)), async (list, order) => {
        run += 1;
        // Callers of their own for each run: all runs are one long day at one relay.
        const callers = [callerParty(run * 2), callerParty(run * 2 + 1)];
        const events = list.flatMap(({ kind, caller, at }, index) =>
          eventsOf(kind, callers[caller]!, at, `r${run}-${index}`),
        );
        const mixed = events
          .map((event) => ({ event, place: order.next().value }))
          .toSorted((a, b) => a.place - b.place);
        for (const { event } of mixed) {
          await work.ledger.record({ event, raw: '', wording: () => '' });
        }
        await work.settled();
        const own = callers.map(({ e164 }) => e164);
        const rows = await work.bench.database.db
          .selectFrom('calls')
          .select('snapshot')
          .where('remote', 'in', own)
          .execute();
        const calls = rows.map(({ snapshot }): Call => {
          const { mark: _mark, ...call } = JSON.parse(snapshot) as Call;
          return call;
        });
        const talks = calls.flatMap((call) => reachOf(call) ?? []);
        const waiting = calls.filter((call) => {
          const attempt = attemptOf(call);
          const ends = ({ at, keys }: Reach) =>
            attempt && keys.includes(attempt.key) && endsWait(at, attempt, {});
          return attempt && !talks.some(ends);
        });
        const shown = (await work.rows())
          .filter(({ key }) => own.includes(key))
          .flatMap(({ callIds }) => callIds);
        expect(shown.toSorted()).toEqual(waiting.map(({ id }) => id).toSorted());
      }),
      { numRuns: 40 },
    );
  });
});

/** What a telephone system says of one call. */
function eventsOf(kind: string, party: Party, at: number, callId: string): PbxEvent[] {
  const about = { source: 'main', callId } as const;
  const seconds = (s: number) => BEGIN + s * 1_000;
  const sides =
    kind === 'out'
      ? ({ direction: 'out', from: PARTY.bob, to: party } as const)
      : ({ direction: 'in', from: party, to: PARTY.line } as const);
  const events: PbxEvent[] = [{ ...about, kind: 'new', at: seconds(at), ...sides }];
  if (kind !== 'miss') {
    const answeredBy = kind === 'mailbox' ? { kind: 'voicemail' as const } : PARTY.bob;
    const who = kind === 'out' ? {} : { answeredBy };
    events.push({ ...about, kind: 'answer', at: seconds(at + 5), ...who });
  }
  events.push({ ...about, kind: 'hangup', at: seconds(at + 9), end: { cause: 'cancel' } });
  return events;
}
