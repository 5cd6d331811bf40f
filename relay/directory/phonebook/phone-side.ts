/** What telephones ask of the directory: phone books and caller names. Composition only. */
import { Hono } from 'hono';
import type { Match } from '../../../lib/core/agent-call.ts';
import type { Phone } from '../../../lib/core/phone.ts';
import { createAttempts } from '../../agents/attempts.ts';
import type { Log } from '../../agents/log.ts';
import type { RelayConfig } from '../../config.ts';
import { type Clock, systemClock } from '../../hub/clock.ts';
import { createNameRoutes, type NamedConnection } from './name-routes.ts';
import { createPhonebookRoutes } from './routes.ts';
import type { BookPeople } from './sorted-people.ts';

export interface PhonePeople extends BookPeople {
  /** What the directory says about a number, as the team knows better. Never waits. */
  lookup(digits: string): Match[];
  /** A telephone system asked who has this number. Never waits. */
  onAsked?: ((connection: string, digits: string) => void) | undefined;
}

/** Must be mounted before the routes of the telephone systems' events, which take all of `/pbx`. */
export function createPhoneSide(deps: {
  people: PhonePeople;
  config: RelayConfig;
  findConnection(secret: string): NamedConnection | undefined;
  phone: Phone;
  publicUrl(header: (name: string) => string | undefined): string;
  log: Log;
  clock?: Clock;
}): Hono {
  const { people, config, clock = systemClock } = deps;
  const routes = new Hono();
  routes.route('/', createNameRoutes({ ...deps, lookup: people.lookup, onAsked: people.onAsked }));
  routes.route(
    '/',
    createPhonebookRoutes({
      ...deps,
      config: config.phonebook,
      homeCountry: config.homeCountry,
      trustProxy: config.trustProxy,
      people,
      clock,
      attempts: createAttempts({ clock }),
    }),
  );
  return routes;
}
