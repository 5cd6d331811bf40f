import { useState } from 'react';

/** One entry as it is typed, with a key of its own so that moving keeps the focus. */
export interface Entry<T> {
  key: number;
  value: T;
}

export interface List<T> {
  entries: Entry<T>[];
  /** Some entry is not complete, so the list is not saved yet. */
  unsaved: boolean;
  /** Was left: its problems may be shown. */
  left: ReadonlySet<number>;
  removed: Entry<T> | undefined;
  change: (key: number, value: T) => void;
  leave: (key: number) => void;
  add: (value: T) => void;
  remove: (key: number) => void;
  undo: () => void;
  move: (key: number, by: -1 | 1) => void;
}

interface Draft<T> {
  entries: Entry<T>[];
  /** What was on screen when the draft began or was saved last. */
  saved: string;
}

/**
 * A list as it is edited. It is saved whole, and only while every entry is right: a slip in one
 * must not lose another. Entries without any text do not count.
 */
export function useList<T>(about: {
  stored: readonly T[];
  isEmpty: (value: T) => boolean;
  isRight: (value: T) => boolean;
  /** As it is kept; what the store would do to it anyway, so that typing goes on undisturbed. */
  clean: (value: T) => T;
  save: (list: T[]) => void;
}): List<T> {
  const { stored, isEmpty, isRight, clean, save } = about;
  const now = JSON.stringify(stored);
  const [next, setNext] = useState(stored.length);
  const [draft, setDraft] = useState<Draft<T>>();
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [removed, setRemoved] = useState<{ entry: Entry<T>; at: number }>();
  const fresh = stored.map((value, key) => ({ key, value }));
  const full = (entries: Entry<T>[]) => entries.filter(({ value }) => !isEmpty(value));
  const right = (entries: Entry<T>[]) => full(entries).every(({ value }) => isRight(value));
  // Somebody else changed the list (reset, import, policy): it is the one to go on from, unless
  // something is half typed here.
  const outdated = draft && draft.saved !== now && right(draft.entries);
  const entries = draft && !outdated ? draft.entries : fresh;

  function update(to: Entry<T>[]): void {
    const wanted = full(to).map(({ value }) => clean(value));
    const fits = right(to);
    setDraft({ entries: to, saved: fits ? JSON.stringify(wanted) : now });
    if (fits && JSON.stringify(wanted) !== now) save(wanted);
  }

  return {
    entries,
    unsaved: !right(entries),
    left,
    removed: removed?.entry,
    change: (key, value) =>
      update(entries.map((entry) => (entry.key === key ? { key, value } : entry))),
    leave: (key) => setLeft(new Set([...left, key])),
    add(value) {
      const key = Math.max(next, ...entries.map((entry) => entry.key + 1));
      setNext(key + 1);
      setDraft({ entries: [...entries, { key, value }], saved: draft?.saved ?? now });
    },
    remove(key) {
      const at = entries.findIndex((entry) => entry.key === key);
      const entry = entries[at];
      if (!entry) return;
      setRemoved(isEmpty(entry.value) ? undefined : { entry, at });
      update(entries.toSpliced(at, 1));
    },
    undo() {
      if (!removed) return;
      setRemoved(undefined);
      update(entries.toSpliced(removed.at, 0, removed.entry));
    },
    move(key, by) {
      const at = entries.findIndex((entry) => entry.key === key);
      const entry = entries[at];
      const to = at + by;
      if (!entry || to < 0 || to >= entries.length) return;
      update(entries.toSpliced(at, 1).toSpliced(to, 0, entry));
    },
  };
}
