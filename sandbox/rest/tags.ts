import { Hono } from 'hono';
import { giveTags } from '../world/tags.ts';
import { readInput, type RestContext, type RestEnv } from './context.ts';
import { RestError } from './rest-error.ts';

/** `/tags` and `/tag_search`. */
export function tagsRoutes(): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/tags', (c) =>
    c.json({ tags: c.var.world.tags.get(Number(c.req.query('o_id'))) ?? [] }),
  );
  app.post('/tags/add', async (c) => {
    const { world, ticketId, item } = await tagInput(c);
    if (!world.tickets.has(ticketId)) {
      throw new RestError(404, "Couldn't find Ticket without an ID");
    }
    giveTags(world, ticketId, [item]);
    return c.json(true, 201);
  });
  app.delete('/tags/remove', async (c) => {
    const { world, ticketId, item } = await tagInput(c);
    const left = (world.tags.get(ticketId) ?? []).filter((tag) => tag !== item);
    world.tags.set(ticketId, left);
    return c.json(true);
  });
  /** Anywhere in the tag, whatever the case (measured). */
  app.get('/tag_search', (c) => {
    const term = (c.req.query('term') ?? '').toLowerCase();
    return c.json(
      [...c.var.world.knownTags]
        .map((value, index) => ({ id: index + 1, value }))
        .filter(({ value }) => value.toLowerCase().includes(term)),
    );
  });
  return app;
}

async function tagInput(c: RestContext) {
  const input = await readInput(c);
  return { world: c.var.world, ticketId: Number(input['o_id']), item: String(input['item'] ?? '') };
}
