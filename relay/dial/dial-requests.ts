/**
 * Click-to-dial requests and the calls that came from them. Telephone systems seldom carry our id,
 * so an outgoing call belongs to a request of the same agent to the same number shortly before.
 */
import type { Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import type { Call, Party } from '../../lib/core/call.ts';
import { MANUAL_SOURCE } from '../../lib/core/manual-call.ts';
import type { Log } from '../agents/log.ts';
import type { Clock } from '../hub/clock.ts';
import { writeMeta } from '../store/meta.ts';
import type { Tables } from '../store/tables.ts';

/** A call that starts later than this is another one. */
export const DIAL_LINK_MS = 45_000;
const REMEMBER_MS = 24 * 60 * 60_000;
const KEY = 'dial.link.';

/** What was dialled: E.164 digits or an own extension. */
export type Dialled = { e164: string } | { extension: string };

export interface DialRequests {
  /** @returns the new request's id */
  add(agentId: number, dialled: Dialled): string;
  /** The request came to nothing. */
  drop(dialId: string): void;
  /** The call with the id of the request it came from, when there is one. */
  link(call: Call): Call;
  /** Who asked for it. */
  agentOf(dialId: string): number | undefined;
  /** Requests that are remembered, with who asked. */
  remembered(): { dialId: string; agentId: number }[];
  load(): Promise<void>;
  /** Resolves when everything noted so far is written. */
  settled(): Promise<void>;
}

interface Request {
  agentId: number;
  dialled: Dialled;
  at: number;
}
interface Link {
  dialId: string;
  agentId: number;
  at: number;
}

export function createDialRequests(deps: {
  db: Kysely<Tables>;
  clock: Clock;
  log: Log;
  /** Zammad ids of the people of ours who placed the call; empty when it does not say. */
  callers: (call: Call) => (number | undefined)[];
}): DialRequests {
  const { db, clock, log } = deps;
  const waiting = new Map<string, Request>();
  const links = new Map<string, Link>();
  const agents = new Map<string, number>();
  let writing = Promise.resolve();

  function isFor(request: Request, call: Call): boolean {
    const late = call.startedAt - request.at;
    if (late < 0 || late > DIAL_LINK_MS || !isTo(request.dialled, call.to)) return false;
    const callers = deps.callers(call);
    return callers.length === 0 || callers.includes(request.agentId);
  }

  function find(call: Call): string | undefined {
    const hits = [...waiting].filter(([, request]) => isFor(request, call));
    // Two agents dialled the same number and the system does not say who calls: no guess.
    const askers = new Set(hits.map(([, { agentId }]) => agentId));
    return askers.size === 1 ? hits[0]?.[0] : undefined;
  }

  function remember(callId: string, link: Link): void {
    links.set(callId, link);
    agents.set(link.dialId, link.agentId);
    writing = writing
      .then(() => writeMeta(db, KEY + callId, JSON.stringify(link)))
      .catch((error: unknown) => log.error({ err: error }, 'dial: a link could not be written'));
  }

  function forget(): void {
    for (const [id, { at }] of waiting) {
      if (clock.now() - at > 2 * DIAL_LINK_MS) waiting.delete(id);
    }
    for (const [callId, { at, dialId }] of links) {
      if (clock.now() - at <= REMEMBER_MS) break;
      links.delete(callId);
      agents.delete(dialId);
    }
  }

  return {
    add(agentId, dialled) {
      forget();
      const dialId = randomUUID();
      waiting.set(dialId, { agentId, dialled, at: clock.now() });
      agents.set(dialId, agentId);
      return dialId;
    },
    drop(dialId) {
      waiting.delete(dialId);
      agents.delete(dialId);
    },
    link(call) {
      if (call.dialId !== undefined || call.direction === 'in') return call;
      // One entered by hand was made on a telephone that we cannot make ring.
      if (call.source === MANUAL_SOURCE) return call;
      const known = links.get(call.id);
      if (known) return { ...call, dialId: known.dialId };
      const dialId = find(call);
      const request = dialId === undefined ? undefined : waiting.get(dialId);
      if (dialId === undefined || !request) return call;
      waiting.delete(dialId);
      remember(call.id, { dialId, agentId: request.agentId, at: clock.now() });
      return { ...call, dialId };
    },
    agentOf: (dialId) => agents.get(dialId),
    remembered: () => [...agents].map(([dialId, agentId]) => ({ dialId, agentId })),
    settled: () => writing,
    async load() {
      const rows = await db
        .selectFrom('meta')
        .select(['key', 'value'])
        .where('key', 'like', `${KEY}%`)
        .execute();
      const old: string[] = [];
      for (const { key, value } of rows) {
        const link = JSON.parse(value) as Link;
        if (clock.now() - link.at > REMEMBER_MS) old.push(key);
        else {
          links.set(key.slice(KEY.length), link);
          agents.set(link.dialId, link.agentId);
        }
      }
      if (old.length > 0) await db.deleteFrom('meta').where('key', 'in', old).execute();
    },
  };
}

function isTo(dialled: Dialled, to: Party): boolean {
  return 'e164' in dialled ? to.e164 === dialled.e164 : to.extension === dialled.extension;
}
