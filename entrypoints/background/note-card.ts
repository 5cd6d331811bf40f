/** What a card shows of drafts and of what is on its way. Pure. */
import type { CardNote } from '../../lib/core/card.ts';
import type { OutboxEntry, StoredDraft } from '../../lib/storage/notes.ts';

/**
 * For so long the text of a sent note may be changed: Zammad's own default for taking an own
 * article back (`ui_ticket_zoom_article_delete_timeframe`, 600 s on 5.5 and 6.5).
 */
export const EDIT_MS = 10 * 60_000;

type Told = Partial<Omit<CardNote, keyof ReturnType<typeof content>>>;

/** What was written, without how it goes on. */
function content(from: StoredDraft | OutboxEntry) {
  const { text, internal, target, outcome, tags, followUpAt, minutes } = from;
  return {
    text,
    internal,
    ...(target === undefined ? {} : { target }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(tags === undefined ? {} : { tags }),
    ...(followUpAt === undefined ? {} : { followUpAt }),
    ...(minutes === undefined ? {} : { minutes }),
  };
}

export function draftNote(draft: StoredDraft): CardNote {
  const { keptAt, parked, problem } = draft;
  const status = parked ? 'parked' : problem === undefined ? 'draft' : 'refused';
  return { ...content(draft), status, keptAt, ...(problem === undefined ? {} : { problem }) };
}

/** @param about how it goes on, if that was told */
export function entryNote(entry: OutboxEntry, about: Told = {}): CardNote {
  const { rest } = entry;
  if (!rest) return { ...content(entry), status: 'waiting', keptAt: entry.createdAt, ...about };
  const at = rest.at ?? entry.createdAt;
  return {
    ...content(entry),
    status: 'sent',
    keptAt: at,
    ticket: { id: rest.ticketId, number: rest.number ?? '' },
    ...(rest.articleId === undefined ? {} : { articleId: rest.articleId }),
    // Zammad never lets go of what the customer may have read already.
    ...(entry.internal && rest.articleId !== undefined ? { editableUntil: at + EDIT_MS } : {}),
    ...(rest.missing?.length ? { missing: rest.missing } : {}),
  };
}

/** The text and where it goes are the same: a second click, or a pause that comes late. */
export function isSameNote(
  note: Pick<CardNote, 'text' | 'internal' | 'target'>,
  other: { text: string; internal: boolean; target?: CardNote['target'] | undefined },
): boolean {
  return (
    note.text.trim() === other.text.trim() &&
    note.internal === other.internal &&
    JSON.stringify(note.target) === JSON.stringify(other.target)
  );
}
