/** Who may see a call in lists: whom it concerns, who ever saw it ring, and the team where that is allowed. */
import type { Call } from '../../lib/core/call.ts';
import type { Targets } from '../../lib/core/targets.ts';
import type { Audience } from '../hub/audience.ts';
import type { Team } from '../policy/team.ts';

export interface Sight {
  of(call: Call): Targets;
  maySee(call: Call, agentId: number): boolean;
}

export function createSight(deps: {
  team: Pick<Team, 'rules'>;
  audience: Pick<Audience, 'all'>;
}): Sight {
  function of(call: Call): Targets {
    const readers = deps.team.rules().addressing.readers(call);
    if (readers.everyone) return readers;
    const ever = deps.audience.all(call);
    return { everyone: ever.everyone, agents: new Set([...readers.agents, ...ever.agents]) };
  }
  return { of, maySee: (call, agentId) => sees(of(call), agentId) };
}

export function sees({ everyone, agents }: Targets, agentId: number): boolean {
  return everyone || agents.has(agentId);
}
