import { createHash } from 'node:crypto';
import { type Flavour, isModern } from './flavour.ts';
import type {
  ArticleRow,
  GroupRow,
  JsonObject,
  OrganizationRow,
  TextModuleRow,
  TicketRow,
  UserRow,
} from './rows.ts';

/** Fresh records with every field a Zammad of the flavour shows. `at` is an ISO time. */

const stamps = (at: string, by: number) => ({
  created_by_id: by,
  updated_by_id: by,
  created_at: at,
  updated_at: at,
});

export type NewUser = { id: number; login: string } & Partial<
  Pick<
    UserRow,
    | 'firstname'
    | 'lastname'
    | 'email'
    | 'phone'
    | 'mobile'
    | 'fax'
    | 'vip'
    | 'active'
    | 'note'
    | 'organization_id'
    | 'preferences'
    | 'role_ids'
    | 'group_ids'
  >
> & { image?: string; direct_line?: string };

export function userRecord(flavour: Flavour, input: NewUser, at: string, by: number): UserRow {
  return {
    organization_id: null,
    firstname: '',
    lastname: '',
    email: '',
    image: null,
    image_source: null,
    web: '',
    phone: '',
    fax: '',
    mobile: '',
    department: null,
    street: '',
    zip: '',
    city: '',
    country: '',
    address: null,
    vip: false,
    verified: false,
    active: true,
    note: '',
    last_login: null,
    source: null,
    login_failed: 0,
    out_of_office: false,
    out_of_office_start_at: null,
    out_of_office_end_at: null,
    out_of_office_replacement_id: null,
    preferences: {},
    role_ids: [3],
    ...(isModern(flavour) ? { two_factor_preference_ids: [] } : {}),
    organization_ids: [],
    authorization_ids: [],
    overview_sorting_ids: [],
    group_ids: {},
    ...stamps(at, by),
    ...input,
  };
}

export function organizationRecord(
  flavour: Flavour,
  id: number,
  name: string,
  at: string,
): OrganizationRow {
  return {
    id,
    name,
    shared: true,
    domain: '',
    domain_assignment: false,
    active: true,
    ...(isModern(flavour) ? { vip: false } : {}),
    note: '',
    member_ids: [],
    secondary_member_ids: [],
    ...stamps(at, 1),
  };
}

export function groupRecord(
  flavour: Flavour,
  group: { id: number; name: string; user_ids: number[]; note: string | null },
  at: string,
): GroupRow {
  return {
    signature_id: group.id === 1 ? 1 : null,
    email_address_id: null,
    ...(isModern(flavour) ? { name_last: group.name, parent_id: null } : {}),
    assignment_timeout: null,
    follow_up_possible: 'yes',
    reopen_time_in_days: null,
    follow_up_assignment: true,
    active: true,
    shared_drafts: true,
    ...stamps(at, 1),
    ...group,
  };
}

export function textModuleRecord(
  input: Pick<TextModuleRow, 'id' | 'name' | 'keywords' | 'content'> & Partial<TextModuleRow>,
  at: string,
): TextModuleRow {
  return { note: null, active: true, ...stamps(at, 1), group_ids: [], ...input };
}

export interface NewTicketRecord {
  id: number;
  number: string;
  title: string;
  group_id: number;
  customer_id: number;
  organization_id: number | null;
  state_id: number;
  priority_id?: number;
  owner_id?: number;
  escalation_at?: string | null;
  pending_time?: string | null;
  close_at?: string | null;
  preferences?: JsonObject;
}

export function ticketRecord(
  flavour: Flavour,
  input: NewTicketRecord,
  at: string,
  by: number,
): TicketRow {
  return {
    priority_id: 2,
    owner_id: 1,
    note: null,
    first_response_at: null,
    first_response_escalation_at: null,
    first_response_in_min: null,
    first_response_diff_in_min: null,
    close_at: null,
    close_escalation_at: null,
    close_in_min: null,
    close_diff_in_min: null,
    update_escalation_at: null,
    update_in_min: null,
    update_diff_in_min: null,
    last_close_at: input.close_at ?? null,
    last_contact_at: null,
    last_contact_agent_at: null,
    last_contact_customer_at: null,
    last_owner_update_at: null,
    create_article_type_id: null,
    create_article_sender_id: null,
    article_count: null,
    escalation_at: null,
    pending_time: null,
    type: null,
    time_unit: null,
    preferences: {},
    ...stamps(at, by),
    ...(isModern(flavour) ? { checklist_id: null } : {}),
    ...input,
  };
}

export interface NewArticleRecord {
  id: number;
  ticket_id: number;
  type_id: number;
  sender_id: number;
  from: string | null;
  body: string;
  internal: boolean;
  to?: string | null;
  cc?: string | null;
  subject?: string | null;
  content_type?: string;
  message_id?: string | null;
  preferences?: JsonObject;
  origin_by_id?: number | null;
}

export function articleRecord(
  flavour: Flavour,
  input: NewArticleRecord,
  at: string,
  by: number,
): ArticleRow {
  return {
    ...(isModern(flavour) ? { detected_language: null } : { references: null }),
    to: null,
    cc: null,
    subject: null,
    reply_to: null,
    message_id: null,
    message_id_md5: input.message_id
      ? createHash('md5').update(input.message_id).digest('hex')
      : null,
    in_reply_to: null,
    content_type: 'text/plain',
    preferences: {},
    origin_by_id: null,
    ...stamps(at, by),
    ...input,
  };
}
