/**
 * Who is behind a number, asked in this order: the relay's matches (they came with the call), the
 * caller log by call id when the relay feeds it, a search in several spellings, and last, when
 * nobody has the number, tickets in whose text it stands.
 */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardPerson } from '../../lib/core/card.ts';
import type { Zammad } from '../../lib/zammad/zammad.ts';
import { PEOPLE_MAX } from './card-make.ts';
import { mentionedWith, type MentionsDeps } from './mentions.ts';
import { fieldWith } from './number-fields.ts';
import { isKnown, joinPeople } from './join-people.ts';
import { type NumberSearchDeps, peopleAbout } from './number-search.ts';
import { rankPeople } from './rank-people.ts';
import { cardPerson, isStaff } from './zammad-person.ts';

/** Zammad hears of a call from the relay at the same moment as we do: its row may come later. */
export const LATE_ROW_MS = [300, 700, 1_400];

export interface IdentifyDeps extends Pick<NumberSearchDeps, 'phone' | 'fields' | 'lookup'> {
  zammad: Pick<Zammad, 'ctiLog'> & NumberSearchDeps['zammad'] & MentionsDeps['zammad'];
  /** The relay also feeds Zammad's caller log. */
  forwards: boolean;
  /** Ids of those whom the number is not. */
  excluded: ReadonlySet<number>;
  /** Also by what stands in tickets; reads through every article where there is no Elasticsearch. */
  guess: boolean;
  wait: (ms: number) => Promise<void>;
}

/**
 * Best first; inactive people left out. Where nobody has the number, those with one near it.
 * @throws ZammadError when nobody could be asked
 */
export async function identify(deps: IdentifyDeps, call: AgentCall): Promise<CardPerson[]> {
  const { number } = call.remote;
  if (!number || call.remote.withheld || call.remote.internal) return [];
  const allowed = (people: CardPerson[]) =>
    people.filter(({ userId }) => !deps.excluded.has(userId)).slice(0, PEOPLE_MAX);
  // A token without `cti.agent`, or a log that does not answer, must not stop the search.
  const askLog = () =>
    fromLog(deps, call, number)
      .then((people) => people && allowed(people))
      .catch(() => []);
  let named = deps.forwards ? await askLog() : [];
  if (named && named.length > 0) return named;
  const found = allowed(await search(deps, number));
  if (found.some(isKnown)) return found;
  for (const ms of LATE_ROW_MS) {
    if (named) break;
    await deps.wait(ms);
    named = await askLog();
  }
  if (named && named.length > 0) return named;
  return deps.guess ? joinPeople(found, allowed(await mentionedWith(deps, number))) : found;
}

/** Undefined while the log has no row of this call. */
async function fromLog(
  { zammad, phone }: IdentifyDeps,
  call: AgentCall,
  number: string,
): Promise<CardPerson[] | undefined> {
  const { rows, users } = await zammad.ctiLog();
  const own = rows.filter((row) => row.callId === call.id);
  if (own.length === 0) return undefined;
  // `maybe` names whoever typed a ticket with this number in it, often a colleague.
  const ids = new Set(
    own
      .flatMap((row) => row.matches)
      .filter(({ level }) => level === 'known')
      .map(({ userId }) => userId),
  );
  return users
    .filter(({ id, active }) => ids.has(id) && active)
    .map((user) => cardPerson(user, exact(fieldWith(phone, user, number))));
}

async function search(deps: IdentifyDeps, number: string): Promise<CardPerson[]> {
  const { owners, others } = await peopleAbout(deps, number);
  return rankPeople(deps.phone, number, [
    ...owners.map(({ user }) => user),
    // Colleagues are nobody to be guessed.
    ...others.filter((user) => !isStaff(user)),
  ]);
}

const exact = (field: string | undefined): CardPerson['reason'] =>
  field === undefined ? { kind: 'exact' } : { kind: 'exact', detail: field };
