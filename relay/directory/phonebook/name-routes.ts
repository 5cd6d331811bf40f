/**
 * `GET /pbx/:connection/:token/name?number=`: the caller's name for the telephone system, from the
 * index in memory. Rules PB20–PB26 of `SPEC-phonebook.md`. The secret is the connection's, as for
 * its events. Neither number nor name is logged.
 */
import { type Context, Hono } from 'hono';
import type { Match } from '../../../lib/core/agent-call.ts';
import type { Phone } from '../../../lib/core/phone.ts';
import type { Log } from '../../agents/log.ts';
import { element, xmlAnswer } from '../../pbx/xml.ts';
import { type CallerName, callerName, type NameStyle } from './caller-name.ts';

/** What of a connection this needs; `LiveConnection` of `relay/pbx/routes.ts` has it. */
export interface NamedConnection {
  config: { id: string; enabled: boolean };
  /** Reads numbers as this telephone system writes them. */
  phone: Phone;
}

const MAX_LENGTH = 200;

export function createNameRoutes(deps: {
  findConnection(secret: string): NamedConnection | undefined;
  /** People behind a number (E.164 digits), best first. Never waits. */
  lookup(digits: string): Match[];
  /** Told who asked for which number. Never waits. */
  onAsked?: ((connection: string, digits: string) => void) | undefined;
  log: Log;
}): Hono {
  const routes = new Hono();

  function refuse(c: Context, status: 401 | 404, error: string) {
    deps.log.warn({ status }, 'caller name refused');
    // Many systems look at no status: what stands in the answer is the caller's name to them.
    return formatOf(c) === 'json' ? c.json({ error }, status) : c.body(null, status);
  }

  routes.get('/pbx/:connection/:token/name', (c) => {
    const live = deps.findConnection(c.req.param('token'));
    if (!live || live.config.id !== c.req.param('connection')) {
      return refuse(c, 401, 'no connection has this secret');
    }
    if (!live.config.enabled) return refuse(c, 404, 'the connection is switched off');
    // Some systems forget to write a plus as %2B, and it arrives as a blank.
    const asked = c.req.query('number') ?? '';
    const { e164 } = live.phone.read(asked);
    if (e164 !== undefined) deps.onAsked?.(live.config.id, e164);
    const found = callerName(e164 === undefined ? [] : deps.lookup(e164), styleOf(c));
    return answer(c, found, e164);
  });
  return routes;
}

function styleOf(c: Context): NameStyle {
  const on = (name: string) => ['1', 'yes', 'true'].includes(c.req.query(name) ?? '');
  const max = Number(/^\d{1,3}$/.exec(c.req.query('max') ?? '')?.[0] ?? MAX_LENGTH);
  return {
    guess: on('guess'),
    ascii: on('ascii'),
    organization: on('organization'),
    max: Math.min(Math.max(max, 1), MAX_LENGTH),
  };
}

function answer(c: Context, found: CallerName, e164: string | undefined): Response {
  c.header('cache-control', 'no-store');
  const { name, organization, userId, sure } = found;
  const number = e164 === undefined ? undefined : `+${e164}`;
  const format = formatOf(c);
  if (format === 'json') return c.json({ name, number, organization, userId, sure });
  if (format === 'xml') {
    const { body, contentType } = xmlAnswer(
      element('caller', { number, sure: String(sure) }, [element('name', {}, [name])]),
    );
    return c.body(body, 200, { 'content-type': contentType });
  }
  return c.body(name, 200, { 'content-type': 'text/plain; charset=utf-8' });
}

function formatOf(c: Context): string {
  const accept = c.req.header('accept') ?? '';
  const json = /\bapplication\/json\b/i.test(accept) && !/text\/plain/i.test(accept);
  return c.req.query('format') ?? (json ? 'json' : 'text');
}
