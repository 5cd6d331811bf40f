import { useState } from 'react';

export interface Selection {
  selected: ReadonlySet<string>;
  toggle: (key: string) => void;
  /** All, or none when all are selected already. */
  toggleAll: () => void;
  clear: () => void;
}

/** Which rows are ticked; those that left the list are not any more. */
export function useSelection(keys: readonly string[]): Selection {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const selected = new Set(keys.filter((key) => ticked.has(key)));
  return {
    selected,
    toggle(key) {
      const next = new Set(selected);
      if (!next.delete(key)) next.add(key);
      setTicked(next);
    },
    toggleAll: () => setTicked(selected.size === keys.length ? new Set() : new Set(keys)),
    clear: () => setTicked(new Set()),
  };
}
