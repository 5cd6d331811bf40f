/** Which colleagues have a ticket on screen now, by what their browsers say. Rule WS10. */
import type { Member } from '../hub/member.ts';

/** @returns names of the other agents, ticket by ticket, in the order asked */
export type Viewers = (
  tickets: readonly number[],
  agentId: number,
) => { ticketId: number; agents: string[] }[];

export function createViewers(members: () => Iterable<Member>): Viewers {
  return (tickets, agentId) => {
    const names = new Map(tickets.map((id) => [id, new Map<number, string>()]));
    for (const { agent, tickets: open } of members()) {
      if (agent.id === agentId) continue;
      for (const id of open) names.get(id)?.set(agent.id, agent.name);
    }
    return [...names].map(([ticketId, agents]) => ({
      ticketId,
      agents: [...agents.values()].sort((a, b) => a.localeCompare(b)),
    }));
  };
}
