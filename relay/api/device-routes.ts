/** `POST /v1/devices`, `DELETE /v1/devices/current`. */
import { Hono } from 'hono';
import type { MiddlewareHandler } from 'hono';
import { pairRequestSchema } from '../../lib/protocol/api.ts';
import type { Attempts } from '../agents/attempts.ts';
import type { Devices } from '../agents/devices.ts';
import type { Pairing } from '../agents/pairing.ts';
import { type ApiEnv, tooMany } from './auth.ts';
import { ApiError } from './errors.ts';
import { readBody } from './body.ts';

export function deviceRoutes(deps: {
  pairing: Pairing;
  devices: Devices;
  attempts: Attempts;
  bearer: MiddlewareHandler<ApiEnv>;
}): Hono<ApiEnv> {
  const { pairing, devices, attempts } = deps;
  const app = new Hono<ApiEnv>();

  app.post('/devices', async (c) => {
    const body = await readBody(c, pairRequestSchema);
    const address = c.get('address');
    // Here the guess is a Zammad token, and each try is a request to Zammad: stop before asking.
    if (attempts.exhausted(address)) throw tooMany(attempts, address);
    try {
      return c.json(await pairing.pair(body), 201);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) attempts.failed(address);
      throw error;
    }
  });

  app.delete('/devices/current', deps.bearer, async (c) => {
    await devices.revoke(c.get('session').deviceId);
    return c.body(null, 204);
  });
  return app;
}
