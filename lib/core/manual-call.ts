/** Calls that an agent entered by hand: taken on a telephone that nobody told us about. */
import type { Party, PbxEvent } from './call.ts';

/** Their `source`; no connection may have this id. */
export const MANUAL_SOURCE = 'manual';

export interface ManualEntry {
  /** Unique for the agent and the entry. */
  nativeId: string;
  direction: 'in' | 'out';
  remote: Party;
  agent: { name: string; login: string };
  startedAt: number;
  /** Talk time, or for how long it rang. */
  durationMs: number;
  answered: boolean;
}

/** What a telephone system would have said about it, in order. */
export function manualEvents(entry: ManualEntry): PbxEvent[] {
  const { nativeId: callId, direction, remote, startedAt, durationMs, answered } = entry;
  const own: Party = { name: entry.agent.name, account: entry.agent.login };
  const about = { source: MANUAL_SOURCE, callId, at: startedAt } as const;
  const sides = direction === 'in' ? { from: remote, to: own } : { from: own, to: remote };
  const events: PbxEvent[] = [
    {
      ...about,
      kind: 'new',
      direction,
      ...sides,
      ...(direction === 'in' && { targets: [own] }),
      uniqueId: true,
    },
  ];
  if (answered) {
    const who = direction === 'in' ? { answeredBy: own } : {};
    events.push({ ...about, kind: 'answer', ...who });
  }
  const cause = answered ? 'normalClearing' : 'noAnswer';
  events.push({ ...about, kind: 'hangup', at: startedAt + durationMs, end: { cause } });
  return events;
}
