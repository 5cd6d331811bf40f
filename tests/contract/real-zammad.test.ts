/**
 * A real relay feeding a real Zammad: not one error, and its caller log equals our calls.
 *
 *   OFFHOOK_E2E_ZAMMAD_URL    its address
 *   OFFHOOK_E2E_CTI_URL       its CTI endpoint with the token
 *   OFFHOOK_E2E_TOKEN_AGENT1  a token with cti.agent
 *   OFFHOOK_E2E_KNOWN_PERSON  `Ida Plus` (default), whose number there is +49 30 609854180
 *
 * Without them these tests are skipped; the rows that a run leaves in the caller log stay there.
 */
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../lib/core/call.ts';
import { genericEncoder } from '../../relay/cli/encode/generic.ts';
import { SCENARIOS } from '../../relay/cli/scenarios/list.ts';
import type { Scenario } from '../../relay/cli/scenarios/step.ts';
import { IDA } from '../e2e/harness/callers.ts';
import { differences, readCallerLog } from './caller-log.ts';
import { HOSTILE_PUSHES } from './hostile-pushes.ts';
import { MINUTE_MS, NO_ZAMMAD, openWorld, TOKEN, ZAMMAD } from './real-zammad-world.ts';

const PERSON = process.env['OFFHOOK_E2E_KNOWN_PERSON'] ?? IDA.name;
/** Zammad's time is real: pauses of calls are kept, this much shorter. */
const SPEED = 4;
/** Calls at a time; the caller log shows the newest 60. */
const SCENARIOS_AT_ONCE = 6;

/** An end that overtakes its call could be meant for another call of the same caller: alone. */
function atOnce(todo: readonly Scenario[]): number {
  const alone = todo.findIndex(({ group }) => group === 'What goes wrong');
  if (alone === 0) return 1;
  return alone < 0 ? SCENARIOS_AT_ONCE : Math.min(alone, SCENARIOS_AT_ONCE);
}

