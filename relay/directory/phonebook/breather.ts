/** Long work in short turns, so that calls go on meanwhile. Rule PB10 of `SPEC-phonebook.md`. */
import { breath } from '../../search/breath.ts';

/** So long one turn may take. */
const TURN_MS = 2;

/** To be awaited now and then in long loops; gives way once the turn has lasted long enough. */
export type Breathe = () => Promise<void> | undefined;

export function createBreather(turnMs = TURN_MS): Breathe {
  let since = performance.now();
  return () => {
    if (performance.now() - since < turnMs) return undefined;
    return breath().then(() => {
      since = performance.now();
    });
  };
}
