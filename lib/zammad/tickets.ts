import * as v from 'valibot';
import { phoneArticle, type PhoneNote } from './articles.ts';
import { personName, userAssetsSchema } from './people.ts';
import { compact, idIfAny, textIfAny, time, timeIfAny } from './read.ts';
import type { Request } from './request.ts';
import { readTicketStates, type TicketState } from './ticket-states.ts';
import type { ZammadTicket, ZammadUser } from './types.ts';
import { ZammadError } from './zammad-error.ts';

const ticketSchema = v.object({
  id: v.number(),
  number: v.string(),
  title: v.string(),
  state_id: v.number(),
  owner_id: v.number(),
  customer_id: v.number(),
  group_id: v.number(),
  group: textIfAny,
  priority_id: v.nullish(v.number(), 2),
  organization_id: idIfAny,
  created_at: time,
  updated_at: time,
  escalation_at: timeIfAny,
  pending_time: timeIfAny,
  last_contact_customer_at: timeIfAny,
  last_contact_agent_at: timeIfAny,
});
type RawTicket = v.InferOutput<typeof ticketSchema>;

const ticketCustomerSchema = v.object({
  ticket_ids_open: v.array(v.number()),
  ticket_ids_closed: v.array(v.number()),
  assets: v.object({
    Ticket: v.optional(v.record(v.string(), ticketSchema), {}),
    User: userAssetsSchema,
    Group: v.optional(v.record(v.string(), v.object({ name: v.string() })), {}),
  }),
});

/** A new ticket for a phone call, its note being the first article. */
export interface NewTicket extends PhoneNote {
  title: string;
  groupId: number;
  customerId: number;
  /** Somebody who may own tickets of the group (`groupOwners`). */
  ownerId?: number;
  priorityId?: number;
  tags?: readonly string[];
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

  async function named(
    raw: RawTicket,
    people: Record<string, ZammadUser> = {},
    groups: Record<string, { name: string }> = {},
  ): Promise<ZammadTicket> {
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
      groupName: groups[raw.group_id]?.name ?? raw.group,
      priorityId: raw.priority_id,
      organizationId: raw.organization_id,
      createdAt: raw.created_at,
      updatedAt: raw.updated_at,
      escalationAt: raw.escalation_at,
      pendingAt: raw.pending_time,
      lastContactCustomerAt: raw.last_contact_customer_at,
      lastContactAgentAt: raw.last_contact_agent_at,
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
      const { Ticket, User, Group } = answer.assets;
      const pick = (ids: number[]) =>
        Promise.all(ids.flatMap((id) => (Ticket[id] ? [named(Ticket[id], User, Group)] : [])));
      return {
        open: await pick(answer.ticket_ids_open),
        closed: await pick(answer.ticket_ids_closed),
      };
    },

    /** One ticket, without the owner's name. */
    async ticket(id: number): Promise<ZammadTicket> {
      return named(await request.get(`tickets/${id}`, ticketSchema));
    },

    /**
     * Creates a phone ticket. Zammad has no idempotency key: after an unclear answer look for
     * `noteId` in `articles` of the customer's newest tickets before sending again. Roles and
     * `origin_by_id` are never sent. With `timeUnits` while accounting is off 6.x refuses the whole
     * ticket (`zammad/forbidden`), nothing is left.
     */
    async createTicket(input: NewTicket): Promise<ZammadTicket> {
      const raw = await request.post('tickets', ticketSchema, {
        title: input.title,
        group_id: input.groupId,
        customer_id: input.customerId,
        ...compact({
          owner_id: input.ownerId,
          priority_id: input.priorityId,
          // Zammad reads one text, with commas between the tags.
          tags: input.tags && input.tags.length > 0 ? input.tags.join(',') : undefined,
        }),
        preferences: { offhook: { noteId: input.noteId } },
        article: phoneArticle(input),
      });
      return named(raw);
    },

    /**
     * Tickets by number, or by a phrase of title or articles (without Elasticsearch the whole query
     * must stand there as it is; with it, words). Only those this agent may see, newest first on
     * most versions. Answers every token of an agent, so it is no test of permissions.
     */
    async searchTickets(query: string, limit: number): Promise<ZammadTicket[]> {
      const raw = await request.get('tickets/search', v.array(ticketSchema), {
        query,
        limit,
        expand: true,
      });
      return Promise.all(raw.map((ticket) => named(ticket)));
    },

    /** The ticket with exactly this number (digits, without `#`); undefined when there is none. */
    async ticketByNumber(number: string): Promise<ZammadTicket | undefined> {
      const raw = await request.get('tickets/search', v.array(ticketSchema), {
        query: number,
        limit: 20,
        expand: true,
      });
      const found = raw.find((ticket) => ticket.number === number);
      return found && named(found);
    },

    /**
     * The ticket becomes a pending reminder for `at` (epoch ms; Zammad also takes a moment of the
     * past). Repeating it changes nothing more. Fails with `zammad/refused` where no state of that
     * kind is left.
     */
    async setPendingReminder(ticketId: number, at: number): Promise<ZammadTicket> {
      const state = [...(await knownStates())].find(
        ([, { type, active }]) => type === 'pending reminder' && active,
      );
      if (!state) {
        throw new ZammadError('zammad/refused', { detail: 'no state "pending reminder"' });
      }
      const raw = await request.put(`tickets/${ticketId}`, ticketSchema, {
        state_id: state[0],
        pending_time: new Date(at).toISOString(),
      });
      return named(raw);
    },
  };
}
