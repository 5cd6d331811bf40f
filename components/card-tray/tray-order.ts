/** Which call stands where in the tray, and which are open. Pure. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardView } from '../../lib/core/card.ts';

/** At most this many cards are open; the others are lines. */
export const MAX_OPEN = 3;

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

/** About how tall an open card and a line are, with the gap below, px. */
const OPEN_HEIGHT = 345;
const LINE_HEIGHT = 56;

/** How many of these may be open in `height` px, so that as little as possible is out of sight. */
export function roomFor(ordered: readonly CardView[], height: number): number {
  const rings = ordered.some(({ call }) => call.state === 'ringing');
  const talks = ordered.some(({ call }) => call.state === 'talking' && call.mine);
  const least = rings && talks ? 2 : 1;
  const fit = Math.floor(
    (height - ordered.length * LINE_HEIGHT) / (OPEN_HEIGHT - LINE_HEIGHT),
  );
  return Math.min(MAX_OPEN, Math.max(least, fit));
}

/**
 * Ids of the cards that are open. The call the agent talks in is always one of them, unless the
 * agent folded it; then from the top. `wishes`: what the agent folded (true) or unfolded (false).
 */
export function openCards(
  ordered: readonly CardView[],
  wishes: ReadonlyMap<string, boolean>,
  max: number,
): Set<string> {
  const open = new Set<string>();
  const wanted = ordered.filter((card) => wishes.get(card.call.id) !== true);
  const first = [
    ...wanted.filter((card) => wishes.get(card.call.id) === false),
    ...wanted.filter((card) => card.call.state === 'talking' && card.call.mine),
    ...wanted,
  ];
  for (const card of first) {
    if (open.size >= max) break;
    open.add(card.call.id);
  }
  return open;
}
