/** `POST /v1/numbers/:number/found`: whom a browser found behind a number, by itself. Rule DS7. */
import { Hono } from 'hono';
import type { Phone } from '../../lib/core/phone.ts';
import { type FoundPerson, foundRequestSchema } from '../../lib/protocol/workspace.ts';
import { createAttempts } from '../agents/attempts.ts';
import type { Learned } from '../directory/learned.ts';
import type { LearnedPerson } from '../directory/learned-store.ts';
import type { Clock } from '../hub/clock.ts';
import type { Team } from '../policy/team.ts';
import { unreadableNumber } from './asked-number.ts';
import type { ApiEnv } from './auth.ts';
import { readBody } from './body.ts';
import { ApiError } from './errors.ts';

/** Nobody has more calls than that. */
const PER_MINUTE = 60;
const MAX_TEXT = 200;
const FIELD = /^[a-z][a-z0-9_]{0,60}$/;

export function foundRoutes(deps: {
  learned: Pick<Learned, 'found'>;
  team: Pick<Team, 'rules'>;
  phone: Phone;
  clock: Clock;
}): Hono<ApiEnv> {
  const { learned, team, phone } = deps;
  const counted = createAttempts({ clock: deps.clock, limit: PER_MINUTE });
  const app = new Hono<ApiEnv>();

  app.post('/numbers/:number/found', async (c) => {
    const { agent, deviceId } = c.get('session');
    if (counted.failed(deviceId)) {
      throw new ApiError(429, 'number/rate', 'Too many numbers in a minute; wait a minute.');
    }
    const { people } = await readBody(c, foundRequestSchema);
    const found = people.map(checked);
    const { e164, extension } = phone.read(c.req.param('number'));
    if (extension !== undefined || (e164 && team.rules().roster.owners(e164).length > 0)) {
      throw new ApiError(422, 'number/internal', 'This number is a colleague’s; nothing is kept.');
    }
    if (e164 === undefined) {
      throw unreadableNumber();
    }
    const once = new Map(found.map((person) => [person.userId, person]));
    await learned.found(e164, [...once.values()], agent.id);
    return c.body(null, 204);
  });
  return app;
}

function checked({ userId, name, organization, vip, field }: FoundPerson): LearnedPerson {
  const wrong: string[] = [];
  if (!Number.isSafeInteger(userId) || userId < 1) wrong.push('userId');
  if (name.trim() === '') wrong.push('name');
  if (field !== undefined && !FIELD.test(field)) wrong.push('field');
  if (wrong.length > 0) {
    throw new ApiError(400, 'request/invalid', `Missing or wrong: ${wrong.join(', ')}.`);
  }
  return {
    userId,
    name: name.trim().slice(0, MAX_TEXT),
    organization: organization?.trim().slice(0, MAX_TEXT) || undefined,
    vip: vip === true,
    field,
  };
}
