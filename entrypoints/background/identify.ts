/**
 * Who is behind a number, asked in this order: the relay's matches (they came with the call), the
 * caller log by call id when the relay feeds it, a search in several spellings whose hits are read
 * again here, because Zammad's search does not know that two spellings are one number.
 */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardPerson } from '../../lib/core/card.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import type { Zammad } from '../../lib/zammad/zammad.ts';
import { PEOPLE_MAX } from './card-make.ts';

const FIELDS = ['phone', 'mobile', 'fax'] as const;
const SEARCH_LIMIT = 20;
const FRAGMENT_LIMIT = 100;
/** Zammad hears of a call from the relay at the same moment as we do: its row may come later. */
export const LATE_ROW_MS = [300, 700, 1_400];

export interface IdentifyDeps {
  zammad: Pick<Zammad, 'ctiLog' | 'searchUsers'>;
  phone: Phone;
  /** The relay also feeds Zammad's caller log. */
  forwards: boolean;
  wait: (ms: number) => Promise<void>;
}

/** Best first. @throws ZammadError when nobody could be asked */
export async function identify(deps: IdentifyDeps, call: AgentCall): Promise<CardPerson[]> {
  const { number } = call.remote;
  if (!number || call.remote.withheld || call.remote.internal) return [];
  // A token without `cti.agent`, or a log that does not answer, must not stop the search.
  const askLog = () => fromLog(deps, call, number).catch(() => []);
  let named = deps.forwards ? await askLog() : [];
  if (named && named.length > 0) return named;
  const found = await search(deps, number);
  if (found.length > 0) return found;
  for (const ms of LATE_ROW_MS) {
    if (named) break;
    await deps.wait(ms);
    named = await askLog();
  }
  return named ?? [];
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
    .filter(({ id }) => ids.has(id))
    .map((user) => personOf(user, fieldWith(phone, user, number)))
    .slice(0, PEOPLE_MAX);
}

async function search(deps: IdentifyDeps, number: string): Promise<CardPerson[]> {
  const e164 = number.replace(/^\+/, '');
  const whole = await searchAll(deps, number, deps.phone.spellings(e164), SEARCH_LIMIT);
  if (whole.length > 0) return whole;
  return searchAll(deps, number, fragments(deps.phone, e164), FRAGMENT_LIMIT);
}

/**
 * Pieces that stand together in most spellings (`609854-180`, `987.6543`): Zammad 6.5 without
 * Elasticsearch only finds what stands together. Many wrong hits; they are sorted out here.
 */
function fragments(phone: Phone, e164: string): string[] {
  const subscriber = phone.display(e164).split(' ').slice(2).join('').replace(/\D/g, '');
  return subscriber.length < 6 ? [] : [subscriber.slice(0, 6), subscriber.slice(-4)];
}

/** @throws the first failure when nobody was found and not every question was answered */
async function searchAll(
  { zammad, phone }: IdentifyDeps,
  number: string,
  queries: string[],
  limit: number,
): Promise<CardPerson[]> {
  const found = new Map<number, CardPerson>();
  // All of them: two people may share a number that each has in another spelling.
  const answers = await Promise.allSettled(
    queries.map((query) => zammad.searchUsers(query, limit)),
  );
  for (const answer of answers) {
    if (answer.status === 'rejected') continue;
    for (const user of answer.value) {
      const field = fieldWith(phone, user, number);
      if (field && user.active) found.set(user.id, personOf(user, field));
    }
  }
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (found.size === 0 && failed) throw failed.reason;
  return [...found.values()].slice(0, PEOPLE_MAX);
}

function fieldWith(phone: Phone, user: ZammadUser, number: string): string | undefined {
  return FIELDS.find((field) => user[field] !== '' && phone.same(user[field], number));
}

/** A person of Zammad as the card shows it. `field` says which field holds the number. */
export function personOf(user: ZammadUser, field: string | undefined): CardPerson {
  return {
    userId: user.id,
    name: personName(user),
    ...(user.organization ? { organization: user.organization } : {}),
    ...(user.email ? { email: user.email } : {}),
    vip: user.vip,
    reason: field === undefined ? { kind: 'exact' } : { kind: 'exact', detail: field },
  };
}
