/** One run: both lists are read, a plan is made, and carried out as far as the limits allow. */
import type { Phone } from '../../lib/core/phone.ts';
import { carryOut } from './carry-out.ts';
import { failureOf } from './failure.ts';
import { createLinkStore } from './link-store.ts';
import { makePlan, type Plan } from './plan.ts';
import type { PlanInput } from './plan-input.ts';
import { plannedSteps } from './planned-steps.ts';
import {
  type ConflictSeen,
  noCounts,
  type PlannedStep,
  type RunOutcome,
  type RunReport,
} from './run-report.ts';
import { createSameValue } from './same-value.ts';
import type { SyncDeps } from './sync-deps.ts';

export interface RunOptions {
  dryRun: boolean;
  /** The admin says that a list that shrank is right. */
  trust: boolean;
  signal: AbortSignal;
  /** Called before every step; throws when another run has taken over. */
  held: () => Promise<void>;
}

const STOPPED = { code: 'stopped', message: 'The run was stopped; the next one goes on.' };

/** Never rejects because of the other sides: what went wrong is in the report. */
export async function runSync(deps: SyncDeps, options: RunOptions): Promise<RunOutcome> {
  const { job, target, people, clock } = deps;
  const { signal, held, dryRun } = options;
  const links = createLinkStore(deps.db, job.id);
  const report: RunReport = {
    job: job.id,
    dryRun,
    startedAt: clock.now(),
    endedAt: 0,
    people: 0,
    contacts: 0,
    counts: noCounts(),
    notes: [],
  };
  let steps: PlannedStep[] = [];
  let conflicts: ConflictSeen[] = [];
  try {
    // The telephone system second: what is written to it should be fresh.
    const ours = await people.list(signal, held);
    await held();
    const listedAt = clock.now();
    const contacts = await target.list(signal);
    await held();
    const theirs = new Map(contacts.map((contact) => [contact.id, contact]));
    report.people = ours.size;
    report.contacts = theirs.size;
    const plan = await makePlan({
      now: clock.now(),
      job,
      links: await links.load(),
      people: ours,
      contacts: theirs,
      read: target.read,
      digits: digitsOf(deps.phone),
      same: createSameValue(deps.phone),
      ownIds: target.newId !== undefined,
      trust: options.trust,
    } satisfies PlanInput);
    note(report, plan);
    if (dryRun) ({ steps, conflicts } = plannedSteps(plan, job, report.counts));
    else await carryOut(deps, { plan, links, report, listed: theirs, listedAt, signal, held });
  } catch (error) {
    const failure = signal.aborted ? STOPPED : failureOf(error);
    if (!failure) throw error;
    report.error = failure;
  }
  report.endedAt = clock.now();
  return { report, steps, conflicts };
}

function digitsOf(phone: Phone): (text: string) => string {
  return (text) => phone.read(text).e164 ?? text.replace(/\D/g, '');
}

function note({ counts, notes }: RunReport, plan: Plan): void {
  counts.paired = plan.paired;
  counts.waiting = plan.waiting;
  counts.unsure = plan.unsure;
  counts.stuck = plan.stuck.length;
  counts.onlyTheirs = plan.onlyTheirs;
  const { ours, theirs } = plan.distrust;
  const what = { empty: 'is empty', shrunk: 'has lost many contacts at once' };
  const means = 'Nothing is made or removed on either side until you confirm that this is right.';
  if (theirs) notes.push(`The telephone system's list ${what[theirs]}. ${means}`);
  if (ours) notes.push(`Zammad's list of people ${what[ours]}. ${means}`);
  if (plan.stuck.length > 0) {
    const fields = [...new Set(plan.stuck)].sort().join(', ');
    notes.push(`Sent three times and not kept by the other side: ${fields}.`);
  }
}
