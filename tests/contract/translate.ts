import type { Exchange } from './recording.ts';

/** Placeholders of the recordings and what the sandbox calls the same thing. */
const SECRETS: [recorded: string, ours: string][] = [
  ['TOKEN-AGENT1-TICKET', 'sandbox-ticket-only'],
  ['TOKEN-AGENT1-CTI', 'sandbox-cti-only'],
  ['TOKEN-AGENT1-PREF', 'sandbox-token-manager'],
  ['TOKEN-ADMIN-ALL', 'sandbox-admin'],
  ['TOKEN-AGENT1', 'sandbox-agent1'],
  ['TOKEN-AGENT2', 'sandbox-agent2'],
  ['TOKEN-AGENT5', 'sandbox-agent5'],
  ['TOKEN-SIPGATE', 'sandbox-sipgate'],
  ['TOKEN-PLACETEL', 'sandbox-placetel'],
  ['TOKEN-CTI', 'sandbox-cti'],
];

const KINDS = ['tickets', 'ticket_articles', 'taskbar', 'user_access_token', 'users'];

/** Fields of an answer that name something else. */
const OWN_IDS: Record<string, string> = {
  customer_id: 'users',
  origin_by_id: 'users',
  ticket_article_id: 'ticket_articles',
};

/** Ids differ from run to run: what a recorded POST created is known here by another id. */
export interface Translator {
  request(exchange: Exchange): { method: string; path: string; headers: Headers; body?: BodyInit };
  /** Remembers the id of what the exchange created. */
  learn(exchange: Exchange, ours: unknown): void;
  /** What was recorded, with our ids in the place of those of things that were created meanwhile. */
  answer(recorded: unknown): unknown;
  know(kind: string, recordedId: number, ours: unknown): void;
}

export function createTranslator(): Translator {
  const ids = new Map<string, number>();
  /** Ticket numbers, recorded and ours. */
  const numbers = new Map<string, string>();
  const idOf = (kind: string, id: unknown) => ids.get(`${kind}:${String(id)}`) ?? Number(id);
  const secrets = (text: string) =>
    SECRETS.reduce((done, [recorded, ours]) => done.replaceAll(recorded, ours), text);

  function path(text: string): string {
    // The recorded row of the caller log is the sandbox's only old one.
    const calls = text.replace(/\/cti\/done\/(?!999999)\d+/, '/cti/done/1');
    const articles = calls.replace(
      /(\/by_ticket\/)(\d+)/,
      (_, head: string, id: string) => head + idOf('tickets', id),
    );
    return KINDS.reduce(
      (done, kind) =>
        done.replace(
          new RegExp(`(/${kind}/)(\\d+)`),
          (_, head: string, id: string) => head + idOf(kind, id),
        ),
      searched(secrets(articles)).replace(
        /o_id=(\d+)/,
        (_, id: string) => `o_id=${idOf('tickets', id)}`,
      ),
    );
  }

  /** `query=41016`, `query=%2341016`: the number of a ticket that was created meanwhile. */
  function searched(text: string): string {
    return text.replace(/query=((?:%23)?)(\d+)(?=&|$)/, (whole, mark: string, number: string) =>
      numbers.has(number) ? `query=${mark}${numbers.get(number)}` : whole,
    );
  }

  function json(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const copy: Record<string, unknown> = { ...value };
    if ('ticket_id' in copy) copy['ticket_id'] = idOf('tickets', copy['ticket_id']);
    if (ids.has(`users:${String(copy['customer_id'])}`)) {
      copy['customer_id'] = idOf('users', copy['customer_id']);
    }
    if ('ticket_article_id' in copy) {
      copy['ticket_article_id'] = idOf('ticket_articles', copy['ticket_article_id']);
    }
    if (Array.isArray(copy['ids'])) {
      copy['ids'] = copy['ids'].map((id) => (id === 999_999 ? id : 1));
    }
    if ('o_id' in copy) copy['o_id'] = idOf('tickets', copy['o_id']);
    return copy;
  }

  /** Ids in a sentence of Zammad's. */
  const words = (text: string) =>
    text
      .replace(/(\/tickets\/)(\d+)/, (_, head: string, id: string) => head + idOf('tickets', id))
      .replace(
        /(Ticket::Article with 'id'=)(\d+)/,
        (_, head: string, id: string) => head + idOf('ticket_articles', id),
      );

  return {
    request({ request }) {
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers))
        headers.set(name, secrets(value));
      const body =
        request.json !== undefined
          ? JSON.stringify(json(request.json))
          : (request.form ?? (typeof request.body === 'string' ? request.body : undefined));
      return {
        method: request.method,
        path: path(request.path),
        headers,
        ...(body === undefined ? {} : { body }),
      };
    },
    answer(recorded) {
      if (typeof recorded !== 'object' || recorded === null || Array.isArray(recorded)) {
        return recorded;
      }
      const copy = Object.fromEntries(
        Object.entries(recorded).map(([name, value]): [string, unknown] => {
          const kind = OWN_IDS[name];
          if (kind && ids.has(`${kind}:${String(value)}`)) return [name, idOf(kind, value)];
          return [name, typeof value === 'string' ? words(value) : value];
        }),
      );
      return copy;
    },
    know(kind, recordedId, ours) {
      if (hasId(ours)) ids.set(`${kind}:${recordedId}`, ours.id);
    },
    learn({ request, response }, ours) {
      const kind = KINDS.find((candidate) => request.path.endsWith(`/${candidate}`));
      if (kind && request.method === 'POST' && hasId(response.json) && hasId(ours)) {
        ids.set(`${kind}:${response.json.id}`, ours.id);
        const [theirs, own] = [numberOf(response.json), numberOf(ours)];
        if (theirs !== undefined && own !== undefined) numbers.set(theirs, own);
      }
    },
  };
}

function numberOf(ticket: object): string | undefined {
  const { number } = ticket as { number?: unknown };
  return typeof number === 'string' ? number : undefined;
}

function hasId(value: unknown): value is { id: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { id?: unknown }).id === 'number'
  );
}
