/**
 * A real relay connected to telephone systems that play recordings, feeding a real Zammad: not one
 * error, and its caller log equals our calls. Each recording has a telephone system of its own.
 * Skipped without the variables of `real-zammad-world.ts`.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PLAYERS } from './link-players.ts';
import { MINUTE_MS, NO_ZAMMAD, openWorld } from './real-zammad-world.ts';

/** Of the id of a connection. */
const MAX_ID = 32;
/** Between two recordings that begin. */
const STAGGER_MS = 200;

describe.skipIf(NO_ZAMMAD)('RF: a real Zammad and telephone systems we connect to', () => {
  it.each(Object.keys(PLAYERS))(
    'takes every recording of %s, and its caller log equals our calls',
    async (dialect) => {
      const world = await openWorld();
      const links = (await PLAYERS[dialect]?.()) ?? [];
      try {
        await world.serve(
          links.map(({ name, options }) => ({
            id: `${dialect}-${name.replace('asterisk', '')}`.slice(0, MAX_ID),
            dialect,
            secret: `secret-of-${name}`,
            enabled: true,
            options,
          })),
        );
        await Promise.all(
          links.map(async ({ play }, place) => {
            await pause(place * STAGGER_MS);
            await play();
          }),
        );
        await world.quiet();
        await world.settled();
      } finally {
        await Promise.all(links.map(({ close }) => close()));
      }
      const told = await world.told();
      const found = await world.unlike(told);
      const wrong = found.filter(({ reason }) => reason === undefined);
      const states = told.map(({ state }) => state);
      process.stdout.write(
        `${dialect}: ${links.length} recordings, ${(await world.calls()).length} calls, ${told.length} compared (${states.filter((one) => one === 'ended').length} ended), ${world.gateway.noted.length} events told\n` +
          found.map(({ text, reason = 'WRONG' }) => `  ${text} (${reason})\n`).join(''),
      );
      expect(world.errors()).toEqual([]);
      expect(world.gateway.mostAtOnce()).toBe(1);
      expect(wrong.map(({ call, text }) => `${call.source} ${text}`)).toEqual([]);
      expect(told.length).toBeGreaterThan(links.length / 2);
    },
    5 * MINUTE_MS,
  );
});
