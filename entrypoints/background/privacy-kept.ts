/** What this browser keeps about a number: found, told, removed. */
import type { BrowserKept } from '../../lib/core/privacy.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Cards } from './cards.ts';
import type { NotesDesk } from './notes-desk.ts';
import type { NumberMemory } from './number-memory.ts';

export interface PrivacyKept {
  /** Calls of this browser with that number (E.164 digits). */
  callIds(digits: string): string[];
  /** @param callIds calls with the number, this browser's and others */
  count(digits: string, callIds: readonly string[]): BrowserKept;
  /** The pieces themselves, for the export. */
  pieces(digits: string, callIds: readonly string[]): Record<string, unknown>;
  /** @returns what has to stay: notes that Zammad may have already */
  erase(digits: string, callIds: readonly string[]): Promise<BrowserKept>;
}

export function createPrivacyKept(deps: {
  cards: Pick<Cards, 'all' | 'forget'>;
  notesDesk: Pick<NotesDesk, 'kept' | 'eraseNotes'>;
  memory: Pick<NumberMemory, 'about' | 'forget'>;
  phone: () => Phone;
}): PrivacyKept {
  const { cards, notesDesk, memory } = deps;
  const is = (text: string | undefined, digits: string) =>
    text !== undefined && deps.phone().read(text).e164 === digits;

  function notes(digits: string, callIds: readonly string[]) {
    const { drafts, outbox } = notesDesk.kept();
    return {
      drafts: drafts.filter(
        ([callId, { about, who }]) =>
          callIds.includes(callId) || is(about?.to, digits) || is(who, digits),
      ),
      outbox: outbox.filter(
        ({ callId, to, who }) => callIds.includes(callId) || is(to, digits) || is(who, digits),
      ),
    };
  }
  const cardsOf = (digits: string, callIds: readonly string[]) =>
    cards
      .all()
      .filter(({ view: { call } }) => callIds.includes(call.id) || is(call.remote.number, digits));

  function count(digits: string, callIds: readonly string[]): BrowserKept {
    const { drafts, outbox } = notes(digits, callIds);
    return {
      cards: cardsOf(digits, callIds).length,
      drafts: drafts.length,
      outbox: outbox.length,
      memory: memory.about(`+${digits}`).length,
    };
  }

  return {
    callIds: (digits) => cardsOf(digits, []).map(({ view }) => view.call.id),
    count,
    pieces: (digits, callIds) => ({
      cards: cardsOf(digits, callIds).map(({ view }) => view),
      ...notes(digits, callIds),
      memory: memory.about(`+${digits}`),
    }),
    async erase(digits, callIds) {
      const { drafts, outbox } = notes(digits, callIds);
      const ids = new Set([
        ...callIds,
        ...drafts.map(([id]) => id),
        ...outbox.map((e) => e.callId),
      ]);
      await notesDesk.eraseNotes([...ids]);
      await memory.forget(`+${digits}`);
      await cards.forget(cardsOf(digits, callIds).map(({ view }) => view.call.id));
      return count(digits, callIds);
    },
  };
}
