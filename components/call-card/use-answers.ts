import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '../../lib/core/card-actions.ts';

export interface Answers {
  /** An answer is under way. */
  busy: boolean;
  /** Code of the last action that did not work. */
  failed: string | undefined;
  /** Does something; `then` when it worked. */
  act: (doing: Promise<Answer>, then?: () => void) => void;
}

/** What the actions of a card came to. Answers that come after the card went are dropped. */
export function useAnswers(): Answers {
  const [state, setState] = useState<{ busy: boolean; failed: string | undefined }>({
    busy: false,
    failed: undefined,
  });
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  const act = useCallback((doing: Promise<Answer>, then?: () => void) => {
    setState({ busy: true, failed: undefined });
    void doing.then((answer) => {
      if (gone.current) return;
      setState({ busy: false, failed: answer.ok ? undefined : answer.code });
      if (answer.ok) then?.();
    });
  }, []);
  return { ...state, act };
}
