/** Zammad's caller log beside our calls: what must be equal, in words that show where it is not. */
import type { Call, Party } from '../../lib/core/call.ts';

/** One row of `GET /api/v1/cti/log`, as 5.5 and 6.5 answer it. */
export interface LogRow {
  call_id: string;
  direction: string;
  state: string;
  from: string;
  to: string;
  to_comment: string | null;
  queue: string | null;
  comment: string | null;
  done: boolean;
  duration_waiting_time: number | null;
  duration_talking_time: number | null;
  preferences: { from?: { user_id: number | null; level: string }[] };
}

export interface CallerLog {
  rows: Map<string, LogRow>;
  /** Full name by user id. */
  people: Map<number, string>;
}

export async function readCallerLog(zammadUrl: string, token: string): Promise<CallerLog> {
  const response = await fetch(`${zammadUrl}/api/v1/cti/log`, {
    headers: { authorization: `Token token=${token}` },
  });
  if (!response.ok) throw new Error(`the caller log answered ${response.status}`);
  const { list, assets } = (await response.json()) as {
    list: LogRow[];
    assets: { User?: Record<string, { firstname: string; lastname: string }> };
  };
  const people = Object.entries(assets.User ?? {}).map(
    ([id, { firstname, lastname }]) => [Number(id), `${firstname} ${lastname}`] as const,
  );
  return { rows: new Map(list.map((row) => [row.call_id, row])), people: new Map(people) };
}

const STATES = { queued: 'newCall', ringing: 'newCall', talking: 'answer', ended: 'hangup' };
const SECOND = 1_000;

/** @returns what differs, empty when the two say the same */
export function differences(call: Call, row: LogRow | undefined): string[] {
  if (!row) return ['Zammad does not have it'];
  const found: string[] = [];
  const equal = (what: string, ours: unknown, theirs: unknown) => {
    if (ours !== theirs) found.push(`${what}: ours ${String(ours)}, Zammad's ${String(theirs)}`);
  };
  const near = (what: string, oursMs: number, theirs: number | null) => {
    const apart = Math.abs(Math.round(oursMs / SECOND) - (theirs ?? NaN));
    if (!(apart <= 1)) found.push(`${what}: ours ${oursMs} ms, Zammad's ${String(theirs)} s`);
  };
  equal('direction', call.direction === 'out' ? 'out' : 'in', row.direction);
  equal('state', STATES[call.state], row.state);
  equal('from', numberOf(call.from), row.from);
  equal('to', numberOf(call.to), row.to);
  if (call.state === 'ended') {
    equal('cause', call.cause, row.comment);
    // Zammad leaves callers whom it may not put through to be done, as it does with its own block list.
    equal('done', !(call.missed || call.blocked), row.done);
  }
  if (call.direction !== 'out') equal('who', whoOf(call), who(call, row));
  if (call.answeredAt !== undefined) {
    near('waiting', call.answeredAt - call.startedAt, row.duration_waiting_time);
    if (call.endedAt !== undefined) {
      near('talking', call.endedAt - call.answeredAt, row.duration_talking_time);
    }
  } else if (call.endedAt !== undefined) {
    near('waiting', call.endedAt - call.startedAt, row.duration_waiting_time);
  }
  return found;
}

function numberOf({ withheld, e164, extension, raw, account }: Party): string {
  if (withheld) return 'anonymous';
  return e164 ?? extension ?? raw?.replace(/[^\d*#]/g, '') ?? account ?? 'anonymous';
}

/** A name may have been cut; the column holds 250 characters. */
function who(call: Call, { to_comment: text, queue, to }: LogRow): string {
  const ours = whoOf(call);
  const theirs = plain(text);
  if (theirs === '' && ours === queue && queue !== to) return ours;
  return theirs.length >= 99 && ours.startsWith(theirs) ? ours : theirs;
}

/** The first who talked, else everybody who was called, as the forwarder says it. */
function whoOf(call: Call): string {
  const talker = call.talkers[0] && nameOf(call.talkers[0].party);
  // Where a telephone system does not say who answered, Zammad keeps those whom it called.
  const names = talker ? [talker] : call.everRang.slice(0, 20).map(nameOf);
  // Zammad shows the queue where nobody is named.
  return names.filter(Boolean).join(', ') || (call.queue?.name ?? call.queue?.id ?? '');
}

/** As the forwarder names somebody of whom nothing else is known: the start of a device's address. */
export function nameOf({ name, extension, account }: Party): string {
  const text = plain(name ?? extension ?? account ?? null);
  return [...(text.split('@', 1)[0] ?? '')].slice(0, 100).join('');
}

function plain(text: string | null): string {
  return (text ?? '')
    .replace(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069]+/gu, ' ')
    .trim();
}
