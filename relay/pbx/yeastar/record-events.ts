/** The call record (30012) comes once a call is over: the sure end, and what 30011 left out. */
import type { PbxEvent } from '../../../lib/core/call.ts';
import { readCause } from '../causes.ts';
import { readDirection } from '../generic/words.ts';
import type { CallRecordMessage } from './message.ts';
import type { Reading } from './state-events.ts';

export function recordEvents(record: CallRecordMessage, reading: Reading): PbxEvent[] {
  const { source, at, callId } = reading;
  const direction = readDirection(record.type ?? '');
  const known: PbxEvent = { source, kind: 'hangup', callId, at };
  if (direction) known.direction = direction;
  const from =
    reading.number(record.call_from) ?? (direction === 'in' ? { withheld: true } : undefined);
  const callee = reading.number(record.call_to);
  const to = (direction === 'in' ? reading.number(record.did_number) : undefined) ?? callee;
  if (from) known.from = from;
  if (to) known.to = to;
  const word = record.status ?? '';
  const talkMs = Math.round((record.talk_duration ?? 0) * 1000);
  const cause = readCause(word);
  const end: PbxEvent['end'] = { ...(cause && { cause }), ...(word && { word }) };
  if (/voicemail/i.test(word)) return [{ ...known, end, flags: { voicemail: true } }];
  if (!/^answered$/i.test(word) || talkMs === 0) return [{ ...known, end }];
  const answer: PbxEvent = { ...known, kind: 'answer', at: at - talkMs };
  if (direction !== 'out' && callee?.extension) answer.answeredBy = callee;
  return [answer, { ...known, end: { ...end, talkMs } }];
}
