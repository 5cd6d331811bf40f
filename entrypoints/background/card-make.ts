/** A call becomes a card, and a newer call replaces the older one in it. Pure. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardNote, CardPerson, CardView } from '../../lib/core/card.ts';
import { reachedWith } from '../../lib/core/rules/moment.ts';
import type { CardRecord } from '../../lib/storage/live.ts';
import { concerns } from './card-life.ts';
import { isKnown, joinPeople } from './join-people.ts';

export const PEOPLE_MAX = 20;
export const EMPTY_NOTE: CardNote = { text: '', internal: true, status: 'draft' };

/** People whom the relay found; an organisation alone is nobody to open. */
export function peopleOfCall(call: AgentCall): CardPerson[] {
  const seen = new Set<number>();
  return [...call.remote.matches]
    .sort((a, b) => b.weight - a.weight)
    .flatMap(({ userId, name, organization, vip, reason }) => {
      if (userId === undefined || seen.has(userId)) return [];
      seen.add(userId);
      const person: CardPerson = { userId, name, vip: vip ?? false, reason: plainReason(reason) };
      return [organization ? { ...person, organization } : person];
    })
    .slice(0, PEOPLE_MAX);
}

function plainReason(reason: AgentCall['remote']['matches'][number]['reason']) {
  const { kind, detail } = reason;
  return detail === undefined ? { kind } : { kind, detail };
}

/**
 * The one the card is about, when that is clear: the only one, a remembered one, the only exact
 * one. A guess is never taken for the caller: somebody has to say so.
 */
export function clearChoice(people: readonly CardPerson[]): number | undefined {
  if (people[0]?.reason.kind === 'picked') return people[0].userId;
  const known = people.filter(isKnown);
  return known.length === 1 ? known[0]?.userId : undefined;
}

/** `people` known (again): identity and choice follow; a choice that still stands is kept. */
export function withPeople(view: CardView, people: CardPerson[]): CardView {
  const { chosen: old, tickets, lastContactAt, ...rest } = view;
  const kept = people.some(({ userId }) => userId === old) ? old : undefined;
  const chosen = kept ?? clearChoice(people);
  const same = chosen !== undefined && chosen === old;
  return {
    ...rest,
    people,
    identity: people.length > 0 ? 'known' : 'unknown',
    ...(chosen === undefined ? {} : { chosen }),
    ...(same && tickets ? { tickets } : {}),
    ...(same && lastContactAt !== undefined ? { lastContactAt } : {}),
  };
}

function identityWithoutPeople(call: AgentCall): CardView['identity'] {
  if (call.remote.withheld) return 'withheld';
  return call.remote.internal || !call.remote.number ? 'unknown' : 'looking';
}

/** A missed call that somebody took care of. An answered call is `done` by itself; its note may not be. */
const isSettled = (call: AgentCall) => call.missed && call.done;
/** First heard of when it was over, and nothing to this agent: turned away, or taken by somebody else. */
const isNothing = (call: AgentCall) => call.done && !call.mine;

/** @param people those the call brought, as far as they are still thought to be it */
export function makeCard(
  call: AgentCall,
  lead: boolean,
  note: CardNote,
  now: number,
  people = peopleOfCall(call),
): CardRecord {
  const bare: CardView = {
    call,
    identity: identityWithoutPeople(call),
    people: [],
    problems: [],
    note,
    groups: [],
    dismissed: isSettled(call) || (isNothing(call) && note.text === ''),
    lead,
  };
  const view = people.length > 0 ? withPeople(bare, people) : bare;
  return { view, since: now, enriched: false, reached: reachedWith(undefined, call) };
}

/** Undefined: nothing new (an older version or the same again). */
export function withCall(
  record: CardRecord,
  call: AgentCall,
  lead: boolean,
  now: number,
  told = peopleOfCall(call),
): CardRecord | undefined {
  const before = record.view.call;
  // Zammad's own search may know more than the relay's guesses.
  const guessed = told.length > 0 && !told.some(isKnown);
  const found = guessed ? joinPeople(record.view.people.filter(isKnown), told) : told;
  const newer = call.version > before.version;
  if (!newer && (call.version < before.version || lead === record.view.lead)) return undefined;
  const learned =
    found.length > 0 &&
    JSON.stringify(call.remote.matches) !== JSON.stringify(before.remote.matches);
  // The team found out that the number is not somebody's, or that it may be after all.
  const excluded = call.remote.excluded ?? [];
  const ruled = JSON.stringify(excluded) !== JSON.stringify(before.remote.excluded ?? []);
  const left = record.view.people.filter(({ userId }) => !excluded.includes(userId));
  // Chosen by hand for this call: nobody else knows of them.
  const byHand = record.view.people.find(
    ({ userId, reason }) =>
      userId === record.view.chosen && reason.kind === 'picked' && !excluded.includes(userId),
  );
  const hasThem = found.some(({ userId }) => userId === byHand?.userId);
  const people = byHand && !hasThem ? [byHand, ...found].slice(0, PEOPLE_MAX) : found;
  const view: CardView = {
    ...record.view,
    call,
    lead,
    // What was put away, or taken by a colleague, may come to this agent after all: handed over.
    dismissed:
      (record.view.dismissed && (concerns(before) || !concerns(call))) ||
      (isSettled(call) && !isSettled(before)),
  };
  const changed = call.state !== before.state || call.answeredBy !== before.answeredBy;
  return {
    ...record,
    view: learned ? withPeople(view, people) : ruled ? withPeople(view, left) : view,
    reached: reachedWith(record.reached, call),
    since: changed ? now : record.since,
    enriched: learned || ruled ? false : record.enriched,
  };
}
