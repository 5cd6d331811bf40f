/** Where a note about a call goes: a chosen ticket, or the newest open one, or a new one. Rule BR17. */
import type { BridgeConfig } from '../config-bridge.ts';
import { delegated } from './bridge-error.ts';
import type { Account } from './sign-in.ts';

export type Place =
  { kind: 'ticket'; ticketId: number } | { kind: 'new'; customerId: number; groupId: number };

export interface NotePlaces {
  /** The newest open ticket that any of them has, else a new one for the first. */
  newest(account: Account, customerIds: readonly number[]): Promise<Place>;
  /** A new ticket, whatever is open. */
  fresh(account: Account, customerId: number): Promise<Place>;
  /** Tickets that a note for these people can have got into, newest first. */
  candidates(account: Account, customerIds: readonly number[]): Promise<number[]>;
}

const NEWEST_MAX = 10;

export function createNotePlaces(config: Pick<BridgeConfig, 'newTicketGroup'>): NotePlaces {
  const ticketsOf = async ({ zammad }: Account, ids: readonly number[]) =>
    Promise.all(ids.map((id) => zammad.customerTickets(id)));

  /** @throws BridgeError, ZammadError */
  async function groupFor({ zammad }: Account): Promise<number> {
    const groups = await zammad.creatableGroups();
    const wanted = config.newTicketGroup?.toLowerCase();
    const group =
      wanted === undefined ? groups[0] : groups.find(({ name }) => name.toLowerCase() === wanted);
    if (group) return group.id;
    throw delegated(
      'forbidden',
      wanted === undefined
        ? 'The owner of the token may create tickets in no group.'
        : 'The owner of the token may not create tickets in the group of bridge.newTicketGroup.',
    );
  }
  async function fresh(account: Account, customerId: number): Promise<Place> {
    return { kind: 'new', customerId, groupId: await groupFor(account) };
  }

  return {
    fresh,
    async newest(account, customerIds) {
      const all = await ticketsOf(account, customerIds);
      const [ticket] = all.flatMap(({ open }) => open).sort((a, b) => b.id - a.id);
      if (ticket) return { kind: 'ticket', ticketId: ticket.id };
      const [first] = customerIds;
      if (first === undefined) throw delegated('notFound');
      return fresh(account, first);
    },
    async candidates(account, customerIds) {
      const all = await ticketsOf(account, customerIds);
      return all
        .flatMap(({ open, closed }) => [...open, ...closed])
        .map(({ id }) => id)
        .sort((a, b) => b - a)
        .slice(0, NEWEST_MAX);
    },
  };
}
