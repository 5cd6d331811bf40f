/** What the doctor wrote, batch by batch, as the audit log tells it. */
import type { Audit, WrittenEntry } from '../store/audit.ts';
import type { FieldChange } from './proposal.ts';

const ACTIONS = ['number.fix', 'number.undo'] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * How far a write came. `open`: begun, and nobody knows more (killed, or no answer). `done`: in
 * Zammad. `refused`: Zammad did not take it. `not-written`: it never arrived. `changed`: somebody
 * else wrote there before it could be looked at.
 */
const STEPS = ['open', 'done', 'refused', 'not-written', 'changed'] as const;
export type Step = (typeof STEPS)[number];

export interface BatchEntry {
  person: number;
  /** Before and after of the fix, in this direction for its undoing too. */
  fields: FieldChange[];
  fix: Step;
  /** Of the last try to undo it. */
  undo?: Step | undefined;
}

export interface Batch {
  id: string;
  /** Of its first write. */
  at: number;
  /** In the order they were written. */
  entries: BatchEntry[];
}

const PAGE = 1_000;

/** All batches, newest first. */
export async function readBatches(audit: Audit): Promise<Batch[]> {
  const batches = new Map<string, Batch>();
  const entries = new Map<string, BatchEntry>();
  const landed = new Map<string, FieldChange[] | undefined>();
  const rows = (await Promise.all(ACTIONS.map((action) => allOf(audit, action)))).flat();
  for (const row of rows.sort((a, b) => a.id - b.id)) {
    const { batch: id, subject, at, detail } = row;
    const person = Number(/^user:(\d+)$/.exec(subject)?.[1]);
    const step = STEPS.find((one) => one === detail['step']);
    if (id === undefined || !Number.isSafeInteger(person) || step === undefined) continue;
    const batch = batches.get(id) ?? { id, at, entries: [] };
    batches.set(id, batch);
    const key = `${id} ${person}`;
    const known = entries.get(key);
    const entry = known ?? { person, fields: [], fix: step };
    if (!known) {
      entries.set(key, entry);
      batch.entries.push(entry);
    }
    if (row.action === 'number.undo') entry.undo = step;
    else landed.set(key, applied(entry, step, fieldsOf(detail), landed.get(key)));
  }
  return [...batches.values()].reverse();
}

/**
 * One step of a fix, which may be made in two: what is in Zammad is from before the first to after
 * the last that worked.
 * @param landed what was in Zammad before this step; @returns what is now
 */
function applied(
  entry: BatchEntry,
  step: Step,
  fields: FieldChange[],
  landed: FieldChange[] | undefined,
): FieldChange[] | undefined {
  if (step === 'done') {
    const rest = landed?.filter(({ field }) => fields.every((one) => one.field !== field)) ?? [];
    const whole = fields.map((one) => {
      const first = landed?.find(({ field }) => field === one.field);
      return { ...one, before: first?.before ?? one.before };
    });
    Object.assign(entry, { fix: step, fields: [...rest, ...whole] });
    return entry.fields;
  }
  const back = landed !== undefined && (step === 'refused' || step === 'not-written');
  Object.assign(entry, back ? { fix: 'done', fields: landed } : { fix: step, fields });
  return landed;
}

/** People whose newest fix Zammad refused: they would stop every batch. */
export function refusedPeople(batches: readonly Batch[]): Set<number> {
  const newest = new Map<number, Step>();
  for (const { entries } of batches) {
    for (const { person, fix } of entries) if (!newest.has(person)) newest.set(person, fix);
  }
  return new Set([...newest].flatMap(([person, step]) => (step === 'refused' ? [person] : [])));
}

async function allOf(audit: Audit, action: Action): Promise<WrittenEntry[]> {
  const all: WrittenEntry[] = [];
  for (let before: number | undefined; ;) {
    const page = await audit.list({ action, before, limit: PAGE });
    all.push(...page);
    before = page.at(-1)?.id;
    if (page.length < PAGE) return all;
  }
}

function fieldsOf(detail: Record<string, unknown>): FieldChange[] {
  return Array.isArray(detail['fields']) ? (detail['fields'] as FieldChange[]) : [];
}
