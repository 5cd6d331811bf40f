/**
 * What changes by the minute around a person's tickets: which colleagues have them on screen, who
 * wrote last. Asked when a card comes and when its call is answered, never polled. All of it is an
 * extra: what cannot be learned is left out.
 */
import type { CardTicket } from '../../lib/core/card.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { RelayHttp } from '../../lib/relay-client/http.ts';
import type { Zammad } from '../../lib/zammad/zammad.ts';
import { lastWriter } from './person-details.ts';
import type { ShortCache } from './short-cache.ts';

/** A task of Zammad's that gave no sign of life for longer is a forgotten tab. */
const TASK_FRESH_MS = 10 * 60_000;
const TICKETS_MAX = 20;

export interface TicketCompanyDeps {
  zammad: Pick<Zammad, 'articles' | 'taskbar' | 'usersByIds'>;
  ownUserId: number;
  relay: Pick<RelayHttp, 'viewers'> | undefined;
  cache: ShortCache;
  now: number;
}

/** Names of colleagues by ticket id. */
export type Viewers = ReadonlyMap<number, string[]>;

export async function ticketViewers(
  deps: TicketCompanyDeps,
  ticketIds: readonly number[],
): Promise<Viewers> {
  const ids = ticketIds.slice(0, TICKETS_MAX);
  const [seen, open] = await Promise.all([
    fromRelay(deps, ids).catch(() => []),
    fromTasks(deps, ids).catch(() => []),
  ]);
  const viewers = new Map<number, string[]>();
  for (const [id, name] of [...seen, ...open]) {
    const names = viewers.get(id) ?? [];
    if (!names.includes(name)) viewers.set(id, [...names, name]);
  }
  return viewers;
}

async function fromRelay({ relay }: TicketCompanyDeps, ids: readonly number[]) {
  if (!relay || ids.length === 0) return [];
  const { items } = await relay.viewers(ids);
  return items.flatMap(({ ticketId, agents }) =>
    agents.map((name): [number, string] => [ticketId, name]),
  );
}

/** Zammad tells it only of tickets that the agent has open, too. */
async function fromTasks(deps: TicketCompanyDeps, ids: readonly number[]) {
  const { zammad, ownUserId, cache, now } = deps;
  if (ids.length === 0) return [];
  const rows = await cache.get('taskbar', () => zammad.taskbar());
  const found = rows.flatMap(({ key, tasks }) => {
    const id = ids.find((each) => key === `Ticket-${each}`);
    if (id === undefined) return [];
    return tasks
      .filter(({ userId, lastContactAt }) => {
        return userId !== ownUserId && now - lastContactAt < TASK_FRESH_MS;
      })
      .map(({ userId }): [number, number] => [id, userId]);
  });
  const people = await zammad.usersByIds([...new Set(found.map(([, userId]) => userId))]);
  return found.flatMap(([id, userId]): [number, string][] => {
    const user = people.find((each) => each.id === userId);
    return user ? [[id, personName(user)]] : [];
  });
}

/** The open ticket that is looked at first: the one that escalates next, else the one that changed last. */
export function mostUrgent(tickets: readonly CardTicket[]): CardTicket | undefined {
  const open = tickets.filter(({ kind }) => kind !== 'closed');
  const at = ({ escalationAt }: CardTicket) => escalationAt ?? Infinity;
  return open.toSorted((a, b) => at(a) - at(b) || b.updatedAt - a.updatedAt)[0];
}

/** Who wrote last in the most urgent ticket; undefined when nobody's name is there. */
export async function lastWriterOf(
  { zammad, cache }: TicketCompanyDeps,
  ticket: CardTicket,
): Promise<string | undefined> {
  if (!ticket.last) return undefined;
  const key = `articles ${ticket.id} ${ticket.updatedAt}`;
  return lastWriter(await cache.get(key, () => zammad.articles(ticket.id)));
}

export function withCompany(
  tickets: readonly CardTicket[],
  viewers: Viewers,
  writer: { ticketId: number; name: string } | undefined,
): CardTicket[] {
  return tickets.map((ticket) => {
    const { openBy: _before, ...rest } = ticket;
    const openBy = viewers.get(ticket.id);
    const name = writer?.ticketId === ticket.id ? writer.name : undefined;
    return {
      ...rest,
      ...(openBy ? { openBy } : {}),
      ...(ticket.last && name ? { last: { ...ticket.last, name } } : {}),
    };
  });
}
