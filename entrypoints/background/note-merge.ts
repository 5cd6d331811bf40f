/** Two texts of one note, typed in two places: which one stays, and that the other is not lost. Pure. */
import type { StoredDraft } from '../../lib/storage/notes.ts';

/** Stands between two texts of the same note. */
export const DIVIDER = '\n\n---\n';
/** As much of the older text must be found again for the newer one to count as its revision. */
const REVISION_SHARE = 0.8;
/** In fewer characters two texts are alike by chance. */
const REVISION_MIN = 20;

const contains = (whole: string, part: string) => whole.trim().includes(part.trim());

/** The same text, corrected in one place. */
export function isRevision(newer: string, older: string): boolean {
  const [now, before] = [newer.trim(), older.trim()];
  if (before.length < REVISION_MIN) return false;
  const shorter = Math.min(now.length, before.length);
  let start = 0;
  while (start < shorter && now[start] === before[start]) start++;
  let end = 0;
  while (end < shorter - start && now.at(-1 - end) === before.at(-1 - end)) end++;
  return start + end >= before.length * REVISION_SHARE;
}

/**
 * Nothing of the text put aside is missing in `text`. While it is just what the draft shows, a
 * corrected text will do, too: that is what one does with a note that Zammad would not take.
 */
export function holds(text: string, aside: string, shown: string): boolean {
  return contains(text, aside) || (shown.trim() === aside.trim() && isRevision(text, aside));
}

/** Both texts, each once. */
export function joined(first: string, second: string): string {
  if (contains(first, second)) return first;
  return contains(second, first) ? second : first + DIVIDER + second;
}

/** Everything that is written in a draft, what was put aside included. */
export const fullText = (draft: Pick<StoredDraft, 'text' | 'aside'>): string =>
  (draft.aside ?? []).reduce(joined, draft.text);

/**
 * The draft of another browser meets ours. The newer one stays; a text that is not in it is put
 * below it. While the agent is typing here the text is left as it is, and the other put aside.
 */
export function mergedDraft(
  ours: StoredDraft,
  theirs: StoredDraft,
  about: { typing: boolean; now: number },
): StoredDraft {
  const known = {
    who: ours.who ?? theirs.who,
    about: ours.about ?? theirs.about,
    // Whoever types here has not seen it yet, wherever it stands now.
    aside: ours.aside,
  };
  const [mine, other] = [fullText(ours), fullText(theirs)];
  const isNewer = theirs.keptAt > ours.keptAt;
  // What they have is what we told them before we went on, or all of it stands here, too.
  const oursHasAll = theirs.keptAt === ours.mirroredAt || contains(mine, other);
  // The relay takes only what is newer than what it has, though our clock may say otherwise.
  const untold = { mirroredAt: undefined, keptAt: isNewer ? theirs.keptAt + 1 : ours.keptAt };
  if (oursHasAll && !(isNewer && contains(other, mine))) return { ...ours, ...untold };
  // Under the agent's hands nothing changes.
  if (about.typing) return { ...ours, ...untold, aside: [...(ours.aside ?? []), other] };
  if (contains(other, mine)) return { ...theirs, ...known, mirroredAt: theirs.keptAt };
  const [newer, older] = isNewer ? [theirs, ours] : [ours, theirs];
  return {
    ...newer,
    ...known,
    text: joined(fullText(newer), fullText(older)),
    aside: [...(ours.aside ?? []), fullText(older)],
    keptAt: Math.max(about.now, ours.keptAt + 1, theirs.keptAt + 1),
    mirroredAt: undefined,
  };
}
