/** `PUT /v1/calls/:id/draft`, `GET /v1/drafts`, `PUT /v1/calls/:id/note`. */
import { Hono } from 'hono';
import { draftSchema, NOTE_MAX, notedSchema } from '../../lib/protocol/workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ApiEnv } from './auth.ts';
import { readBody } from './body.ts';

/** A text of that length, each letter written as an escape of several, and what goes with it. */
const MAX_BODY = 5 * NOTE_MAX + 16 * 1024;

export function noteRoutes(deps: {
  workspace: Pick<Workspace, 'visibleCall' | 'drafts' | 'notes'>;
  /** The history finds the call by its note. */
  onNoted: (callId: string) => void | Promise<void>;
}): Hono<ApiEnv> {
  const { visibleCall, drafts, notes } = deps.workspace;
  const app = new Hono<ApiEnv>();

  app.put('/calls/:id/draft', async (c) => {
    const { agent } = c.get('session');
    const draft = await readBody(c, draftSchema, MAX_BODY);
    const call = await visibleCall(c.req.param('id'), agent.id);
    await drafts.put(call.id, agent.id, draft);
    return c.body(null, 204);
  });

  app.get('/drafts', async (c) => c.json({ items: await drafts.list(c.get('session').agent.id) }));

  app.put('/calls/:id/note', async (c) => {
    const { agent } = c.get('session');
    const note = await readBody(c, notedSchema, MAX_BODY);
    const call = await visibleCall(c.req.param('id'), agent.id);
    await notes.put(call.id, agent, note);
    await drafts.noted(call.id, agent.id, note);
    await deps.onNoted(call.id);
    return c.body(null, 204);
  });
  return app;
}
