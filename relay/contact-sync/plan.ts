/** What a run has to do, from what is linked and what both lists say. Writes nothing. Rules CS5–CS12. */
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import { createBreath, mapped } from './in-pieces.ts';
import { decide, type FieldChange, type FieldConflict, isUntouched } from './decide.ts';
import type { Link } from './link-store.ts';
import { type Distrust, distrust } from './list-trust.ts';
import { pairNew, pairUnsure } from './pair-new.ts';
import { hasNumber, type PersonRecord } from './person-record.ts';
import { hintsOf, nameOf, newLink, type PlanInput } from './plan-input.ts';
import type { RemoteContact } from './target.ts';

export interface ChangeStep {
  /** With what is going to be sent. */
  link: Link;
  /** The same, as long as nothing is sent. */
  idle: Link;
  person: PersonRecord;
  contact: RemoteContact;
  theirs: ContactFields;
  toOurs: FieldChange[];
  toTheirs: FieldChange[];
  conflicts: FieldConflict[];
}

export interface Plan {
  /** Links to be stored before anything is sent, after `forget`; new ones have id 0. */
  save: Link[];
  forget: Link[];
  changes: ChangeStep[];
  /** `link`: tried before, or gone at the telephone system. */
  makeContacts: { person: PersonRecord; link?: Link }[];
  makePeople: { contact: RemoteContact; fields: ContactFields; link?: Link }[];
  removals: { link: Link; contact: RemoteContact }[];
  /** Newly found to belong together. */
  paired: number;
  stuck: string[];
  /** Gone on one side, seen so in one whole list; the next one decides. */
  waiting: number;
  /** Tried to be made, the answer was lost, and not found yet. */
  unsure: number;
  /** Contacts that nobody in Zammad has, left alone. */
  onlyTheirs: number;
  distrust: { ours?: Distrust | undefined; theirs?: Distrust | undefined };
}

/** Whole lists in a row that must agree before anything is removed or made again. */
const AGREEING = 2;

