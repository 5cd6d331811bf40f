/** Where the tray is. Distances in px from the right edge and from the top or bottom edge. Pure. */
export interface Place {
  right: number;
  edge: 'top' | 'bottom';
  offset: number;
}

/** Covers no control of either web UI of Zammad (measured). */
export const DEFAULT_PLACE: Place = { right: 16, edge: 'bottom', offset: 72 };
const MARGIN = 8;
/** So much of the tray always stays reachable. */
const MIN_HEIGHT = 120;

export interface Area {
  width: number;
  height: number;
}

const within = (value: number, low: number, high: number) =>
  Math.round(Math.min(Math.max(value, low), Math.max(low, high)));

/** Keeps a place inside the window. `cardWidth` px. */
export function clampPlace(place: Place, area: Area, cardWidth: number): Place {
  return {
    right: within(place.right, MARGIN, area.width - cardWidth - MARGIN),
    edge: place.edge,
    offset: within(place.offset, MARGIN, area.height - MIN_HEIGHT),
  };
}

/**
 * The place of a tray whose box is at `right`/`top`/`bottom` px from the window's edges: it holds
 * on to the nearer edge, so that it grows away from it.
 */
export function placeOf(box: { right: number; top: number; bottom: number }): Place {
  return box.top < box.bottom
    ? { right: box.right, edge: 'top', offset: box.top }
    : { right: box.right, edge: 'bottom', offset: box.bottom };
}

/** True for something that was stored as a place. */
export function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false;
  const { right, edge, offset } = value as Partial<Place>;
  return Number.isFinite(right) && Number.isFinite(offset) && (edge === 'top' || edge === 'bottom');
}
