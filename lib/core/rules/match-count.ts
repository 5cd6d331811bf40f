import type { CardView } from '../card.ts';
import { isSureKind } from '../match/sure.ts';
import type { MatchCount } from '../settings.ts';

/** The person the card is about. A guess is nobody until somebody has said so. */
export function clearPerson(view: Pick<CardView, 'people' | 'chosen'>): number | undefined {
  const [first, ...others] = view.people;
  if (view.chosen !== undefined || !first || others.length > 0) return view.chosen;
  return isSureKind(first.reason.kind) ? first.userId : undefined;
}

/**
 * A chosen person counts as one, a guess as several: it has to be looked at. Undefined: not known
 * yet, or nobody could be asked.
 */
export function matchCount(
  view: Pick<CardView, 'identity' | 'people' | 'chosen'>,
): MatchCount | undefined {
  if (clearPerson(view) !== undefined) return 'one';
  if (view.people.length > 0) return 'several';
  return view.identity === 'looking' || view.identity === 'unavailable' ? undefined : 'none';
}
