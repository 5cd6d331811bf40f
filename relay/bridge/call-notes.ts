/** Notes of calls on tickets: the chosen ones, or by the number. Rules BR16 to BR19. */
import type { Phone } from '../../lib/core/phone.ts';
import { badRequest, delegated } from './bridge-error.ts';
import type { BridgePerson } from './bridge-person.ts';
import { type CallEvent, type Entity, remoteNumber } from './call-event.ts';
import { callText } from './call-text.ts';
import type { FindCallers } from './caller.ts';
import type { NoteKey, NoteLog } from './note-log.ts';
import type { NotePlaces } from './note-places.ts';
import { isOurs, type NoteWriter, type WrittenNote } from './note-writer.ts';
import type { Account } from './sign-in.ts';

/** Where a note that was found by its number is. */
export interface LoggedTicket {
  id: string;
  type: 'tickets';
  source: 'zammad';
  logId: string;
}

export interface CallNotes {
  /** The same entities, each with the id of its note. @throws BridgeError, ZammadError */
  forEntities(account: Account, event: CallEvent, entities: readonly Entity[]): Promise<Entity[]>;
  /** Undefined: nobody has the number, or it is withheld. @throws BridgeError, ZammadError */
  forNumber(account: Account, event: CallEvent): Promise<LoggedTicket | undefined>;
  /** Gives a note another text. @throws BridgeError `notFound`, ZammadError */
  change(account: Account, logId: string, event: CallEvent): Promise<void>;
}

const BY_NUMBER = 'newest';
const LOG_ID = /^(\d{1,15})-(\d{1,15})$/;

/** Thrown out of the writer, which asks for a place last. */
class NobodyThere extends Error {}

export function createCallNotes(deps: {
  writer: NoteWriter;
  log: NoteLog;
  places: NotePlaces;
  findCallers: FindCallers;
  phone: Phone;
}): CallNotes {
  const { writer, log, places, findCallers, phone } = deps;

  const textOf = (account: Account, event: CallEvent) => callText(event, account.language, phone);

  /** A note of ours that is not in our book any more, found by what the client calls it. */
  async function adopt(account: Account, logId: string, key: NoteKey): Promise<boolean> {
    const [, ticket, article] = LOG_ID.exec(logId) ?? [];
    if (ticket === undefined || article === undefined) return false;
    const articles = await account.zammad.articles(Number(ticket));
    const found = articles.find(({ id }) => id === Number(article));
    if (!found || !isOurs(found) || found.createdById !== account.userId) return false;
    await log.put({
      ...key,
      revision: 0,
      digest: '',
      done: 1,
      ticket_id: found.ticketId,
      article_id: found.id,
      log_id: logId,
      at: found.createdAt,
    });
    return true;
  }

  async function forEntity(account: Account, event: CallEvent, entity: Entity) {
    const { type, id, logId } = entity;
    const isTicket = type === 'tickets';
    const own: NoteKey = {
      owner: account.owner,
      event_id: event.id,
      target: `${isTicket ? 'ticket' : 'contact'}:${id}`,
    };
    let key = own;
    if (logId && !(await log.find(own))) {
      const known = await log.findByLogId(account.owner, logId);
      const same = known && (!isTicket || known.ticket_id === Number(id));
      if (same) key = known;
      else if (isTicket && logId.startsWith(`${id}-`)) await adopt(account, logId, own);
    }
    const people = [Number(id)];
    return writer.write(account, {
      key,
      text: textOf(account, event),
      place: () =>
        isTicket
          ? Promise.resolve({ kind: 'ticket', ticketId: Number(id) })
          : places.newest(account, people),
      candidates: () =>
        isTicket ? Promise.resolve([Number(id)]) : places.candidates(account, people),
    });
  }

  async function byNumber(account: Account, event: CallEvent): Promise<WrittenNote | undefined> {
    const { e164 } = phone.read(remoteNumber(event));
    if (e164 === undefined) return undefined;
    let asked: Promise<BridgePerson[]> | undefined;
    const callers = async () => {
      asked ??= findCallers(account, e164);
      return (await asked).map(({ id }) => id);
    };
    try {
      return await writer.write(account, {
        key: { owner: account.owner, event_id: event.id, target: BY_NUMBER },
        text: textOf(account, event),
        async place() {
          const ids = await callers();
          if (ids.length === 0) throw new NobodyThere();
          return places.newest(account, ids);
        },
        candidates: async () => places.candidates(account, await callers()),
      });
    } catch (error) {
      if (error instanceof NobodyThere) return undefined;
      throw error;
    }
  }

  return {
    async forEntities(account, event, entities) {
      for (const { type, id } of entities) {
        if ((type === 'tickets' || type === 'contacts') && /^\d{1,15}$/.test(id)) continue;
        throw badRequest('integrationEntities: Zammad has tickets and contacts only');
      }
      const logged: Entity[] = [];
      for (const entity of entities) {
        const { logId } = await forEntity(account, event, entity);
        logged.push({ ...entity, logId });
      }
      return logged;
    },
    async forNumber(account, event) {
      const note = await byNumber(account, event);
      if (!note) return undefined;
      const { ticketId, logId } = note;
      return { id: String(ticketId), type: 'tickets', source: 'zammad', logId };
    },
    async change(account, logId, event) {
      const { owner } = account;
      const row = await log.findByLogId(owner, logId);
      const key = row ?? { owner, event_id: event.id, target: BY_NUMBER };
      if (!row && !(await adopt(account, logId, key))) throw delegated('notFound');
      await writer.write(account, {
        key,
        text: textOf(account, event),
        place: () => Promise.reject(delegated('notFound')),
        candidates: () => Promise.resolve([]),
      });
    },
  };
}
