/**
 * Puts a note into Zammad exactly once, however often and however broken a client asks, and changes
 * it later. Zammad has no idempotency key and does not let an article's text be changed, so each
 * text carries a mark that is looked for before writing, and a change is a new article for which
 * the old one goes. Rules BR18 and BR19 of `SPEC-bridge.md`.
 */
import { createHash } from 'node:crypto';
import { messageIdOf } from '../../lib/zammad/articles.ts';
import type { ZammadArticle } from '../../lib/zammad/types.ts';
import { mayHaveHappened, ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Audited } from './audited.ts';
import { changedText } from './call-text.ts';
import type { InTurn } from './in-turn.ts';
import type { NoteKey, NoteLog, NoteRow } from './note-log.ts';
import type { Place } from './note-places.ts';
import type { Account } from './sign-in.ts';

export interface NoteText {
  direction: 'in' | 'out';
  /** Of the ticket, if one is made for it; the subject of the article. */
  title: string;
  body: string;
  to?: string | undefined;
  type?: 'phone' | 'note' | undefined;
}

export interface WrittenNote {
  ticketId: number;
  articleId: number;
  logId: string;
}

export interface NoteWork {
  key: NoteKey;
  text: NoteText;
  /** Asked only for a note that is not there yet. */
  place: () => Promise<Place>;
  /** Tickets that an unclear try before may have got it into. */
  candidates: () => Promise<readonly number[]>;
}

export interface NoteWriter {
  /** @throws ZammadError, BridgeError */
  write(account: Account, work: NoteWork): Promise<WrittenNote>;
}

const UNKNOWN_MS = 3_600_000;

export const isOurs = (article: ZammadArticle) => article.noteId?.startsWith('bridge-') === true;
const carries = (mark: string) => (article: ZammadArticle) =>
  article.noteId === mark || article.messageId === messageIdOf(mark);

