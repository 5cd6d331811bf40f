/**
 * What was typed and is not handed over: in storage before anybody is told that it is kept, and at
 * hand in memory for the cards. A draft that went away leaves a mark until the relay knows.
 */
import type { Drafts, SentNote, StoredDraft } from '../../lib/storage/notes.ts';
import type { Stored } from '../../lib/storage/stored.ts';
import { isSameNote } from './note-card.ts';
import { fullText, holds, joined, mergedDraft } from './note-merge.ts';

/** So recently kept, the agent may be in the middle of a word. */
export const TYPING_MS = 10_000;
/** For as long a draft that is gone is not taken back from a relay that has not heard of it. */
const GONE_MS = 7 * 86_400_000;
/** A page that was not told how it went may sleep over the weekend and then ask again. */
const SENT_MS = 4 * 86_400_000;
const SENT_MAX = 10;
/** An empty draft holds only choices; they are not offered again after this time. */
const EMPTY_MS = 86_400_000;

export interface NoteDraftsDeps {
  drafts: Stored<Drafts>;
  now(): number;
}

/** What an editor tells. */
type Typed = Omit<StoredDraft, 'keptAt' | 'aside' | 'mirroredAt' | 'gone' | 'sent' | 'problem'>;

export type NoteDrafts = ReturnType<typeof createNoteDrafts>;

const isEmpty = (draft: StoredDraft) => fullText(draft).trim() === '';

/** What is written in it, each text for itself. */
const textsOf = (draft: StoredDraft | undefined): string[] =>
  [draft?.text ?? '', ...(draft?.aside ?? [])].filter((text) => text.trim() !== '');

function withLast(draft: StoredDraft | undefined, note: SentNote): SentNote[] {
  const others = (draft?.sent ?? []).filter((each) => !isSameNote(each, note));
  const { text, internal, target } = note;
  return [...others, { text, internal, target }].slice(-SENT_MAX);
}

