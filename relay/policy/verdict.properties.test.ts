import metadata from 'libphonenumber-js/max/metadata';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PbxEvent, Verdict } from '../../lib/core/call.ts';
import { createPhone } from '../../lib/core/phone.ts';
import { createLedger } from '../calls/ledger.ts';
import { openDatabase } from '../store/database.ts';
import { arbitraryCallEvents, arbitraryDelivery } from '../testing/arbitrary-events.ts';
import { startTestRelay } from '../testing/test-relay.ts';
import { createDecide } from './verdict.ts';

const phone = createPhone(metadata, { homeCountry: 'DE', areaCode: '30' });
const RULES = {
  blocked: [
    { number: '+49 30 2312*', reason: 'busy' as const, lines: ['030 12300'] },
    { anonymous: true, reason: 'rejected' as const },
    { number: '*', reason: 'busy' as const, lines: ['support'] },
  ],
  callerIds: { default: '030 55571600', routes: [{ dest: '0172*', callerId: '030 55571642' }] },
};
const NO_RULES = { blocked: [], callerIds: { routes: [] } };

/** One question: whatever else happened, every `new` of the call says the same. */
function oneQuestion(events: readonly PbxEvent[]): PbxEvent[] {
  const question = events.find(({ kind }) => kind === 'new');
  return question ? events.map((one) => (one.kind === 'new' ? question : one)) : [...events];
}

/** Verdicts on every `new`, in order; with a restart under other rules in between. */
async function verdictsOf(events: readonly PbxEvent[], restartAt = -1): Promise<Verdict[]> {
  const { db, close } = await openDatabase('sqlite::memory:');
  try {
    const open = (rules: typeof RULES | typeof NO_RULES) =>
      createLedger({ db, decide: createDecide(rules, phone) });
    let ledger = await open(RULES);
    const verdicts: Verdict[] = [];
    let asked = false;
    for (const [index, event] of events.entries()) {
      // Rules may change only after the question: before it there is nothing to keep.
      if (index === restartAt && asked) ledger = await open(NO_RULES);
      const { verdict } = await ledger.record({ event, raw: '', wording: () => '' });
      if (event.kind === 'new') verdicts.push(verdict);
      else expect(verdict).toEqual({ action: 'continue' });
      asked ||= event.kind === 'new';
    }
    return verdicts;
  } finally {
    await close();
  }
}

describe('PO12: one question, one answer', () => {
  it('whatever the order and repetition of the call’s events, a restart and other rules', async () => {
    let rejected = 0;
    let dialled = 0;
    await fc.assert(
      fc.asyncProperty(
        arbitraryCallEvents()
          .map(oneQuestion)
          .filter((events) => events.some(({ kind }) => kind === 'new'))
          .chain((events) => fc.tuple(fc.constant(events), arbitraryDelivery(events), fc.nat(12))),
        async ([events, delivery, restartAt]) => {
          const question = events.filter(({ kind }) => kind === 'new').slice(0, 1);
          const [alone] = await verdictsOf(question);
          if (alone?.action === 'reject') rejected += 1;
          if (alone?.action === 'dial') dialled += 1;
          for (const verdict of await verdictsOf(delivery, restartAt))
            expect(verdict).toEqual(alone);
        },
      ),
      { numRuns: 300 },
    );
    expect(Math.min(rejected, dialled)).toBeGreaterThan(5);
  });

  it('over HTTP: the answer of a test relay, also after a restart with other rules', async () => {
    const relay = await startTestRelay(RULES);
    const sides = 'callId=a&direction=in&from=030/23125741&to=%2B49+30+12300';
    const forms = {
      new: `event=newCall&${sides}`,
      answer: 'event=answer&callId=a&user=Alice&direction=out',
      hangup: 'event=hangup&callId=a&cause=cancel&queue=other',
    };
    const reject = { action: 'reject', reason: 'busy' };
    const orders = fc.shuffledSubarray(['new', 'answer', 'hangup', 'new'] as const, {
      minLength: 4,
    });
    let n = 0;
    let last = '';
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        last = `c${n++}`;
        for (const word of order) {
          const answer = await relay.push(forms[word].replace('callId=a', `callId=${last}`));
          expect(await answer.json()).toEqual(word === 'new' ? reject : {});
        }
      }),
      { numRuns: 25 },
    );
    await relay.close();
    const { databaseUrl } = relay;
    const after = await startTestRelay(NO_RULES, { databaseUrl });
    const push = (callId: string) => after.push(forms.new.replace('callId=a', `callId=${callId}`));
    expect(await (await push(last)).json()).toEqual(reject);
    expect(await (await push('another')).json()).toEqual({});
  });
});
