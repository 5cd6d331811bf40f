/** One entry of the journal as one JSON object, for programs. */
import type { Entry } from '../journal/entries.ts';
import type { CallChange } from '../journal/story.ts';

export function entryJson(entry: Entry, change: CallChange | undefined): Record<string, unknown> {
  if (entry.type !== 'event') return { ...entry, time: isoTime(entry.at) };
  const { parsed, type, seq, at, ...rest } = entry;
  return {
    type,
    seq,
    at,
    time: isoTime(at),
    ...rest,
    event: parsed ?? null,
    verdict: entry.verdict ?? null,
    state: change?.after.state ?? null,
    stateBefore: change?.before?.state ?? null,
    cause: change?.after.cause ?? null,
    missed: change?.after.missed ?? null,
  };
}

function isoTime(at: number): string | null {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
