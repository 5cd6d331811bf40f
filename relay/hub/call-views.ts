/**
 * Calls as agents see them, with the people behind the number. One projection serves everybody
 * to whom the call looks the same.
 */
import type { AgentCall, Match } from '../../lib/core/agent-call.ts';
import type { Call } from '../../lib/core/call.ts';
import type { Directory } from '../directory/directory.ts';
import type { Team } from '../policy/team.ts';

/** Shown version = version of the call × this + how often its matches changed since. */
export const VERSION_STEP = 1_000;
/** Calls whose matches are remembered; the oldest are looked up again when asked for. */
const MAX_REMEMBERED = 5_000;

export interface CallViews {
  view(call: Call, agentId: number): AgentCall;
  /** Looks the number up again. @returns whether other people match than before */
  rematch(call: Call): boolean;
  /** JSON of `view`, made once for all who see the same. Valid as long as nothing changes. */
  bodies(call: Call): (agentId: number) => string;
  /** The number people are looked up by, for an open call. */
  lookupNumber(call: Call): string | undefined;
}

export function createCallViews(deps: {
  team: Team;
  directory: Pick<Directory, 'lookup'>;
  onLookup?: ((seconds: number) => void) | undefined;
}): CallViews {
  const { team, directory } = deps;
  const remembered = new Map<
    string,
    { number: string | undefined; matches: Match[]; revision: number }
  >();

  function lookup(number: string | undefined): Match[] {
    if (number === undefined) return [];
    const from = performance.now();
    const matches = directory.lookup(number);
    deps.onLookup?.((performance.now() - from) / 1000);
    return matches;
  }

  function known(call: Call) {
    const number = team.rules().projector.lookupNumber(call);
    const before = remembered.get(call.id);
    if (before && before.number === number) return before;
    const entry = { number, matches: lookup(number), revision: before?.revision ?? 0 };
    if (call.state !== 'ended' || before) {
      remembered.delete(call.id);
      remembered.set(call.id, entry);
      const oldest = remembered.keys().next().value;
      if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    }
    return entry;
  }

  function view(call: Call, agentId: number): AgentCall {
    const { matches, revision } = known(call);
    const version = call.version * VERSION_STEP + Math.min(revision, VERSION_STEP - 1);
    return team.rules().projector.project(call, agentId, { version, matches });
  }

  return {
    view,
    lookupNumber: (call) => team.rules().projector.lookupNumber(call),
    rematch(call) {
      const entry = known(call);
      const matches = lookup(entry.number);
      if (JSON.stringify(matches) === JSON.stringify(entry.matches)) return false;
      entry.matches = matches;
      entry.revision += 1;
      return true;
    },
    bodies(call) {
      const made = new Map<number | 'others', string>();
      const concerned = team.rules().projector.concerned(call);
      return (agentId) => {
        const key = concerned.has(agentId) ? agentId : 'others';
        let body = made.get(key);
        if (body === undefined) {
          body = JSON.stringify(view(call, agentId));
          made.set(key, body);
        }
        return body;
      };
    },
  };
}