describe.skipIf(NO_ZAMMAD)('RF: a real Zammad', () => {
  it(
    'takes every scenario, and its caller log equals our calls',
    async () => {
      const world = await openWorld();
      const { push } = await world.serve();
      const wrong: string[] = [];
      let compared = 0;
      const todo = [...SCENARIOS];
      while (todo.length > 0) {
        const known = new Set((await world.calls()).map(({ id }) => id));
        await Promise.all(
          todo.splice(0, atOnce(todo)).map(async ({ name, steps }) => {
            const context = {
              id: (call: string) => `${name}-${call}`,
              options: {},
              address: () => '',
              now: 0,
              earlier: [],
            };
            for (const step of steps) {
              await pause(step.afterMs / SPEED);
              for (const { body } of genericEncoder.encode(step, context)) {
                expect((await push(String(body))).status).toBe(200);
              }
            }
          }),
        );
        await world.settled();
        const fresh = (await world.told()).filter(({ id }) => !known.has(id));
        compared += fresh.length;
        wrong.push(...(await world.compare(fresh)));
      }
      process.stdout.write(
        `${SCENARIOS.length} scenarios, ${compared} calls compared, ${world.gateway.noted.length} events told\n`,
      );
      expect(world.errors()).toEqual([]);
      expect(world.gateway.mostAtOnce()).toBe(1);
      expect(wrong).toEqual([]);
    },
    10 * MINUTE_MS,
  );

  it(
    'takes what is left of hostile pushes, in any order and repetition',
    async () => {
      const world = await openWorld();
      const { push } = await world.serve();
      for (const { body, contentType } of HOSTILE_PUSHES) {
        expect((await push(body, contentType)).status).toBeLessThan(500);
      }
      await world.settled();
      const event = fc.tuple(
        fc.constantFrom('newCall', 'answer', 'hangup', 'NEWCALL', 'hungUp'),
        fc.constantFrom('in', 'out', '', 'IN', 'sideways'),
        fc.constantFrom('030 23125741', '0049 30 23125741', '+49 (0)30 23125741', '', 'anonymous'),
        fc.constantFrom('user=Alice Agent', 'user[]=Alice&user[]=Bob', 'user=', ''),
        fc.constantFrom('cause=busy', 'cause=forwarded', 'cause=<b>', ''),
      );
      const calls = fc.sample(fc.array(event, { minLength: 1, maxLength: 10 }), {
        numRuns: 120,
        seed: 20_261_121,
      });
      await Promise.all(
        calls.map(async (events, call) => {
          for (const [word, direction, from, user, cause] of events) {
            const body = `event=${word}&callId=r${call}&direction=${direction}&from=${encodeURIComponent(from)}&to=493012300&${user}&${cause}`;
            // Twice at the same time.
            const answers = await Promise.all([push(body), push(body)]);
            for (const { status } of answers) expect(status).toBeLessThan(500);
          }
        }),
      );
      await world.settled();
      const told = await world.told();
      process.stdout.write(
        `${told.length} calls of hostile pushes, ${world.gateway.noted.length} events told\n`,
      );
      expect(world.errors()).toEqual([]);
      expect(world.gateway.mostAtOnce()).toBe(1);
      // What was said later and against it, Zammad cannot be told any more: but every end.
      const { rows } = await readCallerLog(ZAMMAD, TOKEN);
      const shown = told.filter(({ id }) => rows.has(id));
      expect(shown.length).toBeGreaterThan(30);
      const wrong = shown.flatMap((call) => differences(call, rows.get(call.id)));
      expect(wrong.filter((text) => text.startsWith('state'))).toEqual([]);
    },
    10 * MINUTE_MS,
  );

  it(
    'is told a call as it was, in whatever order its events came in one moment',
    async () => {
      const world = await openWorld();
      const { push } = await world.serve();
      const words = ['newCall', 'answer', 'hangup'];
      const orders = words.flatMap((one) =>
        words.flatMap((two) => words.map((three) => [one, two, three])),
      );
      const extra = { newCall: 'user[]=Alice Agent&user[]=Bob Agent', answer: 'user=Bob Agent' };
      const play = async (order: string[], call: number) => {
        for (const word of order) {
          const fields = `event=${word}&callId=o${call}&direction=in&from=493023125741&to=493012300`;
          await push(`${fields}&${extra[word as keyof typeof extra] ?? 'cause=normalClearing'}`);
        }
      };
      // A few at a time: durations are what Zammad measures, and it has five workers.
      for (let call = 0; call < orders.length; call += 4) {
        await Promise.all(
          orders.slice(call, call + 4).map((order, index) => play(order, call + index)),
        );
        await world.settled();
      }
      const calls = await world.calls();
      expect(calls).toHaveLength(27);
      expect(world.errors()).toEqual([]);
      expect(await world.compare(calls)).toEqual([]);
    },
    2 * MINUTE_MS,
  );

  it.each([
    '030 609854180',
    '030/609854180',
    '0049 30 609854-180',
    '+49 30 609854180',
    '+49 (0)30 609854-180',
    '(030) 609854180',
    '4930609854180',
    'sip:+4930609854180@pbx.example',
  ])('finds the person who calls from %s', async (from) => {
    const world = await openWorld();
    const { push } = await world.serve();
    const body = new URLSearchParams({
      event: 'newCall',
      callId: 'a',
      direction: 'in',
      from,
      to: '23',
    });
    await push(body.toString());
    await push('event=hangup&callId=a&cause=cancel');
    await world.settled();
    const [call] = await world.calls();
    const { rows, people } = await readCallerLog(ZAMMAD, TOKEN);
    const found = rows.get(call?.id ?? '')?.preferences.from ?? [];
    expect(found.map(({ user_id: id, level }) => [people.get(id ?? 0), level])).toEqual([
      [PERSON, 'known'],
    ]);
  });

  it(
    'hears everything, once, though it restarts and the relay is killed in mid-call',
    async () => {
      const world = await openWorld();
      const first = await world.serve();
      const of = (event: string, call: string, more = '') =>
        `event=${event}&callId=${call}&direction=in&from=493023125741&to=493012300&${more}`;
      for (const call of ['a', 'b', 'c']) await first.push(of('newCall', call, 'user=Alice Agent'));
      await world.settled();
      world.gateway.away = 502;
      await first.push(of('answer', 'a', 'user=Alice Agent'));
      await first.push(of('newCall', 'd', 'user=Alice Agent'));
      await first.push(of('hangup', 'b', 'cause=cancel'));
      first.relay.child.kill('SIGKILL');
      await first.relay.ended;
      const second = await world.serve();
      await second.push(of('hangup', 'a', 'cause=normalClearing'));
      await second.push(of('hangup', 'c', 'cause=busy'));
      await second.push(of('hangup', 'd', 'cause=forwarded'));
      world.gateway.away = undefined;
      await world.settled();
      expect(world.errors()).toEqual([]);
      const words = (call: Call) =>
        world.gateway.noted.filter(({ callId }) => callId === call.id).map(({ event }) => event);
      const calls = await world.calls();
      expect(
        Object.fromEntries(calls.map((call) => [call.nativeId, words(call).join(' ')])),
      ).toEqual({
        a: 'newCall answer hangup',
        b: 'newCall hangup',
        c: 'newCall hangup',
        d: 'newCall hangup',
      });
      const wrong = await world.compare(calls);
      // How long a call took is what Zammad measures; it was away.
      expect(wrong.filter((text) => !/waiting|talking/.test(text))).toEqual([]);
    },
    5 * MINUTE_MS,
  );
});
