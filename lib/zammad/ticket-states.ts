import * as v from 'valibot';
import { textIfAny } from './read.ts';
import type { Request } from './request.ts';
import { STATE_TYPES, type StateType } from './types.ts';

const statesSchema = v.array(
  v.object({
    id: v.number(),
    name: v.string(),
    state_type_id: v.number(),
    state_type: textIfAny,
    active: v.nullish(v.boolean(), true),
  }),
);

export interface TicketState {
  name: string;
  type: StateType;
  active: boolean;
}

/**
 * Reads the ticket states, which an admin may have renamed and added to. Agents cannot read the
 * state types by themselves; their ids are the same in every installation (5.5 and 6.5: 1 new …
 * 7 removed), the name that `expand` adds is preferred.
 */
export async function readTicketStates(request: Request): Promise<Map<number, TicketState>> {
  const states = await request.get('ticket_states', statesSchema, { expand: true });
  return new Map(
    states.map((state) => [
      state.id,
      {
        name: state.name,
        active: state.active,
        type:
          STATE_TYPES.find((type) => type === state.state_type) ??
          STATE_TYPES[state.state_type_id - 1] ??
          'open',
      },
    ]),
  );
}
