/** Reads Zammad's answer to a `newCall`: its block list and its outgoing caller ids. */
import * as v from 'valibot';
import type { Call, Verdict } from '../../lib/core/call.ts';
import { isEmergency } from '../policy/emergency.ts';
import { digits } from './field-text.ts';

/** As running 5.5 and 6.5 answer; `{}` when there is nothing special. */
const answerSchema = v.variant('action', [
  v.object({ action: v.literal('reject') }),
  v.object({ action: v.literal('dial'), caller_id: v.string() }),
]);

/** @returns undefined when it says nothing that we can tell the telephone system */
export function readZammadVerdict(answer: string, call: Call): Verdict | undefined {
  const read = v.safeParse(answerSchema, parse(answer));
  if (!read.success) return undefined;
  const { output } = read;
  if (output.action === 'reject') {
    return call.direction === 'in' && !isEmergency(call.from)
      ? { action: 'reject', reason: 'busy' }
      : undefined;
  }
  if (call.direction !== 'out' || isEmergency(call.to)) return undefined;
  const callerId = digits(output.caller_id);
  const number = call.to.e164 ?? digits(call.to.raw);
  if (callerId === undefined || number === undefined) return undefined;
  return { action: 'dial', callerId, number };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
