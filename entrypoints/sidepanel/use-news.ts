import { useEffect, useState } from 'react';
import { useLanguage } from '../../components/surroundings.tsx';
import { problemText } from '../../lib/i18n/texts.ts';

/** So long a line of news stays; a failure needs more reading. */
const NEWS_MS = 4_000;
const FAILURE_MS = 8_000;

/** One line of news at a time, which goes by itself. */
export function useNews() {
  const { texts } = useLanguage();
  const [news, setNews] = useState<{ words: string; ms: number }>();
  useEffect(() => {
    if (!news) return undefined;
    const timer = setTimeout(() => setNews(undefined), news.ms);
    return () => clearTimeout(timer);
  }, [news]);
  return {
    words: news?.words,
    say: (words: string) => setNews({ words, ms: NEWS_MS }),
    fail: (code: string) => setNews({ words: problemText(texts, code), ms: FAILURE_MS }),
  };
}
