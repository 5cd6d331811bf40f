import { isModern } from '../world/flavour.ts';
import { ARTICLE_SENDERS, ARTICLE_TYPES } from '../world/lookups.ts';
import { articleRecord } from '../world/records.ts';
import type { ArticleRow, Json, JsonObject, TicketRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import type { Auth } from './auth.ts';
import { noLookup, RestError } from './rest-error.ts';
import { countTime } from './time-accounting.ts';
import { fullName } from './views.ts';

/** Refuses what Zammad refuses: no text, unknown type or sender. */
export function checkArticle(_world: World, input: JsonObject): void {
  if (typeof input['body'] !== 'string' || input['body'] === '') {
    throw new RestError(422, "Need at least an 'article body' field.");
  }
  typeOf(input);
  senderOf(input);
}

/**
 * Stores an article. Sender Customer makes the ticket's customer the originator; so does any
 * `origin_by_id` (a quirk of the original). `preferences` and `message_id` are kept as sent.
 */
export function addArticle(
  world: World,
  auth: Auth,
  ticket: TicketRow,
  input: JsonObject,
): ArticleRow {
  checkArticle(world, input);
  const text = (field: string) => (typeof input[field] === 'string' ? String(input[field]) : null);
  const forCustomer = senderOf(input) === 2 || input['origin_by_id'] !== undefined;
  const customer = world.users.get(Number(input['origin_by_id'] ?? ticket.customer_id));
  const article = articleRecord(
    world.flavour,
    {
      id: world.nextId('article'),
      ticket_id: ticket.id,
      type_id: typeOf(input),
      sender_id: forCustomer ? 2 : senderOf(input),
      from:
        forCustomer && customer ? `${fullName(customer)} <${customer.email}>` : fullName(auth.user),
      to: text('to'),
      cc: text('cc'),
      subject: text('subject'),
      body: withoutScripts(text('body') ?? '', text('content_type')),
      content_type: text('content_type') ?? 'text/plain',
      internal: input['internal'] === true,
      message_id: text('message_id'),
      preferences: preferencesOf(input['preferences']),
      origin_by_id: forCustomer ? (customer?.id ?? null) : null,
    },
    world.now(),
    auth.user.id,
  );
  world.articles.set(article.id, article);
  addTime(world, ticket, article, input['time_unit']);
  ticket.article_count = (ticket.article_count ?? 0) + 1;
  ticket.updated_at = world.now();
  if (!article.internal) {
    ticket['last_contact_at'] = world.now();
    if (forCustomer) ticket['last_contact_customer_at'] = world.now();
    else {
      ticket['last_contact_agent_at'] = world.now();
      ticket['first_response_at'] ??= world.now();
      ticket['last_owner_update_at'] ??= world.now();
    }
  }
  world.tell({ kind: 'ticket', ticketId: ticket.id });
  return article;
}

function addTime(
  world: World,
  ticket: TicketRow,
  article: ArticleRow,
  value: Json | undefined,
): void {
  if (value === undefined || value === null) return;
  const by = article.created_by_id;
  const entry = countTime(world, ticket, { articleId: article.id, value, by });
  if (isModern(world.flavour)) article['time_unit'] = entry.time_unit;
}

function typeOf(input: JsonObject): number {
  return lookUp(ARTICLE_TYPES, 'type', input, 10);
}
function senderOf(input: JsonObject): number {
  return lookUp(ARTICLE_SENDERS, 'sender', input, 1);
}
function lookUp(
  names: Map<number, string>,
  field: 'type' | 'sender',
  input: JsonObject,
  fallback: number,
): number {
  const wanted = input[field];
  if (wanted === undefined) {
    const id = Number(input[`${field}_id`]);
    return names.has(id) ? id : fallback;
  }
  for (const [id, name] of names) if (name === wanted) return id;
  throw noLookup(field, wanted);
}

function preferencesOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function withoutScripts(body: string, type: string | null): string {
  return type === 'text/html'
    ? body.replace(/<script[\s\S]*?<\/script>/gi, '').replace(/ data-\w+="[^"]*"/g, '')
    : body;
}
