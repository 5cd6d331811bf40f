import { Hono } from 'hono';
import { ARTICLE_TYPES } from '../world/lookups.ts';
import type { ArticleRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import { addArticle, checkArticle } from './article-writes.ts';
import { hasGroup, may } from './auth.ts';
import { readInput, type RestContext, type RestEnv } from './context.ts';
import { notFound, RestError } from './rest-error.ts';
import { refusesTime } from './ticket-writes.ts';
import { timeRefused } from './time-accounting.ts';
import { articleView } from './views.ts';

/** `/ticket_articles`. */
export function articlesRoutes(): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/by_ticket/:id{\\d+}', (c) => {
    const ticket = c.var.world.tickets.get(Number(c.req.param('id')));
    if (!ticket) throw notFound('Ticket', c.req.param('id'));
    mayTouch(c, ticket.group_id);
    const rows = [...c.var.world.articles.values()]
      .filter((article) => article.ticket_id === ticket.id)
      .sort((a, b) => a.id - b.id);
    return c.json(rows.map((article) => articleView(c.var.world, article)));
  });
  app.get('/:id{\\d+}', (c) => c.json(articleView(c.var.world, find(c))));
  app.put('/:id{\\d+}', async (c) => {
    const article = find(c);
    const input = await readInput(c);
    // Nothing else is changed by an update, though the answer is 200 (measured).
    if (typeof input['internal'] === 'boolean') article.internal = input['internal'];
    return c.json(articleView(c.var.world, article));
  });
  app.delete('/:id{\\d+}', (c) => {
    const { world, auth } = c.var;
    const article = find(c);
    mayDelete(world, auth.user.id, article);
    world.articles.delete(article.id);
    const ticket = world.tickets.get(article.ticket_id);
    if (ticket) ticket.article_count = (ticket.article_count ?? 1) - 1;
    world.tell({ kind: 'ticket', ticketId: article.ticket_id });
    return c.json({});
  });
  app.post('/', async (c) => {
    const { world, auth } = c.var;
    const input = await readInput(c);
    const ticket = world.tickets.get(Number(input['ticket_id']));
    if (!ticket) throw notFound('Ticket', String(input['ticket_id']));
    mayTouch(c, ticket.group_id);
    checkArticle(world, input);
    const article = addArticle(world, auth, ticket, input);
    // The article is left behind although the answer is a refusal (measured on 6.5).
    if (refusesTime(world, input)) {
      throw timeRefused();
    }
    return c.json(articleView(world, article), 201);
  });
  return app;
}

/** Own ones, for a while, and no call or mail that the customer can see (measured). */
function mayDelete(world: World, userId: number, article: ArticleRow): void {
  if (article.created_by_id !== userId) {
    throw new RestError(403, 'Not authorized (you can only delete your own notes)!');
  }
  if (ARTICLE_TYPES.get(article.type_id) !== 'note' && !article.internal) {
    throw new RestError(403, 'Not authorized (communication articles cannot be deleted)!');
  }
  const seconds = world.settings.article_delete_seconds;
  if (seconds > 0 && world.nowMs() - Date.parse(article.created_at) > seconds * 1_000) {
    throw new RestError(403, 'Not authorized (note is too old to be deleted)!');
  }
}

function find(c: RestContext): ArticleRow {
  const id = c.req.param('id') ?? '';
  const article = c.var.world.articles.get(Number(id));
  const ticket = article && c.var.world.tickets.get(article.ticket_id);
  if (!article || !ticket) throw notFound('Ticket::Article', id);
  mayTouch(c, ticket.group_id);
  return article;
}

function mayTouch(c: RestContext, groupId: number): void {
  if (!may(c.var.auth, 'ticket.agent') || !hasGroup(c.var.auth, groupId)) {
    throw new RestError(403, 'Not authorized');
  }
}
