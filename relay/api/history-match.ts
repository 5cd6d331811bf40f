/** Is this call what was asked for? Decides with the call itself, whatever the index found. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import { callOutcome } from '../../lib/core/call-outcome.ts';
import type { Call } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Team } from '../policy/team.ts';
import { remoteParties } from '../search/call-terms.ts';
import { callText, lineText, ownPeople, queueWords } from '../search/call-text.ts';
import type { HistoryAsk } from '../search/narrow.ts';
import { holdsAll } from '../search/search-query.ts';
import type { CallNotesTable } from '../store/tables.ts';

export interface Seen {
  call: Call;
  /** As the asking agent sees it. */
  item: AgentCall;
  notes: readonly CallNotesTable[];
}

export type HistoryMatch = (seen: Seen, agentId: number, ask: HistoryAsk) => boolean;

export function createHistoryMatch(deps: { team: Team; phone: Phone }): HistoryMatch {
  const { team, phone } = deps;
  return (seen, agentId, ask) => {
    const { call, item } = seen;
    const rules = team.rules();
    if (ask.direction && call.direction !== ask.direction) return false;
    if (ask.state && item.state !== ask.state) return false;
    if (ask.outcome && callOutcome(call) !== ask.outcome) return false;
    if (ask.missed !== undefined && call.missed !== ask.missed) return false;
    if (call.startedAt < (ask.from ?? 0) || call.startedAt >= (ask.to ?? Infinity)) return false;
    if (ask.number !== undefined && !isNumber(seen, ask.number)) return false;
    if (ask.mine || ask.agent) {
      const people = ownPeople(call, rules);
      const { agent } = ask;
      const named = (words: ReadonlySet<string>) => holdsAll(agent ?? [], { words, numbers: [] });
      if (ask.mine && !people.ids.has(agentId)) return false;
      if (agent && !people.names.some(named)) return false;
    }
    if (ask.line && !holdsAll(ask.line, lineText(call, rules, phone))) return false;
    if (ask.queue && !holdsAll(ask.queue, { words: queueWords(call, rules), numbers: [] })) {
      return false;
    }
    return !ask.search || holdsAll(ask.search, callText(seen, rules, phone));
  };
}

/** A withheld number is nobody's, whatever the telephone system knows. */
function isNumber({ call, item }: Seen, number: string): boolean {
  if (item.remote.withheld) return false;
  return remoteParties(call).some(
    ({ e164, extension, withheld }) => !withheld && (e164 ?? extension) === number,
  );
}
