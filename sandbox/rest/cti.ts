import { Hono } from 'hono';
import type { CtiLogRow } from '../world/rows.ts';
import { need } from './auth.ts';
import { readInput, type RestContext, type RestEnv } from './context.ts';
import { missing, notFound } from './rest-error.ts';
import { assets } from './views.ts';

const VIEW_LIMIT = 60;

/** `/cti/log` and `/cti/done`. */
export function ctiRoutes(): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  app.use(async (c, next) => {
    need(c.var.world, c.var.auth, 'cti.agent');
    await next();
  });

  app.get('/log', (c) => {
    const { world } = c.var;
    const list = [...world.ctiLog].sort((a, b) => b.id - a.id).slice(0, VIEW_LIMIT);
    const users = list.flatMap((row) =>
      [...(row.preferences.from ?? []), ...(row.preferences.to ?? [])].map((hit) => hit.user_id),
    );
    return c.json({ list, assets: assets(world, { users }), backends: backends(c) });
  });
  app.post('/done/bulk', async (c) => {
    const { ids } = await readInput(c);
    for (const id of Array.isArray(ids) ? ids : []) find(c, id).done = true;
    return c.json({});
  });
  app.post('/done/:id', async (c) => {
    const row = find(c, c.req.param('id'));
    const { done } = await readInput(c);
    if (done === undefined || done === null) throw missing('done', 'cti_logs');
    row.done = done === true || done === 'true';
    return c.json({});
  });
  return app;
}

function find(c: RestContext, id: unknown): CtiLogRow {
  const row = c.var.world.ctiLog.find((candidate) => candidate.id === Number(id));
  if (!row) throw notFound('Cti::Log', String(id));
  return row;
}

function backends(c: RestContext): object[] {
  const { drivers } = c.var.world.settings;
  return [
    { name: 'CTI (generic)', enabled: drivers.cti.enabled, url: '#system/integration/cti' },
    { name: 'sipgate.io', enabled: drivers.sipgate.enabled, url: '#system/integration/sipgate' },
    { name: 'Placetel', enabled: drivers.placetel.enabled, url: '#system/integration/placetel' },
  ];
}
