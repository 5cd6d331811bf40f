/** Row types of `relay/bridge`; a part of `tables.ts`. */

/** Bridge: how a contact was when the relay saw it. `digests`: JSON, field → digest of its value; no values. */
export interface BridgeVersionsTable {
  contact_id: number;
  seen_at: number;
  digests: string;
}

/** Bridge: until when a client knows a contact; `contact_id` 0: all of them. `client`: a hash. */
export interface BridgeSeenTable {
  client: string;
  contact_id: number;
  seen_at: number;
}

/** Bridge: contacts asked for lately, so that a repeated request makes none twice. `key`: a hash. */
export interface BridgeCreationsTable {
  key: string;
  at: number;
  /** Null: on its way to Zammad. */
  contact_id: number | null;
}

/** Bridge: one note of a client about a call. `target`: `ticket:9`, `contact:17`, `newest`. */
export interface BridgeNotesTable {
  /** Zammad user id and a hash of the client's own user. */
  owner: string;
  event_id: string;
  target: string;
  /** Counts the texts that it had. */
  revision: number;
  /** Of the text that revision has. */
  digest: string;
  /** 0: that revision is on its way to Zammad. */
  done: number;
  ticket_id: number | null;
  /** The article with the last text that is known to be there. */
  article_id: number | null;
  /** What the client calls it; stays the same over changes. */
  log_id: string | null;
  at: number;
}
