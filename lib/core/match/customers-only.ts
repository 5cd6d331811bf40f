import type { Match } from '../agent-call.ts';
import { isSureKind } from './sure.ts';

/** Colleagues are in Zammad, too, but nobody is guessed to be one. */
export function customersOnly(
  matches: readonly Match[],
  isColleague: (userId: number) => boolean,
): Match[] {
  return matches.filter(
    ({ userId, reason }) => userId === undefined || isSureKind(reason.kind) || !isColleague(userId),
  );
}
