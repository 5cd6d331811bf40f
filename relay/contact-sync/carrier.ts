/** What all steps of a run share: counting, writing down, and what becomes of a failure. */
import type { ContactFields, SameValue } from '../../lib/core/contact-merge.ts';
import { confirmed } from './decide.ts';
import { failureOf, isOnlyThisOne } from './failure.ts';
import type { Link, LinkStore } from './link-store.ts';
import type { Plan } from './plan.ts';
import { hintsOf } from './plan-input.ts';
import type { RunReport } from './run-report.ts';
import { createSameValue } from './same-value.ts';
import type { SyncDeps, WriteStat } from './sync-deps.ts';
import { type RemoteContact, TargetError } from './target.ts';
import { createWriteBook, type WriteBook } from './write-book.ts';

export interface CarryOut {
  plan: Plan;
  links: LinkStore;
  report: RunReport;
  /** The telephone system's list, and when it was begun. */
  listed: ReadonlyMap<string, RemoteContact>;
  listedAt: number;
  signal: AbortSignal;
  held: () => Promise<void>;
}

export interface Carrier {
  deps: SyncDeps;
  run: CarryOut;
  book: WriteBook;
  /** For the audit log. */
  subjectOf: (remoteId: string | undefined) => string;
  /**
   * Runs one step; a refusal of this one thing is counted, anything else ends the run.
   * @returns whether it was done
   */
  attempt: (
    stat: Omit<WriteStat, 'result'>,
    subject: string,
    step: () => Promise<void>,
  ) => Promise<boolean>;
  /** Takes over what the telephone system has now; without it, `confirm` looks. */
  settle: (link: Link, ours: ContactFields, contact: RemoteContact | undefined) => Promise<void>;
  /** Without answers of their own the list says what was kept. When it fails, the next run looks. */
  confirm: () => Promise<void>;
}

export function createCarrier(deps: SyncDeps, run: CarryOut): Carrier {
  const { job, target, audit, db } = deps;
  const { links, report, signal } = run;
  const same: SameValue = createSameValue(deps.phone);
  const open: { link: Link; ours: ContactFields }[] = [];
  const book = createWriteBook({
    db,
    links,
    audit,
    job: job.id,
    batch: `contacts:${job.id}:${report.startedAt}`,
  });
  const settled = (link: Link, ours: ContactFields, contact: RemoteContact) =>
    confirmed(link, ours, target.read(contact, hintsOf(link)), same);

  return {
    deps,
    run,
    book,
    subjectOf: (remoteId) => `contact:${job.id}:${remoteId ?? 'new'}`,
    async attempt(stat, subject, step) {
      await run.held();
      signal.throwIfAborted();
      try {
        await step();
        deps.onWrite?.({ ...stat, result: 'done' });
        return true;
      } catch (error) {
        const failure = failureOf(error);
        if (!failure) throw error;
        deps.onWrite?.({ ...stat, result: 'failed' });
        await book.failed(subject, failure.code);
        if (!isOnlyThisOne(error)) throw error;
        report.counts.failed++;
        return false;
      }
    },
    async settle(link, ours, contact) {
      if (contact) await links.save([settled(link, ours, contact)]);
      else open.push({ link, ours });
    },
    async confirm() {
      if (open.length === 0 || signal.aborted) return;
      try {
        await run.held();
        const contacts = await target.list(signal);
        const byId = new Map(contacts.map((contact) => [contact.id, contact]));
        const seen = open.flatMap(({ link, ours }) => {
          const contact = byId.get(link.remoteId ?? '');
          return contact ? [settled(link, ours, contact)] : [];
        });
        await links.save(seen);
      } catch (error) {
        if (!(error instanceof TargetError)) throw error;
      }
    },
  };
}
