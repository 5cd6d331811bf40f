/**
 * Fills a card that is on screen already: who, tickets, groups. What fails is named on the card and
 * tried again, until the card is done with.
 */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import {
  CARD_PROBLEMS,
  type CardPerson,
  type CardProblem,
  type CardView,
} from '../../lib/core/card.ts';
import type { ZammadTicket, ZammadUser } from '../../lib/zammad/types.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Accounts, ZammadAccount } from './accounts.ts';
import type { CardRecord } from '../../lib/storage/live.ts';
import { PEOPLE_MAX, withPeople } from './card-make.ts';
import type { Cards } from './cards.ts';
import type { CardExtras } from './card-extras.ts';
import { identify } from './identify.ts';
import { hasNumberItself, isKnown, joinPeople } from './join-people.ts';
import { customFields } from './number-fields.ts';
import type { NumberMemory } from './number-memory.ts';
import { refreshed, ticketsOf, withOwnField } from './person-details.ts';
import { learnedOf } from './report-found.ts';
import type { ShortCache } from './short-cache.ts';

/** After this the card says that Zammad is slow, while it goes on waiting. */
export const SLOW_MS = 3_000;
export const RETRY_MS = [2_000, 4_000, 8_000, 15_000, 30_000, 60_000];
/** A call that ended this long ago is not worth asking about. */
const STALE_MS = 30 * 60_000;

