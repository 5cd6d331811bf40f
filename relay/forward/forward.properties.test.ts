import fc from 'fast-check';
import metadata from 'libphonenumber-js/max/metadata';
import { describe, expect, it } from 'vitest';
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import { applyEvent } from '../../lib/core/call-machine.ts';
import type { Party, PbxEvent, PbxEventKind } from '../../lib/core/call.ts';
import { createPhone } from '../../lib/core/phone.ts';
import { createRoster } from '../../lib/core/roster.ts';
import { readNumber } from '../pbx/parties.ts';
import { allDone, openForwarding } from '../testing/forwarding.ts';
import { type ReceivedEvent, startStrictZammad } from '../testing/strict-zammad.ts';
import { arbitraryCallEvents, arbitraryDelivery } from '../testing/arbitrary-events.ts';
import type { ForwardBody } from './bodies.ts';
import { type ForwardWishes, type PlannedRow, planForwards } from './plan.ts';
import { teamNames } from './team-names.ts';

const phone = createPhone(metadata, { homeCountry: 'DE', areaCode: '30' });
const roster = createRoster({
  agents: [
    {
      id: 7,
      login: 'alice@x.de',
      email: '',
      name: 'Alice Agent',
      phone: '+4930555023',
      mobile: '',
    },
  ],
  mapping: [{ login: 'bob', extensions: ['24', 'PJSIP/bob'] }],
  phone,
});
const team = teamNames(roster, phone);

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '0049 30 1234567',
    '+49 (0)30 609854-180',
    '030/54000006',
    '*31#0301',
    'a\0b',
    '\uD800',
  ),
);
const party: fc.Arbitrary<Party> = fc.oneof(
  fc.constantFrom<Party>(
    { e164: '493023125741', raw: '+49 30 23125741' },
    { name: 'Alice Agent' },
    { extension: '24' },
    { account: 'PJSIP/bob-0000001f' },
    { name: 'voicemail', kind: 'voicemail' },
    { withheld: true },
    {},
  ),
  odd.map((text) => readNumber(text, phone)),
  odd.map((name) => ({ name })),
  odd.map((account) => ({ account })),
);
/** Everything that a telephone system could say about one call. */
const anyEvent: fc.Arbitrary<PbxEvent> = fc.record(
  {
    source: fc.constant('main'),
    callId: fc.constant('c1'),
    kind: fc.constantFrom<PbxEventKind>(
      'new',
      'ring',
      'stopRing',
      'answer',
      'transfer',
      'hangup',
      'update',
    ),
    at: fc.integer({ min: 1, max: 300_000 }),
    direction: fc.constantFrom('in', 'out', 'internal'),
    from: party,
    to: party,
    queue: fc.record({ id: odd, name: odd }, { requiredKeys: [] }),
    targets: fc.array(party, { maxLength: 3 }),
    answeredBy: party,
    answeringNumber: odd,
    transfer: fc.record(
      { type: fc.constantFrom('blind', 'attended', 'forward'), by: party, to: party },
      { requiredKeys: ['type'] },
    ),
    end: fc.record(
      {
        cause: fc.constantFrom('busy', 'forwarded', 'normalClearing', 'cancel'),
        guessed: fc.constant(true),
        word: odd,
        q850: fc.nat(127),
      },
      { requiredKeys: [] },
    ),
    flags: fc.constantFrom({ blocked: true }, { voicemail: true }, {}),
  },
  { requiredKeys: ['source', 'callId', 'kind', 'at'] },
) as fc.Arbitrary<PbxEvent>;
const story = fc
  .array(anyEvent, { minLength: 1, maxLength: 8 })
  .chain((events) =>
    fc
      .array(fc.constantFrom(...events), { maxLength: 8 })
      .map((repeated) => [...events, ...repeated]),
  );
const anyStory = fc.oneof(story, arbitraryCallEvents().chain(arbitraryDelivery));
const outgoing = fc.array(fc.nat(4), { minLength: 1, maxLength: 8 });
const anyWishes = fc.record({
  agentReference: fc.boolean(),
  internal: fc.boolean(),
  transfers: fc.boolean(),
});

/** What one call at Zammad is told may only be this. */
const ONE_CALL = ['newCall', 'newCall answer', 'newCall hangup', 'newCall answer hangup'];
const fieldsOf = (body: ForwardBody) => new URLSearchParams(body);

