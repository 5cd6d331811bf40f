/** Row types of the relay's database. Migrations in `migrations/` make exactly these. */
import type { Generated } from 'kysely';
import type {
  ContactsTable,
  OrganizationsTable,
  OrganizationNumbersTable,
  LearnedTable,
  NumbersTable,
} from './directory-tables.ts';
import type {
  BridgeVersionsTable,
  BridgeSeenTable,
  BridgeCreationsTable,
  BridgeNotesTable,
} from './bridge-tables.ts';
import type { ContactLinksTable, ContactJobsTable } from './contact-sync-tables.ts';
import type { ErasuresTable, LeftOutTable } from './privacy-tables.ts';

/** The journal: every accepted event, as it came and as it was understood. Never changed, but for a verdict that Zammad corrects. */
export interface EventsTable {
  seq: Generated<number>;
  connection: string;
  kind: string;
  call_id: string;
  at: number;
  /** The input as received, secrets left out; at most 64 kB. */
  raw: string;
  /** What the telephone system was answered, secrets left out. */
  answer: string;
  /** Why the event changed nothing (`late`, `doubled`, …); null when it did. */
  ignored: string | null;
  /** JSON of `PbxEvent`: what was understood. Null in rows of the first release. */
  parsed: string | null;
  /** JSON of `Verdict`; null in rows of the first release. */
  verdict: string | null;
}

/** Pushes that were refused, for the admin; the newest thousand are kept. */
export interface RefusedTable {
  id: Generated<number>;
  /** Null: no connection has the secret. */
  connection: string | null;
  at: number;
  status: number;
  reason: string;
  /** The input as received, secrets left out; empty when nothing was read. */
  raw: string;
}

/** A call that goes on under another id of the telephone system. */
export interface CallLinksTable {
  /** Our ids. */
  from_id: string;
  to_id: string;
}

/** The snapshot of each call; `seq` is the journal entry that changed it last. */
export interface CallsTable {
  id: string;
  source: string;
  native_id: string;
  seq: number;
  version: number;
  state: string;
  direction: string;
  started_at: number;
  ended_at: number | null;
  missed: number;
  /** E.164 digits of the remote side, for history by number. */
  remote: string | null;
  /** JSON of `Call`. */
  snapshot: string;
  /** 1: somebody tried to reach us and nobody has seen to it (rule MB2 of `lib/core/SPEC-missed.md`). */
  todo: Generated<number>;
}

/** People who paired at least one device. Facts as Zammad last told them. */
export interface AgentsTable {
  /** Zammad user id. */
  id: number;
  login: string;
  email: string;
  name: string;
  phone: string;
  mobile: string;
  updated_at: number;
}

export interface DevicesTable {
  id: string;
  agent_id: number;
  name: string;
  /** SHA-256 hex of the device token; the token itself is never kept. */
  token_hash: string;
  created_at: number;
  seen_at: number;
  revoked_at: number | null;
}

/** Forwarder: what is still to be told to Zammad, in order, one at a time per call. */
export interface ForwardsTable {
  id: Generated<number>;
  call_id: string;
  kind: string;
  body: string;
  created_at: number;
  attempts: number;
  next_at: number;
  /** null while waiting; `sent`, `given-up`. */
  state: string | null;
  last_error: string | null;
  /** What Zammad answered last: status and the first kilobyte of the body. */
  status: number | null;
  response: string | null;
}

/** Notes being written, mirrored from browsers. JSON of `Draft` (lib/protocol/workspace.ts). */
export interface DraftsTable {
  call_id: string;
  agent_id: number;
  content: string;
  kept_at: number;
}

/** What was noted about a call and is in Zammad; one for each agent who did. */
export interface CallNotesTable {
  call_id: string;
  agent_id: number;
  agent_name: string;
  text: string;
  outcome: string | null;
  ticket_id: number | null;
  ticket_number: string | null;
  at: number;
}

/** Who has taken on to call back. `key`: of the row on the missed board. */
export interface ClaimsTable {
  key: string;
  agent_id: number;
  agent_name: string;
  at: number;
}

/** Whom a number was found to be, by whom; the newest of a number counts. `digits`: E.164. */
export interface PicksTable {
  digits: string;
  contact_id: number;
  contact_name: string;
  agent_id: number;
  agent_name: string;
  at: number;
}

/** Who a number is not, for the whole team. */
export interface ExclusionsTable {
  digits: string;
  contact_id: number;
  agent_id: number;
  agent_name: string;
  at: number;
}

/** The history's index (`relay/search`): a call's place in it. Blocks hold 16,384 slots. */
export interface SearchCallsTable {
  slot: number;
  call_id: string;
  started_at: number;
  /** Id in `search_frames`; 0: none of them. */
  frame: number;
  /** Bits of `relay/search/facts.ts`. */
  facts: number;
  /** Sum over whom it rang at: a call that rang at others gets another slot. */
  rung: number;
}

/** Which calls of a block bear a term (`relay/search/posting.ts`). */
export interface SearchTermsTable {
  block: number;
  term: string;
  posting: Uint8Array;
}

/** Texts that many calls have in common, by a short id. */
export interface SearchKeysTable {
  id: number;
  value: string;
}

/** What changed and is to be indexed again: `note` (our call id), `number` (E.164 digits). */
export interface SearchChangesTable {
  seq: Generated<number>;
  kind: string;
  value: string;
}

/** Who changed or looked at what (`relay/store/audit.ts`). `detail`: JSON. */
export interface AuditTable {
  id: Generated<number>;
  at: number;
  actor: string;
  action: string;
  subject: string;
  batch: string | null;
  detail: string;
}

/** Single values: `epoch` (random id of this database), `directory.cursor`, … */
export interface MetaTable {
  key: string;
  value: string;
}

export interface Tables {
  events: EventsTable;
  refused: RefusedTable;
  call_links: CallLinksTable;
  calls: CallsTable;
  agents: AgentsTable;
  devices: DevicesTable;
  contacts: ContactsTable;
  numbers: NumbersTable;
  organizations: OrganizationsTable;
  organization_numbers: OrganizationNumbersTable;
  learned: LearnedTable;
  forwards: ForwardsTable;
  drafts: DraftsTable;
  call_notes: CallNotesTable;
  claims: ClaimsTable;
  picks: PicksTable;
  exclusions: ExclusionsTable;
  search_calls: SearchCallsTable;
  search_terms: SearchTermsTable;
  search_frames: SearchKeysTable;
  search_parties: SearchKeysTable;
  search_changes: SearchChangesTable;
  audit: AuditTable;
  contact_links: ContactLinksTable;
  contact_jobs: ContactJobsTable;
  bridge_versions: BridgeVersionsTable;
  bridge_seen: BridgeSeenTable;
  bridge_creations: BridgeCreationsTable;
  bridge_notes: BridgeNotesTable;
  erasures: ErasuresTable;
  left_out: LeftOutTable;
  meta: MetaTable;
}