export interface EnrichDeps {
  cards: Cards;
  accounts: Accounts;
  cache: ShortCache;
  extras?: CardExtras;
  memory?: Pick<NumberMemory, 'applyTo' | 'excluded'>;
  /** Told whom Zammad itself named for the number of a call: all of them, or nobody. */
  onFound?: (call: AgentCall, people: readonly CardPerson[]) => void;
  now: () => number;
  /** Something that should not happen; the card goes on. */
  onError(error: unknown): void;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export type Enrich = ReturnType<typeof createEnrich>;

export function createEnrich(deps: EnrichDeps) {
  const { cards, accounts, cache } = deps;
  const running = new Map<string, { attempt: number; timer?: unknown; again: boolean }>();
  /** Looked at in one of our pages, though it is old or was put away. */
  const wanted = new Set<string>();

  const change = (callId: string, next: (view: CardView) => CardView) => cards.change(callId, next);
  const problem = (callId: string, code: CardProblem, there: boolean) =>
    change(callId, (view) => {
      if (view.problems.includes(code) === there) return view;
      const others = view.problems.filter((each) => each !== code);
      return { ...view, problems: there ? [...others, code] : others };
    });

  function worthwhile(record: CardRecord | undefined): record is CardRecord {
    if (!record || record.enriched) return false;
    const { endedAt, remote } = record.view.call;
    if (remote.withheld && record.view.people.length === 0) return false;
    if (wanted.has(record.view.call.id)) return true;
    if (record.view.dismissed) return false;
    return endedAt === undefined || deps.now() - endedAt < STALE_MS;
  }

  async function run(callId: string): Promise<void> {
    const state = running.get(callId);
    const record = cards.get(callId);
    const zammad = accounts.zammad();
    if (!state || !zammad || !worthwhile(record)) {
      running.delete(callId);
      return;
    }
    deps.extras?.zone(callId);
    const slow = deps.setTimeout(() => problem(callId, 'zammad/slow', true), SLOW_MS);
    const failures = new Set<CardProblem>();
    let retry = false;
    let person: ZammadUser | undefined;
    const attempt = async (task: () => Promise<void>) => {
      try {
        await task();
      } catch (error) {
        failures.add(problemOf(error));
        if (!(error instanceof ZammadError)) return deps.onError(error);
        retry ||= ['zammad/unreachable', 'zammad/slow', 'zammad/broken'].includes(error.code);
      }
    };
    try {
      const asked = attempt(() => who(callId, zammad));
      // Whose tickets to show is clear already: that waits for nobody.
      if (record.view.chosen === undefined) await asked;
      await Promise.all([
        asked,
        attempt(async () => {
          person = await details(callId, zammad);
        }),
        attempt(() => groups(callId, zammad)),
      ]);
    } finally {
      deps.clearTimeout(slow);
    }
    if (running.get(callId) !== state) return;
    const clean = failures.size === 0;
    cards.change(
      callId,
      (view) => ({
        ...(person ? withOwnField(view, person, accounts.phone()) : view),
        problems: [...failures],
        identity: view.identity === 'looking' ? 'unavailable' : view.identity,
      }),
      clean && !state.again,
    );
    if (state.again) {
      state.again = false;
      return run(callId);
    }
    if (!retry) return void running.delete(callId);
    const wait = RETRY_MS[Math.min(state.attempt++, RETRY_MS.length - 1)] ?? 60_000;
    state.timer = deps.setTimeout(() => void run(callId), wait);
  }

  async function who(callId: string, zammad: ZammadAccount): Promise<void> {
    const view = cards.get(callId)?.view;
    // Whom the team remembers is not all who have the number, where the relay has no directory.
    if (!view) return;
    const { call } = view;
    // Whom the relay learned from a browser may have another number by now.
    const learned = learnedOf(call);
    const sure = (person: CardPerson) => hasNumberItself(person) && !learned.has(person.userId);
    if (view.people.some(sure)) return;
    const guess = !view.people.some((person) => isKnown(person) && !learned.has(person.userId));
    const people = await cache.get(`who ${call.id} ${call.remote.number ?? ''} ${guess}`, () =>
      identify(
        {
          zammad: zammad.client,
          phone: accounts.phone(),
          fields: customFields(accounts.connection()),
          excluded: deps.memory?.excluded(call) ?? new Set(call.remote.excluded),
          guess,
          forwards: accounts.connection().relay?.facts?.forwards ?? false,
          lookup: () => Promise.resolve([...learned]),
          wait: (ms) => new Promise((resolve) => deps.setTimeout(() => resolve(), ms)),
        },
        call,
      ),
    );
    deps.onFound?.(call, people);
    change(callId, (now) => {
      // A newer frame may have brought people of its own meanwhile: those stay.
      if (now.identity === 'withheld' || now.people.some(sure)) return now;
      const there = now.people.filter(
        ({ userId, reason }) => reason.kind === 'picked' || !learned.has(userId),
      );
      if (there.length > 0 && there.length === now.people.length && people.length === 0) return now;
      const both = joinPeople(there, people).slice(0, PEOPLE_MAX);
      // Ruled out while we asked.
      return withPeople(now, deps.memory?.applyTo(now.call, both) ?? both);
    });
  }

  /** @returns the person the card is about, as Zammad knows them now */
  async function details(callId: string, zammad: ZammadAccount): Promise<ZammadUser | undefined> {
    const chosen = cards.get(callId)?.view.chosen;
    if (chosen === undefined) return undefined;
    const stands = (view: CardView) => view.chosen === chosen;
    const [user, tickets] = await Promise.allSettled([
      cache.get(`user ${chosen}`, () =>
        zammad.client.user(chosen, customFields(accounts.connection())),
      ),
      cache.get(`tickets ${chosen}`, () => zammad.client.customerTickets(chosen)),
    ]);
    if (user.status === 'fulfilled') {
      change(callId, (view) => ({
        ...view,
        people: view.people.map((person) =>
          person.userId === chosen ? refreshed(person, user.value) : person,
        ),
      }));
    } else if (isNotFound(user.reason)) {
      // Deleted in Zammad since the index was read: nobody to open.
      change(callId, (view) =>
        withPeople(
          view,
          view.people.filter(({ userId }) => userId !== chosen),
        ),
      );
      return undefined;
    }
    if (tickets.status === 'fulfilled') {
      const names = await groupNames(zammad, tickets.value);
      const found = ticketsOf(tickets.value, zammad.userId, names);
      change(callId, (view) => (stands(view) ? { ...view, ...found } : view));
    }
    void deps.extras?.refresh(callId);
    if (user.status === 'rejected') throw user.reason;
    if (tickets.status === 'rejected') throw tickets.reason;
    return user.value;
  }

  /** 6.x names no groups beside the tickets. */
  async function groupNames(
    zammad: ZammadAccount,
    { open, closed }: { open: ZammadTicket[]; closed: ZammadTicket[] },
  ): Promise<Map<number, string>> {
    if ([...open, ...closed].every(({ groupName }) => groupName !== undefined)) return new Map();
    const list = await cache.get('group names', () => zammad.client.groups()).catch(() => []);
    return new Map(list.map(({ id, name }) => [id, name]));
  }

  async function groups(callId: string, zammad: ZammadAccount): Promise<void> {
    const list = await cache.get('groups', () => zammad.client.creatableGroups());
    change(callId, (view) => ({ ...view, groups: list }));
  }

  /** @param about.anyway also when the call is long over or was put away */
  function look(callId: string, about: { anyway?: boolean } = {}): void {
    if (about.anyway) wanted.add(callId);
    const state = running.get(callId);
    if (state) {
      state.again = true;
      // Waiting for the next try: that is now.
      if (state.timer !== undefined) {
        deps.clearTimeout(state.timer);
        state.timer = undefined;
        state.again = false;
        void run(callId);
      }
      return;
    }
    if (!worthwhile(cards.get(callId)) || !accounts.zammad()) return;
    running.set(callId, { attempt: 0, again: false });
    void run(callId);
  }

  return {
    look,
    /** After a restart, or when Zammad or the token may be well again. */
    lookAgain(): void {
      for (const { view } of cards.all()) if (!running.has(view.call.id)) look(view.call.id);
    },
    /** Who has a number changed: what was read before is not asked for again, but read anew. */
    forgetAnswers: () => cache.clear(),
    /** What changes by the minute, for a card that is looked at now. */
    refresh: (callId: string) => deps.extras?.refresh(callId) ?? Promise.resolve(),
    forget(): void {
      for (const { timer } of running.values()) deps.clearTimeout(timer);
      running.clear();
      wanted.clear();
      cache.clear();
    },
  };
}

function problemOf(error: unknown): CardProblem {
  const given = error instanceof ZammadError ? error.code : undefined;
  return CARD_PROBLEMS.find((code) => code === given) ?? 'zammad/broken';
}

function isNotFound(error: unknown): boolean {
  return error instanceof ZammadError && error.code === 'zammad/not-found';
}

/** A new person or number on the card: ask again. */
export function needsLook(call: AgentCall, before: AgentCall | undefined): boolean {
  return before === undefined || call.remote.number !== before.remote.number;
}

/** The agent took it: what changes by the minute is read now. */
export function justAnswered(call: AgentCall, before: AgentCall | undefined): boolean {
  return call.mine && call.state === 'talking' && before?.state !== 'talking';
}
