/**
 * The answer to `show channels as json` as the events that would have led to it, so that one
 * translator reads both.
 */
import type { EslEvent } from './esl-event.ts';

type Row = Record<string, string | undefined>;

const MAX_ROWS = 20_000;
const MAX_TEXT = 300;

/** @returns undefined when it is no such answer (`-ERR …`, another command's) */
export function readChannels(body: string): Row[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || !('row_count' in parsed)) return undefined;
  // Without channels there are no `rows` at all.
  const rows: unknown = 'rows' in parsed ? parsed.rows : [];
  if (!Array.isArray(rows)) return undefined;
  return rows.slice(0, MAX_ROWS).flatMap((row: unknown) => {
    if (typeof row !== 'object' || row === null) return [];
    const texts = Object.entries(row).flatMap(([key, value]) =>
      typeof value === 'string' && value !== '' ? [[key, value.slice(0, MAX_TEXT)] as const] : [],
    );
    const read: Row = Object.fromEntries(texts);
    return read.uuid === undefined ? [] : [read];
  });
}

/** @param known native ids of calls that we know; after a hand-over they may name any channel */
export function asEvents(rows: readonly Row[], known: ReadonlySet<string>): EslEvent[] {
  const calls = new Map<string, Row[]>();
  for (const row of rows) {
    const id = row.call_uuid ?? row.uuid ?? '';
    const legs = calls.get(id);
    if (legs) legs.push(row);
    else calls.set(id, [row]);
  }
  return [...calls].flatMap(([id, legs]) => {
    const sorted = legs.toSorted((a, b) => order(a) - order(b));
    const callId = [id, ...sorted.map(({ uuid = '' }) => uuid)].find((one) => known.has(one)) ?? id;
    const events = sorted.map((row) => create(row, callId, sorted[0]));
    events.push(...sorted.map(waiting).filter((event) => event !== undefined));
    const talking = sorted.filter(({ callstate }) => TALKING.test(callstate ?? ''));
    const [one, two] = talking;
    // More than two is a conference or a call for advice; the events to come tell.
    if (one?.uuid && two?.uuid) events.push(bridge(one.uuid, two.uuid, callId));
    return events;
  });
}

const TALKING = /^(?:ACTIVE|HELD|UNHELD)$/;

/** Who called FreeSWITCH comes first, then by age. */
function order({ direction, created_epoch: created }: Row): number {
  return (direction === 'inbound' ? 0 : 1e12) + (Number(created) || 0);
}

function create(row: Row, callId: string, first: Row | undefined): EslEvent {
  const talking = TALKING.test(row.callstate ?? '');
  return {
    'Event-Name': talking ? 'CHANNEL_ANSWER' : 'CHANNEL_CREATE',
    'Unique-ID': row.uuid,
    'Channel-Call-UUID': callId,
    'Other-Leg-Unique-ID': first && first !== row ? first.uuid : undefined,
    'Call-Direction': row.direction,
    'Channel-Name': row.name,
    'Channel-Presence-ID': row.presence_id,
    'Answer-State': talking ? 'answered' : 'ringing',
    'Caller-Context': row.initial_context ?? row.context,
    'Caller-Caller-ID-Number': row.initial_cid_num ?? row.cid_num,
    'Caller-Caller-ID-Name': row.initial_cid_name ?? row.cid_name,
    'Caller-Callee-ID-Name': row.callee_name,
    'Caller-Destination-Number': row.initial_dest ?? row.dest,
    variable_current_application: row.application,
  };
}

/** Who waits in a queue of mod_callcenter. */
function waiting({ uuid, application, application_data: queue }: Row): EslEvent | undefined {
  if (application !== 'callcenter' || queue === undefined) return undefined;
  return {
    'Event-Name': 'CUSTOM',
    'Event-Subclass': 'callcenter::info',
    'CC-Action': 'member-queue-start',
    'CC-Queue': queue,
    'CC-Member-Session-UUID': uuid,
  };
}

function bridge(one: string, two: string, callId: string): EslEvent {
  return {
    'Event-Name': 'CHANNEL_BRIDGE',
    'Unique-ID': one,
    'Channel-Call-UUID': callId,
    'Bridge-A-Unique-ID': one,
    'Bridge-B-Unique-ID': two,
  };
}
