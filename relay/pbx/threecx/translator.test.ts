import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PbxEvent } from '../../../lib/core/call.ts';
import { recordings } from '../../testing/pbx-samples.ts';
import { callsOf } from '../../testing/calls-of.ts';
import { testContext } from '../../testing/test-context.ts';
import { type FakeParticipant, participant } from './fake-threecx.ts';
import { readEntity, readParticipant } from './participant.ts';
import { createThreecxTranslator } from './translator.ts';
import { readNews } from './news-socket.ts';

/** One step: a participant as it is now, `gone` with its place, or the moment after a while. */
type Step = FakeParticipant | { gone: [string, number] } | 'later';

function rig(types: Record<string, string> = {}, queues: string[] = []) {
  const translator = createThreecxTranslator(testContext('threecx'), new Set(queues));
  for (const [dn, type] of Object.entries(types)) translator.learn(dn, type);
  let at = 1_000;
  const events: PbxEvent[] = [];
  const feed = (...steps: Step[]) => {
    for (const step of steps) {
      at += 1;
      if (step === 'later') {
        for (const id of translator.ending()) events.push(...translator.settle(id));
      } else if ('gone' in step && Array.isArray(step.gone)) {
        const [dn, id] = step.gone as [string, number];
        events.push(...translator.removed(dn, String(id), at));
      } else events.push(...translator.upsert(readParticipant(step)!, at));
    }
    return callsOf(events);
  };
  return { feed, events, translator };
}

const RINGS = participant('150', 1, 'Ringing');
const TALKS = participant('150', 1, 'Connected');
const OTHER = participant('151', 2, 'Ringing', { legid: 5 });
const GONE = { gone: ['150', 1] as [string, number] };
const OTHER_GONE = { gone: ['151', 2] as [string, number] };

describe('recordings', () => {
  it.each(recordings('threecx').map(({ file, text }) => [file, text]))('%s', (_file, text) => {
    const [head = '', ...lines] = text.split('\n').filter(Boolean);
    const { calls, types } = JSON.parse(head) as {
      calls: object[];
      types?: Record<string, string>;
    };
    const seen = rig(types).feed(...lines.map((line) => JSON.parse(line) as Step));
    expect(seen).toHaveLength(calls.length);
    expect(seen).toMatchObject(calls);
  });
});

describe('incoming', () => {
  it('rings, is answered, ends', () => {
    const { feed } = rig();
    expect(feed(RINGS)).toMatchObject([
      {
        nativeId: '1264',
        direction: 'in',
        state: 'ringing',
        from: { e164: '493023125741' },
        to: { extension: '150' },
        ringing: [{ extension: '150' }],
      },
    ]);
    expect(feed(TALKS)).toMatchObject([{ state: 'talking', answeredBy: { extension: '150' } }]);
    expect(feed(GONE, 'later')).toMatchObject([{ cause: 'normalClearing', missed: false }]);
  });
  it('removed while ringing is missed', () => {
    expect(rig().feed(RINGS, GONE, 'later')).toMatchObject([
      { state: 'ended', cause: 'cancel', missed: true },
    ]);
  });
  it('the end is when the last one left, not when we were sure', () => {
    const { feed, events } = rig();
    feed(RINGS, GONE, 'later');
    const [, stop, hangup] = events;
    expect(hangup?.at).toBe(stop?.at);
  });
  it('a group: who did not answer stops ringing', () => {
    const { feed } = rig();
    const [call] = feed(RINGS, OTHER, TALKS, OTHER_GONE);
    expect(call).toMatchObject({ state: 'talking', ringing: [] });
    expect(call?.everRang).toHaveLength(2);
  });
  it('the next round of a queue within a moment is the same call', () => {
    const { feed } = rig();
    const [call, ...more] = feed(RINGS, GONE, OTHER, 'later');
    expect(more).toEqual([]);
    expect(call).toMatchObject({ state: 'ringing', ringing: [{ extension: '151' }] });
  });
  it.each([
    [
      { party_caller_id: '03023125741', party_caller_name: '+493023125741' },
      '493023125741',
      undefined,
    ],
    [{ party_caller_id: '', party_caller_name: '+493023125741' }, '493023125741', undefined],
    [{ party_caller_id: '03023125741', party_caller_name: 'Ada' }, '493023125741', 'Ada'],
    [{ party_caller_id: 'Anonymous', party_caller_name: '' }, undefined, undefined],
    [{ party_caller_id: '', party_caller_name: '' }, undefined, undefined],
  ])('caller %j', (fields, e164, name) => {
    const [call] = rig().feed(participant('150', 1, 'Ringing', fields));
    expect(call?.from.e164).toBe(e164);
    expect(call?.from.name).toBe(name);
    expect(call?.from.withheld ?? false).toBe(e164 === undefined);
  });
  it('the dialled number where 3CX gives it', () => {
    const [call] = rig().feed(participant('150', 1, 'Ringing', { party_did: '03012300' }));
    expect(call?.to).toMatchObject({ e164: '493012300' });
  });
});

