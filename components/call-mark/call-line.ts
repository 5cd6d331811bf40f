/** What one line of a list says about a call of the past. Pure. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import { sureMatches } from '../../lib/core/match/sure.ts';
import { callOutcome, type Outcome } from '../../lib/core/call-outcome.ts';
import type { Language } from '../../lib/i18n/create-texts.ts';
import { factsLine } from '../facts-line.ts';

export type LineOutcome = Outcome | 'forwarded' | 'live';

/** Its outcome for the team, and a word for those that have none. */
export function lineOutcome(call: AgentCall): LineOutcome {
  if (call.state !== 'ended') return 'live';
  return callOutcome(call) ?? (call.forwarded ? 'forwarded' : 'missed');
}

/** The outcome in words; of a call between colleagues also whether they talked. */
export function outcomeText(call: AgentCall, { texts }: Pick<Language, 'texts'>): string {
  const words = texts.history.outcomes;
  const outcome = lineOutcome(call);
  if (outcome !== 'internal') return words[outcome];
  if (call.voicemail) return factsLine([words.internal, words.voicemail]);
  return factsLine([words.internal, call.answeredAt === undefined ? words.unreached : '']);
}

export interface Who {
  /** Name, else the number, else that it was withheld. */
  name: string;
  organization?: string | undefined;
  /** Other people who may have been it. */
  others: number;
  /** As a person reads it; empty when withheld, or when it stands in `name` already. */
  number: string;
}

/** The other side in words: the remembered or only person, else the likeliest of several. */
export function whoOf(
  { remote }: Pick<AgentCall, 'remote'>,
  { texts }: Pick<Language, 'texts'>,
): Who {
  const number = remote.withheld ? '' : remote.display || (remote.number ?? '');
  // A guess names nobody.
  const people = sureMatches(remote.matches).toSorted((a, b) => b.weight - a.weight);
  const [best] = people;
  if (best) {
    const exact = people.filter(({ reason }) => reason.kind === 'exact');
    const sure = best.reason.kind === 'picked' || exact.length === 1;
    const name = sure && best.reason.kind !== 'picked' ? exact[0]! : best;
    return {
      name: name.name,
      organization: name.organization,
      others: sure ? 0 : people.length - 1,
      number,
    };
  }
  if (remote.name) return { name: remote.name, others: 0, number };
  const company = remote.matches.find(
    ({ userId, reason }) => userId === undefined && reason.kind === 'organization',
  );
  if (company) return { name: company.name, others: 0, number };
  return { name: number || texts.history.withheld, others: 0, number: '' };
}

/** How long it took: talk time, else how long the caller waited. Empty while it goes on. */
export function spanText(call: AgentCall, { texts, times }: Language): string {
  if (call.endedAt === undefined) return '';
  if (call.answeredAt !== undefined) return times.clock(call.endedAt - call.answeredAt);
  const waited = call.endedAt - call.startedAt;
  if (call.manual || waited < 1_000) return '';
  const shown = times.clock(waited);
  return call.direction === 'in' ? texts.history.waited(shown) : shown;
}

/** Line and queue, and who of ours talked. */
export function whereText(call: AgentCall): string {
  const internal = call.direction === 'internal';
  const line = internal ? '' : (call.line.label ?? call.line.display ?? call.line.number);
  const queue = call.queue === line ? undefined : call.queue;
  return factsLine([line, queue, call.answeredBy]);
}
