/**
 * The cards of this browser: the only place where they change. A change is first told (the card
 * must be painted at once), then kept; a background that is stopped goes on from what was kept.
 */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardNote, CardPerson, CardView } from '../../lib/core/card.ts';
import type { CardRecord, Live } from '../../lib/storage/live.ts';
import type { Stored } from '../../lib/storage/stored.ts';
import { hasUnsentNote, leavesAt } from './card-life.ts';
import { EMPTY_NOTE, makeCard, withCall } from './card-make.ts';

/** Kept for the popup's list of late calls. */
export const CARDS_MAX = 60;

export type CardListener = (record: CardRecord, before: CardRecord | undefined) => void;

export interface CardsDeps {
  live: Stored<Live>;
  now: () => number;
  /** What was typed for this call before, if anything. */
  noteOf(callId: string): CardNote | undefined;
  /** Who comes with a call, without those whom this agent has just ruled out. */
  peopleOf?: (call: AgentCall) => CardPerson[];
}

function withoutOffer(view: CardView): CardView {
  if (!view.offer) return view;
  const { offer: _over, ...rest } = view;
  return rest;
}

export type Cards = ReturnType<typeof createCards>;

export function createCards(deps: CardsDeps) {
  let live: Live = { fetch: true, cards: {} };
  let writing: Promise<void> | undefined;
  let dirty = false;
  const listeners = new Set<CardListener>();

  /** Many changes in a row make few writes; the last one always is written. */
  function keep(): Promise<void> {
    dirty = true;
    writing ??= (async () => {
      try {
        while (dirty) {
          dirty = false;
          await deps.live.set(live);
        }
      } finally {
        writing = undefined;
      }
    })();
    return writing;
  }

  function put(record: CardRecord): void {
    const { id } = record.view.call;
    const before = live.cards[id];
    live = { ...live, cards: { ...live.cards, [id]: record } };
    for (const listener of listeners) listener(record, before);
    prune();
    void keep();
  }

  function prune(): void {
    const records = Object.values(live.cards);
    if (records.length <= CARDS_MAX) return;
    const goes = records
      .filter((record) => record.view.call.state === 'ended' && !hasUnsentNote(record))
      .sort((a, b) => a.since - b.since || a.view.call.startedAt - b.view.call.startedAt)
      .slice(0, records.length - CARDS_MAX);
    const cards = { ...live.cards };
    for (const { view } of goes) delete cards[view.call.id];
    live = { ...live, cards };
  }

  function change(callId: string, next: (view: CardView) => CardView, enriched?: boolean): boolean {
    const record = live.cards[callId];
    if (!record) return false;
    const view = next(record.view);
    if (view !== record.view || (enriched !== undefined && enriched !== record.enriched)) {
      put({ ...record, view, enriched: enriched ?? record.enriched });
    }
    return true;
  }

  /** Somebody who tries again and again is one card; the attempts are counted on the missed board. */
  function tookPlaceOf({ id, remote, startedAt }: AgentCall): void {
    if (remote.number === undefined) return;
    for (const record of Object.values(live.cards)) {
      const { call, dismissed } = record.view;
      if (call.remote.number !== remote.number) continue;
      if (call.id === id || call.startedAt > startedAt) continue;
      if (dismissed || call.state !== 'ended' || !call.missed || hasUnsentNote(record)) continue;
      change(call.id, (view) => ({ ...view, dismissed: true }));
    }
  }

  return {
    async load(): Promise<void> {
      live = await deps.live.get();
    },
    onChange(listener: CardListener): void {
      listeners.add(listener);
    },
    get: (callId: string): CardRecord | undefined => live.cards[callId],
    /** Newest first. */
    all: (): CardRecord[] =>
      Object.values(live.cards).sort((a, b) => b.view.call.startedAt - a.view.call.startedAt),
    cursor: (): string | undefined => live.cursor,
    mustFetch: (): boolean => live.fetch,

    /**
     * A frame or a fetched call. @param about.quietly a call of the past: listed, not shown
     * @param about.hidden asked for by one of our pages: not shown, even with a note that was begun
     */
    receive(
      call: AgentCall,
      about: { cursor?: string; lead: boolean; quietly?: boolean; hidden?: boolean },
    ): void {
      if (about.cursor !== undefined) live = { ...live, cursor: about.cursor };
      const now = deps.now();
      const record = live.cards[call.id];
      if (record) {
        const next = withCall(record, call, about.lead, now, deps.peopleOf?.(call));
        if (!next) return void keep();
        // Over for a while when we heard of it, and no talk of one's own: nothing to put before anybody.
        const over = about.quietly && !call.mine && !hasUnsentNote(next);
        return put(over ? { ...next, view: { ...next.view, dismissed: true } } : next);
      }
      const made = makeCard(
        call,
        about.lead,
        deps.noteOf(call.id) ?? EMPTY_NOTE,
        now,
        deps.peopleOf?.(call),
      );
      const hidden = about.hidden || (about.quietly && !hasUnsentNote(made));
      put(hidden ? { ...made, view: { ...made.view, dismissed: true } } : made);
      if (!hidden) tookPlaceOf(call);
    },

    /** Looked at again: an old call that was put away is not the first to be forgotten. */
    touch(callId: string): void {
      const record = live.cards[callId];
      if (!record || !record.view.dismissed || record.view.call.state !== 'ended') return;
      live = { ...live, cards: { ...live.cards, [callId]: { ...record, since: deps.now() } } };
      void keep();
    },

    /** Where to go on from; `fetch`: and the present calls are not known yet. */
    position(cursor: string, fetch: boolean): void {
      live = { ...live, cursor, fetch };
      void keep();
    },
    fetched(): void {
      live = { ...live, fetch: false };
      void keep();
    },

    /** False when there is no such card. `enriched` is left as it is unless given. */
    change,

    /** What was brought on screen for it, by a rule (what) or by the agent's own hand. */
    opened(callId: string, opened: NonNullable<CardRecord['opened']>): void {
      const record = live.cards[callId];
      if (record) put({ ...record, opened, view: withoutOffer(record.view) });
    },

    /** Sends away what has stayed long enough. Returns when to look again. */
    tick(): number | undefined {
      const now = deps.now();
      let next: number | undefined;
      for (const record of Object.values(live.cards)) {
        const { offer } = record.view;
        if (offer && offer.until <= now) change(record.view.call.id, withoutOffer);
        else if (offer) next = Math.min(next ?? offer.until, offer.until);
        if (record.view.dismissed) continue;
        const at = leavesAt(record);
        if (at === undefined) continue;
        if (at <= now) change(record.view.call.id, (view) => ({ ...view, dismissed: true }));
        else next = Math.min(next ?? at, at);
      }
      return next;
    },

    /** As if they had never been: put away first, so that every page takes them down. */
    async forget(callIds: readonly string[]): Promise<void> {
      for (const id of callIds) change(id, (view) => ({ ...view, dismissed: true }));
      const left = Object.entries(live.cards).filter(([id]) => !callIds.includes(id));
      live = { ...live, cards: Object.fromEntries(left) };
      await keep();
    },
    clear(): Promise<void> {
      live = { fetch: true, cards: {} };
      return keep();
    },
    /** Everything told so far is kept. */
    settled: (): Promise<void> => writing ?? Promise.resolve(),
  };
}
