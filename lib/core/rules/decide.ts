/** Whether a rule opens something now. Pure; ids of rules: SPEC-rules.md. */
import type { AgentCall } from '../agent-call.ts';
import type { CardView } from '../card.ts';
import type { OpenWhat, RuleDirection, Settings } from '../settings.ts';
import { matchCount } from './match-count.ts';
import { type CallMoment, directionOf, momentAt } from './moment.ts';

/** A moment older than this is history: a replay, a late event, a machine that slept. */
export const FRESH_MS = 15_000;

export interface RuleFacts {
  /** By the relay's clock. */
  now: number;
  /** Phone quiet, quiet hours, or out of office. */
  quiet: boolean;
  /** This device is the one that acts. */
  lead: boolean;
  /** Zammad's own page opens something when this agent answers. */
  zammadOpens: boolean;
  /** This agent talked in the same conversation before, under another id of the telephone system. */
  hadIt: boolean;
  /** What was opened for this call before. */
  opened?: OpenWhat | 'hand' | undefined;
}

export type Nothing =
  | 'manual'
  | 'internal'
  | 'dismissed'
  | 'not-lead'
  | 'quiet'
  | 'late'
  | 'seen'
  | 'zammad'
  | 'hand'
  | 'rule'
  | 'unclear';

export type Decision = { open: Exclude<OpenWhat, 'nothing'> } | { open: undefined; why: Nothing };

const nothing = (why: Nothing): Decision => ({ open: undefined, why });

/** What the agent's rules say for this direction and number of people, without any circumstance. */
export function ruleFor(
  rules: Settings['rules'],
  direction: RuleDirection,
  moment: CallMoment | 'click',
  view: Pick<CardView, 'identity' | 'people' | 'chosen'>,
): OpenWhat | undefined {
  const count = matchCount(view);
  return count && rules[direction][moment][count];
}

/** Everything but the number of people, which may take a while to learn: is it worth waiting for? */
export function mayOpen(
  call: AgentCall,
  moment: CallMoment,
  facts: RuleFacts,
  dismissed: boolean,
): Nothing | undefined {
  if (call.manual) return 'manual';
  const direction = directionOf(call);
  if (!direction) return 'internal';
  if (dismissed) return 'dismissed';
  if (!facts.lead) return 'not-lead';
  if (facts.quiet) return 'quiet';
  if (facts.now - momentAt(call, moment) > FRESH_MS) return 'late';
  if (facts.hadIt) return 'seen';
  if (facts.opened === 'hand') return 'hand';
  // Zammad only opens on incoming calls.
  if (moment === 'answer' && direction === 'in' && facts.zammadOpens) return 'zammad';
  return undefined;
}

/** @param moment one that this call has come to just now, for the first time */
export function decide(
  view: Pick<CardView, 'call' | 'identity' | 'people' | 'chosen' | 'dismissed'>,
  moment: CallMoment,
  rules: Settings['rules'],
  facts: RuleFacts,
): Decision {
  const { call } = view;
  const not = mayOpen(call, moment, facts, view.dismissed);
  if (not) return nothing(not);
  const direction = directionOf(call);
  if (!direction) return nothing('internal');
  const what = ruleFor(rules, direction, moment, view);
  if (what === undefined) return nothing('unclear');
  if (what === 'nothing') return nothing('rule');
  // Rang and answered under the same rule: it is on screen already, and a new ticket would be a second one.
  if (what === facts.opened) return nothing('seen');
  return { open: what };
}
