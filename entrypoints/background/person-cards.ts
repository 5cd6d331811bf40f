/**
 * Who is on the cards of a number. What is found out on one card holds for every card with that
 * number, and for the team: cards change at once, the relay is told behind it.
 */
import type { CardPerson, CardView } from '../../lib/core/card.ts';
import { clearChoice, peopleOfCall, PEOPLE_MAX, withPeople } from './card-make.ts';
import type { Cards } from './cards.ts';
import type { Enrich } from './enrich.ts';
import { isKnown } from './join-people.ts';
import type { NumberMemory } from './number-memory.ts';

export interface PersonCardsDeps {
  cards: Cards;
  enrich: Pick<Enrich, 'look' | 'forgetAnswers'>;
  memory: Pick<NumberMemory, 'remember' | 'applyTo'>;
  agentName(): string | undefined;
}

export type PersonCards = ReturnType<typeof createPersonCards>;

type Person = Pick<CardPerson, 'userId' | 'name'>;

export function createPersonCards(deps: PersonCardsDeps) {
  const { cards, enrich, memory } = deps;

  /** Ids of the calls with this number, `callId` always among them. */
  function callsWith(callId: string): string[] {
    const number = numberOf(callId);
    const others = cards
      .all()
      .map(({ view }) => view.call)
      .filter(({ id, remote }) => id !== callId && number && remote.number === number);
    return [callId, ...others.map(({ id }) => id)];
  }

  /** Only a number that is a customer's is remembered. */
  function numberOf(callId: string): string | undefined {
    const remote = cards.get(callId)?.view.call.remote;
    return remote && !remote.withheld && !remote.internal ? remote.number : undefined;
  }

  function rematch(ids: readonly string[], next: (view: CardView, id: string) => CardView): void {
    enrich.forgetAnswers();
    for (const id of ids) {
      cards.change(id, (view) => next(view, id), false);
      enrich.look(id);
    }
  }

  const pickedReason = (): CardPerson['reason'] => {
    const detail = deps.agentName();
    return detail === undefined ? { kind: 'picked' } : { kind: 'picked', detail };
  };

  return {
    numberOf,

    /**
     * One of those on the card. When several share the number, or it was a guess, the team
     * remembers; one alone needs no memory.
     */
    async pick(callId: string, userId: number): Promise<void> {
      const view = cards.get(callId)?.view;
      const person = view?.people.find((each) => each.userId === userId);
      if (!view || !person) return;
      const number = numberOf(callId);
      const guessed = !isKnown(person);
      const shared = (view.people.length > 1 || guessed) && number !== undefined;
      // Another card of this number follows, unless somebody was chosen there by hand.
      const ids = shared ? callsWith(callId) : [callId];
      rematch(ids, (each, id) => {
        const there = each.people.some((other) => other.userId === userId);
        const follows = each.chosen === undefined || each.chosen === clearChoice(each.people);
        return there && (id === callId || follows) ? withChoice(each, userId) : each;
      });
      if (shared) await memory.remember(number, 'pick', person);
    },

    /** Somebody who was found for this call only: nothing is learned about its number. */
    choose(callId: string, person: CardPerson): void {
      rematch([callId], (view) => withChoice(withFirst(view, person), person.userId));
    },

    /** Somebody who has the number from now on: first on each card of the number, and chosen on this one. */
    async put(callId: string, person: CardPerson): Promise<void> {
      rematch(callsWith(callId), (view, id) => {
        const next = withFirst(view, person);
        return id === callId || view.chosen === undefined ? withChoice(next, person.userId) : next;
      });
      const number = numberOf(callId);
      if (number !== undefined) await memory.remember(number, 'pick', person);
    },

    pickedReason,

    /** Not them, for every card of the number. @returns false when they are not on this card */
    async exclude(callId: string, userId: number): Promise<boolean> {
      const person = cards.get(callId)?.view.people.find((each) => each.userId === userId);
      if (!person) return false;
      const number = numberOf(callId);
      if (number !== undefined) await memory.remember(number, 'exclude', person);
      rematch(callsWith(callId), (view) =>
        withoutAnswer(
          view,
          view.people.filter((each) => each.userId !== userId),
        ),
      );
      return true;
    },

    /** They may be it after all: asked for again everywhere. */
    async include(callId: string, person: Person): Promise<void> {
      const number = numberOf(callId);
      if (number !== undefined) await memory.remember(number, 'include', person);
      rematch(callsWith(callId), (view) => {
        const told = memory.applyTo(view.call, peopleOfCall(view.call));
        const known = told.some(({ userId }) => userId === person.userId);
        return known ? withPeople(view, told) : withoutAnswer(view, []);
      });
    },
  };
}

function withFirst(view: CardView, person: CardPerson): CardView {
  const others = view.people.filter(({ userId }) => userId !== person.userId);
  return withPeople(view, [person, ...others].slice(0, PEOPLE_MAX));
}

/** The choice of the agent; what is known of somebody else's tickets goes. */
function withChoice(view: CardView, userId: number): CardView {
  if (view.chosen === userId) return view;
  const { tickets: _tickets, lastContactAt: _at, ...rest } = view;
  return { ...rest, chosen: userId };
}

/** Nobody left: Zammad is asked once more, it may know others by this number. */
function withoutAnswer(view: CardView, people: CardPerson[]): CardView {
  const next = withPeople(view, people);
  const asks = people.length === 0 && view.call.remote.number !== undefined;
  return asks && next.identity === 'unknown' ? { ...next, identity: 'looking' } : next;
}
