/** What a run did, or would do. Kept as JSON with the job; counts only, no names. */
import type { FieldConflict } from './decide.ts';

export interface RunCounts {
  paired: number;
  madeContacts: number;
  madePeople: number;
  changedContacts: number;
  changedPeople: number;
  removedContacts: number;
  conflicts: number;
  /** Over the limits of one run; the next one goes on. */
  postponed: number;
  /** Refused by either side. */
  failed: number;
  /** Changed by somebody between list and write; the next run looks again. */
  overtaken: number;
  waiting: number;
  unsure: number;
  stuck: number;
  onlyTheirs: number;
}

export interface RunReport {
  job: string;
  dryRun: boolean;
  startedAt: number;
  endedAt: number;
  people: number;
  contacts: number;
  counts: RunCounts;
  /** Sentences for the admin. */
  notes: string[];
  /** Why it ended early; what was done until then stays done. */
  error?: { code: string; message: string } | undefined;
}

/** What a dry run would do, for the admin's eyes only. */
export interface PlannedStep {
  kind: 'make' | 'change' | 'remove';
  side: 'zammad' | 'phone';
  name: string;
  /** `field: before → value`. */
  detail: string[];
}

export interface ConflictSeen extends FieldConflict {
  personId: number;
  name: string;
}

export interface RunOutcome {
  report: RunReport;
  /** Of a dry run. */
  steps: PlannedStep[];
  conflicts: ConflictSeen[];
}

export function noCounts(): RunCounts {
  return {
    paired: 0,
    madeContacts: 0,
    madePeople: 0,
    changedContacts: 0,
    changedPeople: 0,
    removedContacts: 0,
    conflicts: 0,
    postponed: 0,
    failed: 0,
    overtaken: 0,
    waiting: 0,
    unsure: 0,
    stuck: 0,
    onlyTheirs: 0,
  };
}
