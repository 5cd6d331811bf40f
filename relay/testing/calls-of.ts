/** The calls that events lead to, by the call machine alone. */
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import { applyEvent } from '../../lib/core/call-machine.ts';
import type { PbxEvent } from '../../lib/core/call.ts';

/** In the order in which they were first heard of. */
export function callsOf(events: readonly PbxEvent[]): TrackedCall[] {
  const calls: TrackedCall[] = [];
  for (const event of events) {
    const at = calls.findLastIndex(({ nativeId }) => nativeId === event.callId);
    const { call } = applyEvent(calls[at], event, () => `call-${calls.length + 1}`);
    if (at >= 0 && calls[at]?.id === call.id) calls[at] = call;
    else calls.push(call);
  }
  return calls;
}
