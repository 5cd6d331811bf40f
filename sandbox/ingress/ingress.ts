import { type Context, Hono } from 'hono';
import { masked, noRoute } from '../rest/rest-error.ts';
import type { Driver } from '../world/settings.ts';
import type { UserRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import { type CallParams, logCall } from './call-log.ts';
import { zammadDigits } from '../../lib/core/zammad-matcher.ts';
import { readParams } from './params.ts';
import { fromPlacetel } from './placetel.ts';
import { type IngressVerdict, verdictOf } from './verdict.ts';

/** The three CTI endpoints, in the order of checks and with the answers of a real Zammad. */
export function createIngress(worldOf: () => World): Hono {
  const app = new Hono();
  app.post('/cti/:token', (c) => handle(c, worldOf(), 'cti'));
  app.post('/placetel/:token', (c) => handle(c, worldOf(), 'placetel'));
  app.post('/sipgate/:token/:way{(in|out)/?}', (c) => handle(c, worldOf(), 'sipgate'));
  // Anything else below these paths is no route, whoever asks; `cti/log` and `cti/done` are REST.
  app.all('/sipgate/*', (c) => noRoute(c, worldOf()));
  app.all('/placetel/*', (c) => noRoute(c, worldOf()));
  app.all('/cti', (c) => noRoute(c, worldOf()));
  app.all('/cti/:token', async (c, next) =>
    c.req.param('token') === 'log' ? next() : noRoute(c, worldOf()),
  );
  return app;
}

async function handle(c: Context, world: World, driver: Driver): Promise<Response> {
  const { enabled, token, config } = world.settings.drivers[driver];
  const refuse = (status: 401 | 422, text: string) =>
    driver === 'cti' ? c.json({ error: text }, status) : xml(c, error(text), status);

  const raw = await readParams(c);
  if (!enabled) return refuse(422, 'Feature is disabled, please contact your administrator!');
  if (!config) return refuse(422, 'Feature not configured, please contact your admin!');
  if (c.req.param('token') !== token) {
    return refuse(401, 'Invalid token, please contact your admin!');
  }
  const params = driver === 'placetel' ? fromPlacetel(world, raw) : raw;
  if (params['direction'] !== 'in' && params['direction'] !== 'out') {
    // The sipgate controller stumbles over its own error path.
    if (driver === 'sipgate') throw masked(500);
    return refuse(422, "Invalid 'direction'!");
  }
  const verdict = verdictOf(config, params);
  const row = logCall(
    world,
    verdict.action === 'dial' ? { ...params, from: verdict.callerId } : params,
  );
  const event = params['event'] as 'newCall' | 'answer' | 'hangup';
  world.tell({ kind: 'cti', row, event });
  if (event === 'answer' && row.direction === 'in' && driver === 'cti') {
    const agent = answeringAgent(world, params);
    if (agent) world.tell({ kind: 'screen', userId: agent.id, row });
  }
  return driver === 'cti'
    ? genericAnswer(c, verdict)
    : xml(c, xmlAnswer(c, world, driver, verdict, String(params['direction'])), 200);
}

function genericAnswer(c: Context, verdict: IngressVerdict): Response {
  if (verdict.action === 'reject') return c.json({ action: 'reject', reason: 'busy' });
  if (verdict.action === 'dial') {
    return c.json({ action: 'dial', caller_id: verdict.callerId, number: verdict.number });
  }
  return c.json({});
}

/** Who gets a screen on answer. A list of users breaks the original here, after the row is written. */
function answeringAgent(world: World, params: CallParams): UserRow | undefined {
  const agents = [...world.users.values()].filter((user) => user.role_ids.includes(2));
  const number = params['answeringNumber'];
  if (typeof number === 'string' && number !== '') {
    const ids = zammadDigits(number);
    const found = agents.find(
      (agent) =>
        agent.phone === number ||
        world.callerIds.some((row) => row.user_id === agent.id && ids.includes(row.caller_id)),
    );
    if (found) return found;
  }
  const user = params['user'];
  if (Array.isArray(user)) throw masked(500);
  if (typeof user === 'string') {
    const found = agents.find((agent) => agent.login === user.toLowerCase());
    if (found) return found;
  }
  return agents.find((agent) => String(agent.id) === String(params['user_id'] ?? ''));
}

function xmlAnswer(
  c: Context,
  world: World,
  driver: Driver,
  verdict: IngressVerdict,
  direction: string,
): string {
  let attributes = '';
  if (driver === 'sipgate') {
    const host = world.settings.sipgate_alternative_fqdn || new URL(c.req.url).host;
    const url = `http://${host}/api/v1/sipgate/${world.settings.drivers.sipgate.token}/${direction}`;
    attributes = ` onHangup="${url}" onAnswer="${url}"`;
  }
  if (verdict.action === 'none') return `<Response${attributes}/>`;
  const inner =
    verdict.action === 'reject'
      ? '  <Reject reason="busy"/>'
      : `  <Dial callerId="${escape(verdict.callerId)}">\n    <Number>${escape(verdict.number)}</Number>\n  </Dial>`;
  return `<Response${attributes}>\n${inner}\n</Response>`;
}

const error = (text: string) => `<Response>\n  <Error>${escape(text)}</Error>\n</Response>`;
const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function xml(c: Context, body: string, status: 200 | 401 | 422): Response {
  return c.body(`<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`, status, {
    'content-type': 'application/xml; charset=utf-8',
  });
}
