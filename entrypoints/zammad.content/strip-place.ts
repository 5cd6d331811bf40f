/** Where the strip stands so that it covers neither Zammad's buttons nor a card. Pure. */

export interface Box {
  top: number;
  left: number;
  right: number;
  bottom: number;
}

export interface StripPlace {
  right: number;
  bottom: number;
}

/** Free of controls in both of Zammad's UIs (measured with a card of this width). */
export const FREE: StripPlace = { right: 16, bottom: 72 };
const GAP = 8;

/**
 * In the free corner; where a card stands there, above it; where there is no room above, beside it;
 * undefined: nowhere.
 * @param cards what all cards together cover; undefined: there is none
 */
export function placeStrip(
  cards: Box | undefined,
  strip: { width: number; height: number },
  view: { width: number; height: number },
): StripPlace | undefined {
  if (!cards) return FREE;
  const own = {
    left: view.width - FREE.right - strip.width,
    right: view.width - FREE.right,
    top: view.height - FREE.bottom - strip.height,
    bottom: view.height - FREE.bottom,
  };
  const apart =
    own.right < cards.left ||
    own.left > cards.right ||
    own.bottom < cards.top ||
    own.top > cards.bottom;
  if (apart) return FREE;
  if (cards.top - strip.height - 2 * GAP >= 0)
    return { right: view.width - cards.right, bottom: view.height - cards.top + GAP };
  const beside = { right: view.width - cards.left + GAP, bottom: FREE.bottom };
  return beside.right + strip.width + GAP <= view.width ? beside : undefined;
}

/** What several boxes cover together. */
export function around(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  return {
    top: Math.min(...boxes.map(({ top }) => top)),
    left: Math.min(...boxes.map(({ left }) => left)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}
