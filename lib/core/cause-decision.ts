/**
 * Why a call ended, in the one order that real systems make right: what happened comes before what
 * was said. A queue caller who gives up is reported as "Normal Clearing", a caller who cancels as
 * "Interworking" (Asterisk 16 and 22). Rule CM12.
 */
import type { Cause, Direction, PbxEvent } from './call.ts';
import { causeOfQ850, causeOfSip, readCause } from './causes.ts';

/** What was said about an end, without what only tells its time. */
export type EndWords = Omit<NonNullable<PbxEvent['end']>, 'guessed'>;

/** @param said of the call's own end; `attempt`: of the last attempt to reach somebody */
export function decideCause(known: {
  answered: boolean;
  forwarded: boolean;
  direction: Direction;
  said: EndWords;
  attempt: EndWords;
}): Cause {
  if (known.answered) return 'normalClearing';
  if (known.forwarded) return 'forwarded';
  const sources = [known.said, known.attempt];
  for (const step of STEPS) {
    for (const words of sources) {
      const cause = step(words);
      // "Normal" is never believed of a call that nobody answered.
      if (cause !== undefined && cause !== 'normalClearing') return cause;
    }
  }
  return causeByEnding(known.said) ?? (known.direction === 'out' ? 'noAnswer' : 'cancel');
}

/**
 * In this order; each asks the call's own end first. `cause` is a word of the telephone system that
 * its dialect understood, so it may know better than the bare dial status: Asterisk says `NOANSWER`
 * of numbers that do not exist, too.
 */
const STEPS: readonly ((words: EndWords) => Cause | undefined)[] = [
  ({ cause }) => cause,
  ({ dialStatus }) => (dialStatus === undefined ? undefined : readCause(dialStatus)),
  ({ word }) => (word === undefined ? undefined : readCause(word)),
  ({ sip }) => (sip === undefined ? undefined : causeOfSip(sip)),
  ({ q850 }) => (q850 === undefined ? undefined : causeOfQ850(q850)),
];

/** Who gave up. A plain "16" before any answer is somebody who put down the phone. */
function causeByEnding({ by, q850 }: EndWords): Cause | undefined {
  if (by === 'caller') return 'cancel';
  if (by !== undefined) return 'noAnswer';
  return q850 === 16 ? 'cancel' : undefined;
}
