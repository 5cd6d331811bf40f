/** What the agent looks for in the history, and the question that makes of it. Pure. */
import type { Outcome } from '../../lib/core/call-outcome.ts';

export const RANGES = ['any', 'today', 'yesterday', 'week', 'since', 'own'] as const;
export type Range = (typeof RANGES)[number];
export const DIRECTIONS = ['in', 'out', 'internal'] as const;

export interface HistoryChoice {
  q: string;
  direction: '' | (typeof DIRECTIONS)[number];
  outcome: '' | Outcome;
  mine: boolean;
  agent: string;
  line: string;
  range: Range;
  /** `YYYY-MM-DD`, both days included; for `own`. */
  fromDay: string;
  toDay: string;
}

export const EVERYTHING: HistoryChoice = {
  q: '',
  direction: '',
  outcome: '',
  mine: false,
  agent: '',
  line: '',
  range: 'any',
  fromDay: '',
  toDay: '',
};

export interface HistoryQuestion {
  q?: string;
  direction?: (typeof DIRECTIONS)[number];
  outcome?: Outcome;
  mine?: boolean;
  agent?: string;
  line?: string;
  /** Epoch ms; `to` is not included. */
  from?: number;
  to?: number;
}

/** Start of a local day `days` away from the one of `at`. Days with a changed clock are as long as they are. */
function dayStart(at: number, days = 0): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime();
}

/** Local start of `YYYY-MM-DD`; undefined when it is none. */
function dayOf(text: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return undefined;
  return new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])).getTime();
}

function spanOf(choice: HistoryChoice, now: number, since: number | undefined) {
  switch (choice.range) {
    case 'any':
      return {};
    case 'today':
      return { from: dayStart(now) };
    case 'yesterday':
      return { from: dayStart(now, -1), to: dayStart(now) };
    case 'week':
      return { from: dayStart(now, -6) };
    case 'since':
      return since === undefined ? {} : { from: since };
    case 'own': {
      const [from, to] = [dayOf(choice.fromDay), dayOf(choice.toDay)];
      return {
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to: dayStart(to, 1) }),
      };
    }
  }
}

/** @param since when the agent was last here, for that range */
export function questionOf(
  choice: HistoryChoice,
  now: number,
  since: number | undefined,
): HistoryQuestion {
  const q = choice.q.trim();
  const agent = choice.agent.trim();
  const line = choice.line.trim();
  return {
    ...(q === '' ? {} : { q }),
    ...(choice.direction === '' ? {} : { direction: choice.direction }),
    ...(choice.outcome === '' ? {} : { outcome: choice.outcome }),
    ...(choice.mine ? { mine: true } : {}),
    ...(agent === '' ? {} : { agent }),
    ...(line === '' ? {} : { line }),
    ...spanOf(choice, now, since),
  };
}

/** How many filters are set besides the words. */
export function filterCount(choice: HistoryChoice): number {
  const { direction, outcome, mine, agent, line, range } = choice;
  const set = [direction !== '', outcome !== '', mine, agent !== '', line !== '', range !== 'any'];
  return set.filter(Boolean).length;
}

export function datesWrong({ range, fromDay, toDay }: HistoryChoice): boolean {
  return range === 'own' && fromDay !== '' && toDay !== '' && fromDay > toDay;
}
