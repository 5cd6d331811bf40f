/** Follows the journal of a running relay by asking its database a few times a second. */
import { setTimeout as pauseFor } from 'node:timers/promises';
import { type Entry, type EventEntry, type ForwardEntry, forwardProgress } from './entries.ts';
import type { Journal } from './journal.ts';

const ASK_EVERY_MS = 200;
/** Zammad usually answers faster; only what takes longer is shown as waiting. */
const WAITING_SHOWN_AFTER_MS = 2_000;
/** Zammad's own verdict, where it is asked, corrects the answer within its budget of 800 ms. */
const CORRECTED_WITHIN_MS = 1_500;
/** Forwards watched for an answer; a flood during an outage is shown when it is over. */
const MAX_WATCHED = 1_000;

interface Watched {
  shown: string;
  sinceAt: number;
}

/** Resolves when `signal` ends. */
export async function followJournal(deps: {
  journal: Journal;
  /** So many of the newest first. */
  limit: number;
  print(entry: Entry): Promise<void>;
  /** The answer to an event that was printed became another one. */
  printCorrection(entry: EventEntry): Promise<void>;
  signal: AbortSignal;
  clock?: () => number;
  pause?: (ms: number) => Promise<void>;
}): Promise<void> {
  const { journal, print, signal } = deps;
  const clock = deps.clock ?? Date.now;
  const pause = deps.pause ?? ((ms) => pauseUnless(ms, signal));
  const watched = new Map<number, Watched>();
  const answered = new Map<number, Watched>();

  async function take(entry: Entry): Promise<void> {
    if (entry.type === 'event' && entry.kind === 'new') {
      answered.set(entry.seq, { shown: entry.answer, sinceAt: clock() });
    }
    if (entry.type !== 'zammad' || entry.state !== 'waiting') return print(entry);
    watch(entry, entry.attempts > 0);
    if (entry.attempts > 0) await print(entry);
  }

  function watch(entry: ForwardEntry, shown: boolean): void {
    const progress = forwardProgress(entry);
    watched.set(entry.id, { shown: shown ? `${progress} shown` : progress, sinceAt: clock() });
    const oldest = watched.keys().next().value;
    if (watched.size > MAX_WATCHED && oldest !== undefined) watched.delete(oldest);
  }

  async function look(): Promise<void> {
    for (const entry of await journal.forwards([...watched.keys()])) {
      const before = watched.get(entry.id);
      const progress = forwardProgress(entry);
      const long = clock() - (before?.sinceAt ?? 0) > WAITING_SHOWN_AFTER_MS;
      const shownWaiting = before?.shown === `${progress} shown`;
      if (entry.state !== 'waiting') {
        watched.delete(entry.id);
        await print(entry);
      } else if (!shownWaiting && (before?.shown !== progress || long)) {
        watched.set(entry.id, { shown: `${progress} shown`, sinceAt: clock() });
        await print(entry);
      }
    }
  }

  async function lookForCorrections(): Promise<void> {
    for (const [seq, { sinceAt }] of answered) {
      if (clock() - sinceAt > CORRECTED_WITHIN_MS) answered.delete(seq);
    }
    for (const entry of await journal.events([...answered.keys()])) {
      if (answered.get(entry.seq)?.shown === entry.answer) continue;
      answered.delete(entry.seq);
      await deps.printCorrection(entry);
    }
  }

  // The end first: what is committed in between is then seen by both, and left out once.
  let position = await journal.end();
  const first = await journal.newest(deps.limit);
  for (const entry of first) await take(entry);
  const seen = new Set(first.map(keyOf));
  while (!signal.aborted) {
    const next = await journal.after(position);
    for (const entry of next.entries) {
      if (!seen.delete(keyOf(entry))) await take(entry);
    }
    const more = next.entries.length > 0;
    position = next.position;
    await look();
    await lookForCorrections();
    if (!more) await pause(ASK_EVERY_MS);
  }
}

function keyOf(entry: Entry): string {
  return `${entry.type} ${entry.type === 'event' ? entry.seq : entry.id}`;
}

async function pauseUnless(ms: number, signal: AbortSignal): Promise<void> {
  await pauseFor(ms, undefined, { signal }).catch(() => undefined);
}