export function createNoteWriter(deps: {
  log: NoteLog;
  audited: Audited;
  inTurn: InTurn;
  now: () => number;
}): NoteWriter {
  const { log, audited, inTurn, now } = deps;
  let limit: { ms: number; until: number } | undefined;

  /** For how long Zammad lets an own article go; the same for everybody. */
  async function deletableMs({ zammad }: Account): Promise<number> {
    if (!limit || now() >= limit.until) {
      const { articleDeleteMs = Infinity } = await zammad.signshow();
      limit = { ms: articleDeleteMs, until: now() + UNKNOWN_MS };
    }
    return limit.ms;
  }

  async function findIn({ zammad }: Account, tickets: readonly number[], mark: string) {
    for (const ticketId of tickets) {
      const article = (await zammad.articles(ticketId)).find(carries(mark));
      if (article) return article;
    }
    return undefined;
  }

  function entryOf(account: Account, row: NoteRow, action: string, subject: string) {
    const detail = { event: row.event_id, target: row.target, revision: row.revision };
    return { actor: `bridge:${account.login}`, action, subject, batch: row.event_id, detail };
  }

  async function post(
    account: Account,
    row: NoteRow,
    text: NoteText,
    place: Place,
    mark: string,
  ): Promise<{ ticketId: number; articleId: number }> {
    const { title, direction, body, to, type } = text;
    const note = {
      direction,
      subject: title,
      body,
      internal: true,
      noteId: mark,
      ...(to !== undefined && { to }),
      ...(type !== undefined && { type }),
    };
    if (place.kind === 'ticket') {
      const { ticketId } = place;
      const entry = entryOf(account, row, 'note.write', `ticket:${ticketId}`);
      const article = await audited([entry], () =>
        account.zammad.createArticle({ ...note, ticketId }),
      );
      return { ticketId, articleId: article.id };
    }
    const { customerId, groupId } = place;
    const entry = entryOf(account, row, 'ticket.create', `user:${customerId}`);
    const ticket = await audited([entry], () =>
      account.zammad.createTicket({ ...note, title, groupId, customerId }),
    );
    // A group may be one to create in but not to read.
    const articles = await account.zammad.articles(ticket.id).catch(() => []);
    const article = articles.find(carries(mark));
    return { ticketId: ticket.id, articleId: article?.id ?? 0 };
  }

  /** The first text of a note, or the one that an unclear try left open. */
  async function first(account: Account, work: NoteWork, pending: NoteRow | undefined) {
    const { key, text } = work;
    const digest = digestOf(text);
    const mark = markOf(key, 0);
    const place = pending?.ticket_id
      ? ({ kind: 'ticket', ticketId: pending.ticket_id } as const)
      : undefined;
    if (pending) {
      const tickets = place ? [place.ticketId] : await work.candidates();
      const there = await findIn(account, tickets, mark);
      if (there) return done(pending, { ticketId: there.ticketId, articleId: there.id });
    }
    const chosen = place ?? (await work.place());
    // The mark may be there although our own book is not: a database that was put back.
    if (!pending && chosen.kind === 'ticket') {
      const there = await findIn(account, [chosen.ticketId], mark);
      if (there) {
        const row = newRow(key, '', chosen.ticketId);
        return done(row, { ticketId: there.ticketId, articleId: there.id });
      }
    }
    const row = newRow(key, digest, chosen.kind === 'ticket' ? chosen.ticketId : null);
    await log.put(row);
    try {
      return await done(row, await post(account, row, text, chosen, mark));
    } catch (error) {
      // Nothing was stored: the next try chooses anew.
      if (error instanceof ZammadError && !mayHaveHappened(error)) await log.remove(key);
      throw error;
    }
  }

  /** Another text: a new article, for which the old one goes while Zammad lets it. */
  async function replace(account: Account, work: NoteWork, row: NoteRow, digest: string) {
    const ticketId = row.ticket_id ?? 0;
    const age = now() - row.at;
    const removable = age < (await deletableMs(account));
    const open = row.done === 0;
    const next: NoteRow = open ? row : { ...row, revision: row.revision + 1, digest, done: 0 };
    const mark = markOf(work.key, next.revision);
    const there = await findIn(account, [ticketId], mark);
    let articleId = there?.id;
    let known = next;
    if (articleId === undefined) {
      known = { ...next, digest };
      await log.put(known);
      const body = removable ? work.text.body : changedText(work.text.body, account.language);
      const place = { kind: 'ticket', ticketId } as const;
      ({ articleId } = await post(account, known, { ...work.text, body }, place, mark));
    }
    if (removable && row.article_id) await takeBack(account, known, row.article_id);
    return done(known, { ticketId, articleId });
  }

  async function takeBack(account: Account, row: NoteRow, articleId: number): Promise<void> {
    const entry = entryOf(account, row, 'note.take-back', `article:${articleId}`);
    try {
      await audited([entry], () => account.zammad.deleteArticle(articleId));
    } catch (error) {
      // Gone already, or Zammad keeps it: then both texts stand there, the newer one below.
      const { code } = error instanceof ZammadError ? error : { code: undefined };
      if (code !== 'zammad/not-found' && code !== 'zammad/forbidden') throw error;
    }
  }

  async function done(row: NoteRow, where: { ticketId: number; articleId: number }) {
    const { ticketId, articleId } = where;
    const kept: NoteRow = {
      ...row,
      done: 1,
      ticket_id: ticketId,
      article_id: articleId,
      log_id: row.log_id ?? `${ticketId}-${articleId}`,
      at: now(),
    };
    await log.put(kept);
    return kept;
  }

  function newRow(key: NoteKey, digest: string, ticketId: number | null): NoteRow {
    return {
      ...key,
      revision: 0,
      digest,
      done: 0,
      ticket_id: ticketId,
      article_id: null,
      log_id: null,
      at: now(),
    };
  }

  return {
    write: (account, work) =>
      inTurn(`note ${work.key.owner} ${work.key.event_id} ${work.key.target}`, async () => {
        const digest = digestOf(work.text);
        let row = await log.find(work.key);
        if (!row || (row.done === 0 && row.article_id === null)) {
          row = await first(account, work, row);
        }
        // An open change is finished before another one begins.
        if (row.done === 0) row = await replace(account, work, row, digest);
        if (row.digest !== digest) row = await replace(account, work, row, digest);
        const { ticket_id, article_id, log_id } = row;
        return { ticketId: ticket_id ?? 0, articleId: article_id ?? 0, logId: log_id ?? '' };
      }),
  };
}

function digestOf({ title, body, to = '' }: NoteText): string {
  return createHash('sha256')
    .update(JSON.stringify([title, body, to]))
    .digest('base64url')
    .slice(0, 22);
}

/** Tells every text of every note apart, and is the same when the same is asked again. */
function markOf({ owner, event_id, target }: NoteKey, revision: number): string {
  const hash = createHash('sha256').update(JSON.stringify([owner, event_id, target, revision]));
  return `bridge-${hash.digest('base64url').slice(0, 24)}`;
}
