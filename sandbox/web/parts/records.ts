/** What the pages read from the REST interface. */
export interface User {
  id: number;
  login: string;
  firstname: string;
  lastname: string;
  email: string;
  phone: string;
  mobile: string;
  fax: string;
  note: string;
  vip: boolean;
  active: boolean;
  organization_id: number | null;
  organization?: string;
}
export interface Ticket {
  id: number;
  number: string;
  title: string;
  state_id: number;
  group_id: number;
  owner_id: number;
  priority_id: number;
  customer_id: number;
  created_at: string;
  updated_at: string;
  state: string;
  group: string;
  owner: string;
  customer: string;
}
export interface Article {
  id: number;
  type: string;
  sender: string;
  from: string | null;
  body: string;
  subject: string | null;
  internal: boolean;
  created_at: string;
}
export interface Call {
  id: number;
  call_id: string;
  direction: string;
  state: string;
  from: string;
  from_comment: string | null;
  from_pretty: string;
  to: string;
  to_comment: string | null;
  comment: string | null;
  queue: string | null;
  done: boolean;
  initialized_at: string;
  preferences: { from?: { user_id: number }[]; to?: { user_id: number }[] };
}
export interface TaskbarRow {
  id: number;
  key: string;
  callback: string;
  state: Record<string, unknown>;
  params: Record<string, unknown>;
  app: string;
}

export function nameOf(user: User): string {
  return `${user.firstname} ${user.lastname}`.trim() || user.email || user.phone || user.login;
}

/** Coarse kind of a state, for its dot. */
export function stateKind(ticket: Pick<Ticket, 'state'>): string {
  if (ticket.state.startsWith('pending')) return 'pending';
  return ticket.state;
}
