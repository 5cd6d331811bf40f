import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type Answer,
  json,
  type LocalServer,
  startLocalServer,
} from '../../tests/contract/local-server.ts';
import { createRequest } from './request.ts';
import { mayHaveHappened, ZammadError } from './zammad-error.ts';

const TOKEN = 'very-secret-token';
const anything = v.unknown();
let servers: LocalServer[] = [];

async function zammad(answer: Answer, timeoutMs = 8_000) {
  const server = await startLocalServer(answer);
  servers.push(server);
  return { server, request: createRequest({ url: `${server.url}/`, token: TOKEN, timeoutMs }) };
}
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function failure(promise: Promise<unknown>): Promise<ZammadError> {
  const error: unknown = await promise.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof ZammadError)) throw new Error(`no ZammadError but ${String(error)}`);
  return error;
}

describe('what is sent', () => {
  it('the token, and neither cookies nor "From"', async () => {
    const { server, request } = await zammad((_, response) => {
      response.setHeader('set-cookie', 'session=1');
      json(response, 200, {});
    });
    await request.get('users/me', anything);
    await request.post('tickets', anything, { a: 1 });
    for (const { headers } of server.asked) {
      expect(headers.authorization).toBe(`Token token=${TOKEN}`);
      expect(headers.cookie).toBeUndefined();
      expect(headers['from']).toBeUndefined();
    }
    expect(server.asked.map(({ path }) => path)).toEqual(['/api/v1/users/me', '/api/v1/tickets']);
  });

  it('"omit" is said aloud: the default would send the cookie of whoever is logged in', async () => {
    const seen: (RequestInit | undefined)[] = [];
    const request = createRequest({
      url: 'http://127.0.0.1:1',
      fetch: async (input, init) => {
        seen.push(input instanceof Request ? input : init);
        return Response.json({});
      },
    });
    await request.get('available', anything);
    expect(seen[0]?.credentials).toBe('omit');
  });

  it('a Zammad below a path keeps it', async () => {
    const { server } = await zammad((_, response) => json(response, 200, {}));
    await createRequest({ url: `${server.url}/help/` }).get('available', anything);
    expect(server.asked[0]?.path).toBe('/help/api/v1/available');
    expect(server.asked[0]?.headers.authorization).toBeUndefined();
  });
});

describe('what goes wrong', () => {
  it.each([
    [401, "Can't find User for Token", 'zammad/unauthorised'],
    [403, 'Authentication required', 'zammad/unauthorised'],
    [403, 'Not authorized (token)!', 'zammad/forbidden'],
    [403, 'Token authorization failed.', 'zammad/forbidden'],
    [404, "Couldn't find User with 'id'=9", 'zammad/not-found'],
    [422, 'Key has already been taken', 'zammad/refused'],
    [429, 'slow down', 'zammad/slow'],
    [500, 'Error ID 1: Please contact your administrator.', 'zammad/broken'],
    [503, 'maintenance', 'zammad/unreachable'],
  ])('%i %j is %s', async (status, text, code) => {
    const { server, request } = await zammad((_, response) =>
      json(response, status, { error: text }),
    );
    const error = await failure(request.get('users/9', anything));
    expect(error).toMatchObject({ code, status, detail: text });
    expect(server.asked).toHaveLength(1);
  });

  it('nobody listens', async () => {
    const { server, request } = await zammad(() => undefined);
    await server.close();
    const error = await failure(request.get('users/me', anything));
    expect(error.code).toBe('zammad/unreachable');
    expect(mayHaveHappened(error)).toBe(true);
  });

  it('a GET is repeated once when the connection is cut, then given up', async () => {
    const { server, request } = await zammad((_, response) => response.destroy());
    expect((await failure(request.get('users/me', anything))).code).toBe('zammad/unreachable');
    expect(server.asked).toHaveLength(2);
  });

  it('a GET that is cut once is answered at the second try', async () => {
    const { server, request } = await zammad((_, response) =>
      server.asked.length === 1 ? response.destroy() : json(response, 200, { id: 1 }),
    );
    expect(await request.get('users/me', v.object({ id: v.number() }))).toEqual({ id: 1 });
  });

  it('a POST or PUT is never repeated', async () => {
    const { server, request } = await zammad((_, response) => response.destroy());
    await failure(request.post('tickets', anything, {}));
    await failure(request.put('tickets/1', anything, {}));
    expect(server.asked).toHaveLength(2);
  });

  it('no answer in time is slow', async () => {
    const { request } = await zammad(() => undefined, 150);
    expect((await failure(request.get('users/me', anything))).code).toBe('zammad/slow');
  });

  it('an answer that begins and never ends is slow too', async () => {
    const { request } = await zammad((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id":');
    }, 150);
    expect((await failure(request.get('users/me', anything))).code).toBe('zammad/slow');
  });

  it('an endless answer is stopped', async () => {
    const { request } = await zammad((_, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      const more = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(await failure(request.get('users', anything))).toMatchObject({
      code: 'zammad/broken',
      detail: 'the answer is too large',
    });
  });

  it('a page instead of JSON is broken', async () => {
    const { request } = await zammad((_, response) => response.end('<html>sign in</html>'));
    const error = await failure(request.get('users/me', v.object({ id: v.number() })));
    expect(error.code).toBe('zammad/broken');
  });

  it('an unknown shape is broken and says where', async () => {
    const { request } = await zammad((_, response) => json(response, 200, [{ id: 'x' }]));
    const error = await failure(request.get('users', v.array(v.object({ id: v.number() }))));
    expect(error).toMatchObject({ code: 'zammad/broken', detail: 'unexpected answer at "0.id"' });
  });

  it('a redirect is not followed: the token stays here', async () => {
    const other = await zammad((_, response) => json(response, 200, {}));
    const { request } = await zammad((_, response) => {
      response.writeHead(302, { location: `${other.server.url}/api/v1/users/me` });
      response.end();
    });
    expect((await failure(request.get('users/me', anything))).code).toBe('zammad/unreachable');
    expect(other.server.asked).toHaveLength(0);
  });

  it('no error shows the token', async () => {
    const { server, request } = await zammad((_, response) =>
      json(response, 500, { error: 'x'.repeat(10_000) }),
    );
    const first = await failure(request.get('users/me', anything));
    await server.close();
    const second = await failure(request.get('users/me', anything));
    for (const error of [first, second]) {
      const cause = String((error.cause as Error | undefined)?.stack);
      expect(`${error.stack} ${error.detail} ${JSON.stringify(error)} ${cause}`).not.toContain(
        TOKEN,
      );
    }
    expect(first.detail).toHaveLength(300);
  });
});
