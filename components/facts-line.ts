/** Between two facts. Tied to the one before, so that no line begins with a dot. */
export const DOT = '\u00a0· ';

/** Those that there are, in one line. */
export function factsLine(facts: readonly (string | undefined)[]): string {
  return facts.filter(Boolean).join(DOT);
}
