import { masked, missing, RestError } from '../rest/rest-error.ts';
import { isModern } from '../world/flavour.ts';
import type { CallerIdRow, CtiLogRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import { zammadDigits } from '../../lib/core/zammad-matcher.ts';
import { pretty } from './caller-id.ts';

/** Parameters of one CTI event as they arrived: text, lists, or (from JSON) numbers. */
export type CallParams = Record<string, unknown>;

const MAX_CALL_ID = 250;
const MAX_NUMBER = 100;

/**
 * Writes one event into the caller log as Zammad does, faults included: a second `newCall` and an
 * unknown id are errors, a repeated hangup marks a missed call as done.
 */
export function logCall(world: World, params: CallParams): CtiLogRow {
  const callId = asText(params['callId'] ?? params['call_id']);
  const row = world.ctiLog.find((candidate) => candidate.call_id === callId);
  const now = world.now();
  switch (params['event']) {
    case 'newCall':
      if (row) throw new RestError(500, 'This object already exists.');
      return create(world, params, callId);
    case 'answer': {
      if (!row) throw masked(500);
      if (row.state === 'hangup') return row;
      row.state = 'answer';
      row.start_at = now;
      row.duration_waiting_time = secondsBetween(row.initialized_at, now);
      row.done = true;
      row.comment = causeOf(params);
      const user = userText(params['user']);
      if (user !== undefined) row.to_comment = user;
      break;
    }
    case 'hangup': {
      if (!row) throw masked(500);
      const cause = causeOf(params);
      const missed =
        row.direction === 'in' &&
        ((row.state === 'newCall' && cause !== 'forwarded') || row.to_comment === 'voicemail');
      row.done = !missed;
      row.state = 'hangup';
      row.end_at = now;
      row.comment = cause;
      if (row.start_at !== null) row.duration_talking_time = secondsBetween(row.start_at, now);
      else row.duration_waiting_time = secondsBetween(row.initialized_at, now);
      break;
    }
    default:
      throw masked(422);
  }
  row.updated_at = now;
  return row;
}

function create(world: World, params: CallParams, callId: string | undefined): CtiLogRow {
  const from = asText(params['from']);
  const to = asText(params['to']);
  if (from === undefined) throw missing('from', 'cti_logs');
  if (to === undefined) throw missing('to', 'cti_logs');
  if (callId === undefined) throw missing('call_id', 'cti_logs');
  const kept = callId.slice(0, MAX_CALL_ID);
  if (world.ctiLog.some((row) => row.call_id === kept)) {
    throw new RestError(422, 'This object already exists.');
  }
  const incoming = params['direction'] === 'in';
  const user = userText(params['user']);
  const queue = asText(params['queue']);
  // The remote side is looked up; numbers sent as JSON numbers are stored but not looked up.
  const remote = incoming ? params['from'] : params['to'];
  const found = typeof remote === 'string' ? lookUp(world, remote) : { rows: [], comment: null };
  const own = user || (queue ?? null);
  const pretties = { from_pretty: pretty(from), to_pretty: pretty(to) };
  const now = world.now();
  const row: CtiLogRow = {
    id: world.nextId('cti'),
    direction: incoming ? 'in' : 'out',
    state: 'newCall',
    from: from.slice(0, MAX_NUMBER),
    from_comment: incoming ? found.comment : own,
    to: to.slice(0, MAX_NUMBER),
    to_comment: incoming ? own : found.comment,
    queue: queue ?? (incoming ? to : from),
    call_id: kept,
    comment: causeOf(params),
    initialized_at: now,
    start_at: null,
    end_at: null,
    duration_waiting_time: null,
    duration_talking_time: null,
    done: !incoming,
    preferences: {
      ...(found.rows.length > 0 ? { [incoming ? 'from' : 'to']: found.rows } : {}),
      ...pretties,
    },
    created_at: now,
    updated_at: now,
    ...pretties,
  };
  world.ctiLog.push(row);
  return row;
}

/** `known` people, else `maybe` ones; one row each, newest first, at most 20. */
function lookUp(world: World, number: string): { rows: CallerIdRow[]; comment: string | null } {
  const wanted = new Set(zammadDigits(number));
  const hits = world.callerIds.filter((row) => wanted.has(row.caller_id));
  const level = hits.some((row) => row.level === 'known') ? 'known' : 'maybe';
  const byUser = new Map<number, CallerIdRow>();
  for (const row of hits) {
    if (row.level === level && nameOf(world, row.user_id)) byUser.set(row.user_id, row);
  }
  const rows = [...byUser.values()].sort((a, b) => b.id - a.id).slice(0, 20);
  if (rows.length === 0) return { rows, comment: null };
  const names = rows.map((row) => nameOf(world, row.user_id)).join(',');
  return { rows, comment: level === 'maybe' ? `maybe ${names}` : names };
}

/** 5.x drops people without name and e-mail; later versions show their number. */
function nameOf(world: World, userId: number): string {
  const user = world.users.get(userId);
  if (!user) return '';
  const name = `${user.firstname} ${user.lastname}`.trim() || user.email;
  return name || (isModern(world.flavour) ? user.phone || user.mobile : '');
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

function userText(value: unknown): string | undefined {
  return Array.isArray(value) ? value.join(', ') : asText(value);
}

function causeOf(params: CallParams): string | null {
  return asText(params['cause']) ?? null;
}

function secondsBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 1000);
}
