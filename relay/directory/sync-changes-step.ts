/** The changes of organisations, then of people, one page a step. Rule DS2. */
import { type ChangesRound, type ChangesSeen, createChangesRound } from './sync-changes.ts';
import type { SyncPosition } from './sync-position.ts';
import type { Reads } from './sync-source.ts';
import type { Taking } from './sync-take.ts';

export interface Changes {
  /** Which of them the next step asks for. */
  part(): 'organizations' | 'people';
  /** One page. @returns what to keep, and whether both are asked for now */
  step(position: SyncPosition): Promise<{ position: SyncPosition; over: boolean }>;
  /** Begin again at the first page: what was read so far is taken already, nothing is lost. */
  restart(): void;
}

export function createChanges(deps: {
  reads: Reads;
  taking: Taking;
  maxPages: number;
  overlapPages: number;
  now: () => number;
}): Changes {
  const { reads, taking } = deps;
  let part: 'organizations' | 'people' = 'organizations';
  let round: ChangesRound | undefined;

  function begin({ pass, organizationsAt, peopleAt }: SyncPosition): ChangesRound {
    return part === 'organizations'
      ? createChangesRound({
          ...deps,
          sinceAt: organizationsAt,
          read: (page) => reads.organizations('change', page),
          take: (records) => taking.organizations(records, pass),
        })
      : createChangesRound({
          ...deps,
          sinceAt: peopleAt,
          read: reads.changedPeople,
          take: (users) => taking.people(users, pass),
        });
  }

  return {
    part: () => part,
    restart() {
      part = 'organizations';
      round = undefined;
    },
    async step(position) {
      round ??= begin(position);
      const seen = await round.step();
      if (seen === 'more') return { position, over: false };
      round = undefined;
      const asked = part;
      part = asked === 'organizations' ? 'people' : 'organizations';
      return { position: kept(position, asked, seen), over: asked === 'people' };
    },
  };
}

function kept(
  position: SyncPosition,
  part: 'organizations' | 'people',
  { newestAt, incomplete }: ChangesSeen,
): SyncPosition {
  const next =
    part === 'people'
      ? { ...position, peopleAt: newestAt }
      : { ...position, organizationsAt: newestAt };
  if (!incomplete) return next;
  return { ...next, hurry: true, again: position.part !== undefined };
}
