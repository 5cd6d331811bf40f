/**
 * Hang-ups without a call id that came before the ring they end: two requests of one phone may
 * overtake each other. A hang-up may as well be about a call that nobody told, so who says least is
 * believed for the shortest time.
 */

export interface EarlyEnd {
  device: string;
  /** The other side; undefined: not told. */
  remote: string | undefined;
  /** It was told as missed or refused, so it is about a ring. */
  missed: boolean;
  /** Epoch ms. */
  at: number;
}

export interface EarlyEnds<Words> {
  keep(end: EarlyEnd, words: Words): void;
  /** @returns what was said; `sure` false: it may be the end of another call */
  claim(ring: Omit<EarlyEnd, 'missed'>): { words: Words; sure: boolean } | undefined;
}

const OVERTAKEN_MS = 2_000;
/** A waiting call rings soon after the end of one that nobody told. */
const UNSURE_MS = 300;
const MAX_KEPT = 1_000;

export function createEarlyEnds<Words>(): EarlyEnds<Words> {
  let kept: { end: EarlyEnd; words: Words }[] = [];
  return {
    keep(end, words) {
      kept = kept.filter((one) => end.at - one.end.at <= OVERTAKEN_MS).slice(1 - MAX_KEPT);
      kept.push({ end, words });
    },
    claim({ device, remote, at }) {
      const found = kept.findLast(({ end }) => {
        if (end.device !== device) return false;
        const told = end.remote !== undefined && end.remote === remote;
        const may = end.remote === undefined || remote === undefined;
        const limit = told || (may && end.missed) ? OVERTAKEN_MS : may ? UNSURE_MS : -1;
        return at - end.at <= limit;
      });
      if (!found) return undefined;
      kept = kept.filter((one) => one !== found);
      return { words: found.words, sure: found.end.remote !== undefined || found.end.missed };
    },
  };
}
