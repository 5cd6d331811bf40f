import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { isModern } from '../world/flavour.ts';
import { need } from './auth.ts';
import { readInput, type RestEnv } from './context.ts';
import { masked, RestError } from './rest-error.ts';

const PERMISSIONS = [
  'cti.agent',
  'ticket.agent',
  'user_preferences.access_token',
  'user_preferences.language',
];

/** `/user_access_token`: by session, or by a token that may. */
export function accessTokenRoutes(): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  app.use(async (c, next) => {
    const { world, auth } = c.var;
    need(world, auth, 'user_preferences.access_token');
    if (!world.settings.token_creation) throw new RestError(403, 'Not authorized (user)!');
    await next();
  });

  app.get('/', (c) => {
    const { world, auth } = c.var;
    const modern = isModern(world.flavour);
    const mine = world.tokens.filter((token) => token.user_id === auth.user.id);
    return c.json({
      tokens: mine.map((token) => ({
        id: token.id,
        user_id: token.user_id,
        [modern ? 'name' : 'label']: token.name,
        action: 'api',
        preferences: { permission: token.permissions },
        last_used_at: token.last_used_at,
        expires_at: null,
        created_at: token.created_at,
        updated_at: token.last_used_at ?? token.created_at,
      })),
      permissions: PERMISSIONS.map((name, index) => ({
        id: 50 + index,
        name,
        ...(modern ? { label: name, description: name } : { note: name }),
        preferences: { prio: 1000 + index },
        active: true,
        allow_signup: false,
        created_at: world.now(),
        updated_at: world.now(),
      })),
    });
  });
  app.post('/', async (c) => {
    const { world, auth } = c.var;
    const modern = isModern(world.flavour);
    const input = await readInput(c);
    const name = input[modern ? 'name' : 'label'];
    if (typeof name !== 'string' || name === '') {
      throw new RestError(
        422,
        modern ? "The required parameter 'name' is missing." : 'Need label!',
      );
    }
    if (!Array.isArray(input['permission'])) throw masked(422);
    const token = randomBytes(48).toString('base64url');
    world.tokens.push({
      id: world.nextId('token'),
      user_id: auth.user.id,
      token,
      name,
      permissions: input['permission'].map(String),
      last_used_at: null,
      created_at: world.now(),
    });
    return c.json(modern ? { token } : { name: token });
  });
  app.delete('/:id{\\d+}', (c) => {
    const { world, auth } = c.var;
    const index = world.tokens.findIndex(
      (token) => token.id === Number(c.req.param('id')) && token.user_id === auth.user.id,
    );
    if (index >= 0) world.tokens.splice(index, 1);
    return c.json({});
  });
  return app;
}
