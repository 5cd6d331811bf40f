/** What really is in Zammad, asked with an agent's token and past the fault proxy. */
import type { ZammadTarget } from './target.ts';

export interface Article {
  id: number;
  ticket_id: number;
  body: string;
  type: string;
  sender: string;
  internal: boolean;
}

export interface Ticket {
  id: number;
  number: string;
  title: string;
  customer_id: number;
}

/** With names in place of ids. */
export interface WholeTicket extends Ticket {
  state: string;
  group: string;
  /** `-` when nobody owns it. */
  owner: string;
  priority: string;
  pending_time: string | null;
}

export interface Person {
  id: number;
  firstname: string;
  lastname: string;
  email: string;
  phone: string;
  mobile: string;
  organization_id: number | null;
  role_ids: number[];
}

export interface ZammadApi {
  me(): Promise<Person>;
  person(name: string): Promise<Person>;
  ticketsOf(userId: number): Promise<Ticket[]>;
  ticket(ticketId: number): Promise<WholeTicket>;
  articles(ticketId: number): Promise<Article[]>;
  tags(ticketId: number): Promise<string[]>;
  /** Time that was counted for each article of the ticket. */
  times(ticketId: number): Promise<{ ticket_article_id: number; time_unit: string }[]>;
  /** Zammad's own caller log. */
  callerLog(): Promise<{ call_id: string; from: string; done: boolean }[]>;
  /** Articles of all this person's tickets that contain the text. */
  articlesWith(userId: number, text: string): Promise<Article[]>;
}

export function createZammadApi(target: ZammadTarget, token: string): ZammadApi {
  const get = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${target.url}${path}`, {
      headers: { authorization: `Token token=${token}` },
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return (await answer.json()) as T;
  };
  const api: ZammadApi = {
    me: () => get('/api/v1/users/me'),
    person: async (name) => {
      // Without Elasticsearch Zammad looks for the words in one field at a time.
      const query = encodeURIComponent(name.split(' ')[0] ?? name);
      const found = await get<Person[]>(`/api/v1/users/search?limit=50&query=${query}`);
      const person = found.find((one) => `${one.firstname} ${one.lastname}` === name);
      if (!person) throw new Error(`Zammad has nobody called ${name}`);
      return person;
    },
    ticketsOf: async (userId) => {
      const answer = await get<{
        ticket_ids_open: number[];
        ticket_ids_closed: number[];
        assets?: { Ticket?: Record<string, Ticket> };
      }>(`/api/v1/ticket_customer?customer_id=${userId}`);
      const ids = [...answer.ticket_ids_open, ...answer.ticket_ids_closed];
      return Promise.all(
        ids.map(async (id) => answer.assets?.Ticket?.[id] ?? get<Ticket>(`/api/v1/tickets/${id}`)),
      );
    },
    ticket: (ticketId) => get(`/api/v1/tickets/${ticketId}?expand=true`),
    tags: async (ticketId) => {
      const { tags } = await get<{ tags: string[] }>(`/api/v1/tags?object=Ticket&o_id=${ticketId}`);
      return tags;
    },
    times: (ticketId) => get(`/api/v1/tickets/${ticketId}/time_accountings`),
    callerLog: async () => {
      const { list } = await get<{ list: { call_id: string; from: string; done: boolean }[] }>(
        '/api/v1/cti/log',
      );
      return list;
    },
    articles: (ticketId) => get(`/api/v1/ticket_articles/by_ticket/${ticketId}?expand=true`),
    articlesWith: async (userId, text) => {
      const tickets = await api.ticketsOf(userId);
      const all = await Promise.all(tickets.map((ticket) => api.articles(ticket.id)));
      return all.flat().filter((article) => article.body.includes(text));
    },
  };
  return api;
}