describe('queues', () => {
  const waits = participant('800', 9, 'Connected', { legid: 2 });
  it('a caller who waits talks to nobody, then rings, and is counted once', () => {
    const { feed } = rig({ '800': 'Wqueue' });
    expect(feed(waits)).toMatchObject([{ state: 'queued', queue: { id: '800' }, talkers: [] }]);
    expect(feed(RINGS)).toMatchObject([{ state: 'ringing', ringing: [{ extension: '150' }] }]);
    expect(feed(GONE, 'later')).toMatchObject([{ state: 'queued' }]);
    const [call, ...more] = feed(OTHER, participant('151', 2, 'Connected'), { gone: ['800', 9] });
    expect(more).toEqual([]);
    expect(call).toMatchObject({ state: 'talking', answeredBy: { extension: '151' } });
  });
  it('named in the options where 3CX does not say it', () => {
    expect(rig({}, ['800']).feed(waits)).toMatchObject([{ state: 'queued' }]);
  });
  it('gives up waiting', () => {
    const { feed } = rig({ '800': 'Wqueue' });
    expect(feed(waits, { gone: ['800', 9] }, 'later')).toMatchObject([
      { state: 'ended', missed: true, cause: 'cancel' },
    ]);
  });
  it('a route point on the way is nobody', () => {
    const route = participant('ROUTER', 3, 'Connected');
    expect(rig({ ROUTER: 'Wroutepoint' }).feed(route, { gone: ['ROUTER', 3] }, 'later')).toEqual(
      [],
    );
  });
});

describe('outgoing and internal', () => {
  const dials = participant('150', 5, 'Dialing', { legid: 1, callid: 77 });
  it('dials, is answered, ends', () => {
    const { feed } = rig();
    expect(feed(dials)).toMatchObject([
      { direction: 'out', from: { extension: '150' }, to: { e164: '493023125741' }, ringing: [] },
    ]);
    expect(feed({ ...dials, status: 'Connected' })[0]?.state).toBe('talking');
    expect(feed({ gone: ['150', 5] }, 'later')[0]).toMatchObject({ cause: 'normalClearing' });
  });
  it('not answered', () => {
    expect(rig().feed(dials, { gone: ['150', 5] }, 'later')[0]).toMatchObject({
      cause: 'noAnswer',
      missed: false,
    });
  });
  it('the own phone that rings first for a click to dial is no incoming call', () => {
    const own = participant('150', 5, 'Ringing', { originated_by_dn: '150' });
    expect(rig().feed(own)).toMatchObject([{ direction: 'out', ringing: [] }]);
  });
  it('the number may come later', () => {
    const { feed } = rig();
    expect(feed({ ...dials, party_caller_id: '' })[0]?.to).toEqual({});
    expect(feed(dials)[0]?.to).toMatchObject({ e164: '493023125741' });
  });
  it('between two extensions, both watched', () => {
    const inside = { party_dn_type: 'Wextension', callid: 88 };
    const caller = participant('150', 6, 'Dialing', {
      ...inside,
      party_dn: '151',
      party_caller_id: '151',
    });
    const callee = participant('151', 7, 'Ringing', {
      ...inside,
      party_dn: '150',
      party_caller_id: '150',
    });
    const { feed } = rig();
    expect(feed(caller, callee)).toMatchObject([
      { direction: 'internal', from: { extension: '150' }, to: { extension: '151' } },
    ]);
    const [call] = feed({ ...callee, status: 'Connected' }, { ...caller, status: 'Connected' });
    expect(call?.talkers.map(({ party }) => party.extension)).toEqual(['151']);
  });
  it('seen first in mid-call: leg 1 began it', () => {
    const talking = participant('150', 5, 'Connected', { legid: 1 });
    expect(rig().feed(talking)).toMatchObject([{ direction: 'out', state: 'talking' }]);
    expect(rig().feed(TALKS)).toMatchObject([{ direction: 'in', state: 'talking' }]);
  });
});

