/** Who would be changed, and how: proposals for person after person, as they are read from Zammad. */
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { zammadDigits } from '../../lib/core/zammad-matcher.ts';
import type { FixableKind } from './finding.ts';
import { attributesToRead, isStaff, numberTexts, otherTexts } from './number-texts.ts';
import { type Proposal, type ProposalDeps, propose } from './proposal.ts';
import { readPeople, type ReadPeopleDeps } from './read-people.ts';

export interface Planned extends Proposal {
  user: ZammadUser;
  name: string;
  /** Reported, never written. */
  staff: boolean;
}

export type PlanDeps = ProposalDeps & ReadPeopleDeps;

/**
 * Active people for whom there is something to change or to say.
 * @param ids only these people
 * @throws ZammadError
 */
export async function* plan(
  deps: PlanDeps,
  kinds: ReadonlySet<FixableKind>,
  ids: readonly number[] = [],
): AsyncGenerator<Planned> {
  const { custom } = deps;
  for await (const page of readPeople(deps, attributesToRead(custom), ids)) {
    for (const user of page) {
      if (!user.active) continue;
      const others = new Set([...otherTexts(user, custom).values()].flatMap(zammadDigits));
      const proposal = propose(numberTexts(user, custom), others, kinds, deps);
      if (proposal.changes.length === 0 && proposal.left.length === 0) continue;
      yield { ...proposal, user, name: personName(user), staff: isStaff(user) };
    }
  }
}
