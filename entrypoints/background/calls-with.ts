/** The calls with a person, for the strip on their profile and tickets. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Input, Output, Result } from '../../lib/rpc/contract.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import type { Accounts } from './accounts.ts';
import { codeOf } from './problem.ts';
import type { ShortCache } from './short-cache.ts';

/** As many as the strip lists. */
export const SHOWN_MAX = 10;
/** A person with more numbers than this is asked about by the first ones. */
const NUMBERS_MAX = 8;

export interface CallsWithDeps {
  accounts: Accounts;
  cache: ShortCache;
}

export type CallsWith = ReturnType<typeof createCallsWith>;
type Found = Output<'calls.with'>;

export function createCallsWith({ accounts, cache }: CallsWithDeps) {
  async function customer(input: Input<'calls.with'>): Promise<ZammadUser | undefined> {
    const client = accounts.zammad()!.client;
    const { userId, ticketId } = input;
    const id =
      userId ?? (ticketId === undefined ? undefined : (await client.ticket(ticketId)).customerId);
    const fields = accounts.connection().relay?.facts?.phoneFields;
    return id === undefined ? undefined : await client.user(id, fields);
  }

  async function find(input: Input<'calls.with'>): Promise<Found> {
    const user = await customer(input);
    const relay = accounts.relay();
    if (!user || !relay) return { items: [], missed: 0 };
    const numbers = numbersOf(accounts.phone(), user);
    const pages = await Promise.all(
      numbers.map((number) => relay.calls({ number, limit: SHOWN_MAX + 1 })),
    );
    const calls = new Map<string, AgentCall>();
    for (const call of pages.flatMap(({ items }) => items)) calls.set(call.id, call);
    const newest = [...calls.values()].sort((a, b) => b.startedAt - a.startedAt);
    const items = newest.slice(0, SHOWN_MAX);
    const missed = items.filter((call) => call.missed && !call.done).length;
    return { items, missed, ...(newest.length > SHOWN_MAX ? { more: true } : {}) };
  }

  return {
    /** At most ten, the newest first; nobody and no number is no failure. */
    async with(input: Input<'calls.with'>): Promise<Result<Found>> {
      if (!accounts.zammad()) return { ok: false, code: 'connect/no-token' };
      if (!accounts.relay()) return { ok: false, code: 'relay/unpaired' };
      try {
        const key = `with ${input.userId ?? ''} ${input.ticketId ?? ''}`;
        return { ok: true, value: await cache.get(key, () => find(input)) };
      } catch (error) {
        return { ok: false, code: codeOf(error) };
      }
    },
    /** A call went on: what was read before may be short of it. */
    forget: () => cache.clear(),
  };
}

/** Every number of a person, `+` and E.164 digits, each once. */
export function numbersOf(phone: Phone, user: ZammadUser): string[] {
  const texts = [user.phone, user.mobile, user.fax, ...Object.values(user.extra ?? {})];
  const read = texts.map((text) => phone.read(text).e164);
  const known = read.filter((e164) => e164 !== undefined).map((e164) => `+${e164}`);
  return [...new Set(known)].slice(0, NUMBERS_MAX);
}
