/** What was noted about calls and is in Zammad: one for each agent and call. Rule WS4. */
import type { Kysely } from 'kysely';
import type { Noted } from '../../lib/protocol/workspace.ts';
import type { Tables } from '../store/tables.ts';

export interface Notes {
  /** An older one never replaces a newer one. */
  put(callId: string, agent: { id: number; name: string }, note: Noted): Promise<void>;
}

export function createNotes(db: Kysely<Tables>): Notes {
  return {
    async put(callId, agent, note) {
      const facts = {
        agent_name: agent.name,
        text: note.text,
        outcome: note.outcome ?? null,
        ticket_id: note.ticketId ?? null,
        ticket_number: note.ticketNumber ?? null,
        at: note.at,
      };
      await db
        .insertInto('call_notes')
        .values({ call_id: callId, agent_id: agent.id, ...facts })
        .onConflict((conflict) =>
          conflict
            .columns(['call_id', 'agent_id'])
            .doUpdateSet(facts)
            .where('call_notes.at', '<=', facts.at),
        )
        .execute();
    },
  };
}
