/** Statements about one thing, of which one wins whatever order they came in. */

/** The lower rank wins, then the earlier, then the smaller text. */
export interface Claim<T> {
  rank: number;
  at: number;
  value: T;
}

/** The claim that wins; `mine` when there is no other. */
export function stronger<T>(mine: Claim<T>, theirs: Claim<T> | undefined): Claim<T> {
  return theirs === undefined || beats(mine, theirs) ? mine : theirs;
}

/** A text that is equal for equal values, whatever order their keys were written in. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function beats(a: Claim<unknown>, b: Claim<unknown>): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  if (a.at !== b.at) return a.at < b.at;
  return canonical(a.value) < canonical(b.value);
}
