/**
 * Why a call ended, from what Asterisk tells: first what happened, then what became of the last
 * attempt to reach somebody, then the code. Recorded: a caller who gives up is reported as 127, a
 * timeout as 0, a queue caller who gives up as 16, an unknown number as `NOANSWER` with cause 1.
 */
import type { Cause, PbxEvent } from '../../../lib/core/call.ts';
import { readCause } from '../causes.ts';
import type { OpenCall } from './memory.ts';
import { known } from './parties.ts';
import type { AmiMessage } from './wire.ts';

const INTERWORKING = 127;

type End = NonNullable<PbxEvent['end']>;

/** @param hangup the `Hangup` of the caller's channel, or of the last one */
export function endOf(call: OpenCall, hangup: AmiMessage): End {
  if (call.unsure && !call.answered) return { guessed: true };
  const q850 = code(hangup.get('Cause'));
  const sip = code(hangup.get('TechCause'));
  const word = known(hangup.get('Cause-txt'));
  const by = whoEnded(call);
  const cause = causeOf(call, by, q850);
  const { dialStatus } = call;
  // A word that is known to mislead here is not passed on.
  const plain = dialStatus !== undefined && readCause(dialStatus) === cause;
  return {
    ...(cause && { cause }),
    ...(by && { by }),
    ...(q850 !== undefined && { q850 }),
    ...(sip !== undefined && { sip }),
    ...(q850 !== undefined && word !== undefined && { word: word.slice(0, 100) }),
    ...(plain && { dialStatus }),
  };
}

function whoEnded({ askedToEnd, interrupted }: OpenCall): End['by'] {
  if (askedToEnd.has('caller')) return 'caller';
  if (askedToEnd.has('callee')) return 'callee';
  // Somebody may have asked while we did not hear.
  return interrupted ? undefined : 'system';
}

function causeOf(call: OpenCall, by: End['by'], q850: number | undefined): Cause | undefined {
  if (call.answered) return 'normalClearing';
  if (call.abandoned || by === 'caller') return 'cancel';
  const said = call.dialStatus === undefined ? undefined : readCause(call.dialStatus);
  const coded = q850 === undefined ? undefined : readCause(String(q850));
  // "No answer" is also said of numbers that do not exist: there the code knows more.
  if (said === 'noAnswer' && (coded === 'notFound' || coded === 'busy')) return coded;
  if (said !== undefined) return said;
  // So it is told when the caller puts down the phone.
  if (call.direction === 'in' && q850 === INTERWORKING) return 'cancel';
  return coded === 'normalClearing' ? undefined : coded;
}

function code(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,3}$/.test(text) && text !== '0' ? Number(text) : undefined;
}
