/** What the team found out about a number, put over what the directory says. Pure. */
import type { Match } from './agent-call.ts';

/** Somebody chose this person for the number. */
export interface Pick {
  userId: number;
  name: string;
  /** Name of the agent who chose. */
  by: string;
  at: number;
}

export interface NumberMemory {
  picks: readonly Pick[];
  /** Zammad ids of people whom the number is not. */
  excluded: ReadonlySet<number>;
}

const MAX_MATCHES = 20;
const PICKED_WEIGHT = 100;
/** Chosen once, but somebody else later, and the directory does not list them. */
const EARLIER_WEIGHT = 70;

/**
 * The person picked last comes first, whoever the directory lists; excluded ones are gone; people
 * picked earlier whom the directory does not know come last.
 */
export function withMemory(matches: readonly Match[], memory: NumberMemory | undefined): Match[] {
  if (!memory) return [...matches];
  const { excluded } = memory;
  const picks = memory.picks
    .filter(({ userId }) => !excluded.has(userId))
    .toSorted((a, b) => b.at - a.at || a.userId - b.userId);
  const rest = matches.filter(({ userId }) => userId === undefined || !excluded.has(userId));
  const [last, ...earlier] = picks;
  if (!last) return rest;
  const listed = (pick: Pick) => rest.find(({ userId }) => userId === pick.userId);
  const first = picked(last, listed(last), PICKED_WEIGHT);
  const unlisted = earlier
    .filter((pick) => !listed(pick))
    .map((pick) => picked(pick, undefined, EARLIER_WEIGHT));
  const others = rest.filter(({ userId }) => userId !== last.userId);
  return [first, ...others, ...unlisted].slice(0, MAX_MATCHES);
}

function picked(pick: Pick, known: Match | undefined, weight: number): Match {
  const { userId, name, by } = pick;
  return { userId, name, ...known, reason: { kind: 'picked', detail: by }, weight };
}
