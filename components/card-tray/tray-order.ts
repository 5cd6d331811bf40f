/** Which call stands where in the tray, and which are open. Pure. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardView } from '../../lib/core/card.ts';
import { outcomeOf } from '../call-card/card-state.ts';

/** At most this many cards are open; the others are lines. */
const MAX_OPEN = 3;
/** So long a call that is over is still news. */
export const NEWS_MS = 8_000;

/** Newest ringing first, then who is being talked to, then waiting, then what is over. */
function rank(call: AgentCall): number {
  if (call.state === 'ringing') return 0;
  if (call.state === 'talking') return call.mine ? 1 : 3;
  return call.state === 'queued' ? 2 : 4;
}

/** Cards in the order of the tray, those put away left out. */
export function orderCards(cards: readonly CardView[]): CardView[] {
  return cards
    .filter((card) => !card.dismissed)
    .toSorted(
      (a, b) =>
        rank(a.call) - rank(b.call) ||
        b.call.startedAt - a.call.startedAt ||
        a.call.id.localeCompare(b.call.id),
    );
}

/** Over, and nothing is left to write: missed, taken by a colleague, noted. */
export function isDone({ call, note }: CardView): boolean {
  const outcome = outcomeOf(call);
  if (outcome === 'live') return false;
  if (note.status === 'sent') return true;
  // What a template put there nobody typed.
  const typed = note.text.trim() !== '' && note.keptAt !== undefined;
  if (note.status !== 'draft' || typed) return false;
  // An own talk waits for its note.
  return outcome !== 'finished' && outcome !== 'handed-over';
}

/** Since when it is over; epoch ms. */
export function doneAt({ call }: CardView): number {
  return call.endedAt ?? call.answeredAt ?? call.startedAt;
}

export interface TrayParts {
  /** Each with its own place, in order. */
  shown: CardView[];
  /** Old news: one line for all of them. */
  over: CardView[];
  /** When the next one becomes old news; undefined: none will by itself. */
  nextAt: number | undefined;
}

/**
 * Folds what is done and no longer news into one line, as soon as there are two of them. `kept`:
 * ids that stay, because the agent opened them or is in them.
 */
export function trayParts(
  ordered: readonly CardView[],
  kept: ReadonlySet<string>,
  now: number,
): TrayParts {
  const candidates = ordered.filter((card) => isDone(card) && !kept.has(card.call.id));
  const old = candidates.filter((card) => doneAt(card) + NEWS_MS <= now);
  const waiting = candidates.filter((card) => !old.includes(card)).map(doneAt);
  const over = old.length > 1 ? old : [];
  return {
    shown: ordered.filter((card) => !over.includes(card)),
    over,
    nextAt: waiting.length > 0 ? Math.min(...waiting) + NEWS_MS : undefined,
  };
}

/** About how tall a line, an open card and an open note are, with the gap below, px. */
const LINE_HEIGHT = 56;
const OPEN_HEIGHT = 396;
const NOTE_HEIGHT = 125;
const CARD_WIDTH = 372;

const openHeight = ({ note }: CardView) =>
  OPEN_HEIGHT + (note.text !== '' && note.status !== 'sent' ? NOTE_HEIGHT : 0);

export interface Room {
  width: number;
  height: number;
  /** Side by side. */
  row: boolean;
  /** New calls come as one line. */
  compact: boolean;
}

/**
 * Ids of the cards that are open: at most three, and no more than there is room for, so that
 * nothing is out of sight; one always is, unless the agent wants lines. What the agent unfolded
 * comes first, then the call the agent talks in, then from the top; old news only at the agent's
 * wish. `folds`: what the agent folded (true) or unfolded (false).
 */
export function openCards(
  ordered: readonly CardView[],
  folds: ReadonlyMap<string, boolean>,
  room: Room,
  now: number,
): Set<string> {
  const open = new Set<string>();
  const wishOf = (card: CardView) => folds.get(card.call.id);
  const wanted = ordered.filter((card) => {
    const wish = wishOf(card);
    if (wish !== undefined) return !wish;
    return !room.compact && !(isDone(card) && doneAt(card) + NEWS_MS <= now);
  });
  const first = [
    ...wanted.filter((card) => wishOf(card) === false),
    ...wanted.filter((card) => card.call.state === 'talking' && card.call.mine),
    ...wanted,
  ];
  let left = room.row
    ? Math.floor((room.width - 32) / CARD_WIDTH) - 1
    : room.height - ordered.length * LINE_HEIGHT;
  for (const card of first) {
    if (open.has(card.call.id)) continue;
    const more = room.row ? 1 : openHeight(card) - LINE_HEIGHT;
    const fits = room.row ? left >= 0 : more <= left;
    if (open.size > 0 && (open.size >= MAX_OPEN || !fits)) break;
    open.add(card.call.id);
    left -= more;
  }
  return open;
}
