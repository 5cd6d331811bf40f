/** Is what a list does not have really gone? Pure; rule CS10. */

/** At once at most this many, and at most this share, however long the list. */
const MOST = 20;
const SHARE = 0.1;
/** So few may always be gone. */
const FEW = 3;

export type Distrust = 'empty' | 'shrunk';

/**
 * @param listed how many the list has
 * @param known how many of them are linked
 * @param missing how many of those the list does not have
 */
export function distrust(listed: number, known: number, missing: number): Distrust | undefined {
  if (listed === 0 && known > 0) return 'empty';
  const allowed = Math.max(FEW, Math.min(MOST, Math.ceil(known * SHARE)));
  return missing > allowed ? 'shrunk' : undefined;
}