export function createNoteDrafts({ drafts, now }: NoteDraftsDeps) {
  let known: Drafts = {};

  function pruned(all: Drafts): Drafts {
    const kept = Object.entries(all).filter(([, draft]) => {
      const age = now() - draft.keptAt;
      if (draft.gone) return age < GONE_MS;
      return !isEmpty(draft) || age < EMPTY_MS;
    });
    const short = ({ sent, ...draft }: StoredDraft): StoredDraft =>
      sent === undefined || now() - draft.keptAt > SENT_MS ? draft : { ...draft, sent };
    return Object.fromEntries(kept.map(([callId, draft]) => [callId, short(draft)]));
  }

  /** `next` sees what is stored; undefined leaves it. Times only ever grow, whatever the clock does. */
  async function change(
    callId: string,
    next: (before: StoredDraft | undefined) => StoredDraft | undefined,
  ): Promise<StoredDraft | undefined> {
    known = await drafts.update((all) => {
      const before = Object.hasOwn(all, callId) ? all[callId] : undefined;
      const after = next(before);
      if (after === undefined) return all;
      // Whatever becomes of the draft, what was sent is not forgotten.
      return pruned({ ...all, [callId]: { ...after, sent: after.sent ?? before?.sent } });
    });
    return get(callId);
  }

  function get(callId: string): StoredDraft | undefined {
    const draft = Object.hasOwn(known, callId) ? known[callId] : undefined;
    return draft?.gone ? undefined : draft;
  }

  const goneDraft = (stored: StoredDraft | undefined): StoredDraft => ({
    text: '',
    internal: stored?.internal ?? true,
    userId: stored?.userId,
    mirroredAt: stored?.mirroredAt,
    keptAt: later(stored),
    gone: true,
  });

  function withoutSent(stored: StoredDraft | undefined, note: SentNote): StoredDraft {
    const left = textsOf(stored).filter((text) => !holds(note.text, text, stored?.text ?? ''));
    if (left.length === 0) return { ...goneDraft(stored), sent: withLast(stored, note) };
    const text = left.reduce(joined);
    const { who, about } = stored ?? {};
    const rest = { ...goneDraft(stored), gone: undefined, who, about };
    return { ...rest, text, aside: left, sent: withLast(stored, note) };
  }

  const later = (before: StoredDraft | undefined) =>
    Math.max(now(), before ? before.keptAt + 1 : 0);

  return {
    async load(): Promise<void> {
      known = await drafts.get();
    },
    get,
    /** Sent or thrown away here, or elsewhere. */
    isGone: (callId: string): boolean => Object.hasOwn(known, callId) && !!known[callId]?.gone,
    /** What was sent of this call not long ago. */
    sent: (callId: string): readonly SentNote[] =>
      (Object.hasOwn(known, callId) ? known[callId]?.sent : undefined) ?? [],
    /** Those that hold something. */
    list: (): [string, StoredDraft][] =>
      Object.entries(known).filter(([, draft]) => !draft.gone && !isEmpty(draft)),
    /** All of them, marks of those that are gone included. */
    raw: (): Drafts => known,

    /** What was typed. A text put aside stays until it is seen in what is typed. */
    keep: (callId: string, typed: Typed) =>
      change(callId, (stored) => {
        const before = stored?.gone ? undefined : stored;
        const { aside = [], text: shown = '' } = before ?? {};
        // The very text put aside may come from an editor that is late; the next one need not know it.
        const isSame = (text: string) => text.trim() === typed.text.trim();
        const unseen = aside.filter((text) => isSame(text) || !holds(typed.text, text, shown));
        const same = aside.some(isSame);
        const refused = same && before && isSameNote(before, typed) ? before.problem : undefined;
        return {
          ...typed,
          who: typed.who ?? before?.who,
          about: typed.about ?? before?.about,
          aside: unseen.length > 0 ? unseen : undefined,
          problem: refused,
          keptAt: later(stored),
          mirroredAt: stored?.mirroredAt,
        };
      }),

    /** Zammad will not take it: it is the agent's again. What they have typed meanwhile stays. */
    takeBack: (callId: string, note: Omit<StoredDraft, 'keptAt'>, was: SentNote) =>
      change(callId, (stored) => {
        const before = stored && !stored.gone && !isEmpty(stored) ? stored : undefined;
        const { mirroredAt } = stored ?? {};
        // The very same may be sent again.
        const sent = stored?.sent?.filter((each) => !isSameNote(each, was));
        // Put aside as well: an editor that has the next note in it does not see this one.
        const others = (before?.aside ?? []).filter((text) => text.trim() !== note.text.trim());
        const rest = { aside: [note.text, ...others], mirroredAt, sent, keptAt: later(stored) };
        if (!before || before.text.trim() === note.text.trim()) return { ...note, ...rest };
        return { ...before, ...rest, problem: note.problem };
      }),

    /**
     * It is on its way. An editor keeps its text before it sends it, so what is here and was not
     * sent is from another one: it stays the draft.
     */
    handedOver: (callId: string, note: SentNote) =>
      change(callId, (stored) => withoutSent(stored, note)),

    /** It is in Zammad. Stopped in the middle of the hand-over, its draft may still be here. */
    arrived: (callId: string, note: SentNote) =>
      change(callId, (stored) => {
        const isIt = (text: string) => text.trim() === note.text.trim();
        if (!stored || stored.gone || isIt(stored.text) || isEmpty(stored))
          return withoutSent(stored, note);
        const aside = stored.aside?.filter((text) => !isIt(text));
        return {
          ...stored,
          aside: aside?.length ? aside : undefined,
          sent: withLast(stored, note),
        };
      }),

    /** Thrown away, all of it. */
    discard: (callId: string) =>
      change(callId, (stored) => (stored && !stored.gone ? goneDraft(stored) : undefined)),

    /** The same, with all that was ever sent of it. */
    erase: (callId: string) =>
      change(callId, (stored) => (stored ? { ...goneDraft(stored), sent: [] } : undefined)),

    /** The relay holds the state of `keptAt`; a newer one is still to be told. */
    mirrored: (callId: string, keptAt: number) =>
      change(callId, (stored) =>
        stored && stored.keptAt === keptAt ? { ...stored, mirroredAt: keptAt } : undefined,
      ),

    /**
     * The relay has ended what it held up to this moment: a further note that was begun is told
     * anew, and every time from now on is later, whatever the clock says.
     */
    noted: (callId: string, at: number) =>
      change(callId, (stored) => {
        const keptAt = Math.max(at, later(stored));
        if (!stored || stored.gone || isEmpty(stored))
          return { text: '', internal: true, ...stored, keptAt, mirroredAt: keptAt, gone: true };
        return { ...stored, keptAt, mirroredAt: undefined };
      }),

    /** What this agent kept in another browser. @returns the draft if it is another one now */
    adopt: (callId: string, theirs: StoredDraft) =>
      change(callId, (stored) => {
        // Ours is gone since: the relay must hear of it (again).
        if (stored?.gone && stored.keptAt >= theirs.keptAt)
          return { ...stored, mirroredAt: undefined };
        if (!stored || stored.gone) return { ...theirs, mirroredAt: theirs.keptAt };
        const typing = now() - stored.keptAt < TYPING_MS;
        // It is what we told ourselves. A text put aside comes below now that nobody types.
        if (stored.keptAt === theirs.keptAt && fullText(stored) === theirs.text) {
          const mirrored = { ...stored, mirroredAt: theirs.keptAt };
          if (typing || stored.text === theirs.text) return mirrored;
          return { ...mirrored, text: theirs.text, keptAt: later(stored) };
        }
        return mergedDraft(stored, theirs, { typing, now: now() });
      }),
  };
}
