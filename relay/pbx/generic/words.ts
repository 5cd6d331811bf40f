/** Event and direction words seen in pushes that call themselves Zammad-compatible. */
import type { Cause, Direction, PbxEventKind } from '../../../lib/core/call.ts';

export interface EventWord {
  kind: Extract<PbxEventKind, 'new' | 'answer' | 'hangup'>;
  direction?: Direction;
  cause?: Cause;
}

const EVENTS = new Map<string, EventWord>();
function event(words: string, meaning: EventWord): void {
  for (const word of words.split(' ')) EVENTS.set(word, meaning);
}
event('newcall new ringing ring alerting start started callstart initiated dialing', {
  kind: 'new',
});
event('incomingcall incoming inboundcall', { kind: 'new', direction: 'in' });
event('outgoingcall outgoing outboundcall', { kind: 'new', direction: 'out' });
event('answer answered callaccepted accepted accept connect connected established inprogress', {
  kind: 'answer',
});
event(
  'hangup hungup hangedup end ended callend callended completed complete disconnect disconnected terminated finished released',
  { kind: 'hangup' },
);
event('busy', { kind: 'hangup', cause: 'busy' });
event('noanswer missed missedcall', { kind: 'hangup', cause: 'noAnswer' });
event('canceled cancelled cancel', { kind: 'hangup', cause: 'cancel' });
event('failed', { kind: 'hangup', cause: 'congestion' });

const DIRECTIONS = new Map<string, Direction>([
  ...['in', 'inbound', 'incoming', 'i'].map((word) => [word, 'in'] as const),
  ...['out', 'outbound', 'outgoing', 'o'].map((word) => [word, 'out'] as const),
  ...['internal', 'intern', 'local'].map((word) => [word, 'internal'] as const),
]);

/** `newCall`, `new_call`, `IncomingCall`, `in-progress` … */
export function readEventWord(text: string): EventWord | undefined {
  return EVENTS.get(text.toLowerCase().replace(/[^a-z]/g, ''));
}

export function readDirection(text: string): Direction | undefined {
  return DIRECTIONS.get(text.trim().toLowerCase());
}
