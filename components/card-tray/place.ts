/** Where the tray is. Distances in px from one side and from the top or bottom edge. Pure. */
export interface Place {
  side: 'left' | 'right';
  inset: number;
  edge: 'top' | 'bottom';
  offset: number;
  /** Cards stand side by side along the edge instead of on top of each other. */
  row?: boolean;
}

/** Covers no control of either web UI of Zammad (measured). */
export const DEFAULT_PLACE: Place = { side: 'right', inset: 16, edge: 'bottom', offset: 72 };
/** Where the tray can be put by one press. */
export const DOCKS = {
  left: { side: 'left', inset: 16, edge: 'bottom', offset: 72 },
  bottom: { side: 'right', inset: 16, edge: 'bottom', offset: 72, row: true },
  right: DEFAULT_PLACE,
} as const satisfies Record<string, Place>;
export type DockSide = keyof typeof DOCKS;
export const DOCK_SIDES: readonly DockSide[] = ['left', 'bottom', 'right'];

/** Where the tray is docked, and what a card can change about it. */
export interface Dock {
  /** Undefined: dragged somewhere else. */
  side: DockSide | undefined;
  /** New calls come as one line. */
  compact: boolean;
  onDock: (side: DockSide) => void;
  onCompact: (compact: boolean) => void;
}

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
    ...place,
    inset: within(place.inset, MARGIN, area.width - cardWidth - MARGIN),
    offset: within(place.offset, MARGIN, area.height - MIN_HEIGHT),
  };
}

/**
 * The place of a tray whose box is that many px from the window's edges: it holds on to the nearer
 * ones, so that it grows away from them and stays where it is when the window changes.
 */
export function placeOf(box: { left: number; right: number; top: number; bottom: number }): Place {
  return {
    ...(box.left < box.right
      ? { side: 'left' as const, inset: box.left }
      : { side: 'right' as const, inset: box.right }),
    ...(box.top < box.bottom
      ? { edge: 'top' as const, offset: box.top }
      : { edge: 'bottom' as const, offset: box.bottom }),
  };
}

/** The dock a place is at, if it is one. */
export function dockOf(place: Place): DockSide | undefined {
  return DOCK_SIDES.find((name) => {
    const dock: Place = DOCKS[name];
    return (
      dock.side === place.side &&
      dock.inset === place.inset &&
      dock.edge === place.edge &&
      dock.offset === place.offset &&
      Boolean(dock.row) === Boolean(place.row)
    );
  });
}

/** Reads something that was stored as a place; undefined when it is none. */
export function readPlace(value: unknown): Place | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const stored = value as Partial<Place> & { right?: unknown };
  const { edge, offset, row } = stored;
  // Before there were two sides, the distance from the right one was all.
  const inset = stored.inset ?? stored.right;
  const side = stored.side ?? 'right';
  if (!isDistance(inset) || !isDistance(offset)) return undefined;
  if ((edge !== 'top' && edge !== 'bottom') || (side !== 'left' && side !== 'right'))
    return undefined;
  return { side, inset, edge, offset, ...(row === true && { row }) };
}

function isDistance(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
