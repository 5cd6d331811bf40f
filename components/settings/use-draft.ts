import { useState } from 'react';

export type Read<T> = { ok: true; value: T } | { ok: false; problem: string };

export interface Draft {
  text: string;
  /** Shown once the agent has left the field: nobody is corrected in the middle of a word. */
  problem: string | undefined;
  /** What is typed differs from what is kept. */
  unsaved: boolean;
  onChange: (text: string) => void;
  onBlur: () => void;
}

/**
 * A text as it is typed. What can be read is saved at once; what cannot stays in the field, with
 * what is wrong, and what was saved before stays in force.
 */
export function useDraft<T>(about: {
  stored: string;
  read: (text: string) => Read<T>;
  save: (value: T) => void;
  /** Fixed by somebody else: the draft gives way. */
  fixed?: boolean | undefined;
}): Draft {
  const { stored, read, save, fixed } = about;
  const [draft, setDraft] = useState<string>();
  const [left, setLeft] = useState(false);
  const typed = fixed ? undefined : draft;
  const checked = typed === undefined ? undefined : read(typed);
  const wrong = checked?.ok === false ? checked.problem : undefined;
  return {
    text: typed ?? stored,
    problem: left ? wrong : undefined,
    unsaved: wrong !== undefined,
    onChange(text) {
      setDraft(text);
      const next = read(text);
      if (!next.ok) return;
      setLeft(false);
      save(next.value);
    },
    onBlur() {
      if (wrong === undefined) setDraft(undefined);
      setLeft(wrong !== undefined);
    },
  };
}
