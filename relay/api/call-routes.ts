/** `GET /v1/me`, `/v1/calls`, `/v1/calls/:id`, `/v1/lookup`, `POST /v1/dial`. */
import { Hono } from 'hono';
import type { Match } from '../../lib/core/agent-call.ts';
import type { Call } from '../../lib/core/call.ts';
import { COLLEAGUE } from '../../lib/core/match/weights.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Person } from '../../lib/core/roster.ts';
import { dialRequestSchema, type Me } from '../../lib/protocol/api.ts';
import type { CallChanges } from '../calls/changes.ts';
import type { Dialer } from '../dial/dialer.ts';
import type { Directory } from '../directory/directory.ts';
import type { Team } from '../policy/team.ts';
import type { LookupAudit } from '../privacy/lookup-audit.ts';
import { askedDigits } from './asked-number.ts';
import type { ApiEnv } from './auth.ts';
import { readBody } from './body.ts';
import { ApiError } from './errors.ts';
import type { History } from './history.ts';
import { readQuestion } from './history-question.ts';

/** Everything here stands behind `bearer`. */
export function callRoutes(deps: {
  relay: (agent: Me['agent']) => Me['relay'];
  changes: Pick<CallChanges, 'get'>;
  history: History;
  team: Team;
  directory: Pick<Directory, 'lookup'>;
  lookups: Pick<LookupAudit, 'note'>;
  dialer: Dialer;
  phone: Phone;
  link: (call: Call) => Call;
}): Hono<ApiEnv> {
  const { history, phone, team, directory } = deps;
  const app = new Hono<ApiEnv>();

  const digits = (text: string) => askedDigits(phone, text);

  app.get('/me', (c) => {
    const { agent } = c.get('session');
    return c.json({ agent, relay: deps.relay(agent) } satisfies Me);
  });

  app.get('/calls', async (c) => {
    const question = readQuestion(c.req.query(), phone);
    const page = await history.list(c.get('session').agent.id, question);
    if (!page) {
      throw new ApiError(400, 'request/invalid', 'cursor is none of this list: begin without one.');
    }
    return c.json(page);
  });

  app.get('/calls/:id', async (c) => {
    const change = await deps.changes.get(c.req.param('id'));
    const agentId = c.get('session').agent.id;
    const call = change && deps.link(change.call);
    // Whether it exists is not told to those who may not see it.
    if (!call || !history.maySee(call, agentId)) {
      throw new ApiError(404, 'call/not-found', 'There is no such call.');
    }
    return c.json(await history.one(call, agentId));
  });

  app.get('/lookup', async (c) => {
    const { roster } = team.rules();
    const text = c.req.query('number') ?? '';
    const { extension } = phone.read(text);
    // An internal number is somebody of ours, or nobody; never a customer.
    if (extension !== undefined) {
      return c.json({ number: extension, matches: colleagues(roster.find({ extension })) });
    }
    const number = digits(text);
    await deps.lookups.note(`agent:${c.get('session').agent.login}`, 'lookup', number);
    const owners = roster.owners(number);
    const matches = owners.length > 0 ? colleagues(owners) : directory.lookup(number);
    return c.json({ number: `+${number}`, matches });
  });

  app.post('/dial', async (c) => {
    const { number } = await readBody(c, dialRequestSchema);
    const dialId = await deps.dialer.dial(c.get('session').agent.id, number);
    return c.json({ dialId }, 202);
  });
  return app;
}

function colleagues(people: readonly Person[]): Match[] {
  return people.map(({ agentId, name }) => ({
    ...(agentId !== undefined && { userId: agentId }),
    name,
    reason: { kind: 'extension' },
    weight: COLLEAGUE,
  }));
}
