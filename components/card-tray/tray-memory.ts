/** What an agent's tray remembers from one page to the next. Pure. */
import { DEFAULT_PLACE, type Place, readPlace } from './place.ts';

export interface TrayMemory {
  place: Place;
  /** New calls come as one line. */
  compact: boolean;
  /** What the agent folded (true) or unfolded (false), by call, the latest last. */
  folds: readonly (readonly [callId: string, folded: boolean])[];
}

export const NEW_TRAY: TrayMemory = { place: DEFAULT_PLACE, compact: false, folds: [] };
/** More calls than any tray holds. */
const MAX_FOLDS = 40;

/** Notes a wish; an unfolded card is open above all others, so the unfolding before it ends. */
export function withFold(memory: TrayMemory, callId: string, folded: boolean): TrayMemory {
  const kept = memory.folds.filter(([id, wish]) => id !== callId && (memory.compact || wish));
  return { ...memory, folds: [...kept, [callId, folded] as const].slice(-MAX_FOLDS) };
}

/** Reads what was stored, in any shape it ever had; what is damaged is as new. */
export function readMemory(value: unknown): TrayMemory {
  if (typeof value !== 'object' || value === null) return NEW_TRAY;
  const stored = value as Partial<TrayMemory>;
  const folds: unknown[] = Array.isArray(stored.folds) ? stored.folds : [];
  return {
    // The first shape was the bare place.
    place: readPlace(stored.place ?? value) ?? DEFAULT_PLACE,
    compact: stored.compact === true,
    folds: folds.filter(isFold).slice(-MAX_FOLDS),
  };
}

function isFold(value: unknown): value is [string, boolean] {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'boolean';
}
