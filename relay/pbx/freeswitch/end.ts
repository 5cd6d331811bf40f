/** Why a channel of FreeSWITCH ended, for the call machine to decide. */
import type { PbxEvent } from '../../../lib/core/call.ts';
import { readCause } from '../causes.ts';
import type { EslEvent } from './esl-event.ts';

/** The channel goes, the call goes on. */
export function isHandOver(cause: string | undefined): boolean {
  return cause === 'BLIND_TRANSFER' || cause === 'ATTENDED_TRANSFER';
}

/**
 * @param leg the channel whose end ended the call
 * @param failure the last channel that was dialled in vain, which often says more
 */
export function readEnd(
  leg: EslEvent,
  failure: EslEvent | undefined,
  talked: boolean,
): NonNullable<PbxEvent['end']> {
  const own = leg['Hangup-Cause'];
  const bridge = leg.variable_last_bridge_hangup_cause ?? leg.variable_bridge_hangup_cause;
  const failed = leg.variable_originate_disposition ?? bridge ?? failure?.['Hangup-Cause'];
  // Who was tried in vain before somebody answered explains no end.
  const disposition = talked ? undefined : failed;
  const end: NonNullable<PbxEvent['end']> = {};
  const word = own !== undefined && own !== 'NORMAL_CLEARING' ? own : (tells(disposition) ?? own);
  if (word !== undefined) {
    end.word = word.slice(0, 100);
    const cause = readCause(word);
    if (cause) end.cause = cause;
  }
  if (tells(disposition)) end.dialStatus = disposition?.slice(0, 100);
  const q850 = code(leg.variable_hangup_cause_q850, 127);
  if (q850 !== undefined) end.q850 = q850;
  const sip = code(
    leg.variable_sip_term_status ?? (talked ? undefined : failure?.variable_sip_term_status),
    699,
  );
  if (sip !== undefined) end.sip = sip;
  const by = BY.get(leg.variable_sip_hangup_disposition ?? '');
  if (by) end.by = by;
  return end;
}

/** What says only that it went well, or that the other side was first, explains no end. */
function tells(word: string | undefined): string | undefined {
  return word === undefined || /^(?:SUCCESS|NORMAL_CLEARING|LOSE_RACE|PICKED_OFF|NONE)$/.test(word)
    ? undefined
    : word;
}

function code(text: string | undefined, most: number): number | undefined {
  const number = Number(text);
  return text && Number.isInteger(number) && number > 0 && number <= most ? number : undefined;
}

/** Seen from the caller's channel: what came in (`recv`) was the caller's doing. */
const BY = new Map<string, 'caller' | 'callee'>([
  ['recv_bye', 'caller'],
  ['recv_cancel', 'caller'],
  ['send_bye', 'callee'],
]);
