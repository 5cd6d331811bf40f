/**
 * The fields of 3CX's CRM template that tell of a call. Sources: 3CX "CRM Template XML Description"
 * (call journaling), the public template Mancy/Zammad_3CX.
 */
import type { Direction } from '../../../lib/core/call.ts';
import type { Fields } from '../fields.ts';
import { replaced } from '../open-url/placeholders.ts';

export interface CallReport {
  direction: Direction | undefined;
  /** Somebody of ours took it, or they took ours. */
  answered: boolean;
  talkMs: number;
  /** Epoch ms; undefined when the sender did not say. */
  startedAt: number | undefined;
  word: string;
}

const MAX_TALK_MS = 7 * 24 * 3_600_000;
/** `Missed`: incoming; `Notanswered`: outgoing. */
const TYPES: Record<string, { direction: Direction; answered: boolean }> = {
  inbound: { direction: 'in', answered: true },
  missed: { direction: 'in', answered: false },
  outbound: { direction: 'out', answered: true },
  notanswered: { direction: 'out', answered: false },
};

export function readReport(fields: Fields): CallReport {
  const word = (replaced(fields.first(['calltype', 'type'])) ?? '').trim().slice(0, 40);
  const key = word.toLowerCase();
  const type = Object.hasOwn(TYPES, key) ? TYPES[key] : undefined;
  const duration = replaced(fields.first(['duration', 'durationseconds']));
  const talkMs = readDuration(duration);
  const start = replaced(fields.first(['callstarttimeutc', 'start', 'starttime']));
  const startedAt = start === undefined ? Number.NaN : Date.parse(start.trim());
  return {
    direction: type?.direction,
    // Without a duration the type has to do.
    answered: (type?.answered ?? talkMs > 0) && (talkMs > 0 || duration === undefined),
    talkMs,
    startedAt: Number.isNaN(startedAt) ? undefined : startedAt,
    word,
  };
}

/** `00:01:23`, `1:23` or seconds; 0 when it is none of them. */
function readDuration(text: string | undefined): number {
  const parts = /^(?:\d+\.)?(?:\d{1,3}:){0,2}\d{1,6}(?:\.\d+)?$/.test(text?.trim() ?? '')
    ? text!.trim().split(':').map(Number)
    : [];
  const ms = parts.reduce((sum, part) => sum * 60 + part, 0) * 1000;
  return Number.isFinite(ms) ? Math.min(Math.round(ms), MAX_TALK_MS) : 0;
}
