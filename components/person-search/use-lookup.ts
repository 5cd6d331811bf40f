import { useEffect, useRef, useState } from 'react';
import type { Answer } from '../../lib/core/card-actions.ts';

/** A pause this long in typing asks. */
export const LOOKUP_PAUSE_MS = 200;

export interface Lookup<T> {
  /** What was found last, or undefined while nothing is known. */
  items: readonly T[] | undefined;
  /** What `items` answers. */
  query: string;
  busy: boolean;
  /** Code of a failure. */
  failed: string | undefined;
}

/**
 * Looks something up while the agent types: on a pause, one request at a time, and an answer that
 * is no longer wanted is dropped. Queries shorter than `least` ask nothing.
 */
export function useLookup<T>(
  ask: (query: string) => Promise<Answer<T[]>>,
  typed: string,
  least = 1,
): Lookup<T> {
  const wanted = typed.trim();
  const asks = wanted.length >= least;
  const [found, setFound] = useState<{
    query: string | undefined;
    items?: readonly T[] | undefined;
    failed?: string | undefined;
  }>({ query: undefined });
  const newest = useRef(wanted);
  const underWay = useRef(false);
  const gone = useRef(false);
  const askNow = useRef(ask);
  useEffect(() => {
    askNow.current = ask;
    newest.current = wanted;
  });
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  useEffect(() => {
    if (!asks) return undefined;
    async function run(): Promise<void> {
      if (underWay.current) return;
      underWay.current = true;
      let query: string;
      let answer: Answer<T[]>;
      do {
        query = newest.current;
        answer = await askNow.current(query);
      } while (!gone.current && query !== newest.current && newest.current.length >= least);
      underWay.current = false;
      if (gone.current || query !== newest.current) return;
      setFound(answer.ok ? { query, items: answer.value } : { query, failed: answer.code });
    }
    const timer = setTimeout(() => void run(), LOOKUP_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, asks, least]);

  if (!asks) return { items: undefined, query: '', busy: false, failed: undefined };
  const busy = found.query !== wanted;
  return {
    // Until the newest answer is there the last one stays in view.
    items: found.items,
    query: found.query ?? '',
    busy,
    failed: busy ? undefined : found.failed,
  };
}
