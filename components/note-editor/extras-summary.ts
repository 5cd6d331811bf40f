/** What a note holds besides its text, in a few words. Pure. */
import type { NoteDraft } from '../../lib/core/card-actions.ts';
import type { Language } from '../../lib/i18n/create-texts.ts';
import { factsLine } from '../facts-line.ts';

/** `short` fits a button ("5 min +2"), `all` says everything; both empty when there is nothing. */
export function extrasSummary(
  { outcome, tags, followUpAt }: NoteDraft,
  minutes: number | undefined,
  now: number,
  { texts, times }: Language,
): { short: string; all: string } {
  const parts = [
    minutes ? texts.wrapUp.minutesShort(minutes) : undefined,
    outcome,
    followUpAt === undefined ? undefined : texts.wrapUp.followUpOn(times.moment(followUpAt, now)),
    tags && tags.length > 0 ? tags.join(', ') : undefined,
  ].filter((part) => part !== undefined && part !== '');
  const [first = '', ...others] = parts;
  return {
    short: others.length === 0 ? first : `${first} +${others.length}`,
    all: factsLine(parts),
  };
}
