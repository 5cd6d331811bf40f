/** Writes a batch of proposals, and puts one back. */
import { isStaff } from './number-texts.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { type Batch, readBatches, refusedPeople } from './batches.ts';
import type { FixableKind } from './finding.ts';
import { plan, type PlanDeps, type Planned } from './plan.ts';
import type { FieldChange } from './proposal.ts';
import { settleOpen } from './settle-open.ts';
import { inTwoSteps } from './two-steps.ts';
import { createWriter, type Outcome, type WriterDeps } from './writer.ts';

export interface Told {
  person: number;
  name: string;
  fields: readonly FieldChange[];
  outcome: Outcome;
}

export interface BatchResult {
  written: number;
  skipped: number;
  /** People left out because Zammad refused them before. */
  refusedBefore: number;
  /** Agents and admins, who are never written. */
  staff: number;
  /** Cut-off writes of earlier that were looked at. */
  settled: number;
  /** There may be more to do: the limit was reached. */
  limited: boolean;
  /** Zammad refused or failed; nothing was sent after that. */
  stopped?: Told | undefined;
}

export type FixDeps = PlanDeps &
  WriterDeps & {
    tell: (told: Told) => void;
    /** After so long without a write the next one goes in two steps. */
    idleAfterMs?: number;
  };

/** Six seconds between two writes were still safe, half a minute was not (6.5). */
const IDLE_AFTER_MS = 5_000;

/**
 * @param ids only these people, also those who were refused before
 * @throws ZammadError when Zammad cannot be read
 */
export async function applyFix(
  deps: FixDeps,
  batch: string,
  wanted: { kinds: ReadonlySet<FixableKind>; ids: readonly number[]; limit: number },
): Promise<BatchResult> {
  const writer = createWriter(deps);
  const before = await readBatches(deps.audit);
  const settled = await settleOpen(before, writer);
  const refused = refusedPeople(before);
  const result = emptyResult(settled);
  let wroteAt = -Infinity;
  for await (const planned of plan(deps, wanted.kinds, wanted.ids)) {
    const { user, name, changes: fields } = planned;
    const person = user.id;
    if (fields.length === 0) continue;
    if (planned.staff) {
      result.staff += 1;
    } else if (refused.has(person) && wanted.ids.length === 0) {
      result.refusedBefore += 1;
    } else if (result.written === wanted.limit) {
      result.limited = true;
      return result;
    } else {
      const idle = deps.clock.now() - wroteAt > (deps.idleAfterMs ?? IDLE_AFTER_MS);
      const [first = fields, second] = idle ? inTwoSteps(fields, deps.phone) : [fields];
      const change = { action: 'number.fix', batch, person } as const;
      let outcome = await writer.write({ ...change, fields: first }, sameAs(planned));
      if (second && outcome.step === 'done') {
        const again = await writer.write({ ...change, fields: second });
        if (again.step !== 'skipped') outcome = again;
      }
      wroteAt = deps.clock.now();
      count(result, deps, { person, name, fields, outcome });
      if (result.stopped) return result;
    }
    if (deps.signal.aborted) return result;
  }
  return result;
}

/** Puts back what a batch changed, where nobody changed it since. */
export async function undoBatch(
  deps: WriterDeps & Pick<FixDeps, 'tell' | 'signal'>,
  id: string,
): Promise<BatchResult | 'unknown'> {
  const writer = createWriter(deps);
  const settled = await settleOpen(await readBatches(deps.audit), writer);
  const batch = (await readBatches(deps.audit)).find((one) => one.id === id);
  if (!batch) return 'unknown';
  const result = emptyResult(settled);
  for (const { person, fields } of undoable(batch)) {
    if (deps.signal.aborted) return result;
    const outcome = await writer.write({ action: 'number.undo', batch: id, person, fields });
    const back = fields.map(({ field, before, after }) => ({
      field,
      before: after,
      after: before,
    }));
    count(result, deps, { person, name: `#${person}`, fields: back, outcome });
    if (result.stopped) return result;
  }
  return result;
}

/** Of a batch: what is in Zammad and was not put back. */
export function undoable({ entries }: Batch): Batch['entries'] {
  return entries.filter(({ fix, undo }) => fix === 'done' && undo !== 'done');
}

function count(result: BatchResult, { tell }: Pick<FixDeps, 'tell'>, told: Told): void {
  const { step } = told.outcome;
  if (step === 'done') result.written += 1;
  else if (step === 'skipped') result.skipped += 1;
  else result.stopped = told;
  tell(told);
}

/** The person is as when the proposal was made. */
function sameAs({ user }: Planned): (now: ZammadUser) => boolean {
  return (now) => now.updatedAt === user.updatedAt && now.active && !isStaff(now);
}

function emptyResult(settled: number): BatchResult {
  return { written: 0, skipped: 0, refusedBefore: 0, staff: 0, settled, limited: false };
}
