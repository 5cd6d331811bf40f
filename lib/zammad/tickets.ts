import * as v from 'valibot';
import { phoneArticle, type PhoneNote } from './articles.ts';
import { personName, userAssetsSchema } from './people.ts';
import { compact, time, timeIfAny } from './read.ts';
import type { Request } from './request.ts';
import { readTicketStates, type TicketState } from './ticket-states.ts';
import type { ZammadTicket, ZammadUser } from './types.ts';

const ticketSchema = v.object({
  id: v.number(),
  number: v.string(),
  title: v.string(),
  state_id: v.number(),
  owner_id: v.number(),
  customer_id: v.number(),
  group_id: v.number(),
  created_at: time,
  updated_at: time,
  escalation_at: timeIfAny,
});
type RawTicket = v.InferOutput<typeof ticketSchema>;

const ticketCustomerSchema = v.object({
  ticket_ids_open: v.array(v.number()),
  ticket_ids_closed: v.array(v.number()),
  assets: v.object({
    Ticket: v.optional(v.record(v.string(), ticketSchema), {}),
    User: userAssetsSchema,
  }),
});

/** A new ticket for a phone call, its note being the first article. */
export interface NewTicket extends PhoneNote {
  title: string;
  groupId: number;
  customerId: number;
}

export function createTickets(request: Request) {
  let states: Promise<Map<number, TicketState>> | undefined;
  /** Read once per client; a failure is not kept. */
  function knownStates() {
    states ??= readTicketStates(request).catch((error: unknown) => {
      states = undefined;
      throw error;
    });
    return states;
  }

  async function named(raw: RawTicket, people: Record<string, ZammadUser>): Promise<ZammadTicket> {
    const state = (await knownStates()).get(raw.state_id);
    const owner = raw.owner_id === 1 ? undefined : people[raw.owner_id];
    return compact({
      id: raw.id,
      number: raw.number,
      title: raw.title,
      stateName: state?.name ?? '',
      stateType: state?.type ?? 'open',
      ownerId: raw.owner_id,
      ownerName: owner && personName(owner),
      customerId: raw.customer_id,
      groupId: raw.group_id,
      createdAt: raw.created_at,
      updatedAt: raw.updated_at,
      escalationAt: raw.escalation_at,
    });
  }

  return {
    /**
     * The person's tickets this agent may see, at most 15 open and 15 closed ones (Zammad's own
     * limit), newest first. Needs `ticket.agent`.
     */
    async customerTickets(
      userId: number,
    ): Promise<{ open: ZammadTicket[]; closed: ZammadTicket[] }> {
      const [answer] = await Promise.all([
        request.get('ticket_customer', ticketCustomerSchema, { customer_id: userId }),
        knownStates(),
      ]);
      const { Ticket, User } = answer.assets;
      const pick = (ids: number[]) =>
        Promise.all(ids.flatMap((id) => (Ticket[id] ? [named(Ticket[id], User)] : [])));
      return {
        open: await pick(answer.ticket_ids_open),
        closed: await pick(answer.ticket_ids_closed),
      };
    },

    /** One ticket, without the owner's name. */
    async ticket(id: number): Promise<ZammadTicket> {
      return named(await request.get(`tickets/${id}`, ticketSchema), {});
    },

    /**
     * Creates a phone ticket. Zammad has no idempotency key: after an unclear answer look for
     * `noteId` in `articles` of the customer's newest tickets before sending again. Owner, roles,
     * `origin_by_id` and `time_unit` are never sent.
     */
    async createTicket(input: NewTicket): Promise<ZammadTicket> {
      const raw = await request.post('tickets', ticketSchema, {
        title: input.title,
        group_id: input.groupId,
        customer_id: input.customerId,
        preferences: { offhook: { noteId: input.noteId } },
        article: phoneArticle(input),
      });
      return named(raw, {});
    },
  };
}