describe('hand-overs', () => {
  it('blind: the same call id', () => {
    const { feed, events } = rig();
    const next = participant('151', 2, 'Ringing', { referred_by_dn: '150' });
    const [call] = feed(RINGS, TALKS, next, GONE, { ...next, status: 'Connected' });
    expect(call?.talkers.map(({ party }) => party.extension)).toEqual(['150', '151']);
    expect(events.filter(({ kind }) => kind === 'transfer')).toMatchObject([
      { transfer: { type: 'blind', by: { extension: '150' }, to: { extension: '151' } } },
    ]);
  });
  it('attended: a participant comes over from the call for advice', () => {
    const inside = {
      party_dn_type: 'Wextension',
      callid: 90,
      party_dn: '150',
      party_caller_id: '150',
    };
    const { feed, events } = rig();
    const calls = feed(
      RINGS,
      TALKS,
      participant('151', 2, 'Ringing', inside),
      participant('151', 2, 'Connected', inside),
      participant('151', 2, 'Connected'),
      GONE,
      'later',
    );
    expect(calls).toMatchObject([
      { nativeId: '1264', state: 'talking', answeredBy: { extension: '151' } },
      { nativeId: '90', state: 'ended' },
    ]);
    expect(events.filter(({ kind }) => kind === 'transfer')).toMatchObject([
      { transfer: { type: 'attended', by: { extension: '150' }, to: { extension: '151' } } },
    ]);
  });
});

describe('RI7: anything is read or ignored', () => {
  it.each([
    '/callcontrol/150/participants/1/../../../etc',
    '/callcontrol/../participants/1',
    '/callcontrol/150/participants/x',
    '/callcontrol/150/devices/1',
    'https://elsewhere/callcontrol/150/participants/1',
    '//elsewhere/callcontrol/150/participants/1',
    '/callcontrol/150/participants/1?x=1',
    undefined,
    5,
  ])('%j is no entity', (path) => expect(readEntity(path)).toBeUndefined());

  it.each(['', 'x', '[]', 'null', '{"event":null}', '{"event":{"event_type":"0","entity":"/x"}}'])(
    '%j is no news',
    (text) => expect(readNews(text)).toBeUndefined(),
  );

  it('any JSON as a participant', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const one = readParticipant(json, '150');
        if (one) expect(one.callId).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('any order of participants: nothing rings for ever once all are gone', () => {
    const id = fc.integer({ min: 1, max: 4 });
    const step = fc.oneof(
      fc.record({
        id,
        dn: fc.constantFrom('150', '151', '800'),
        status: fc.constantFrom('Ringing', 'Connected', 'Dialing', 'Odd'),
        callid: fc.constantFrom(1, 2),
        party_dn_type: fc.constantFrom('Wexternalline', 'Wextension', ''),
        originated_by_dn: fc.constantFrom('', '150'),
      }),
      fc.tuple(fc.constantFrom('150', '151', '800'), id).map((gone) => ({ gone })),
      fc.constant('later' as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { feed } = rig({ '800': 'Wqueue' });
        feed(...(steps as Step[]));
        const all = ['150', '151', '800'].flatMap((dn) =>
          [1, 2, 3, 4].map((one): Step => ({ gone: [dn, one] })),
        );
        for (const call of feed(...all, 'later')) expect(call.state).toBe('ended');
      }),
      { numRuns: 1_000 },
    );
  });
});
