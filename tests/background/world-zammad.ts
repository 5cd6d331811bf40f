/** The Zammad of a `note-world`: what notes ask of it, with the traps of the real ones (5.x, 6.x). For tests. */
import type { NoteZammad } from '../../entrypoints/background/note-account.ts';
import { messageIdOf } from '../../lib/zammad/articles.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';

export interface WorldArticle {
  id: number;
  ticketId: number;
  noteId: string;
  body: string;
  internal: boolean;
}

/** Carries a request out now, later or never. */
export type Ask = <T>(name: string, effect: () => T) => Promise<T>;

/** What its administrator has set. `separate`: time is booked apart from articles (6.x). */
export interface ZammadSettings {
  timeAccounting: boolean;
  separate: boolean;
  deletable: boolean;
}

export function createWorldZammad(ask: Ask, settings: ZammadSettings, newId: () => number) {
  const articles = new Map<number, WorldArticle>();
  const tags = new Map<number, string[]>();
  const reminders = new Map<number, number>();
  const times: { articleId: number; units: number }[] = [];
  const tickets = new Map([2, 4].map((id) => [id, { id, customerId: 9, title: 'old' }]));

  const missing = () => new ZammadError('zammad/not-found', { status: 404 });
  function ticket(id: number) {
    const found = tickets.get(id);
    if (!found) throw missing();
    return { ...found, number: `#${id}`, stateType: 'open' } as never;
  }
  const inTicket = (id: number) => [...articles.values()].filter(({ ticketId }) => ticketId === id);
  const shown = (article: WorldArticle) =>
    ({ ...article, messageId: messageIdOf(article.noteId) }) as never;

  function write(input: Parameters<NoteZammad['createArticle']>[0]): WorldArticle {
    const { ticketId, noteId, body, internal, timeUnits } = input;
    ticket(ticketId);
    // 6.x with accounting off: refused, and the article stays.
    const article = { id: newId(), ticketId, noteId, body, internal };
    articles.set(article.id, article);
    if (timeUnits !== undefined) {
      if (!settings.timeAccounting && settings.separate)
        throw new ZammadError('zammad/forbidden', { status: 403 });
      times.push({ articleId: article.id, units: timeUnits });
    }
    return article;
  }

  const zammad: NoteZammad = {
    me: () => ask('me', () => ({}) as never),
    ticket: (id) => ask('ticket', () => ticket(id)),
    articles: (id) => ask('articles', () => (ticket(id), inTicket(id).map(shown))),
    customerTickets: (id) =>
      ask('customerTickets', () => ({
        open: [...tickets.values()]
          .filter((each) => each.customerId === id)
          .map((t) => ticket(t.id)),
        closed: [],
      })),
    createArticle: (input) => ask('createArticle', () => shown(write(input))),
    createTicket: (input) =>
      ask('createTicket', () => {
        const made = { id: newId(), customerId: input.customerId, title: input.title };
        tickets.set(made.id, made);
        write({ ...input, ticketId: made.id });
        tags.set(made.id, [...(input.tags ?? [])]);
        return ticket(made.id);
      }),
    deleteArticle: (id) =>
      ask('deleteArticle', () => {
        if (!articles.has(id)) throw missing();
        if (!settings.deletable || !articles.get(id)?.internal)
          throw new ZammadError('zammad/forbidden', { status: 403 });
        articles.delete(id);
        // The minutes go with their article.
        const at = times.findIndex(({ articleId }) => articleId === id);
        if (at >= 0) times.splice(at, 1);
      }),
    addTag: (id, tag) =>
      ask('addTag', () => {
        const has = tags.get(id) ?? [];
        if (!has.includes(tag)) tags.set(id, [...has, tag]);
      }),
    setPendingReminder: (id, at) =>
      ask('setPendingReminder', () => (reminders.set(id, at), ticket(id))),
    signshow: () =>
      ask('signshow', () => ({
        timeAccounting: settings.timeAccounting,
        ...(settings.separate ? { timeAccountingUnit: 'none' as const } : {}),
      })),
    addTime: ({ ticketId, articleId, units }) =>
      ask('addTime', () => {
        if (!settings.separate) throw missing();
        if (!settings.timeAccounting) throw new ZammadError('zammad/forbidden', { status: 403 });
        const fits = articles.get(articleId)?.ticketId === ticketId;
        if (!fits || times.some((entry) => entry.articleId === articleId))
          throw new ZammadError('zammad/refused', { status: 422 });
        times.push({ articleId, units });
        return { id: newId(), ticketId, articleId, units };
      }),
    timeEntries: (ticketId) =>
      ask('timeEntries', () =>
        times
          .filter(({ articleId }) => articles.get(articleId)?.ticketId === ticketId)
          .map((entry, id) => ({ ...entry, id, ticketId })),
      ),
  };

  return { zammad, articles, tags, reminders, times };
}
