import { useCallback, useEffect, useRef, useState } from 'react';
import type { CardNote } from '../../lib/core/card.ts';
import type { Answer, NoteDraft } from '../../lib/core/card-actions.ts';

/** A pause this long keeps what was typed. */
export const PAUSE_MS = 400;

/** What changes; a part that is undefined is taken away. */
export type DraftChange = { [Part in keyof NoteDraft]?: NoteDraft[Part] | undefined };

export interface NoteDraftState {
  draft: NoteDraft;
  keptAt: number | undefined;
  /** Code of the last failure to keep the text. */
  failed: string | undefined;
  change: (part: DraftChange) => void;
  /** Keeps the text now, if anything is not kept. */
  flush: () => void;
}

/**
 * The note being written. It lives here while the agent types and is handed to `keep` on each
 * pause, on `flush`, when the page goes and when the card goes. What another tab kept replaces it
 * only while nothing unsaved is here.
 */
export function useNoteDraft(
  note: CardNote,
  keep: (draft: NoteDraft) => Promise<Answer<{ keptAt: number }>>,
): NoteDraftState {
  const [local, setLocal] = useState<NoteDraft>();
  const [kept, setKept] = useState<number>();
  const [failed, setFailed] = useState<string>();
  const unsaved = useRef<NoteDraft>(undefined);
  /** What we handed over ourselves, the last few: its echo is no news. */
  const ours = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keepNow = useRef(keep);
  useEffect(() => {
    keepNow.current = keep;
  });

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const draft = unsaved.current;
    if (!draft) return;
    unsaved.current = undefined;
    ours.current = [...ours.current.slice(-20), keyOf(draft)];
    void keepNow.current(draft).then((answer) => {
      if (answer.ok) {
        setKept(answer.value.keptAt);
        setFailed(undefined);
        return;
      }
      // Not kept: the text stays here and is offered again with the next pause.
      unsaved.current ??= draft;
      setFailed(answer.code);
    });
  }, []);

  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);

  const stored = draftOf(note);
  const draft = local ?? stored;
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  const storedKey = keyOf(stored);
  // What was kept elsewhere (another tab) shows, unless something here is not safe yet.
  useEffect(() => {
    if (!unsaved.current && !ours.current.includes(storedKey)) setLocal(undefined);
  }, [storedKey]);

  const change = useCallback(
    (part: DraftChange) => {
      // Two changes in one turn both count.
      const next = applied(unsaved.current ?? latest.current, part);
      unsaved.current = next;
      latest.current = next;
      setLocal(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE_MS);
    },
    [flush],
  );

  return {
    draft,
    keptAt: Math.max(kept ?? 0, note.keptAt ?? 0) || undefined,
    failed,
    change,
    flush,
  };
}

function applied(draft: NoteDraft, part: DraftChange): NoteDraft {
  const { text, internal, target, ...extras } = { ...draft, ...part };
  const left = Object.fromEntries(
    Object.entries(extras).filter(([, value]) => value !== undefined),
  );
  return { text: text ?? draft.text, internal: internal ?? draft.internal, target, ...left };
}

function draftOf(note: CardNote): NoteDraft {
  const { text, internal, target, outcome, tags, followUpAt, minutes } = note;
  return {
    text,
    internal,
    target,
    ...(outcome !== undefined && { outcome }),
    ...(tags !== undefined && { tags }),
    ...(followUpAt !== undefined && { followUpAt }),
    ...(minutes !== undefined && { minutes }),
  };
}

function keyOf(draft: NoteDraft): string {
  const { text, internal, target, outcome, tags, followUpAt, minutes } = draft;
  return JSON.stringify([text, internal, target, outcome, tags, followUpAt, minutes]);
}
