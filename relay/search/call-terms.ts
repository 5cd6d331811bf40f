/**
 * By which terms a call stands in the index. Terms only narrow: what they find is checked with the
 * call itself (`call-text.ts`), so a term too many costs a look, a term too few loses the call.
 *
 * `word`, and `^w`, `^wo` for its first letters · `+4930` four digits of a number in a row (fewer
 * at its end) · `=4930…` a whole one · `#r12` who it rang at and who talked (`own-side.ts`) · `#k…` a click-to-dial request.
 */
import type { Match } from '../../lib/core/agent-call.ts';
import type { Call, Party } from '../../lib/core/call.ts';
import { sureMatches } from '../../lib/core/match/sure.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { CallNotesTable } from '../store/tables.ts';
import { addWords } from './words.ts';

export type NoteText = Pick<CallNotesTable, 'text' | 'outcome' | 'ticket_number'>;

export const GRAM = 4;
/** Words of a note count up to here. */
const MAX_NOTE = 20_000;

/** Words of what was written about a call. */
export function addNoteWords(into: Set<string>, notes: readonly NoteText[]): void {
  for (const { text, outcome, ticket_number } of notes) {
    addWords(into, text.slice(0, MAX_NOTE));
    addWords(into, outcome);
    addWords(into, ticket_number);
  }
}

/** Guesses are nobody to be found by. */
export function addMatchWords(into: Set<string>, matches: readonly Match[]): void {
  for (const { name, organization } of sureMatches(matches)) {
    addWords(into, name);
    addWords(into, organization);
  }
}

export function wordTerms(words: ReadonlySet<string>): string[] {
  const terms = new Set<string>();
  for (const word of words) {
    terms.add(word);
    const [first = '', second = ''] = word;
    terms.add(`^${first}`);
    if (second !== '') terms.add(`^${first}${second}`);
  }
  return [...terms];
}

/** Every place of a number at which a part of it can begin. */
export function numberTerms(number: string): string[] {
  const terms: string[] = [];
  for (let at = 0; at < number.length; at += 1) terms.push(`+${number.slice(at, at + GRAM)}`);
  return terms;
}

/** @param number E.164 digits, or an internal number */
export function wholeNumberTerm(number: string): string {
  return `=${number}`;
}

/** Spellings of a number with digits alone: with country code, and as dialled inside the country. */
export function numberSpellings(e164: string, phone: Phone): string[] {
  const national = phone.national(e164);
  return national === undefined || national === e164 ? [e164] : [e164, national];
}

/** The sides of a call that an agent may be shown as the other one. */
export function remoteParties({ direction, from, to }: Call): Party[] {
  if (direction === 'in') return [from];
  return direction === 'out' ? [to] : [from, to];
}

export interface TermSources {
  phone: Phone;
  /** People behind E.164 digits. */
  lookup(digits: string): readonly Match[];
}

/** Terms of names and numbers of the other side. */
export function remoteTerms(call: Call, { phone, lookup }: TermSources): string[] {
  const words = new Set<string>();
  const terms = new Set<string>();
  for (const party of remoteParties(call)) {
    addWords(words, party.name);
    const { e164, extension, raw } = party;
    if (e164) addMatchWords(words, lookup(e164));
    const numbers = e164 ? numberSpellings(e164, phone) : [digitsOf(extension ?? raw ?? '')];
    for (const number of numbers) for (const term of numberTerms(number)) terms.add(term);
    const whole = e164 ?? extension;
    if (whole) terms.add(wholeNumberTerm(whole));
    // What is no number is shown as it came.
    if (!e164 && !extension) addWords(words, raw?.slice(0, 800));
  }
  return [...terms, ...wordTerms(words)];
}

export function digitsOf(text: string): string {
  return text.slice(0, 800).replace(/\D/g, '').slice(0, 60);
}

/** Term of a call that came from a click-to-dial request; ids of telephone systems may be anything. */
export function dialTerm(dialId: string): string {
  return `#k${dialId.slice(0, 100).replace(/[^\w-]/g, '_')}`;
}
