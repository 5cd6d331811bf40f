/** `POST /v1/calls` (by hand), `POST /v1/calls/done`, `POST /v1/calls/:id/done`, `GET /v1/missed`, `POST /v1/missed/:key/claim`. */
import { Hono } from 'hono';
import {
  claimRequestSchema,
  doneManySchema,
  doneRequestSchema,
  manualCallSchema,
} from '../../lib/protocol/workspace.ts';
import type { CallViews } from '../hub/call-views.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ApiEnv } from './auth.ts';
import { readBody } from './body.ts';
import { ApiError } from './errors.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
/** A thousand ids. */
const MAX_LIST_BODY = 128 * 1024;

export function missedRoutes(deps: {
  workspace: Pick<Workspace, 'visibleCall' | 'done' | 'board' | 'missedList' | 'enterCall'>;
  views: Pick<CallViews, 'view'>;
}): Hono<ApiEnv> {
  const { visibleCall, done, board, missedList, enterCall } = deps.workspace;
  const app = new Hono<ApiEnv>();

  app.post('/calls', async (c) => {
    const { agent } = c.get('session');
    const { call, fresh } = await enterCall(await readBody(c, manualCallSchema), agent);
    return c.json(deps.views.view(call, agent.id), fresh ? 201 : 200);
  });

  app.post('/calls/done', async (c) => {
    const which = await readBody(c, doneManySchema, MAX_LIST_BODY);
    const { ids, number, keys } = which;
    if (ids === undefined && number === undefined && keys === undefined) {
      throw new ApiError(400, 'request/invalid', 'Missing: ids, number or keys.');
    }
    return c.json({ ids: await done.many(which, c.get('session').agent) });
  });

  app.post('/calls/:id/done', async (c) => {
    const { agent } = c.get('session');
    const body = await readBody(c, doneRequestSchema);
    const call = await visibleCall(c.req.param('id'), agent.id);
    return c.json({ ids: await done.mark([call.id], agent, body.done) });
  });

  app.get('/missed', async (c) => {
    const { cursor, limit } = c.req.query();
    const page = await missedList(c.get('session').agent.id, { cursor, limit: readLimit(limit) });
    if (page) return c.json(page);
    throw new ApiError(400, 'request/invalid', 'cursor is none of this list: begin without one.');
  });

  app.post('/missed/:key/claim', async (c) => {
    const { claim } = await readBody(c, claimRequestSchema);
    await board.claim(c.req.param('key'), c.get('session').agent, claim);
    return c.body(null, 204);
  });
  return app;
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new ApiError(400, 'request/invalid', `limit must be 1 to ${MAX_LIMIT}.`);
}
