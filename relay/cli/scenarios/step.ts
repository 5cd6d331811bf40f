/**
 * Calls written once, in no telephone system's own words: what happens, with a pause before each
 * step. `encode/` says it as a telephone system would.
 */
import type { Direction } from '../../../lib/core/call.ts';

export interface Member {
  name: string;
  extension: string;
}

export interface Step {
  /** Pause before this step at normal speed. */
  afterMs: number;
  kind: 'new' | 'ring' | 'stopRing' | 'answer' | 'transfer' | 'hangup';
  /** Which call of the scenario. */
  call: string;
  /** Left out: the telephone system does not say. */
  direction?: Direction | undefined;
  /** Both sides, spelled as the telephone system spells them. */
  from?: string | undefined;
  to?: string | undefined;
  /** `new`, `ring`: who rings; `answer`: who took it; `new` of an outgoing call: who calls. */
  people?: readonly Member[] | undefined;
  mailbox?: boolean | undefined;
  queue?: string | undefined;
  /** The number that was dialled first. */
  diversion?: string | undefined;
  /** The call of the scenario that this one continues. */
  continues?: string | undefined;
  cause?: string | undefined;
  talkedMs?: number | undefined;
}

export interface Scenario {
  name: string;
  group: Group;
  /** What happens. */
  about: string;
  /** What an admin should see in cards and journal. */
  see: string;
  steps: readonly Step[];
}

export const GROUPS = [
  'Incoming',
  'Handed over',
  'Outgoing and internal',
  'Several calls',
  'Numbers in every spelling',
  'What goes wrong',
  'Strange and hostile texts',
] as const;
export type Group = (typeof GROUPS)[number];

type Facts = Omit<Partial<Step>, 'afterMs' | 'kind' | 'call'>;
type Say = (afterMs: number, facts?: Facts) => Step;

/** One call of a scenario: its sides are said with every step unless `facts` say otherwise. */
export function script(facts: Facts, call = 'a'): Record<Step['kind'], Say> {
  const { direction, from, to } = facts;
  const sides: Facts = { direction, from, to };
  const say =
    (kind: Step['kind'], usual: Facts): Say =>
    (afterMs, more = {}) => ({ ...usual, ...more, afterMs, kind, call });
  return {
    new: say('new', facts),
    ring: say('ring', sides),
    stopRing: say('stopRing', sides),
    answer: say('answer', sides),
    transfer: say('transfer', sides),
    hangup: say('hangup', { ...sides, cause: 'normalClearing' }),
  };
}
