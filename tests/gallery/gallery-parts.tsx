/** Every component of the product in every state. */
import { cardParts } from './card-parts.tsx';
import { formPart } from './form-part.tsx';
import { type GalleryCase, type GalleryPart, slugOf } from './gallery-part.ts';
import { optionsParts } from './options-parts.tsx';
import { PART_IDS, type PartId } from './part-ids.ts';
import { panelParts } from './panel-parts.tsx';
import { popupParts } from './popup-part.tsx';
import { trayParts } from './tray-part.tsx';

/** By the name that stands in an address. */
export const PARTS: Readonly<Record<PartId, GalleryPart>> = {
  ...cardParts,
  ...trayParts,
  ...popupParts,
  ...panelParts,
  ...optionsParts,
  form: formPart,
};

export interface ShownPart {
  id: PartId;
  part: GalleryPart;
  /** All of the part, or the one that was asked for. */
  cases: [name: string, GalleryCase][];
}

/** What an address shows; an unknown part is the first one, an unknown state all of them. */
export function shownPart(address: { part: string; case: string }): ShownPart {
  const id = PART_IDS.find((each) => each === address.part) ?? PART_IDS[0];
  const part: GalleryPart = PARTS[id];
  const all = Object.entries(part.cases);
  const one = all.filter(([name]) => slugOf(name) === address.case);
  return { id, part, cases: one.length > 0 ? one : all };
}
