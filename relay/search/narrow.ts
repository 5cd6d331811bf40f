/** From what an agent asks for to a question to the index. */
import type { CallState, Direction } from '../../lib/core/call.ts';
import type { Outcome } from '../../lib/core/call-outcome.ts';
import { dialTerm, GRAM, wholeNumberTerm } from './call-terms.ts';
import { NO_ROOM } from './dictionary.ts';
import type { Narrowing } from './narrowing.ts';
import { holdsAll, type Piece, type SearchTerm } from './search-query.ts';
import type { FrameMeaning, Meanings, PartyMeaning } from './who.ts';

/** Every one that is given must hold. Rule HS3 of `relay/SPEC-agents.md`. */
export interface HistoryAsk {
  search?: readonly SearchTerm[] | undefined;
  /** Digits of the other side: E.164, or an internal number. */
  number?: string | undefined;
  direction?: Direction | undefined;
  /** As the asking agent sees it. */
  state?: CallState | undefined;
  outcome?: Outcome | undefined;
  missed?: boolean | undefined;
  /** Rang, talked or placed it: the asking agent, or somebody of this name. */
  mine?: boolean | undefined;
  agent?: readonly SearchTerm[] | undefined;
  queue?: readonly SearchTerm[] | undefined;
  /** Line or queue. */
  line?: readonly SearchTerm[] | undefined;
  /** Started at or after, and before; epoch ms. */
  from?: number | undefined;
  to?: number | undefined;
}

/** Who asks, and what is known of them beside the rules. */
export interface Asker {
  agentId: number;
  visibility: 'team' | 'own';
  /** Slots of calls they once saw. */
  followed: ReadonlySet<number>;
  /** Click-to-dial requests of the last day. */
  dialled: readonly DialledCall[];
}

export interface DialledCall {
  dialId: string;
  agentId: number;
  /** Words of the agent's name. */
  names: ReadonlySet<string>;
}

/** So many parts of a number narrow it down far enough. */
const MAX_GRAMS = 12;

export function narrow(ask: HistoryAsk, asker: Asker, meanings: Meanings): Narrowing {
  const all: Narrowing[] = [];
  const frames = (is: (frame: FrameMeaning) => boolean) => framesOf(meanings, is);
  const { agent, line, queue } = ask;
  if (ask.mine) {
    const own = partiesOf(meanings, ({ agents }) => agents.has(asker.agentId));
    all.push(
      any(
        own,
        dialledBy(asker),
        frames(({ people }) => people.has(asker.agentId)),
      ),
    );
  }
  if (agent) {
    const goesBy = ({ names }: { names: ReadonlySet<string> }) =>
      holdsAll(agent, { words: names, numbers: [] });
    all.push(any(partiesOf(meanings, goesBy), frames(goesBy), dialTerms(asker, goesBy)));
  }
  if (line) all.push(frames((frame) => holdsAll(line, lineOrQueue(frame))));
  if (queue) all.push(frames((frame) => holdsAll(queue, { words: frame.queue, numbers: [] })));
  if (ask.number !== undefined) all.push(terms([wholeNumberTerm(ask.number)]));
  for (const term of ask.search ?? []) {
    const pieces = term.pieces.map((piece) => narrowPiece(piece, asker, meanings));
    const whole = narrowPiece(term.whole, asker, meanings);
    all.push(pieces.length > 0 ? any(whole, { kind: 'all', of: pieces }) : whole);
  }
  // What is rare comes first: where nothing is left, the rest is not looked up.
  return { kind: 'all', of: [...all.toReversed(), visibleTo(asker, meanings)] };
}

function visibleTo(asker: Asker, meanings: Meanings): Narrowing {
  const is = (ids: ReadonlySet<number>) => ids.has(asker.agentId);
  const named = partiesOf(meanings, ({ agents }) => is(agents));
  const concerned = framesOf(meanings, ({ agents }) => is(agents));
  const own = [named, concerned, dialledBy(asker), slots(asker.followed)];
  const unrung: Narrowing = { kind: 'unrung' };
  if (asker.visibility === 'team') {
    const open = framesOf(meanings, ({ anyone }) => anyone);
    const dialled = framesOf(meanings, (frame) => is(frame.dialled));
    return any(open, ...own, { kind: 'all', of: [unrung, dialled] });
  }
  const fallen = framesOf(meanings, (frame) => frame.anyone || is(frame.dialled));
  return any(...own, { kind: 'all', of: [unrung, fallen] });
}

