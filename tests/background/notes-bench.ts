/** Notes against the stand-in Zammad: cards, drafts, outbox, as the background has them. For tests. */
import { DEFAULT_SETTINGS, type Settings } from '../../lib/core/settings.ts';
import { createCards } from '../../entrypoints/background/cards.ts';
import { createNotesDesk, type NotesDesk } from '../../entrypoints/background/notes-desk.ts';
import { benchOfFile } from './file-bench.ts';
import { createManualTimers } from './manual-timers.ts';
import { IDA, sampleCall } from './sample-call.ts';
import type { Bench } from './sandbox-bench.ts';

/** For all tests of a file: `start` starts the background's part of notes; what was kept before is at hand. */
export async function notesOfFile() {
  const bench = await benchOfFile();
  return { bench, start: (settings?: Partial<Settings>) => startNotes(bench, settings) };
}

async function startNotes(bench: Bench, settings: Partial<Settings> = {}) {
  const timers = createManualTimers();
  const cards = createCards({
    live: bench.items.live,
    now: timers.now,
    noteOf: (id) => desk.notes.noteOf(id),
  });
  const groups: number[] = [];
  const desk: NotesDesk = createNotesDesk({
    ...timers,
    items: bench.items,
    cards,
    accounts: bench.accounts,
    settings: () => ({ ...DEFAULT_SETTINGS, ...settings }),
    locale: () => 'en',
    newId: () => crypto.randomUUID(),
    onGroup: (groupId) => void groups.push(groupId),
    onError: (error) => {
      throw error;
    },
    random: () => 0,
  });
  await desk.load();
  await cards.load();
  desk.reconcile();
  cards.onChange((record, before) => desk.follow(record, before));
  const note = () => cards.get('c1')?.view.note;
  return { cards, desk, notes: desk.notes, outbox: desk.outbox, groups, timers, note };
}

/** Ida calls, and the relay knows her. */
export const knownCall = sampleCall({ remote: { ...sampleCall().remote, matches: [IDA] } });
export const noteInput = {
  callId: 'c1',
  text: 'Call back',
  internal: true,
  target: { kind: 'ticket', ticketId: 2 } as const,
};
