/** Zammad's text modules and tags, for the note of a call. */
import { filled, htmlToText, matchingModules } from '../../lib/core/text-module.ts';
import type { Input, Result } from '../../lib/rpc/contract.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Accounts, ZammadAccount } from './accounts.ts';
import type { Cards } from './cards.ts';
import { codeOf } from './problem.ts';
import type { ShortCache } from './short-cache.ts';

const MODULES_MAX = 20;
const TAGS_MAX = 20;

export interface NoteModulesDeps {
  cards: Pick<Cards, 'get'>;
  accounts: Pick<Accounts, 'zammad'>;
  /** For what hardly ever changes. */
  cache: ShortCache;
}

type Values = Record<string, string | undefined>;

/** What is unknown is left out, not a failure: a module with a gap is better than none. */
async function ifKnown<T>(ask: Promise<T>): Promise<T | undefined> {
  try {
    return await ask;
  } catch (error) {
    if (error instanceof ZammadError) return undefined;
    throw error;
  }
}

export function createNoteModules({ cards, accounts, cache }: NoteModulesDeps) {
  const cached = <T>({ url, userId }: ZammadAccount, what: string, ask: () => Promise<T>) =>
    cache.get(`${url} ${userId} ${what}`, ask);

  const person = (account: ZammadAccount, id: number, prefix: string) =>
    ifKnown(cached(account, `user ${id}`, () => account.client.user(id))).then((user): Values => {
      if (!user) return {};
      const { firstname, lastname, email, login, phone, mobile, fax, organization } = user;
      const fields = { firstname, lastname, email, login, phone, mobile, fax };
      const names = Object.entries(fields).map(([name, value]) => [`${prefix}.${name}`, value]);
      return {
        ...Object.fromEntries(names),
        [`${prefix}.fullname`]: `${firstname} ${lastname}`.trim(),
        [`${prefix}.organization.name`]: organization,
      };
    });

  async function ticketValues(account: ZammadAccount, ticketId: number): Promise<Values> {
    const ticket = await ifKnown(account.client.ticket(ticketId));
    if (!ticket) return {};
    return {
      'ticket.id': String(ticket.id),
      'ticket.number': ticket.number,
      'ticket.title': ticket.title,
      'ticket.state.name': ticket.stateName,
      'ticket.group.name': ticket.groupName,
      'ticket.owner.fullname': ticket.ownerName,
    };
  }

  /** By the names that Zammad's own variables have. */
  async function valuesOf(account: ZammadAccount, callId: string): Promise<Values> {
    const view = cards.get(callId)?.view;
    const target = view?.note.target;
    const [me, customer, ticket, about] = await Promise.all([
      person(account, account.userId, 'user'),
      view?.chosen === undefined ? {} : person(account, view.chosen, 'ticket.customer'),
      target?.kind === 'ticket' ? ticketValues(account, target.ticketId) : {},
      ifKnown(cached(account, 'signshow', () => account.client.signshow())),
    ]);
    return {
      ...me,
      ...customer,
      ...ticket,
      ...(target?.kind === 'new' && target.title ? { 'ticket.title': target.title } : {}),
      'config.fqdn': about?.fqdn,
      'config.http_type': about?.httpType,
      'config.ticket_hook': about?.ticketHook,
      'config.product_name': about?.productName,
    };
  }

  async function asked<T>(ask: (account: ZammadAccount) => Promise<T>): Promise<Result<T>> {
    const account = accounts.zammad();
    if (!account) return { ok: false, code: 'connect/no-token' };
    try {
      return { ok: true, value: await ask(account) };
    } catch (error) {
      return { ok: false, code: codeOf(error) };
    }
  }

  return {
    /** Of all groups: to which one the note goes is often decided last. */
    modules: ({ callId, query }: Input<'note.modules'>) =>
      asked(async (account) => {
        const all = await cached(account, 'modules', () => account.client.textModules());
        const found = matchingModules(all, query).slice(0, MODULES_MAX);
        const values = found.length > 0 ? await valuesOf(account, callId) : {};
        return found.map(({ id, name, content }) => ({
          id,
          name,
          text: filled(htmlToText(content), values),
        }));
      }),

    /** Those that begin like this first, then those that hold it. */
    tags: ({ query }: Input<'note.tags'>) =>
      asked(async ({ client }) => {
        const found = await client.searchTags(query);
        const begins = (tag: string) => tag.toLowerCase().startsWith(query.toLowerCase());
        return found
          .toSorted((a, b) => Number(begins(b)) - Number(begins(a)) || a.localeCompare(b))
          .slice(0, TAGS_MAX);
      }),
  };
}
