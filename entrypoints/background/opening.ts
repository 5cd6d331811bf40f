/**
 * Opens by the agent's rules, by itself: when a call has come to a moment for the first time. Shows
 * first, waits a little for who it is, then opens, or offers where the agent is busy. It never tries
 * again later: what was not opened in time is the agent's to take up.
 */
import type { CardView } from '../../lib/core/card.ts';
import { decide, FRESH_MS, mayOpen, type RuleFacts, ruleFor } from '../../lib/core/rules/decide.ts';
import { matchCount } from '../../lib/core/rules/match-count.ts';
import { type CallMoment, directionOf, momentOf } from '../../lib/core/rules/moment.ts';
import type { OpenWhat, Settings } from '../../lib/core/settings.ts';
import type { Opened, Result } from '../../lib/rpc/contract.ts';
import type { CardRecord } from '../../lib/storage/live.ts';
import type { Cards } from './cards.ts';

/** So long an opening waits for who it is and for their tickets. */
export const KNOWN_WITHIN_MS = 1_500;
export const OFFER_MS = 60_000;
/** A conversation under a new call id is the same one for so long. */
const SAME_TALK_MS = 60 * 60_000;

/** Nothing was touched: the agent may take it up. */
const OFFERED = ['open/busy', 'open/no-page', 'open/elsewhere', 'open/not-ready'];

export interface OpeningDeps {
  cards: Cards;
  settings: () => Settings;
  /** The relay's clock: moments of a call are told by it. */
  relayNow: () => number;
  now: () => number;
  isQuiet(): boolean;
  /** Zammad's own page opens something on answer. */
  zammadOpens(): Promise<boolean>;
  byRule(callId: string, what: Exclude<OpenWhat, 'nothing'>): Promise<Result<Opened>>;
  onError(error: unknown): void;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export type Opening = ReturnType<typeof createOpening>;

export function createOpening(deps: OpeningDeps) {
  const { cards } = deps;
  /** Who waits for news of a card. */
  const waiting = new Map<string, Set<(record: CardRecord) => void>>();

  /** True once it holds, false when it does not within `ms`. */
  function until(
    callId: string,
    holds: (record: CardRecord) => boolean,
    ms: number,
  ): Promise<boolean> {
    const record = cards.get(callId);
    if (!record || holds(record)) return Promise.resolve(record !== undefined);
    return new Promise((done) => {
      const listeners = waiting.get(callId) ?? new Set();
      waiting.set(callId, listeners);
      const end = (result: boolean) => {
        listeners.delete(listener);
        if (listeners.size === 0) waiting.delete(callId);
        deps.clearTimeout(timer);
        done(result);
      };
      const listener = (next: CardRecord) => {
        if (holds(next)) end(true);
      };
      listeners.add(listener);
      const timer = deps.setTimeout(() => end(false), ms);
    });
  }

  function facts(record: CardRecord, zammadOpens: boolean): RuleFacts {
    return {
      now: deps.relayNow(),
      quiet: deps.isQuiet(),
      lead: record.view.lead,
      zammadOpens,
      hadIt: hadIt(record.view),
      opened: record.opened,
    };
  }

  /** Handed back under an id of its own: this agent had it before. */
  function hadIt({ call }: CardView): boolean {
    const { number } = call.remote;
    if (!call.transferredFrom || number === undefined) return false;
    return cards.all().some(({ view }) => {
      const other = view.call;
      if (other.id === call.id || !other.mine || other.remote.number !== number) return false;
      if (other.answeredAt === undefined) return false;
      return deps.relayNow() - (other.endedAt ?? deps.relayNow()) < SAME_TALK_MS;
    });
  }

  /** Any rule at all that could open something at this moment? Most have none for ringing. */
  function hasRule(record: CardRecord, moment: CallMoment): boolean {
    const direction = directionOf(record.view.call);
    if (!direction) return false;
    const counts = deps.settings().rules[direction][moment];
    return Object.values(counts).some((what) => what !== 'nothing');
  }

  /** Enough is known to go: who it is, and their tickets where the rule asks for them. */
  function isKnown(moment: CallMoment) {
    return ({ view }: CardRecord): boolean => {
      if (matchCount(view) === undefined) return false;
      const direction = directionOf(view.call);
      const what = direction && ruleFor(deps.settings().rules, direction, moment, view);
      const needsTickets = what === 'recent' || what === 'latest-ticket' || what === 'profile';
      return !needsTickets || view.chosen === undefined || view.tickets !== undefined;
    };
  }

  /** Still where it was: ringing at this agent, or this agent's talk. */
  const stands = (record: CardRecord, moment: CallMoment) =>
    momentOf(record.view.call) === moment && !record.view.dismissed;

  async function run(callId: string, moment: CallMoment): Promise<void> {
    const first = cards.get(callId);
    if (!first || !hasRule(first, moment)) return;
    const not = mayOpen(first.view.call, moment, facts(first, false), first.view.dismissed);
    if (not) return;
    const zammadOpens = moment === 'answer' && (await deps.zammadOpens());
    let inTime = await until(callId, isKnown(moment), KNOWN_WITHIN_MS);
    if (!inTime && matchCount(cards.get(callId)?.view ?? first.view) !== undefined) inTime = true;
    // Too late to move anybody: an offer, when it becomes clear at all.
    if (!inTime && !(await until(callId, isKnown(moment), FRESH_MS))) return;
    const record = cards.get(callId);
    if (!record || !stands(record, moment)) return;
    const now = { ...facts(record, zammadOpens), ...(inTime ? {} : { now: 0 }) };
    const decision = decide(record.view, moment, deps.settings().rules, now);
    if (decision.open === undefined) return;
    if (!inTime) return offer(callId, decision.open);
    const done = await deps.byRule(callId, decision.open);
    if (done.ok) cards.opened(callId, decision.open);
    else if (OFFERED.includes(done.code)) offer(callId, decision.open);
  }

  function offer(callId: string, what: Exclude<OpenWhat, 'nothing'>): void {
    const until = deps.now() + OFFER_MS;
    cards.change(callId, (view) => (view.dismissed ? view : { ...view, offer: { what, until } }));
  }

  return {
    /** Each change of a card. Cheap where nothing was reached. */
    follow(record: CardRecord, before: CardRecord | undefined): void {
      const { id } = record.view.call;
      const listeners = waiting.get(id);
      listeners?.forEach((listener) => listener(record));
      const moment = momentOf(record.view.call);
      if (!moment || !record.reached?.includes(moment)) return;
      if (before?.reached?.includes(moment)) return;
      void run(id, moment).catch((error: unknown) => deps.onError(error));
    },
  };
}
