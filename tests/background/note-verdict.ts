/** What was promised to the agent of a `note-story`, and whether it holds in the end. For tests. */
import type { NoteTarget } from '../../lib/core/card.ts';
import type { Cards } from '../../entrypoints/background/cards.ts';
import type { NotesDesk } from '../../entrypoints/background/notes-desk.ts';
import type { NoteWorld } from './note-world.ts';

export const CALLS = ['c1', 'c2'];

/** A note that was handed over. */
export interface SentWord {
  callId: string;
  text: string;
  target: NoteTarget;
  tags: string[];
  followUpAt: number | undefined;
  minutes: number;
  internal: boolean;
  /** The page was told that it is handed over. */
  told: boolean;
  /** Everything of this call was thrown away since, if it was not on its way. */
  dropped?: boolean;
  /** The page in which it was written is gone. */
  closed?: boolean;
  /** Zammad said no, or it was changed or thrown away since: not owed any more. */
  replacedBy?: string;
}

/** A text that was typed. `kept`: the page was told that it is. */
export interface KeptWord {
  text: string;
  kept: boolean;
}

export interface Outcome {
  world: NoteWorld;
  cards: Cards;
  desk: NotesDesk;
  errors: readonly unknown[];
  sends: readonly SentWord[];
  /** By call: the text that is known to be kept, and those meant to be since. */
  owed: ReadonlyMap<string, readonly KeptWord[]>;
}

/** Whatever does not hold, in words. */
export function verdict(outcome: Outcome): string[] {
  return [...nothingLost(outcome), ...onceEach(outcome), ...allKnow(outcome)];
}

const bodies = ({ world }: Outcome) => [...world.articles.values()].map(({ body }) => body);
const articlesOf = ({ world }: Outcome, text: string) =>
  [...world.articles.values()].filter(({ body }) => body.endsWith(`\n\n${text}`));
const draftsOf = ({ desk }: Outcome) =>
  new Map(desk.notes.waiting().map(({ callId, text }) => [callId, text]));

function nothingLost(outcome: Outcome): string[] {
  const { sends, owed } = outcome;
  const drafts = draftsOf(outcome);
  const isSafe = (callId: string, text: string) =>
    (drafts.get(callId) ?? '').includes(text) ||
    bodies(outcome).some((body) => body.includes(text));
  /** What it was changed into, and what that was changed into. */
  const changedSafe = ({ callId, replacedBy }: SentWord): boolean => {
    const next = sends.find(({ text }) => text === replacedBy);
    return next !== undefined && (isSafe(callId, next.text) || changedSafe(next));
  };
  const sent = sends
    .filter(
      (note) => note.told && !note.dropped && !isSafe(note.callId, note.text) && !changedSafe(note),
    )
    .map(({ text }) => `${text} was handed over and is lost`);
  const kept = [...owed].flatMap(([callId, since]) => {
    if (!since.some((word) => word.kept)) return [];
    const ok = since.some(
      ({ text }) =>
        isSafe(callId, text) || sends.some((note) => note.text === text && changedSafe(note)),
    );
    return ok ? [] : [`${callId}: what was kept is lost: ${since[0]?.text}`];
  });
  return [...sent, ...kept];
}

function onceEach(outcome: Outcome): string[] {
  const { world, sends } = outcome;
  const found: string[] = [];
  const marks = [...world.articles.values()].map(({ noteId }) => noteId);
  if (new Set(marks).size !== marks.length) found.push('two articles with one mark');
  for (const [id, list] of world.tags)
    if (new Set(list).size !== list.length) found.push(`ticket ${id} has a tag twice`);
  const drafts = draftsOf(outcome);
  for (const note of sends) {
    const { text, callId, replacedBy } = note;
    const [article, ...more] = articlesOf(outcome, text);
    if (more.length > 0) found.push(`${text} is there ${more.length + 1} times`);
    if (!article) continue;
    if (drafts.get(callId)?.trim() === text) found.push(`${text} is there and still a draft`);
    if (replacedBy && articlesOf(outcome, replacedBy).length > 0)
      found.push(`${text} is there beside ${replacedBy}`);
    found.push(...restOnce(outcome, note, article));
  }
  return found;
}

/** Tags, minutes, follow-up: there once, or the card says that they are missing. */
function restOnce(
  { world, cards }: Outcome,
  { text, callId, tags, minutes, followUpAt }: SentWord,
  { id, ticketId }: { id: number; ticketId: number },
): string[] {
  const found: string[] = [];
  const booked = world.times.filter(({ articleId }) => articleId === id);
  if (booked.length > 1) found.push(`${text}: time is booked ${booked.length} times`);
  const view = cards.get(callId)?.view.note;
  if (view?.text !== text) return found;
  const missing = new Set(view.missing);
  const untagged = tags.filter((tag) => !world.tags.get(ticketId)?.includes(tag));
  if (untagged.length > 0 && !missing.has('tags'))
    found.push(`${text} has no tag ${untagged.join()}`);
  if (minutes && booked[0]?.units !== minutes && !missing.has('minutes'))
    found.push(`${text}: ${minutes} minutes are not booked`);
  if (followUpAt && !world.reminders.has(ticketId) && !missing.has('followUp'))
    found.push(`${text}: no follow-up`);
  return found;
}

/** Outbox, cards and relay have come to an end, and to the same. */
function allKnow({ world, cards, desk, errors }: Outcome): string[] {
  const found = errors.map((error) => `unexpected: ${String(error)}`);
  if (desk.outbox.entries().length > 0) found.push('the outbox is not empty');
  for (const id of CALLS) {
    const { status, text } = cards.get(id)!.view.note;
    if (status === 'waiting' || status === 'sending')
      found.push(`${id}: the card waits for ever: ${text}`);
  }
  const waiting = desk.notes.waiting();
  for (const [callId, { text }] of world.relayDrafts) {
    const mine = waiting.find((each) => each.callId === callId)?.text;
    if (text !== '' && mine !== text)
      found.push(`the relay has an old draft of ${callId}: ${text}`);
  }
  for (const { callId, text, at } of waiting) {
    const theirs = world.relayDrafts.get(callId);
    // Ended by a word about the note before that came late, or at a time that our clock has not
    // come to: then only this browser has it.
    const ended = theirs?.text === '' && theirs.keptAt >= at;
    if (!theirs?.text && !ended) found.push(`the relay has no draft of ${callId}: ${text}`);
  }
  return found;
}
