import { useEffect, useRef, useState } from 'react';
import type { CardView } from '../../lib/core/card.ts';
import { useLanguage } from '../surroundings.tsx';
import unseen from '../unseen.module.css';
import { newsOf, type Said, spoken } from './announcements.ts';

/** So long a name may take to be part of the announcement. */
export const NAME_GRACE_MS = 600;
/** News that keeps changing is said after this time all the same. */
const LONGEST_MS = 1_500;

/** Says each state of each call once, politely, for screen readers. Always in the page. */
export function Announcer({ cards }: { cards: readonly CardView[] }) {
  const language = useLanguage();
  const [said, setSaid] = useState<{ keys: Said; words: string }>({ keys: new Map(), words: '' });
  const since = useRef<number>(undefined);
  const news = newsOf(cards, said.keys, language);
  const latest = useRef(news);
  useEffect(() => {
    latest.current = news;
  });
  const present = useRef(new Set<string>());
  useEffect(() => {
    present.current = new Set(cards.map((card) => card.call.id));
  }, [cards]);
  const waiting = news.map(({ card, key, words }) => `${card.call.id} ${key} ${words}`).join('\n');

  useEffect(() => {
    if (waiting === '') return undefined;
    since.current ??= performance.now();
    const left = since.current + LONGEST_MS - performance.now();
    const timer = setTimeout(
      () => {
        since.current = undefined;
        const told = latest.current;
        const words = spoken(told, language);
        setSaid((before) => ({
          keys: new Map([
            // Calls that are gone are forgotten with them.
            ...[...before.keys].filter(([id]) => present.current.has(id)),
            ...told.map(({ card, key }) => [card.call.id, key] as const),
          ]),
          words: words === '' ? before.words : words,
        }));
      },
      Math.max(0, Math.min(NAME_GRACE_MS, left)),
    );
    return () => clearTimeout(timer);
  }, [waiting, language]);

  return (
    <div className={unseen.words} role="status" aria-live="polite" data-testid="announcer">
      {said.words}
    </div>
  );
}
