/** The records as the REST interface shows them; the keys are those recorded from Zammad. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

interface Row {
  id: number;
  created_at: string;
  updated_at: string;
  created_by_id: number;
  updated_by_id: number;
}

export interface UserRow extends Row {
  organization_id: number | null;
  login: string;
  firstname: string;
  lastname: string;
  email: string;
  phone: string;
  fax: string;
  mobile: string;
  vip: boolean;
  active: boolean;
  note: string;
  preferences: JsonObject;
  role_ids: number[];
  group_ids: Record<string, string[]>;
  [key: string]: unknown;
}

export interface OrganizationRow extends Row {
  name: string;
  member_ids: number[];
  [key: string]: unknown;
}

export interface GroupRow extends Row {
  name: string;
  user_ids: number[];
  [key: string]: unknown;
}

export interface TicketRow extends Row {
  group_id: number;
  priority_id: number;
  state_id: number;
  organization_id: number | null;
  number: string;
  title: string;
  owner_id: number;
  customer_id: number;
  article_count: number | null;
  escalation_at: string | null;
  time_unit: string | null;
  preferences: JsonObject;
  [key: string]: unknown;
}

export interface ArticleRow extends Row {
  ticket_id: number;
  type_id: number;
  sender_id: number;
  from: string | null;
  to: string | null;
  cc: string | null;
  subject: string | null;
  message_id: string | null;
  content_type: string;
  body: string;
  internal: boolean;
  preferences: JsonObject;
  origin_by_id: number | null;
  [key: string]: unknown;
}

export interface TextModuleRow extends Row {
  name: string;
  keywords: string;
  content: string;
  note: string | null;
  active: boolean;
  group_ids: number[];
}

/** Time counted for an article. */
export interface TimeRow {
  id: number;
  ticket_id: number;
  ticket_article_id: number | null;
  time_unit: string;
  type_id: null;
  created_by_id: number;
  created_at: string;
  updated_at: string;
}

export interface CallerIdRow {
  id: number;
  caller_id: string;
  comment: null;
  level: 'known' | 'maybe';
  object: 'User' | 'Ticket';
  o_id: number;
  user_id: number;
  preferences: null;
  created_at: string;
  updated_at: string;
}

export interface CtiLogRow {
  id: number;
  direction: 'in' | 'out';
  state: 'newCall' | 'answer' | 'hangup';
  from: string;
  from_comment: string | null;
  to: string;
  to_comment: string | null;
  queue: string | null;
  call_id: string;
  comment: string | null;
  initialized_at: string;
  start_at: string | null;
  end_at: string | null;
  duration_waiting_time: number | null;
  duration_talking_time: number | null;
  done: boolean;
  preferences: {
    from?: CallerIdRow[];
    to?: CallerIdRow[];
    from_pretty: string;
    to_pretty: string;
  };
  created_at: string;
  updated_at: string;
  from_pretty: string;
  to_pretty: string;
}

export interface TaskbarRecord {
  id: number;
  user_id: number;
  last_contact: string;
  key: string;
  callback: string;
  state: JsonObject;
  preferences: JsonObject;
  params: JsonObject;
  prio: number;
  notify: boolean;
  active: boolean;
  app: string;
  created_at: string;
  updated_at: string;
  attachments: Json[];
}

export interface TokenRecord {
  id: number;
  user_id: number;
  token: string;
  name: string;
  permissions: string[];
  last_used_at: string | null;
  created_at: string;
}
