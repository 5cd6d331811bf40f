/** The keys of a card that has the focus. Pure. */
export type CardKey =
  | { key: 'pick'; index: number }
  | { key: 'note-to'; index: number }
  | {
      key:
        | 'fold'
        | 'profile'
        | 'new-ticket'
        | 'note'
        | 'search'
        | 'offer'
        | 'call-back'
        | 'dismiss'
        | 'more';
    };

export interface Press {
  key: string;
  code?: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey?: boolean;
  metaKey: boolean;
  isComposing: boolean;
  composedPath: () => EventTarget[];
}

/** Letters are the same in every language: they stand beside what they do. */
const LETTERS: Record<string, CardKey> = {
  p: { key: 'profile' },
  n: { key: 'new-ticket' },
  w: { key: 'note' },
  s: { key: 'search' },
  '/': { key: 'search' },
  o: { key: 'offer' },
  c: { key: 'call-back' },
  d: { key: 'dismiss' },
  m: { key: 'more' },
};
/** What a folded card can do without being opened. */
const FOLDED = new Set(['dismiss', 'call-back', 'note', 'offer']);

/** True while typing goes into a field, so that letters are letters. */
export function inField(press: Pick<Press, 'composedPath'>): boolean {
  const target = press.composedPath()[0];
  return (
    target instanceof Element &&
    target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select')
  );
}

/**
 * What a key press means for its card, or undefined. Letters and digits mean something only
 * outside of fields; Alt with a digit sends the note to the ticket in that place, everywhere; Esc
 * folds everywhere (it never discards).
 */
export function cardKey(press: Press, folded: boolean): CardKey | undefined {
  if (press.ctrlKey || press.metaKey || press.isComposing) return undefined;
  if (press.altKey) {
    // By the key's place: with Alt some keyboards type another character.
    const digit = press.shiftKey ? undefined : /^Digit([1-9])$/.exec(press.code ?? '')?.[1];
    return digit && !folded ? { key: 'note-to', index: Number(digit) - 1 } : undefined;
  }
  if (press.key === 'Escape') return { key: 'fold' };
  if (inField(press)) return undefined;
  if (/^[1-9]$/.test(press.key))
    return folded ? undefined : { key: 'pick', index: Number(press.key) - 1 };
  const found = LETTERS[press.key.toLowerCase()];
  return found && (!folded || FOLDED.has(found.key)) ? found : undefined;
}
