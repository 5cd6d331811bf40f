/** Keeps answers for a short time, and one question under way is asked once. Failures are not kept. */
export function createShortCache(keepMs: number, now: () => number, max = 200) {
  const entries = new Map<string, { at: number; answer: Promise<unknown> }>();
  return {
    get<T>(key: string, ask: () => Promise<T>): Promise<T> {
      const entry = entries.get(key);
      if (entry && now() - entry.at < keepMs) return entry.answer as Promise<T>;
      const answer = ask();
      entries.set(key, { at: now(), answer });
      if (entries.size > max) entries.delete(entries.keys().next().value ?? '');
      answer.catch(() => {
        if (entries.get(key)?.answer === answer) entries.delete(key);
      });
      return answer;
    },
    clear: () => entries.clear(),
  };
}
export type ShortCache = ReturnType<typeof createShortCache>;
