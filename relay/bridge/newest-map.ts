/** A map that holds at most so many entries; what was used longest ago goes first. */
export interface NewestMap<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  /** Longest unused first. */
  entries(): IterableIterator<[string, V]>;
  readonly size: number;
}

export function createNewestMap<V>(limit: number): NewestMap<V> {
  const entries = new Map<string, V>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      const oldest = entries.keys().next().value;
      if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
    },
    delete: (key) => void entries.delete(key),
    entries: () => entries.entries(),
    get size() {
      return entries.size;
    },
  };
}
