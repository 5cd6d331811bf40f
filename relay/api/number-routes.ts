/** `POST /v1/numbers/:number/pick`, `/exclude`, `GET /v1/viewers`. */
import { Hono } from 'hono';
import type { Phone } from '../../lib/core/phone.ts';
import { excludeRequestSchema, pickRequestSchema } from '../../lib/protocol/workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { askedDigits } from './asked-number.ts';
import type { ApiEnv } from './auth.ts';
import { readBody } from './body.ts';
import { ApiError } from './errors.ts';

const MAX_TICKETS = 50;
const MAX_NAME = 200;

export function numberRoutes(deps: {
  workspace: Pick<Workspace, 'memory' | 'viewers'>;
  phone: Phone;
}): Hono<ApiEnv> {
  const { memory, viewers } = deps.workspace;
  const app = new Hono<ApiEnv>();

  const digits = (text: string) => askedDigits(deps.phone, text);

  app.post('/numbers/:number/pick', async (c) => {
    const { userId, name } = checkPerson(await readBody(c, pickRequestSchema));
    const number = digits(c.req.param('number'));
    await memory.pick(number, { userId, name }, c.get('session').agent);
    return c.body(null, 204);
  });

  app.post('/numbers/:number/exclude', async (c) => {
    const body = await readBody(c, excludeRequestSchema);
    const { userId } = checkPerson(body);
    const number = digits(c.req.param('number'));
    await memory.exclude(number, userId, body.exclude, c.get('session').agent);
    return c.body(null, 204);
  });

  app.get('/viewers', (c) => {
    const tickets = readTickets(c.req.query('tickets') ?? '');
    return c.json({ items: viewers(tickets, c.get('session').agent.id) });
  });
  return app;
}

function checkPerson({ userId, name }: { userId: number; name: string }) {
  const wrong: string[] = [];
  if (!isId(userId)) wrong.push('userId');
  if (name.trim() === '') wrong.push('name');
  if (wrong.length === 0) return { userId, name: name.trim().slice(0, MAX_NAME) };
  throw new ApiError(400, 'request/invalid', `Missing or wrong: ${wrong.join(', ')}.`);
}

function readTickets(text: string): number[] {
  const ids = text === '' ? [] : text.split(',').map(Number);
  if (ids.every(isId) && ids.length <= MAX_TICKETS) return [...new Set(ids)];
  throw new ApiError(400, 'request/invalid', `tickets must be at most ${MAX_TICKETS} ids.`);
}

function isId(id: number): boolean {
  return Number.isSafeInteger(id) && id > 0;
}
