import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrackedCall } from '../../../lib/core/call-facts.ts';
import { applyEvent } from '../../../lib/core/call-machine.ts';
import { testDialect } from '../../testing/test-dialect.ts';
import { open, phone } from '../../testing/desk-phone.ts';
import { openUrl } from './open-url.ts';

describe('several phones, one call', () => {
  const ring = (ext: string, id: string, remote = '03023125741') =>
    `/incoming?remote=${remote}&ext=${ext}&callid=${id}`;
  const at = (event: string, ext: string, id: string) =>
    `/${event}?remote=03023125741&ext=${ext}&callid=${id}`;
  async function group(options: Record<string, unknown>, changes = {}) {
    const desk = await phone(options, changes);
    return {
      ...desk,
      async say(...rests: string[]) {
        for (const rest of rests) {
          desk.later(200);
          expect(await open(desk, rest)).toEqual({ status: 200, body: '' });
        }
        return desk.calls();
      },
    };
  }
  const JOIN = { joinSeconds: 3 };
  it('one SIP Call-ID at every phone: the call goes on while one talks', async () => {
    const id = 'shared-call-id@10.0.0.1';
    const { say } = await group({});
    const before = await say(
      ring('23', id),
      ring('24', id),
      at('hangup', '25', id),
      at('answered', '24', id),
      at('missed', '23', id),
    );
    expect(before).toMatchObject([{ state: 'talking', answeredBy: { extension: '24' } }]);
    expect(await say(at('hangup', '24', id))).toMatchObject([
      { state: 'ended', missed: false, cause: 'normalClearing' },
    ]);
  });
  it.each(['-at-the-provider@10.0.0.1', '', '7'])(
    'ids %j of their own are joined when the admin says so',
    async (end) => {
      const { say } = await group(JOIN);
      const id = (phoneNumber: string) => (end === '' ? '' : phoneNumber + end);
      const ringing = await say(...['23', '24', '25'].map((ext) => ring(ext, id(ext))));
      expect(ringing).toMatchObject([
        { state: 'ringing', ringing: [{ extension: '23' }, { extension: '24' }, {}] },
      ]);
      expect(ringing).toHaveLength(1);
      expect(
        await say(
          at('missed', '25', id('25')),
          at('answered', '24', id('24')),
          at('missed', '23', id('23')),
        ),
      ).toMatchObject([
        { state: 'talking', answeredBy: { extension: '24' }, everRang: [{}, {}, {}] },
      ]);
      const ended = await say(at('hangup', '24', id('24')), at('hangup', '24', id('24')));
      expect(ended).toMatchObject([{ state: 'ended', missed: false }]);
    },
  );
  it('nobody takes it: it ends with the last phone', async () => {
    const { say } = await group(JOIN);
    const id = (ext: string) => `${ext}-of-its-own@10.0.0.1`;
    const two = ['23', '24'];
    await say(...two.map((ext) => ring(ext, id(ext))));
    expect(await say(at('missed', '23', id('23')))).toMatchObject([
      { state: 'ringing', ringing: [{ extension: '24' }] },
    ]);
    expect(await say(at('missed', '24', id('24')))).toMatchObject([
      { state: 'ended', missed: true, cause: 'noAnswer' },
    ]);
  });
  it('other callers, other lines, a second call at the same phone and later rings stay apart', async () => {
    const { say, later } = await group(JOIN);
    const id = (ext: string) => `${ext}-of-its-own@10.0.0.1`;
    expect(await say(ring('23', id('1')), ring('24', id('2'), '022147103340'))).toHaveLength(2);
    expect(await say(`${ring('25', id('3'))}&line=030231250`)).toHaveLength(3);
    expect(await say(ring('23', id('4')))).toHaveLength(4);
    later(4_000);
    expect(await say(ring('26', id('5')))).toHaveLength(5);
  });
  it('hidden callers are joined only where the line is told', async () => {
    const { say } = await group(JOIN);
    const id = (ext: string) => `${ext}-of-its-own@10.0.0.1`;
    expect(await say(ring('23', id('1'), ''), ring('24', id('2'), ''))).toHaveLength(2);
    const line = '&line=030231250';
    expect(await say(ring('23', id('3'), '') + line, ring('24', id('4'), '') + line)).toHaveLength(
      3,
    );
  });
  it('a restart in the middle', async () => {
    const id = (ext: string) => `${ext}-of-its-own@10.0.0.1`;
    const before = await group(JOIN);
    await before.say(ring('23', id('23')), ring('24', id('24')));
    await before.relay.close();
    const after = await group(JOIN, { databaseUrl: before.relay.databaseUrl });
    await after.say(at('answered', '24', id('24')), at('missed', '23', id('23')));
    expect(await before.calls()).toMatchObject([
      { state: 'talking', answeredBy: { extension: '24' } },
    ]);
    await after.say(at('hangup', '24', id('24')));
    expect(await before.calls()).toMatchObject([{ state: 'ended', missed: false }]);
  });
  it('any order of rings, then any order of what the phones say: one call, and the right one', async () => {
    const phones = ['23', '24', '25', '26'];
    const story = fc.record({
      rings: fc.shuffledSubarray(phones, { minLength: 2 }),
      order: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      taker: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
      ids: fc.constantFrom('own', 'none', 'counter', 'shared'),
    });
    await fc.assert(
      fc.asyncProperty(story, async ({ rings, order, taker, ids }) => {
        const dialect = testDialect(openUrl, { options: JOIN });
        const answering = taker === undefined ? undefined : rings[taker % rings.length];
        const rest = rings.flatMap((ext) =>
          ext === answering
            ? [`answered ${ext}`, `hangup ${ext}`]
            : [`missed ${ext}`, `hangup ${ext}`],
        );
        // Any order that keeps each phone's own.
        const said = rest
          .map((text, place) => ({ text, key: [order[place % 12]! % 5, place] as const }))
          .toSorted((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1])
          .map(({ text }) => text);
        const last = said.findLastIndex((text) => text === `hangup ${answering}`);
        const early = said.findIndex((text) => text === `answered ${answering}`);
        fc.pre(answering === undefined || early < last);
        const calls = new Map<string, TrackedCall>();
        let at = 1_795_000_000_000;
        for (const text of [...rings.map((ext) => `incoming ${ext}`), ...said]) {
          const [event, ext] = text.split(' ');
          at += 100;
          const id = {
            own: `${ext}-at-the-provider`,
            none: '',
            counter: '7',
            shared: 'shared-call-id',
          };
          const query = new URLSearchParams({ remote: '03023125741', ext: ext!, callid: id[ids] });
          const about = { method: 'GET' as const, rest: `/${event}`, query };
          for (const told of await dialect.events('', about, at)) {
            const { call } = applyEvent(calls.get(told.callId), told, () => told.callId);
            calls.set(told.callId, call);
          }
        }
        expect([...calls.values()]).toMatchObject([
          { state: 'ended', direction: 'in', missed: answering === undefined },
        ]);
      }),
      { numRuns: 400 },
    );
  });
  it('says what to write', () => {
    const parse = (joinSeconds: unknown) => () =>
      testDialect(openUrl, { options: { joinSeconds } });
    for (const wrong of [0, 31, 2.5, '3']) expect(parse(wrong)).toThrow('1 to 30');
  });
});
