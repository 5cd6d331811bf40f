/** Marks parties that are our own by configuration, so that a missing direction can be told. */
import type { Party } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { numberPattern } from '../../lib/core/number-pattern.ts';
import type { RelayConfig } from '../config.ts';

/** @returns the party, with `kind` when it is one of our lines, queues or people */
export type MarkOurs = (party: Party) => Party;

export function createMarkOurs(
  config: Pick<RelayConfig, 'agents' | 'queues' | 'lines'>,
  phone: Phone,
): MarkOurs {
  const of = (kind: NonNullable<Party['kind']>, texts: readonly string[]) =>
    texts.map((text) => ({ kind, matches: numberPattern(text, phone) }));
  const ours = [
    ...config.queues.flatMap((queue) => of('queue', [queue.name, ...queue.match])),
    ...config.lines.flatMap((line) => of('trunk', [line.match])),
    ...config.agents.flatMap((agent) => of('person', [...agent.extensions, ...agent.numbers])),
  ];
  return (party) => {
    if (party.kind !== undefined) return party;
    const hit = ours.find(({ matches }) => matches(party));
    return hit ? { ...party, kind: hit.kind } : party;
  };
}
