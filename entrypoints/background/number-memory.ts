/**
 * What this agent found out about a number (who it is, who it is not), told to the whole team
 * through the relay. It holds here at once; what the relay could not be told is kept and told later.
 */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardPerson } from '../../lib/core/card.ts';
import type { RelayHttp } from '../../lib/relay-client/http.ts';
import type { Accounts } from './accounts.ts';
import { RelayError } from '../../lib/relay-client/relay-error.ts';
import type { Untold } from '../../lib/storage/number-memory.ts';
import type { Stored } from '../../lib/storage/stored.ts';

/** More were never told for months; the oldest go. */
export const UNTOLD_MAX = 300;
/** The relay's next frame of a call knows of it by then. */
export const TOLD_MS = 60_000;
/** Failures that may pass. Anything else is an answer: telling it again would end the same. */
const PASSING = ['relay/unreachable', 'relay/slow', 'relay/broken', 'relay/unauthorised'];

export interface NumberMemoryDeps {
  item: Stored<Untold[]>;
  accounts: Pick<Accounts, 'connection' | 'zammad'> & {
    relay(): Pick<RelayHttp, 'pick' | 'exclude'> | undefined;
  };
  now(): number;
  onError(error: unknown): void;
}

export type NumberMemory = ReturnType<typeof createNumberMemory>;

export function createNumberMemory(deps: NumberMemoryDeps) {
  /** Oldest first; the same number and person only once. */
  let untold: Untold[] = [];
  let told: (Untold & { until: number })[] = [];
  let telling: Promise<void> | undefined;

  /** The relay one is paired with now. */
  const relayUrl = () => deps.accounts.connection().relay?.url;

  const same = (a: Untold, b: Untold) =>
    a.number === b.number && a.userId === b.userId && a.relayUrl === b.relayUrl;

  async function keep(next: Untold[]): Promise<void> {
    untold = next.slice(-UNTOLD_MAX);
    await deps.item.set(untold);
  }

  async function tellOne(http: Pick<RelayHttp, 'pick' | 'exclude'>, entry: Untold): Promise<void> {
    const { number, userId, name } = entry;
    if (entry.what === 'pick') await http.pick(number, { userId, name });
    else await http.exclude(number, { userId, name, exclude: entry.what === 'exclude' });
  }

  /** One after the other, in the order in which they were found out. */
  async function tellAll(): Promise<void> {
    for (;;) {
      const relay = deps.accounts.relay();
      const entry = relay && untold.find((each) => each.relayUrl === relayUrl());
      if (!relay || !entry) return;
      try {
        await tellOne(relay, entry);
      } catch (error) {
        if (error instanceof RelayError && PASSING.includes(error.code)) return;
        if (!(error instanceof RelayError)) deps.onError(error);
      }
      const now = deps.now();
      told = [...told.filter(({ until }) => until > now), { ...entry, until: now + TOLD_MS }];
      // Found out otherwise while it was on the wire: that is another entry, and stays.
      await keep(untold.filter((each) => each !== entry));
    }
  }

  function tell(): Promise<void> {
    telling ??= tellAll()
      .catch(deps.onError)
      .finally(() => {
        telling = undefined;
      });
    return telling;
  }

  /** Settles when it is kept; telling the relay goes on by itself. */
  async function remember(
    number: string,
    what: Untold['what'],
    person: { userId: number; name: string },
  ): Promise<void> {
    const url = relayUrl();
    if (url === undefined) return;
    const { userId, name } = person;
    const entry: Untold = { number, what, userId, name, at: deps.now(), relayUrl: url };
    told = told.filter((each) => !same(each, entry));
    await keep([...untold.filter((each) => !same(each, entry)), entry]);
    void tell();
  }

  /** Known here, oldest first: what the relay has just been told may not have come back yet. */
  function known(number: string): Untold[] {
    const now = deps.now();
    const fresh = told.filter(({ until }) => until > now);
    return [...fresh, ...untold]
      .filter((entry) => entry.number === number && entry.relayUrl === relayUrl())
      .toSorted((a, b) => a.at - b.at);
  }

  return {
    async load(): Promise<void> {
      untold = await deps.item.get();
    },
    remember,
    /** The relay may listen again. */
    tell,
    /** Ids of those whom the number of this call is not, as far as the team and this browser know. */
    excluded(call: AgentCall): ReadonlySet<number> {
      const ids = new Set(call.remote.excluded ?? []);
      for (const { what, userId } of known(call.remote.number ?? '')) {
        if (what === 'exclude') ids.add(userId);
        else ids.delete(userId);
      }
      return ids;
    },
    /** Without those whom the number is not, and whoever was picked last in front. */
    applyTo(call: AgentCall, people: readonly CardPerson[]): CardPerson[] {
      const excluded = this.excluded(call);
      const left = people.filter(({ userId }) => !excluded.has(userId));
      const picked = known(call.remote.number ?? '').findLast(({ what }) => what === 'pick');
      if (!picked) return left;
      const { userId, name } = picked;
      const person = left.find((each) => each.userId === userId) ?? { userId, name, vip: false };
      const by = deps.accounts.zammad()?.name;
      const reason = { kind: 'picked' as const, ...(by === undefined ? {} : { detail: by }) };
      return [{ ...person, reason }, ...left.filter((each) => each.userId !== userId)];
    },
    waiting: (): number => untold.length,
    /** What is kept about a number (`+` and E.164 digits). */
    about: (number: string): Untold[] => untold.filter((entry) => entry.number === number),
    async forget(number: string): Promise<void> {
      told = told.filter((entry) => entry.number !== number);
      await keep(untold.filter((entry) => entry.number !== number));
    },
  };
}
