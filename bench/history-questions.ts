/** What agents ask the history, from what everybody asks to what is hard to answer. */
import { CONTACTS, CUSTOMERS } from './history-fill.ts';
import * as world from './history-world.ts';

export interface Question {
  what: string;
  ask(random: world.Random, index: number): Record<string, string>;
}

const DAY_MS = 24 * 60 * 60_000;
const daysAgo = (days: number) => String(Date.now() - days * DAY_MS);
const first = (text: string) => text.split(' ')[0]!;
const person = (random: world.Random) => world.personOf(random.below(CONTACTS));

export const QUESTIONS: Question[] = [
  { what: 'newest page', ask: () => ({}) },
  { what: 'page deep in the past', ask: (random) => ({ to: daysAgo(random.below(700)) }) },
  { what: 'last page', ask: () => ({ to: daysAgo(729.9) }) },
  {
    what: 'direction',
    ask: (random) => ({ direction: random.pick(['in', 'out', 'internal']) }),
  },
  {
    what: 'outcome',
    ask: (random) => ({
      outcome: random.pick(['answered', 'missed', 'voicemail', 'placed', 'unreached', 'internal']),
    }),
  },
  { what: 'missed', ask: () => ({ missed: 'true' }) },
  { what: 'mine', ask: () => ({ mine: 'true' }) },
  { what: 'agent', ask: (random) => ({ agent: world.agentOf(random.below(world.AGENTS)).name }) },
  { what: 'line', ask: (random) => ({ line: random.pick(world.LINES).label }) },
  { what: 'queue', ask: (random) => ({ queue: random.pick(world.QUEUES) }) },
  {
    what: 'a month',
    ask: (random) => {
      const from = 60 + random.below(600);
      return { from: daysAgo(from), to: daysAgo(from - 30) };
    },
  },
  { what: 'number', ask: (random) => ({ number: `+${world.numberOf(random.skewed(CUSTOMERS))}` }) },
  {
    what: 'several filters',
    ask: (random) => ({
      outcome: 'voicemail',
      line: world.LINES[10]!.label,
      agent: world.agentOf(random.below(world.AGENTS)).name,
    }),
  },
  { what: 'q: frequent word of notes', ask: (random) => ({ q: world.wordOf(random.below(30)) }) },
  {
    what: 'q: rare word of notes',
    ask: (random) => ({ q: world.wordOf(20_000 + random.below(9_000)) }),
  },
  { what: 'q: one letter', ask: (random) => ({ q: random.pick(['m', 's', 'b', 'ö', 'z']) }) },
  { what: 'q: three letters', ask: (random) => ({ q: person(random).slice(0, 3) }) },
  {
    what: 'q: name with umlaut',
    ask: (random) => ({ q: random.pick(['Jörg', 'Müller', 'Groß', 'Strauss', 'Soeren', 'Zoe']) }),
  },
  { what: 'q: whole name', ask: (random) => ({ q: person(random) }) },
  { what: 'q: company', ask: (random) => ({ q: world.companyOf(random.below(CONTACTS / 3)) }) },
  {
    what: 'q: line, agent and word',
    ask: (random) => ({
      q: `störung ${first(world.agentOf(random.below(world.AGENTS)).name)} ${world.wordOf(random.below(300))}`,
    }),
  },
  {
    what: 'q: last four digits',
    ask: (random) => ({ q: world.numberOf(random.below(CUSTOMERS)).slice(-4) }),
  },
  {
    what: 'q: number as dialled',
    ask: (random) => ({
      q: `0${world
        .numberOf(random.below(CUSTOMERS))
        .slice(2)
        .replace(/^(\d\d)/, '$1/')}`,
    }),
  },
  { what: 'q: begin of a number', ask: (random) => ({ q: `0172 ${random.below(900) + 100}` }) },
  { what: 'q: ticket number', ask: (random) => ({ q: String(10_000 + random.below(1_000_000)) }) },
  { what: 'q: nothing fits', ask: (_random, index) => ({ q: `qqx${index}` }) },
  {
    what: 'q: frequent words that never meet',
    ask: () => ({ q: 'zentrale buchhaltung', direction: 'out', outcome: 'answered' }),
  },
  {
    what: 'q: word and filters',
    ask: (random) => ({ q: world.wordOf(random.below(100)), missed: 'true', direction: 'in' }),
  },
];
