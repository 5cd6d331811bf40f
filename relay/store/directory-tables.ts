/** Row types of `relay/directory`; a part of `tables.ts`. */
import type { Generated } from 'kysely';

/** Directory: people of Zammad, only what naming a caller needs. */
export interface ContactsTable {
  id: number;
  name: string;
  organization: string | null;
  vip: number;
  active: number;
  updated_at: string;
  /** Number of the sync pass that saw it last; older ones are gone from Zammad. */
  pass: number;
  /** Null: none, or read by a version that did not keep it. */
  organization_id: Generated<number | null>;
}

/** Directory: every organisation, for the names of its people. `updated_at`: epoch ms. */
export interface OrganizationsTable {
  id: number;
  name: string;
  updated_at: number;
  pass: number;
}

/** Directory: numbers of organisations themselves. */
export interface OrganizationNumbersTable {
  digits: string;
  organization_id: number;
  field: string;
}

/** Who has a number, as browsers of agents found out where there is no service token. */
export interface LearnedTable {
  digits: string;
  contact_id: number;
  name: string;
  organization: string | null;
  vip: number;
  field: string | null;
  agent_id: number;
  at: number;
  expires_at: number;
}

/** Directory: one row for each number of a person. `digits` is E.164 without plus. */
export interface NumbersTable {
  digits: string;
  contact_id: number;
  field: string;
  /** 1: stored without area code, `digits` is what is there. */
  partial: Generated<number>;
}
