import type { Match, MatchKind } from '../agent-call.ts';

/** Known, or a guess that somebody has to look at? Only known people are opened, named, remembered. */
export function isSureKind(kind: MatchKind): boolean {
  return kind === 'exact' || kind === 'picked' || kind === 'extension';
}

/** Those who have the number themselves, or whom somebody chose. */
export function sureMatches(matches: readonly Match[]): Match[] {
  return matches.filter(({ reason }) => isSureKind(reason.kind));
}