function narrowPiece(piece: Piece, asker: Asker, meanings: Meanings): Narrowing {
  const goesBy = (names: ReadonlySet<string>) =>
    holdsAll([{ whole: piece, pieces: [] }], { words: names, numbers: [] });
  return any(
    ...piece.spellings.map(wordBeginning),
    ...piece.digits.map(partOfNumber),
    partiesOf(meanings, ({ names }) => goesBy(names)),
    colleagues(meanings, goesBy),
    dialTerms(asker, ({ names }) => goesBy(names)),
    framesOf(
      meanings,
      (frame) =>
        goesBy(frame.names) || holdsAll([{ whole: piece, pieces: [] }], lineOrQueue(frame)),
    ),
  );
}

function dialledBy(asker: Asker): Narrowing {
  return dialTerms(asker, ({ agentId }) => agentId === asker.agentId);
}

function dialTerms({ dialled }: Asker, is: (one: DialledCall) => boolean): Narrowing {
  return terms(dialled.filter(is).map(({ dialId }) => dialTerm(dialId)));
}

function lineOrQueue({ line, queue }: FrameMeaning) {
  return { words: new Set([...line.words, ...queue]), numbers: line.numbers };
}

function wordBeginning(spelling: string): Narrowing {
  const characters = Array.from(spelling).length;
  return characters <= 2 ? terms([`^${spelling}`]) : { kind: 'prefix', prefix: spelling };
}

function partOfNumber(digits: string): Narrowing {
  if (digits.length <= GRAM) return { kind: 'prefix', prefix: `+${digits}` };
  const of: Narrowing[] = [];
  for (let at = 0; at + GRAM <= digits.length && at < MAX_GRAMS; at += 1) {
    of.push(terms([`+${digits.slice(at, at + GRAM)}`]));
  }
  return { kind: 'all', of };
}

/** Calls that parties have a part in who are so; and those whose parties found no room. */
function partiesOf({ parties }: Meanings, is: (party: PartyMeaning) => boolean): Narrowing {
  const ids = [NO_ROOM];
  for (const [id, party] of parties.entries()) if (party && is(party)) ids.push(id);
  return terms(ids.flatMap((id) => [`#r${id}`, `#t${id}`, `#d${id}`]));
}

/** Calls with a colleague on the other side. */
function colleagues(
  { parties, numbers }: Meanings,
  goesBy: (names: ReadonlySet<string>) => boolean,
): Narrowing {
  const list = [`#o${NO_ROOM}`];
  for (const [id, party] of parties.entries())
    if (party && goesBy(party.names)) list.push(`#o${id}`);
  for (const { e164, names } of numbers) if (goesBy(names)) list.push(wholeNumberTerm(e164));
  return terms(list);
}

function framesOf(meanings: Meanings, is: (frame: FrameMeaning) => boolean): Narrowing {
  const frames = new Uint8Array(Math.max(1, meanings.frames.length));
  let count = 0;
  for (const [id, frame] of meanings.frames.entries()) {
    if (!frame || !is(frame)) continue;
    frames[id] = 1;
    count += 1;
  }
  if (meanings.framesFull()) frames[NO_ROOM] = 1;
  // Most questions are about none of them, or about all: nothing to look up call by call.
  else if (count === 0) return any();
  else if (count === frames.length - 1) return { kind: 'all', of: [] };
  return { kind: 'frames', frames };
}

function terms(list: readonly string[]): Narrowing {
  return { kind: 'terms', terms: list };
}

function slots(set: ReadonlySet<number>): Narrowing {
  return { kind: 'slots', slots: set };
}

function any(...of: Narrowing[]): Narrowing {
  return { kind: 'any', of };
}
