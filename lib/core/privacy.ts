/** What is stored about one telephone number, by kind, as agents and officers are told. Rules PV* of `relay/privacy/SPEC-privacy.md`. */

/** In the order in which people are told. */
export const PRIVACY_KINDS = [
  'calls',
  'events',
  'notes',
  'drafts',
  'history',
  'directory',
  'organizations',
  'learned',
  'picks',
  'exclusions',
  'claims',
  'forwardsWaiting',
  'forwards',
  'contactLinks',
  'bridge',
  'refused',
  'audit',
  'leftOut',
] as const;
export type PrivacyKind = (typeof PRIVACY_KINDS)[number];

/**
 * What ends it. `retention`: so many days. `zammad`, `telephone`: it is a copy, and goes when it is
 * changed or deleted there. `soon`: within a day.
 */
export const PRIVACY_ENDS = ['retention', 'zammad', 'telephone', 'soon'] as const;
export type PrivacyEnd = (typeof PRIVACY_ENDS)[number];

export interface PrivacyItem {
  kind: PrivacyKind;
  count: number;
  firstAt?: number | undefined;
  lastAt?: number | undefined;
  end: PrivacyEnd;
  /** When the last of them is gone by itself, epoch ms. */
  goesAt?: number | undefined;
}

export interface PrivacyReport {
  /** `+` and E.164 digits. */
  number: string;
  /** The whole answer, and the right to export and erase; otherwise what this agent may see anyway. */
  officer: boolean;
  retentionDays: number;
  /** Kinds of which something is stored. */
  items: PrivacyItem[];
  /** There are more calls than were looked at. */
  more?: boolean | undefined;
  /** A call with this number goes on: it cannot be erased now. */
  running?: boolean | undefined;
}

export interface PrivacyErased {
  /** False: it goes on, and is finished soon even when the relay is restarted. */
  done: boolean;
  /** What was taken away or made nameless, by kind; only what was not nothing. */
  counts: Partial<Record<PrivacyKind, number>>;
}

/** What one browser keeps about a number, in pieces. */
export interface BrowserKept {
  /** Cards of calls, in the memory of the running browser. */
  cards: number;
  /** Notes being written, or put aside. */
  drafts: number;
  /** Notes on their way to Zammad. */
  outbox: number;
  /** Who it is and is not, as far as the relay has not been told yet. */
  memory: number;
}

/** What is told to the agent: relay and this browser, each as far as it answers. */
export interface PrivacyView {
  /** International format. */
  display: string;
  relay?: PrivacyReport | undefined;
  /** Code of what keeps the relay from answering. */
  relayProblem?: string | undefined;
  browser: BrowserKept;
}

/** After an erasure. */
export interface PrivacyErasure {
  relay: PrivacyErased;
  /** What is left in this browser: notes that Zammad may have already. */
  browser: BrowserKept;
}
