/** Brings one contact and its person together: looks again, writes down, sends, looks at the answer. */
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import type { Carrier } from './carrier.ts';
import type { FieldChange } from './decide.ts';
import type { PersonRecord } from './person-record.ts';
import type { ChangeStep } from './plan.ts';
import { hintsOf } from './plan-input.ts';
import type { RemoteContact } from './target.ts';
import { changeEntry, conflictEntry } from './write-book.ts';

/** A list older than this is not trusted for a single contact, where it can be asked for. */
const FRESH_MS = 60_000;

export async function applyChange(carrier: Carrier, step: ChangeStep): Promise<void> {
  const { deps, run, book } = carrier;
  const { counts } = run.report;
  const subject = `user:${step.person.id}`;
  const there = carrier.subjectOf(step.contact.id);
  const side = step.toOurs.length > 0 ? 'zammad' : 'phone';
  let overtaken = false;
  await carrier.attempt({ side, kind: 'change' }, subject, async () => {
    const fresh = await lookAgain(carrier, step);
    overtaken = fresh === undefined;
    if (!fresh) {
      await run.links.save([step.idle]);
      return;
    }
    const { contact } = fresh;
    let { person } = fresh;
    const link = await book.intend(step.link, [
      ...step.toOurs.map((one) => changeEntry(subject, one)),
      ...step.toTheirs.map((one) => changeEntry(there, one)),
      ...step.conflicts.map((one) => conflictEntry(subject, one)),
    ]);
    counts.conflicts += step.conflicts.length;
    if (step.toOurs.length > 0) {
      person = await deps.people.change(person, valuesOf(step.toOurs));
      counts.changedPeople++;
    }
    let answer: RemoteContact | undefined = contact;
    if (step.toTheirs.length > 0) {
      const values = valuesOf(step.toTheirs);
      answer = await deps.target.change(contact, step.theirs, values, run.signal);
      counts.changedContacts++;
    }
    await carrier.settle(link, person.fields, answer);
  });
  if (overtaken) counts.overtaken++;
}

/** Both sides as they are now; undefined when a field to be written is not what it was. */
async function lookAgain(
  { deps, run }: Carrier,
  step: ChangeStep,
): Promise<{ person: PersonRecord; contact: RemoteContact } | undefined> {
  let { person, contact } = step;
  if (step.toOurs.length > 0) {
    const now = await deps.people.find(person.id);
    if (!now || differs(step.toOurs, now.fields)) return undefined;
    person = now;
  }
  const { find } = deps.target;
  if (step.toTheirs.length > 0 && find && deps.clock.now() - run.listedAt > FRESH_MS) {
    const now = await find(contact.id, run.signal);
    if (!now) return undefined;
    if (differs(step.toTheirs, deps.target.read(now, [step.theirs, ...hintsOf(step.link)]))) {
      return undefined;
    }
    contact = now;
  }
  return { person, contact };
}

function differs(changes: readonly FieldChange[], now: ContactFields): boolean {
  return changes.some(({ field, before }) => (now[field] ?? '') !== before);
}

function valuesOf(changes: readonly FieldChange[]): ContactFields {
  return Object.fromEntries(changes.map(({ field, value }) => [field, value]));
}
