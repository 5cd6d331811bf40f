import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { TicketCall } from '../../lib/core/ticket-text.ts';

/** What a ticket says about a call. */
export function ticketCall(call: AgentCall): TicketCall {
  return {
    direction: call.direction,
    number: call.remote.withheld ? '' : call.remote.display,
    line: call.line.label ?? call.line.display ?? call.line.number,
    queue: call.queue,
    startedAt: call.startedAt,
  };
}