export async function makePlan(input: PlanInput): Promise<Plan> {
  const breathe = createBreath();
  const { now, job, links, people, contacts, read, same } = input;
  const plan: Plan = {
    save: [],
    forget: [],
    changes: [],
    makeContacts: [],
    makePeople: [],
    removals: [],
    paired: 0,
    stuck: [],
    waiting: 0,
    unsure: 0,
    onlyTheirs: 0,
    distrust: input.trust ? {} : distrustOf(input),
  };
  const trusted = plan.distrust.ours === undefined && plan.distrust.theirs === undefined;
  const pushes = job.direction !== 'pull';

  function keep(link: Link, next: Link): void {
    // Unchanged links cost no write.
    if (JSON.stringify(link) !== JSON.stringify(next)) plan.save.push(next);
  }

  function pair(link: Link, person: PersonRecord, contact: RemoteContact): void {
    const theirs = read(contact, hintsOf(link, person));
    const now = { fields: theirs, at: contact.updatedAt };
    const found = decide(link, person, now, job.direction, same);
    const { toOurs, toTheirs, conflicts, base, sent } = found;
    const settled = { state: 'linked' as const, oursMissing: 0, theirsMissing: 0 };
    const idle: Link = { ...link, ...settled, base };
    plan.stuck.push(...found.stuck);
    if (toOurs.length + toTheirs.length > 0) {
      const next = { ...idle, sent };
      plan.changes.push({ link: next, idle, person, contact, theirs, toOurs, toTheirs, conflicts });
    } else if (link.id === 0) plan.save.push({ ...idle, sent });
    else keep(link, { ...idle, sent });
  }

  function lonely(link: Link, person?: PersonRecord, contact?: RemoteContact): void {
    if (!trusted) return;
    const oursMissing = person ? 0 : Math.min(AGREEING, link.oursMissing + 1);
    const theirsMissing = contact ? 0 : Math.min(AGREEING, link.theirsMissing + 1);
    const next: Link = { ...link, oursMissing, theirsMissing };
    const settled = Math.max(oursMissing, theirsMissing) === AGREEING;
    const gone: Link = { ...next, state: 'gone', at: now };
    if (!person && !contact) {
      if (oursMissing + theirsMissing === 2 * AGREEING) plan.forget.push(link);
      else keep(link, next);
    } else if (!settled) {
      plan.waiting++;
      keep(link, next);
    } else if (link.state === 'gone') keep(link, next);
    else if (contact) {
      const theirs = read(contact, hintsOf(link));
      const ours = pushes && link.made && isUntouched(link, theirs, same);
      if (ours) plan.removals.push({ link: next, contact });
      else keep(link, gone);
    } else if (person && job.direction === 'push' && hasNumber(person)) {
      plan.makeContacts.push({ person, link: next });
    } else keep(link, gone);
  }

  function again(link: Link): void {
    if (!trusted) return;
    const person = people.get(link.personId ?? 0);
    const contact = contacts.get(link.remoteId ?? '');
    const makes = link.state === 'making';
    const missing = Math.min(AGREEING, (makes ? link.theirsMissing : link.oursMissing) + 1);
    const next = makes ? { ...link, theirsMissing: missing } : { ...link, oursMissing: missing };
    if (missing < AGREEING && !(makes && input.ownIds)) {
      plan.unsure++;
      keep(link, next);
    } else if (makes && person && pushes) plan.makeContacts.push({ person, link: next });
    else if (!makes && contact && job.createInZammad) {
      plan.makePeople.push({ contact, fields: read(contact, hintsOf(link)), link: next });
    } else plan.forget.push(link);
  }

  const unsure: Link[] = [];
  await mapped(links, breathe, (link) => {
    const person = people.get(link.personId ?? 0);
    const contact = contacts.get(link.remoteId ?? '');
    const isTried = link.state === 'making' ? !contact : link.state === 'making-person' && !person;
    if (person && contact) pair(link, person, contact);
    else if (isTried) unsure.push(link);
    else lonely({ ...link, state: link.state === 'gone' ? 'gone' : 'linked' }, person, contact);
  });

  const tried = await pairUnsure(input, unsure, breathe);
  for (const link of tried.found) {
    const person = people.get(link.personId ?? 0);
    const contact = contacts.get(link.remoteId ?? '');
    if (person && contact) pair(link, person, contact);
    else plan.save.push({ ...link, state: 'linked' });
  }
  for (const link of tried.open) again(link);

  const fresh = await pairNew(input, tried.found, breathe);
  plan.forget.push(...fresh.replaced);
  plan.save = plan.save.filter(
    ({ id }) => id === 0 || !fresh.replaced.some((one) => one.id === id),
  );
  await mapped(fresh.pairs, breathe, ([person, contact]) => {
    plan.paired++;
    const ids = { personId: person.id, remoteId: contact.id };
    pair(newLink(ids, 'linked', now), person, contact);
  });
  for (const person of fresh.people) {
    if (pushes && trusted && hasNumber(person)) plan.makeContacts.push({ person });
  }
  await mapped(fresh.contacts, breathe, (contact) => {
    const fields = read(contact, []);
    const makes = trusted && job.createInZammad && hasNumber({ fields }) && nameOf(fields) !== '';
    if (makes) plan.makePeople.push({ contact, fields });
    else plan.onlyTheirs++;
  });
  return plan;
}

function distrustOf({ links, people, contacts }: PlanInput): Plan['distrust'] {
  const linked = links.filter(({ state }) => state === 'linked');
  const noPerson = linked.filter((link) => !people.has(link.personId ?? 0)).length;
  const noContact = linked.filter((link) => !contacts.has(link.remoteId ?? '')).length;
  return {
    ours: distrust(people.size, linked.length, noPerson),
    theirs: distrust(contacts.size, linked.length, noContact),
  };
}
