/** Everything agents' browsers ask by HTTP: `/v1/*` and `/connect`. */
import { Hono } from 'hono';
import type { Log } from '../agents/log.ts';
import { type ApiEnv, addressed, bearer, extensionCors } from './auth.ts';
import { callRoutes } from './call-routes.ts';
import { connectPage } from './connect-page.ts';
import { deviceRoutes } from './device-routes.ts';
import { ApiError, errorAnswer } from './errors.ts';
import { foundRoutes } from './found-routes.ts';
import { missedRoutes } from './missed-routes.ts';
import { noteRoutes } from './note-routes.ts';
import { numberRoutes } from './number-routes.ts';

type CallDeps = Parameters<typeof callRoutes>[0];
type WorkspaceDeps = Parameters<typeof missedRoutes>[0] &
  Parameters<typeof noteRoutes>[0] &
  Parameters<typeof numberRoutes>[0] &
  Parameters<typeof foundRoutes>[0];
type DeviceDeps = Omit<Parameters<typeof deviceRoutes>[0], 'bearer'>;

export function createAgentRoutes(
  deps: CallDeps &
    DeviceDeps &
    WorkspaceDeps & {
      /** `/privacy/*`. */
      privacy: Hono<ApiEnv>;
      trustProxy: boolean;
      connectAddresses: Parameters<typeof connectPage>[0];
      log: Log;
    },
): Hono {
  const api = new Hono<ApiEnv>();
  const guard = bearer(deps);
  api.use(extensionCors);
  api.use(addressed(deps.trustProxy));
  api.route('/', deviceRoutes({ ...deps, bearer: guard }));
  api.use(guard);
  api.route('/', callRoutes(deps));
  api.route('/', noteRoutes(deps));
  api.route('/', missedRoutes(deps));
  api.route('/', numberRoutes(deps));
  api.route('/', deps.privacy);
  api.route('/', foundRoutes(deps));
  api.all('*', (c) => errorAnswer(c, new ApiError(404, 'request/unknown', 'No such address.')));
  api.onError((error, c) => {
    if (error instanceof ApiError) return errorAnswer(c, error);
    deps.log.error({ err: error, method: c.req.method }, 'agent request failed');
    return errorAnswer(
      c,
      new ApiError(500, 'relay/failed', 'The relay failed; its log says why. Try again.'),
    );
  });

  const routes = new Hono<ApiEnv>();
  routes.route('/v1', api);
  routes.route('/', connectPage(deps.connectAddresses));
  return routes as unknown as Hono;
}
