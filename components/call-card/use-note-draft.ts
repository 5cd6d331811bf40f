import { useCallback, useEffect, useRef, useState } from 'react';
import type { CardNote } from '../../lib/core/card.ts';
import type { Answer, NoteDraft } from '../../lib/core/card-actions.ts';

/** A pause this long keeps what was typed. */
export const PAUSE_MS = 400;

export interface NoteDraftState {
  draft: NoteDraft;
  keptAt: number | undefined;
  /** Code of the last failure to keep the text. */
  failed: string | undefined;
  change: (part: Partial<NoteDraft>) => void;
  /** Keeps the text now, if anything is not kept. */
  flush: () => void;
}

/**
 * The text being typed. It lives here while the agent types and is handed to `keep` on each
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
  /** What we handed over ourselves: its echo is no news. */
  const ours = useRef(new Set<string>());
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
    ours.current.add(keyOf(draft));
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

  const stored: NoteDraft = { text: note.text, internal: note.internal, target: note.target };
  const draft = local ?? stored;
  const storedKey = keyOf(stored);
  // What was kept elsewhere (another tab) shows, unless something here is not safe yet.
  useEffect(() => {
    if (!unsaved.current && !ours.current.has(storedKey)) setLocal(undefined);
  }, [storedKey]);

  return {
    draft,
    keptAt: Math.max(kept ?? 0, note.keptAt ?? 0) || undefined,
    failed,
    change(part) {
      const next = { ...draft, ...part };
      unsaved.current = next;
      setLocal(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE_MS);
    },
    flush,
  };
}

function keyOf(draft: NoteDraft): string {
  return JSON.stringify([draft.text, draft.internal, draft.target]);
}
