/**
 * What a call can be found by, as the asking agent sees it: decides after the index narrowed.
 * Whatever is read here must lead to terms in `call-terms.ts` or to meanings in `who.ts`.
 */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { Call, Party } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Person } from '../../lib/core/roster.ts';
import type { Rules } from '../policy/team.ts';
import {
  addMatchWords,
  addNoteWords,
  digitsOf,
  type NoteText,
  numberSpellings,
  remoteParties,
} from './call-terms.ts';
import { handedOn } from './own-side.ts';
import type { SearchText } from './search-query.ts';
import { addWords } from './words.ts';

/** Those of ours who rang, talked or placed a call. */
export interface OwnPeople {
  /** Zammad ids. */
  ids: ReadonlySet<number>;
  /** Words of the name of each. */
  names: ReadonlySet<string>[];
}

export function ownPeople(call: Call, { addressing, roster }: Rules): OwnPeople {
  const { direction, from, to } = call;
  const people = new Set<Person>([...addressing.talkers(call), ...addressing.callers(call)]);
  const unknown: Party[] = [];
  const note = (parties: readonly Party[]) => {
    for (const party of parties) {
      const found = roster.find(party);
      for (const person of found) people.add(person);
      if (found.length === 0 && party.kind !== 'voicemail') unknown.push(party);
    }
  };
  if (direction !== 'in') note([from]);
  if (direction !== 'out' || handedOn(call)) {
    const rang = [...call.everRang, ...call.ringing];
    const known = rang.some((party) => roster.find(party).length > 0);
    note(known || direction === 'out' ? rang : [...rang, to]);
    const took = call.talkers.map(({ party }) => party);
    unknown.push(...took.filter((party) => roster.find(party).length === 0));
  }
  const names = [...people].map(({ name }) => wordsIn(name));
  const others = unknown
    .filter(({ kind }) => kind !== 'voicemail')
    .map(({ name, extension }) => wordsIn(name, extension));
  const ids = [...people].map(({ agentId }) => agentId).filter((id) => id !== undefined);
  return { ids: new Set(ids), names: [...names, ...others].filter(({ size }) => size > 0) };
}

/** Line, with its number, and queue. */
export function lineText(call: Call, { lines }: Rules, phone: Phone): SearchText {
  const { party, rule } = lines.side(call);
  const words = new Set(queueWords(call, { lines }));
  addWords(words, rule?.label);
  const { e164, extension, raw } = party;
  if (!e164 && !extension) addWords(words, raw?.slice(0, 800));
  const numbers = e164 ? numberSpellings(e164, phone) : [digitsOf(extension ?? raw ?? '')];
  return { words, numbers: numbers.filter((number) => number !== '') };
}

export function queueWords(call: Call, { lines }: Pick<Rules, 'lines'>): Set<string> {
  return wordsIn(...lines.queues(call).map(({ name }) => name), call.queue?.name, call.queue?.id);
}

/** Name and number of the other side, who it was of ours, line, queue, notes. */
export function callText(
  { call, item, notes }: { call: Call; item: AgentCall; notes: readonly NoteText[] },
  rules: Rules,
  phone: Phone,
): SearchText {
  const line = lineText(call, rules, phone);
  const words = new Set(line.words);
  for (const own of ownPeople(call, rules).names) for (const word of own) words.add(word);
  addWords(words, item.remote.name);
  addMatchWords(words, item.remote.matches);
  addNoteWords(words, notes);
  const numbers = [...line.numbers];
  if (!item.remote.withheld) {
    for (const { e164, extension, raw } of remoteParties(call)) {
      if (e164) numbers.push(...numberSpellings(e164, phone));
      else numbers.push(digitsOf(extension ?? raw ?? ''));
      if (!e164 && !extension) addWords(words, raw?.slice(0, 800));
    }
  }
  return { words, numbers: numbers.filter((number) => number !== '') };
}

function wordsIn(...texts: (string | undefined)[]): Set<string> {
  const words = new Set<string>();
  for (const text of texts) addWords(words, text);
  return words;
}
