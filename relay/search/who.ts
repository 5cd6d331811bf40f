/**
 * What frames and parties of the index mean now: whose calls they are, under which names and lines
 * they are found. Made anew when somebody pairs or is mapped otherwise; it narrows, and what it
 * finds is checked call by call.
 */
import type { Party } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Person } from '../../lib/core/roster.ts';
import type { Rules, Team } from '../policy/team.ts';
import { digitsOf, numberSpellings } from './call-terms.ts';
import type { Dictionary } from './dictionary.ts';
import { readFrameKey, readPartyKey } from './own-side.ts';
import type { SearchText } from './search-query.ts';
import { addWords } from './words.ts';
import { breath } from './breath.ts';

export interface FrameMeaning {
  /** May anybody see its calls, as long as they rang for nobody we know? */
  anyone: boolean;
  /** Agents whom every call of the frame concerns. */
  agents: ReadonlySet<number>;
  /** Agents whom it concerns if it rang for nobody we know. */
  dialled: ReadonlySet<number>;
  /** Line and queue. */
  line: SearchText;
  queue: ReadonlySet<string>;
  /** Names of those it is for, or who placed it. */
  names: ReadonlySet<string>;
  /** Ids of them. */
  people: ReadonlySet<number>;
}

export interface PartyMeaning {
  agents: ReadonlySet<number>;
  /** Somebody we know. */
  known: boolean;
  names: ReadonlySet<string>;
}

export interface Meanings {
  /** Some frames found no room in the dictionary: their calls may be any. */
  framesFull: () => boolean;
  /** Numbers of people of ours. */
  numbers: readonly { e164: string; names: ReadonlySet<string> }[];
  frames: readonly (FrameMeaning | undefined)[];
  parties: readonly (PartyMeaning | undefined)[];
}

/** Some milliseconds. */
const AT_ONCE = 100;
const NO_FRAME = '["in","","","",""]';
const NO_PARTY = '["","","","",""]';

/** @returns what is known as of now; the same object as long as nobody pairs or is mapped otherwise */
export function createWho(deps: {
  team: Team;
  phone: Phone;
  frames: Dictionary;
  parties: Dictionary;
}): () => Promise<Meanings> {
  const { team, phone } = deps;
  let made: Made | undefined;

  function frameMeaning(key: string, rules: Rules): FrameMeaning {
    const { addressing, lines, roster } = rules;
    const call = readFrameKey(key);
    const { party, rule } = lines.side(call);
    const queues = lines.queues(call);
    const serving = queues
      .flatMap((queue) => queue.agents ?? [])
      .map((login) => roster.byLogin(login))
      .filter((person) => person !== undefined);
    const callers = addressing.callers(call);
    const dialled = call.direction === 'in' ? roster.find(call.to) : [];
    const words = new Set<string>();
    addWords(words, rule?.label);
    if (!party.e164 && !party.extension) addWords(words, party.raw);
    const queue = new Set<string>();
    for (const name of [...queues.map((one) => one.name), call.queue?.name, call.queue?.id]) {
      addWords(queue, name);
    }
    const names = new Set<string>();
    const own = call.direction === 'in' ? call.to : call.from;
    for (const { name } of [...dialled, ...callers]) addWords(names, name);
    for (const word of namesOf(own, roster.find(own))) names.add(word);
    return {
      anyone: addressing.maySee(call, -1),
      agents: idsOf([...serving, ...callers]),
      dialled: idsOf(dialled),
      line: {
        words,
        numbers: party.e164
          ? numberSpellings(party.e164, phone)
          : [digitsOf(party.extension ?? party.raw ?? '')],
      },
      queue,
      names,
      people: idsOf([...callers, ...dialled]),
    };
  }

  function partyMeaning(key: string, { roster }: Rules): PartyMeaning {
    const party = readPartyKey(key);
    const people = roster.find(party);
    return { agents: idsOf(people), known: people.length > 0, names: namesOf(party, people) };
  }

  /** Only what is new, a few at a time: the telephone system's answer must not wait for it. */
  async function complete({ rules, frames, parties }: Made): Promise<void> {
    for (let id = Math.max(1, frames.length); id <= deps.frames.size; id += 1) {
      frames[id] = frameMeaning(deps.frames.valueOf(id) ?? NO_FRAME, rules);
      if (id % AT_ONCE === 0) await breath();
    }
    for (let id = Math.max(1, parties.length); id <= deps.parties.size; id += 1) {
      parties[id] = partyMeaning(deps.parties.valueOf(id) ?? NO_PARTY, rules);
      if (id % AT_ONCE === 0) await breath();
    }
  }

  return async () => {
    const rules = team.rules();
    if (made?.rules !== rules) {
      made = {
        rules,
        numbers: numbersOf(rules),
        framesFull: () => deps.frames.full,
        frames: [],
        parties: [],
        work: Promise.resolve(),
      };
    }
    const current = made;
    // One that failed is tried again by the next question.
    current.work = current.work.catch(() => {}).then(() => complete(current));
    await current.work;
    return current;
  };
}

interface Made extends Meanings {
  rules: Rules;
  frames: (FrameMeaning | undefined)[];
  parties: (PartyMeaning | undefined)[];
  work: Promise<void>;
}

/** Somebody we know goes by our name for them, everybody else by what the telephone system says. */
function namesOf(party: Party, people: readonly Person[]): Set<string> {
  const names = new Set<string>();
  for (const { name } of people) addWords(names, name);
  if (people.length === 1) return names;
  addWords(names, party.name);
  addWords(names, party.extension);
  return names;
}

function numbersOf({ roster }: Rules): Meanings['numbers'] {
  return roster.numbers().map((e164) => {
    const names = new Set<string>();
    for (const { name } of roster.owners(e164)) addWords(names, name);
    return { e164, names };
  });
}

function idsOf(people: readonly Person[]): Set<number> {
  return new Set(people.map(({ agentId }) => agentId).filter((id) => id !== undefined));
}
