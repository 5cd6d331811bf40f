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
  /** Hash of the picture, for `/api/v1/users/image/HASH`. */
  image?: string;
  /** 2 = Agent and 3 = Customer in every installation that did not change its roles. */
  roleIds: number[];
  /** Groups (by id) this person works in; customers have none. */
  groupIds: number[];
  outOfOffice: boolean;
  /** `YYYY-MM-DD`, both days included. */
  outOfOfficeFrom?: string;
  outOfOfficeTo?: string;
  /** The person's switch "Phone" in Zammad; undefined while never touched. */
  ctiOn?: boolean;
  /** Custom attributes that were asked for by name; only those that hold something. */
  extra?: Record<string, string>;
  updatedAt: number;
}

/** What may be sent of a person. Roles, groups and passwords never are. */
export interface UserInput {
  firstname?: string;
  lastname?: string;
  email?: string;
  organizationId?: number;
  /** Telephone numbers by field: `phone`, `mobile`, `fax` or a custom attribute. */
  numbers?: Record<string, string>;
}

/** An organisation by itself: name, and the texts that may hold its numbers. */
export interface OrganizationRecord {
  id: number;
  name: string;
  active: boolean;
  note?: string;
  /** Custom attributes that were asked for by name; only those that hold something. */
  extra?: Record<string, string>;
  updatedAt: number;
}

export interface ZammadOrganization {
  id: number;
  name: string;
  active: boolean;
  memberIds: number[];
}

export interface ZammadTextModule {
  id: number;
  name: string;
  keywords: string;
  /** HTML with variables like `#{ticket.customer.firstname}`. */
  content: string;
  /** Only for tickets of these groups; empty: for all. */
  groupIds: number[];
}

/** In what Zammad counts time; `custom`: a word of the administrator's. */
export const TIME_UNITS = ['none', 'minute', 'quarter', 'hour', 'custom'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export interface TimeEntry {
  id: number;
  ticketId: number;
  articleId?: number;
  units: number;
}

export interface ZammadPriority {
  id: number;
  name: string;
  /** The one a new ticket gets by itself. */
  preset: boolean;
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
  /** Only where Zammad names it beside the ticket (5.x, and `searchTickets`). */
  groupName?: string;
  priorityId: number;
  organizationId?: number;
  createdAt: number;
  updatedAt: number;
  escalationAt?: number;
  pendingAt?: number;
  /** Last article that the customer can see, from them and from us. */
  lastContactCustomerAt?: number;
  lastContactAgentAt?: number;
}

export interface ZammadArticle {
  id: number;
  ticketId: number;
  type: string;
  sender: string;
  from: string;
  body: string;
  /** `text/plain` or `text/html`. */
  contentType: string;
  internal: boolean;
  createdById: number;
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
  /** Who has the same thing open, oneself included. */
  tasks: TaskbarTask[];
}

/** One person's open task of the same key. */
export interface TaskbarTask {
  userId: number;
  /** Last sign of life of the latest of their pages. */
  lastContactAt: number;
  /** They have typed something there. */
  changed: boolean;
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
  /** What stands before the number of a ticket, e.g. `Ticket#`. */
  ticketHook?: string;
  /** Undefined without login: Zammad does not say. */
  ctiIntegration?: boolean;
  timeAccounting?: boolean;
  /** Undefined before 6.x, which also has no time entries apart from articles. */
  timeAccountingUnit?: TimeUnit;
  /** For how long after writing it an agent may take an own article back; undefined: for ever. */
  articleDeleteMs?: number;
  /** Attributes of a person, built in and custom, with the words that the administrator chose. */
  userAttributes: { name: string; display: string }[];
  apiTokenAccess?: boolean;
}
