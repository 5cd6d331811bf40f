/** What is worth knowing about a replay. */
import { CommandError } from '../problems.ts';

/** @throws CommandError when there was nothing to replay */
export function replaySummary(counts: {
  events: number;
  unreadable: number;
  masked: number;
}): string[] {
  const { events, unreadable, masked } = counts;
  if (events === 0) throw new CommandError('There is nothing between these positions.');
  const notes: string[] = [];
  if (unreadable > 0) {
    notes.push(
      `${unreadable} left out: the journal of an older version does not say what was understood.`,
    );
  }
  if (masked > 0) {
    notes.push(`${masked} hold masked numbers (journal.maskNumbers): who called is lost for them.`);
  }
  return notes;
}
