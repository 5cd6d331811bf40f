/**
 * Calls as agents see them, with the people behind the number. One projection serves everybody
 * to whom the call looks the same.
 */
import type { AgentCall, Match } from '../../lib/core/agent-call.ts';
import type { Call } from '../../lib/core/call.ts';
import type { Directory } from '../directory/directory.ts';
import type { Team } from '../policy/team.ts';

/** Shown version = version of the call × this + how often what is shown beside it changed since. */
export const VERSION_STEP = 1_000;
/** Calls whose matches are remembered; the oldest are looked up again when asked for. */
const MAX_REMEMBERED = 5_000;

export interface CallViews {
  view(call: Call, agentId: number): AgentCall;
  /** Looks the number up again. @returns whether other people match than before */
  rematch(call: Call): boolean;
  /** What is known besides the call and its matches changed: the version shown rises. */
  touch(call: Call): void;
  /** Looks these numbers (E.164 digits) up again for calls that are over and still remembered. */
  renew(digits: ReadonlySet<string>): void;
  /** JSON of `view`, made once for all who see the same. Valid as long as nothing changes. */
  bodies(call: Call): (agentId: number) => string;
  /** The number people are looked up by, for an open call. */
  lookupNumber(call: Call): string | undefined;
}

interface Remembered {
  number: string | undefined;
  matches: Match[];
  excluded: number[];
  revision: number;
}

export function createCallViews(deps: {
  team: Team;
  directory: Pick<Directory, 'lookup'> & {
    /** Zammad ids of those whom the number is not. */
    excluded?: (digits: string) => number[];
  };
  onLookup?: ((seconds: number) => void) | undefined;
  /** What an agent wrote about a call. */
  draftOf?: ((callId: string, agentId: number) => string | undefined) | undefined;
}): CallViews {
  const { team, directory, draftOf } = deps;
  const remembered = new Map<string, Remembered>();

  function lookup(number: string | undefined): Pick<Remembered, 'matches' | 'excluded'> {
    if (number === undefined) return { matches: [], excluded: [] };
    const from = performance.now();
    const matches = directory.lookup(number);
    deps.onLookup?.((performance.now() - from) / 1000);
    return { matches, excluded: directory.excluded?.(number) ?? [] };
  }

  function known(call: Call) {
    const number = team.rules().projector.lookupNumber(call);
    const before = remembered.get(call.id);
    if (before && before.number === number) return before;
    const entry = { number, ...lookup(number), revision: before?.revision ?? 0 };
    if (call.state !== 'ended' || before) {
      remembered.delete(call.id);
      remembered.set(call.id, entry);
      const oldest = remembered.keys().next().value;
      if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    }
    return entry;
  }

  function view(call: Call, agentId: number): AgentCall {
    const { matches, excluded, revision } = known(call);
    const version = call.version * VERSION_STEP + Math.min(revision, VERSION_STEP - 1);
    return team.rules().projector.project(call, agentId, {
      version,
      matches,
      excluded,
      draftOf: draftOf && ((author) => handedText(call, author)),
    });
  }

  /** A call that goes on under another id was written about under the first one. */
  function handedText({ id, transferredFrom }: Call, author: number): string | undefined {
    const first = transferredFrom === undefined ? undefined : draftOf?.(transferredFrom, author);
    return draftOf?.(id, author) ?? first;
  }

  /** @returns whether other people match than before */
  function lookAgain(entry: Remembered): boolean {
    const { matches, excluded } = lookup(entry.number);
    const before = JSON.stringify([entry.matches, entry.excluded]);
    if (JSON.stringify([matches, excluded]) === before) return false;
    Object.assign(entry, { matches, excluded });
    entry.revision += 1;
    return true;
  }

  return {
    view,
    lookupNumber: (call) => team.rules().projector.lookupNumber(call),
    rematch: (call) => lookAgain(known(call)),
    touch(call) {
      known(call).revision += 1;
    },
    renew(digits) {
      for (const entry of remembered.values()) {
        if (entry.number !== undefined && digits.has(entry.number)) lookAgain(entry);
      }
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
