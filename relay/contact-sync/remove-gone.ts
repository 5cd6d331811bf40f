/** Removes contacts of people who are gone from Zammad. Rules CS10, CS11. */
import type { Carrier } from './carrier.ts';

export async function removeContacts(carrier: Carrier): Promise<void> {
  const { deps, run, book } = carrier;
  const { counts } = run.report;
  for (const [index, { link, contact }] of run.plan.removals.entries()) {
    if (index >= deps.job.limits.removals) {
      counts.postponed++;
      await run.links.save([link]);
      continue;
    }
    const subject = carrier.subjectOf(contact.id);
    const stat = { side: 'phone', kind: 'remove' } as const;
    let overtaken = false;
    const done = await carrier.attempt(stat, subject, async () => {
      // Paging by number skips people while others are deleted: this one is asked for by id.
      const person =
        link.personId === undefined ? undefined : await deps.people.find(link.personId);
      overtaken = person !== undefined;
      if (overtaken) return;
      const entry = { action: 'contact.remove', subject, detail: { before: link.base } };
      await book.intend(link, [entry]);
      await deps.target.remove(contact.id, run.signal);
      await run.links.forget([link]);
    });
    if (overtaken) counts.overtaken++;
    else if (done) counts.removedContacts++;
  }
}
