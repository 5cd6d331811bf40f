/** Feeds events into another database through a ledger of its own: same times, same decisions. */
import type { Verdict } from '../../../lib/core/call.ts';
import { createLedger } from '../../calls/ledger.ts';
import type { RelayConfig } from '../../config.ts';
import type { EventEntry } from '../../journal/entries.ts';
import { createMask } from '../../journal/mask.ts';
import { openDatabase } from '../../store/database.ts';
import { isMasked } from './range.ts';
import { replaySummary } from './replay-summary.ts';

/** @throws DatabaseError when the other database cannot be opened */
export async function replayIntoDatabase(
  range: AsyncIterable<EventEntry>,
  url: string,
  config: RelayConfig,
): Promise<number> {
  const target = await openDatabase(url);
  const counts = { events: 0, unreadable: 0, masked: 0 };
  const ignored = new Map<string, number>();
  const calls = new Set<string>();
  // What was decided then, not what today's rules would say.
  let verdict: Verdict | undefined;
  try {
    const ledger = await createLedger({
      db: target.db,
      decide: () => verdict ?? { action: 'continue' },
      mask: createMask(config),
    });
    for await (const entry of range) {
      const { parsed, raw, answer } = entry;
      counts.events++;
      if (!parsed) {
        counts.unreadable++;
        continue;
      }
      ({ verdict } = entry);
      if (isMasked(parsed)) counts.masked++;
      const recorded = await ledger.record({ event: parsed, raw, wording: () => answer });
      calls.add(recorded.call.id);
      const why = recorded.ignored;
      if (why) ignored.set(why, (ignored.get(why) ?? 0) + 1);
    }
    await ledger.drain();
  } finally {
    await target.close();
  }
  const notes = replaySummary(counts);
  const unchanged = [...ignored].map(([why, count]) => `, ${count} ${why}`).join('');
  console.log(
    `${counts.events} events, ${calls.size === 1 ? '1 call' : `${calls.size} calls`}${unchanged}.`,
  );
  for (const note of notes) console.log(note);
  return 0;
}
