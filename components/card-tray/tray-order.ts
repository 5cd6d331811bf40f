/** Which call stands where in the tray, and which are open. Pure. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardView } from '../../lib/core/card.ts';

/** At most this many cards are open; the others are lines. */
const MAX_OPEN = 3;

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

/** About how tall a line, an open card and an open note are, with the gap below, px. */
const LINE_HEIGHT = 56;
const OPEN_HEIGHT = 357;
const NOTE_HEIGHT = 125;

const openHeight = ({ note }: CardView) =>
  OPEN_HEIGHT + (note.text !== '' && note.status !== 'sent' ? NOTE_HEIGHT : 0);

/**
 * Ids of the cards that are open: at most three, and no more than `height` px have room for, so
 * that nothing is out of sight; one always is. What the agent unfolded comes first, then the call
 * the agent talks in, then from the top. `wishes`: what the agent folded (true) or unfolded (false).
 */
export function openCards(
  ordered: readonly CardView[],
  wishes: ReadonlyMap<string, boolean>,
  height: number,
): Set<string> {
  const open = new Set<string>();
  const wanted = ordered.filter((card) => wishes.get(card.call.id) !== true);
  const first = [
    ...wanted.filter((card) => wishes.get(card.call.id) === false),
    ...wanted.filter((card) => card.call.state === 'talking' && card.call.mine),
    ...wanted,
  ];
  let left = height - ordered.length * LINE_HEIGHT;
  for (const card of first) {
    if (open.has(card.call.id)) continue;
    const more = openHeight(card) - LINE_HEIGHT;
    if (open.size > 0 && (open.size >= MAX_OPEN || more > left)) break;
    open.add(card.call.id);
    left -= more;
  }
  return open;
}
