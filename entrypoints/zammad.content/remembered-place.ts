/** Where the agent put the tray, per Zammad. Kept in the page's own storage: it is no secret. */
import { DEFAULT_PLACE, isPlace, type Place } from '../../components/card-tray/place.ts';

const KEY = 'offhook.place';

export function recallPlace(storage: Pick<Storage, 'getItem'> | undefined): Place {
  try {
    const place: unknown = JSON.parse(storage?.getItem(KEY) ?? 'null');
    return isPlace(place) ? place : DEFAULT_PLACE;
  } catch {
    // Storage closed by the browser, or something else under our key: the default does.
    return DEFAULT_PLACE;
  }
}

export function rememberPlace(storage: Pick<Storage, 'setItem'> | undefined, place: Place): void {
  try {
    storage?.setItem(KEY, JSON.stringify(place));
  } catch {
    // Full or closed: it is remembered until the page goes.
  }
}