function checkFields(fields: URLSearchParams): void {
  expect(['in', 'out']).toContain(fields.get('direction'));
  for (const side of ['from', 'to']) {
    const number = fields.get(side) ?? '';
    expect(number).not.toBe('');
    expect(number).not.toMatch(/^\+|[\p{Cc}\p{Cs}]/u);
  }
  for (const [, text] of fields) expect([...text].length).toBeLessThanOrEqual(100);
  expect(fields.getAll('user').length).toBeLessThanOrEqual(1);
  if (fields.get('event') !== 'newCall') expect(fields.has('user[]')).toBe(false);
  if (fields.get('direction') === 'out') expect(fields.has('user')).toBe(false);
}

/** Outbox and queue without a database. @param sent how many go out after each event of the call */
function tell(events: readonly PbxEvent[], sent: readonly number[], wishes: ForwardWishes) {
  let rows: PlannedRow[] = [];
  let call: TrackedCall | undefined;
  for (const [index, event] of events.entries()) {
    const applied = applyEvent(call, event, () => 'id');
    call = applied.call;
    if (!applied.changed) continue;
    const { stands, fresh } = planForwards(call, rows, { team, wishes });
    const waiting = fresh.map(({ kind, body }) => ({ kind, body, state: null, last_error: null }));
    const all = [...stands, ...waiting];
    const open = all.filter(({ state }) => state === null).slice(0, sent[index % sent.length]);
    rows = all.map((row) => (open.includes(row) ? { ...row, state: 'sent' } : row));
  }
  return { call, bodies: rows.map(({ body }) => fieldsOf(JSON.parse(body) as ForwardBody)) };
}

function byCall(list: { callId: string; event: string }[]): Map<string, string> {
  const told = new Map<string, string>();
  for (const { callId, event } of list) {
    told.set(callId, `${told.get(callId) ?? ''} ${event}`.trim());
  }
  return told;
}

describe('RF1: any order and doubling of everything a telephone system can say', () => {
  it('at most one newCall, answer, hangup, in that order, in words that Zammad can store', () => {
    fc.assert(
      fc.property(anyStory, outgoing, anyWishes, (events, sent, options) => {
        const { call, bodies } = tell(events, sent, options);
        bodies.forEach(checkFields);
        const told = byCall(
          bodies.map((fields) => ({
            callId: fields.get('callId') ?? '',
            event: fields.get('event') ?? '',
          })),
        );
        for (const words of told.values()) expect(ONE_CALL).toContain(words);
        if (!options.transfers) expect(told.size).toBeLessThanOrEqual(1);
        // Whatever was begun is ended with the call, the parts before the last one always.
        const ended = call?.state === 'ended';
        [...told.values()].forEach((words, index) => {
          if (ended || index < told.size - 1) expect(words).toMatch(/hangup$/);
        });
      }),
      { numRuns: 4_000 },
    );
  });
  it('the same through database, queue and a Zammad as strict as the real one', async () => {
    const zammad = await startStrictZammad();
    const relay = await openForwarding(zammad, {
      internal: true,
      transfers: true,
      agents: [{ login: 'bob', extensions: ['24', 'PJSIP/bob'], numbers: [], names: [] }],
    });
    await relay.pair(7, 'Alice Agent', 'alice@x.de');
    relay.forwarder.start();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyStory, { minLength: 1, maxLength: 3 }), async (stories) => {
        run++;
        const before = zammad.received.length;
        const calls = stories.map((events, index) =>
          events.map((event) => ({ ...event, callId: `${run}-${index}` })),
        );
        const length = Math.max(...calls.map((events) => events.length));
        for (let at = 0; at < length; at++) {
          await relay.play(...calls.flatMap((events) => events.slice(at, at + 1)));
        }
        await relay.settled(allDone);
        const fresh: ReceivedEvent[] = zammad.received.slice(before);
        fresh.forEach(({ fields }) => checkFields(fields));
        for (const words of byCall(fresh).values()) expect(ONE_CALL).toContain(words);
      }),
      { numRuns: 150 },
    );
    expect(zammad.errors()).toEqual([]);
    expect(zammad.mostAtOnce()).toBe(1);
  });
});
