/** Makes what only one side has. The intent is stored first; a lost answer is looked for next time. */
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import { mayHaveHappened, ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Carrier } from './carrier.ts';
import type { Link, SentValue } from './link-store.ts';
import type { PersonRecord } from './person-record.ts';
import { newLink } from './plan-input.ts';
import { TargetError } from './target.ts';

export async function makeContacts(carrier: Carrier): Promise<void> {
  const { deps, run, book } = carrier;
  const { counts } = run.report;
  const { target, job } = deps;
  for (const [index, { person, link: before }] of run.plan.makeContacts.entries()) {
    if (index >= job.limits.creates) {
      counts.postponed++;
      if (before) await run.links.save([before]);
      continue;
    }
    const id = before?.state === 'making' ? before.remoteId : undefined;
    const remoteId = target.newId ? (id ?? target.newId()) : undefined;
    const fields = nonEmpty(person.fields);
    const subject = `user:${person.id}`;
    let link: Link = {
      ...newLink({ personId: person.id, remoteId }, 'making', deps.clock.now()),
      id: before?.id ?? 0,
      sent: sentOf(fields, 'theirs'),
    };
    const stat = { side: 'phone', kind: 'make' } as const;
    const done = await carrier.attempt(stat, subject, async () => {
      const entry = { action: 'contact.make', subject, detail: { job: job.id, after: fields } };
      link = await book.intend(link, [entry]);
      try {
        const made = await target.create(fields, remoteId, run.signal);
        // A new contact with an id that was listed before is no new contact.
        if (run.listed.has(made.id)) throw new TargetError('broken');
        link = { ...link, state: 'linked', remoteId: made.id };
        await run.links.save([link]);
        await carrier.settle(link, person.fields, made.contact);
      } catch (error) {
        // Surely not made: nothing to look for next time.
        if (error instanceof TargetError && !error.mayHaveHappened) await run.links.forget([link]);
        throw error;
      }
    });
    if (done) counts.madeContacts++;
  }
}

export async function makePeople(carrier: Carrier): Promise<void> {
  const { deps, run, book } = carrier;
  const { counts } = run.report;
  const room = deps.job.limits.creates - run.plan.makeContacts.length;
  for (const [index, { contact, fields, link: before }] of run.plan.makePeople.entries()) {
    if (index >= room) {
      counts.postponed++;
      if (before) await run.links.save([before]);
      continue;
    }
    const subject = carrier.subjectOf(contact.id);
    let link: Link = {
      ...newLink({ remoteId: contact.id }, 'making-person', deps.clock.now()),
      id: before?.id ?? 0,
      sent: sentOf(nonEmpty(fields), 'ours'),
    };
    const stat = { side: 'zammad', kind: 'make' } as const;
    const done = await carrier.attempt(stat, subject, async () => {
      const entry = { action: 'person.make', subject, detail: { after: nonEmpty(fields) } };
      link = await book.intend(link, [entry]);
      let person: PersonRecord;
      try {
        person = await deps.people.create(fields);
      } catch (error) {
        const lost = error instanceof ZammadError && mayHaveHappened(error);
        if (error instanceof ZammadError && !lost) await run.links.forget([link]);
        throw error;
      }
      link = { ...link, state: 'linked', personId: person.id };
      await run.links.save([link]);
      await carrier.settle(link, person.fields, contact);
    });
    if (done) counts.madePeople++;
  }
}

function sentOf(fields: ContactFields, to: SentValue['to']): Record<string, SentValue> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, { value, before: '', to, tries: 1 }]),
  );
}

function nonEmpty(fields: ContactFields): ContactFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
