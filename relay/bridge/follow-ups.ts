/** A follow-up is a ticket that waits for its time: a pending reminder. Rule BR20. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Audited } from './audited.ts';
import { badRequest } from './bridge-error.ts';
import { type Entity, entitiesSchema, MAX_NOTE } from './call-event.ts';
import type { InTurn } from './in-turn.ts';
import type { NoteKey, NoteLog } from './note-log.ts';
import type { NotePlaces } from './note-places.ts';
import type { NoteText, NoteWriter } from './note-writer.ts';
import type { Account } from './sign-in.ts';

const MAX_TITLE = 250;
const PREFIX = 'task-';

/** Kinds that the public framework knows, with words for them. */
const KINDS = {
  de: { call: 'Anruf', email: 'E-Mail', meeting: 'Treffen', task: 'Aufgabe', note: 'Notiz' },
  en: { call: 'Call', email: 'E-mail', meeting: 'Meeting', task: 'Task', note: 'Note' },
};
const KIND = { de: 'Art', en: 'Type' };

const moment = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.maxLength(40))]),
  v.transform((value) => (typeof value === 'number' ? value : Date.parse(value))),
  v.number(),
  v.minValue(0),
  v.maxValue(8.64e15),
);
export const followUpSchema = v.object({
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_TITLE)),
  content: v.pipe(v.nullish(v.string(), ''), v.maxLength(MAX_NOTE)),
  dueAt: moment,
  type: v.pipe(v.nullish(v.string(), ''), v.maxLength(50)),
  integrationEntities: entitiesSchema,
});
export type FollowUp = v.InferOutput<typeof followUpSchema>;

/** The public framework's `Task`. */
export interface Task {
  id: string;
  title: string;
  content: string;
  createdAt: string;
  /** Null: nobody is to be reminded any more. */
  dueAt: string | null;
  link: string;
}

export interface FollowUps {
  /** @returns id of the task. @throws BridgeError, ZammadError */
  create(account: Account, followUp: FollowUp): Promise<string>;
  /** @throws BridgeError, ZammadError */
  task(account: Account, id: number): Promise<Task>;
}

export function createFollowUps(deps: {
  writer: NoteWriter;
  log: NoteLog;
  places: NotePlaces;
  audited: Audited;
  inTurn: InTurn;
}): FollowUps {
  const { writer, log, places, audited, inTurn } = deps;

  async function remind(account: Account, ticketId: number, at: number, batch: string) {
    const { pendingAt, stateType } = await account.zammad.ticket(ticketId);
    if (stateType === 'pending reminder' && pendingAt === at) return;
    const entry = {
      actor: `bridge:${account.login}`,
      action: 'ticket.remind',
      subject: `ticket:${ticketId}`,
      batch,
      detail: { before: pendingAt ?? null, after: at },
    };
    await audited([entry], () => account.zammad.setPendingReminder(ticketId, at));
  }

  function textOf({ title, content, type }: FollowUp, { language }: Account): NoteText {
    const word = kindWord(type, language);
    const head = word === '' ? title : `${title} (${word})`;
    const body = [head, content.trim()].filter(Boolean).join('\n\n');
    return { type: 'note', direction: 'out', title, body };
  }

  return {
    create(account, followUp) {
      const { kind, id } = subjectOf(followUp.integrationEntities);
      const key: NoteKey = {
        owner: account.owner,
        event_id: PREFIX + digestOf(followUp),
        target: `${kind}:${id}`,
      };
      const isTicket = kind === 'ticket';
      return inTurn(`follow-up ${key.owner} ${key.event_id} ${key.target}`, async () => {
        const { ticketId } = await writer.write(account, {
          key,
          text: textOf(followUp, account),
          place: () =>
            isTicket
              ? Promise.resolve({ kind: 'ticket', ticketId: id })
              : places.fresh(account, id),
          candidates: () => (isTicket ? Promise.resolve([id]) : places.candidates(account, [id])),
        });
        await remind(account, ticketId, followUp.dueAt, key.event_id);
        return String(ticketId);
      });
    },
    async task(account, id) {
      const ticket = await account.zammad.ticket(id);
      const articles = await account.zammad.articles(id);
      const row = await log.findInTicket(account.owner, id, PREFIX);
      const article = articles.find((each) => each.id === row?.article_id) ?? articles[0];
      const content = article ? plainText(article.body, article.contentType) : '';
      return {
        id: String(id),
        title: article?.id === row?.article_id ? (content.split('\n', 1)[0] ?? '') : ticket.title,
        content,
        createdAt: new Date(article?.createdAt ?? ticket.createdAt).toISOString(),
        dueAt: ticket.pendingAt === undefined ? null : new Date(ticket.pendingAt).toISOString(),
        link: `${account.linkBase}/#ticket/zoom/${id}`,
      };
    },
  };
}

/** `GET /task-metadata`: the public framework's `TaskMetadata`. */
export function taskFields(language: 'de' | 'en') {
  const options = Object.entries(KINDS[language]).map(([key, label]) => ({ label, key }));
  return { fields: [{ label: KIND[language], type: 'enumeration', options }] };
}

function subjectOf(entities: readonly Entity[]): { kind: 'ticket' | 'contact'; id: number } {
  const usable = entities.filter(({ id }) => /^\d{1,15}$/.test(id));
  const ticket = usable.find(({ type }) => type === 'tickets');
  if (ticket) return { kind: 'ticket', id: Number(ticket.id) };
  const contact = usable.find(({ type }) => type === 'contacts');
  if (contact) return { kind: 'contact', id: Number(contact.id) };
  throw badRequest('integrationEntities: a follow-up needs a ticket or a contact of Zammad');
}

function kindWord(type: string, language: 'de' | 'en'): string {
  const words: Record<string, string> = KINDS[language];
  return Object.hasOwn(words, type) ? (words[type] ?? '') : type;
}

function digestOf({ title, content, dueAt, type }: FollowUp): string {
  const hash = createHash('sha256').update(JSON.stringify([title, content, dueAt, type]));
  return hash.digest('base64url').slice(0, 22);
}

function plainText(body: string, contentType: string): string {
  if (contentType !== 'text/html') return body;
  return body
    .replace(/<br\s*\/?>|<\/(?:p|div|li)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
