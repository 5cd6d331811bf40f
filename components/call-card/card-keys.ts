/** The keys of a card that has the focus. Pure. */
export type CardKey =
  { key: 'fold' } | { key: 'pick'; index: number } | { key: 'profile' } | { key: 'new-ticket' };

interface Press {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  composedPath: () => EventTarget[];
}

/**
 * What a key press means for its card, or undefined. Letters and digits mean something only
 * outside of fields; Esc folds everywhere (it never discards).
 */
export function cardKey(press: Press, folded: boolean): CardKey | undefined {
  if (press.ctrlKey || press.altKey || press.metaKey || press.isComposing) return undefined;
  if (press.key === 'Escape') return { key: 'fold' };
  if (folded) return undefined;
  const target = press.composedPath()[0];
  if (target instanceof Element && target.matches('input, textarea, select')) return undefined;
  if (/^[1-9]$/.test(press.key)) return { key: 'pick', index: Number(press.key) - 1 };
  if (press.key === 'p' || press.key === 'P') return { key: 'profile' };
  if (press.key === 't' || press.key === 'T') return { key: 'new-ticket' };
  return undefined;
}
