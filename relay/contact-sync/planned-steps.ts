/** A plan in words, for a dry run. */
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import type { ContactSyncConfig } from '../config-contacts.ts';
import type { FieldChange } from './decide.ts';
import type { Plan } from './plan.ts';
import { hintsOf, nameOf } from './plan-input.ts';
import type { ConflictSeen, PlannedStep, RunCounts } from './run-report.ts';

/** Steps within the limits of one run; counts are filled in as a run would. */
export function plannedSteps(
  plan: Plan,
  { limits }: Pick<ContactSyncConfig, 'limits'>,
  counts: RunCounts,
): { steps: PlannedStep[]; conflicts: ConflictSeen[] } {
  const steps: PlannedStep[] = [];
  const changes = plan.changes.slice(0, limits.changes);
  for (const { person, toOurs, toTheirs } of changes) {
    const add = (side: PlannedStep['side'], list: FieldChange[]) => {
      if (list.length === 0) return;
      steps.push({ kind: 'change', side, name: person.name, detail: list.map(changeWords) });
    };
    add('zammad', toOurs);
    add('phone', toTheirs);
    if (toOurs.length > 0) counts.changedPeople++;
    if (toTheirs.length > 0) counts.changedContacts++;
  }
  const contacts = plan.makeContacts.slice(0, limits.creates);
  for (const { person } of contacts) {
    const detail = fieldWords(person.fields);
    steps.push({ kind: 'make', side: 'phone', name: person.name, detail });
  }
  const people = plan.makePeople.slice(0, limits.creates - contacts.length);
  for (const { fields } of people) {
    steps.push({ kind: 'make', side: 'zammad', name: nameOf(fields), detail: fieldWords(fields) });
  }
  const removals = plan.removals.slice(0, limits.removals);
  for (const { link } of removals) {
    const [base = {}] = hintsOf(link);
    steps.push({ kind: 'remove', side: 'phone', name: nameOf(base), detail: fieldWords(base) });
  }
  counts.madeContacts = contacts.length;
  counts.madePeople = people.length;
  counts.removedContacts = removals.length;
  const all = [plan.changes, plan.makeContacts, plan.makePeople, plan.removals];
  const done = [changes, contacts, people, removals];
  counts.postponed = sum(all) - sum(done);
  const conflicts = changes.flatMap(({ person, conflicts }) =>
    conflicts.map((one) => ({ ...one, personId: person.id, name: person.name })),
  );
  counts.conflicts = conflicts.length;
  return { steps, conflicts };
}

function sum(lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((total, { length }) => total + length, 0);
}

function changeWords({ field, before, value }: FieldChange): string {
  return `${field}: ${before || '(empty)'} → ${value || '(empty)'}`;
}

function fieldWords(fields: ContactFields): string[] {
  return Object.entries(fields)
    .filter(([field, value]) => value !== '' && !field.includes('name'))
    .map(([field, value]) => `${field}: ${value}`);
}
