/** Zammad's records as we use them. Times are epoch milliseconds. */

export interface ZammadUser {
  id: number;
  login: string;
  firstname: string;
  lastname: string;
  email: string;
  /** As stored, in whatever spelling; `''` when there is none. */
  phone: string;
  mobile: string;
  fax: string;
  organizationId?: number;
  /** Name; only where names were asked for (`me`, `searchUsers`, `usersPage`, `user`). */
  organization?: string;
  vip: boolean;
  active: boolean;
  note?: string;
  updatedAt: number;
}

export const STATE_TYPES = [
  'new',
  'open',
  'pending reminder',
  'pending action',
  'closed',
  'merged',
  'removed',
] as const;
export type StateType = (typeof STATE_TYPES)[number];

export interface ZammadTicket {
  id: number;
  number: string;
  title: string;
  /** As the admin named it, e.g. `waiting for parts`. */
  stateName: string;
  stateType: StateType;
  /** 1 = nobody. */
  ownerId: number;
  ownerName?: string;
  customerId: number;
  groupId: number;
  createdAt: number;
  updatedAt: number;
  escalationAt?: number;
}

export interface ZammadArticle {
  id: number;
  ticketId: number;
  type: string;
  sender: string;
  from: string;
  body: string;
  internal: boolean;
  messageId?: string;
  /** Our own id of the note, when Offhook wrote this article. */
  noteId?: string;
  createdAt: number;
}

/** A row of Zammad's caller log. */
export interface CtiRow {
  id: number;
  callId: string;
  direction: 'in' | 'out';
  state: string;
  from: string;
  to: string;
  queue?: string;
  fromComment?: string;
  toComment?: string;
  done: boolean;
  /**
   * Who Zammad thinks the other side is. `known`: the number stands in that person's record.
   * `maybe`: the number was written in a ticket that this person (often a colleague!) typed.
   */
  matches: { userId: number; level: 'known' | 'maybe' }[];
}

export interface CtiLog {
  rows: CtiRow[];
  /** The people named by `matches`. */
  users: ZammadUser[];
}

export interface ZammadGroup {
  id: number;
  name: string;
}

/** An open task of the agent's web UI. */
export interface TaskbarRow {
  id: number;
  key: string;
  callback: string;
  app?: string;
  state: Record<string, unknown>;
}

export interface TaskbarInput {
  /** `TicketCreateScreen-UUID`, `Ticket-ID`, … */
  key: string;
  /** `TicketCreate`, `TicketZoom`, … */
  callback: string;
  params: Record<string, unknown>;
  state: Record<string, unknown>;
  prio: number;
  app?: 'desktop' | 'mobile';
  notify?: boolean;
  active?: boolean;
}

/** What Zammad tells about itself. */
export interface Signshow {
  /** A person was recognised by the token. */
  loggedIn: boolean;
  productName: string;
  fqdn?: string;
  httpType?: string;
  /** Undefined without login: Zammad does not say. */
  ctiIntegration?: boolean;
  timeAccounting?: boolean;
  apiTokenAccess?: boolean;
}
