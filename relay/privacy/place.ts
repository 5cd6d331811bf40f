/** One kind of thing that may be stored about a number, and where it is read. Rule PV2. */
import type { PrivacyEnd, PrivacyKind } from '../../lib/core/privacy.ts';
import type { NumberTrace } from './number-trace.ts';

/** What is asked about. */
export interface Subject {
  trace: NumberTrace;
  /** Calls with the number. */
  callIds: readonly string[];
  /** Zammad ids of people who have it. */
  contactIds: readonly number[];
}

/** As it is exported. Its times are read from `at` and `goesAt`. */
export type Stored = Readonly<Record<string, unknown>> & {
  at?: number | undefined;
  /** When it is gone by itself, epoch ms. */
  goesAt?: number | undefined;
};

export interface Place {
  kind: PrivacyKind;
  end: PrivacyEnd;
  /** A page at a time, so that any amount can be told. */
  read(subject: Subject): AsyncIterable<Stored[]>;
}

export const DAY_MS = 86_400_000;
