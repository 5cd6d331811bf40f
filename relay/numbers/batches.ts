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
  const rows = (await Promise.all(ACTIONS.map((action) => allOf(audit, action)))).flat();
  for (const row of rows.sort((a, b) => a.id - b.id)) {
    const { batch: id, subject, at, detail } = row;
    const person = Number(/^user:(\d+)$/.exec(subject)?.[1]);
    const step = STEPS.find((one) => one === detail['step']);
    if (id === undefined || !Number.isSafeInteger(person) || step === undefined) continue;
    const batch = batches.get(id) ?? { id, at, entries: [] };
    batches.set(id, batch);
    let entry = entries.get(`${id} ${person}`);
    if (!entry) {
      entry = { person, fields: fieldsOf(detail), fix: step };
      entries.set(`${id} ${person}`, entry);
      batch.entries.push(entry);
    }
    if (row.action === 'number.fix') entry.fix = step;
    else entry.undo = step;
  }
  return [...batches.values()].reverse();
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
