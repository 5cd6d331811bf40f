/** Events of a range of the journal, a few hundred at a time, in order. */
import type { PbxEvent } from '../../../lib/core/call.ts';
import { type EventEntry, eventEntry } from '../../journal/entries.ts';
import type { Database } from '../../store/database.ts';

const PIECE = 500;

export async function* readRange(
  db: Database,
  { from, to, connection }: { from: number; to: number; connection?: string | undefined },
): AsyncGenerator<EventEntry> {
  let next = from;
  for (;;) {
    let query = db.selectFrom('events').selectAll().where('seq', '>=', next).where('seq', '<=', to);
    if (connection !== undefined) query = query.where('connection', '=', connection);
    const rows = await query.orderBy('seq').limit(PIECE).execute();
    for (const row of rows) yield eventEntry(row);
    const last = rows.at(-1);
    if (!last || rows.length < PIECE) return;
    next = last.seq + 1;
  }
}

/** A number in it lost its digits when it was written. */
export function isMasked(event: PbxEvent): boolean {
  const parties = [
    event.from,
    event.to,
    event.diversion,
    event.answeredBy,
    ...(event.targets ?? []),
  ];
  return parties.some((party) => /\*\d/.test(`${party?.e164 ?? ''} ${party?.raw ?? ''}`));
}
