/** A Zammad for tests: real HTTP, answers as told, and remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeUser {
  id: number;
  login?: string;
  firstname?: string;
  lastname?: string;
  email?: string;
  phone?: string;
  mobile?: string;
  fax?: string;
  organization?: string;
  vip?: boolean;
  active?: boolean;
  updated_at?: string;
}

export interface Answer {
  status: number;
  /** Sent as it is when a string, else as JSON. */
  body: unknown;
}

export interface FakeZammad {
  url: string;
  /** Token → whose it is. */
  tokens: Map<string, FakeUser>;
  people: FakeUser[];
  /** Overrides the answer to a path; `hang`: never answers. */
  override: Map<string, Answer | 'hang' | 'cut'>;
  requests: { path: string; query: URLSearchParams; authorization: string | undefined }[];
  /** Requests that are being answered right now, at most so far. */
  mostAtOnce: number;
  close(): Promise<void>;
}

export async function startFakeZammad(): Promise<FakeZammad> {
  let atOnce = 0;
  const fake: FakeZammad = {
    url: '',
    tokens: new Map(),
    people: [],
    override: new Map(),
    requests: [],
    mostAtOnce: 0,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://x');
    const path = url.pathname.replace('/api/v1/', '');
    const { authorization } = request.headers;
    fake.requests.push({ path, query: url.searchParams, authorization });
    const told = fake.override.get(path);
    if (told === 'hang') return;
    if (told === 'cut') return void request.socket.destroy();
    const user = fake.tokens.get(/^Token token=(.+)$/.exec(authorization ?? '')?.[1] ?? '');
    const { status, body } = told ?? route(path, url.searchParams, user);
    response.statusCode = status;
    response.setHeader('content-type', 'application/json');
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }

  function route(path: string, query: URLSearchParams, user: FakeUser | undefined): Answer {
    if (!user) return { status: 401, body: { error: "Can't find User for Token" } };
    if (path === 'users/me') return { status: 200, body: record(user) };
    if (path === 'cti/log') {
      return { status: 200, body: { list: [], assets: { User: {} }, backends: [] } };
    }
    if (path === 'users') {
      const perPage = Number(query.get('per_page'));
      const from = (Number(query.get('page')) - 1) * perPage;
      const sorted = fake.people.toSorted((a, b) => a.id - b.id);
      return { status: 200, body: sorted.slice(from, from + perPage).map(record) };
    }
    return { status: 404, body: { error: 'No route matches' } };
  }

  const server = createServer((request, response) => {
    atOnce += 1;
    fake.mostAtOnce = Math.max(fake.mostAtOnce, atOnce);
    response.on('close', () => (atOnce -= 1));
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

function record(user: FakeUser): object {
  return {
    login: `user${user.id}`,
    firstname: '',
    lastname: '',
    email: '',
    phone: '',
    mobile: '',
    fax: '',
    organization_id: null,
    vip: false,
    active: true,
    note: '',
    updated_at: '2026-01-01T00:00:00.000Z',
    ...user,
  };
}
