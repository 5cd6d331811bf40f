/**
 * A real relay feeding a real Zammad with calls in the words of each telephone system that pushes:
 * not one error, and its caller log equals our calls. Skipped without the variables of
 * `real-zammad-world.ts`.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../lib/core/call.ts';
import type { EncodeContext, Encoder } from '../../relay/cli/encode/encoder.ts';
import { ENCODERS } from '../../relay/cli/encode/encoders.ts';
import { SCENARIOS } from '../../relay/cli/scenarios/list.ts';
import type { ConnectionConfig } from '../../relay/config.ts';
import { MINUTE_MS, NO_ZAMMAD, openWorld } from './real-zammad-world.ts';
import { atSpeed, type Played, portions, withOwnCaller } from './scenario-portions.ts';

/** Zammad's time is real: pauses of calls are kept, this much shorter. */
const SPEED = 4;
/** Between two calls that begin. */
const STAGGER_MS = 60;
/** The caller log shows the newest 60. */
const CALLS_AT_ONCE = 50;

/** Signed where the secret is ours to choose. */
const OPTIONS: Record<string, Record<string, unknown>> = {
  sipgate: { signature: 'off' },
  telnyx: { signature: 'off' },
  placetel: { signingSecret: 'signing' },
  twilio: { authToken: 'signing' },
  didww: { signingSecret: 'signing' },
  yeastar: { signingSecret: 'signing' },
  'threecx-crm': { line: '+49 30 12300' },
};

const PUSHING = ENCODERS.filter(({ dialect }) => dialect !== 'generic');

function connectionOf({ dialect }: Encoder): ConnectionConfig {
  const options = OPTIONS[dialect] ?? {};
  return { id: dialect, dialect, secret: `secret-of-${dialect}`, enabled: true, options };
}

/** Plays one scenario. @returns what the relay refused */
async function play(encoder: Encoder, { name, steps }: Played, relay: string): Promise<string[]> {
  const { id, secret, options } = connectionOf(encoder);
  const base = `${relay}/pbx/${id}/${secret}`;
  const refused: string[] = [];
  for (const [place, step] of steps.entries()) {
    await pause(step.afterMs);
    const context: EncodeContext = {
      id: (call) => `${name}-${call}`,
      options,
      address: (rest) => base + rest,
      now: Date.now(),
      earlier: steps.slice(0, place),
    };
    for (const request of encoder.encode(step, context)) {
      const { method, rest = '', query, contentType, headers, body } = request;
      const response = await fetch(`${base}${rest}${query ? `?${query.toString()}` : ''}`, {
        method,
        headers: { ...headers, ...(contentType && { 'content-type': contentType }) },
        ...(body !== undefined && { body }),
      });
      const text = await response.text();
      if (!response.ok) refused.push(`${encoder.dialect} ${name}: ${response.status} ${text}`);
    }
  }
  return refused;
}

describe.skipIf(NO_ZAMMAD)('RF: a real Zammad and every telephone system that pushes', () => {
  it(
    'takes every scenario as each of them tells it, and its caller log equals our calls',
    async () => {
      const world = await openWorld();
      const { address } = await world.serve(PUSHING.map(connectionOf));
      const compared = new Map<string, number>();
      const excepted = new Map<string, number>();
      const wrong: string[] = [];
      const refused: string[] = [];

      async function compare(calls: readonly Call[]): Promise<void> {
        for (const { source } of calls) compared.set(source, (compared.get(source) ?? 0) + 1);
        for (const { call, text, reason } of await world.unlike(calls)) {
          if (reason === undefined) wrong.push(`${call.source} ${call.nativeId}: ${text}`);
          else excepted.set(reason, (excepted.get(reason) ?? 0) + 1);
        }
      }

      const played = SCENARIOS.map((one, index) => atSpeed(withOwnCaller(one, index), SPEED));
      for (const { scenarios, calls } of portions(played, CALLS_AT_ONCE / PUSHING.length)) {
        const together = Math.max(1, Math.min(PUSHING.length, Math.floor(CALLS_AT_ONCE / calls)));
        for (let first = 0; first < PUSHING.length; first += together) {
          const encoders = PUSHING.slice(first, first + together);
          const known = new Set((await world.calls()).map(({ id }) => id));
          const answers = await Promise.all(
            encoders.flatMap((encoder, place) =>
              scenarios.map(async (one, index) => {
                await pause((index * encoders.length + place) * STAGGER_MS);
                return await play(encoder, one, address);
              }),
            ),
          );
          refused.push(...answers.flat());
          await world.settled();
          await compare((await world.told()).filter(({ id }) => !known.has(id)));
        }
      }
      const figures = [...compared].map(([dialect, count]) => `${dialect} ${count}`).join(', ');
      process.stdout.write(
        `${SCENARIOS.length} scenarios; calls compared: ${figures}; ${world.gateway.noted.length} events told\n` +
          [...excepted].map(([reason, count]) => `  ${count} times: ${reason}\n`).join(''),
      );
      expect(world.errors()).toEqual([]);
      expect(world.gateway.mostAtOnce()).toBe(1);
      expect(refused).toEqual([]);
      expect(wrong).toEqual([]);
      expect([...compared.keys()].toSorted()).toEqual(
        PUSHING.map(({ dialect }) => dialect).toSorted(),
      );
    },
    20 * MINUTE_MS,
  );
});
