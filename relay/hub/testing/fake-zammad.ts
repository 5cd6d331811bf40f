/** A Zammad for tests: real HTTP, answers as told, and remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pageOf, personRecord } from '../../testing/person-record.ts';

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
  organization_id?: number | null;
  note?: string;
  vip?: boolean;
  active?: boolean;
  updated_at?: string;
  [custom: string]: unknown;
}

export interface FakeOrganization {
  id: number;
  name: string;
  note?: string;
  active?: boolean;
  updated_at?: string;
  [custom: string]: unknown;
}

export interface Answer {
  status: number;
  /** Sent as it is when a string, else as JSON. */
  body: unknown;
  headers?: Record<string, string>;
}

export interface FakeZammad {
  url: string;
  /** Token → whose it is. */
  tokens: Map<string, FakeUser>;
  people: FakeUser[];
  organizations: FakeOrganization[];
  /** Overrides the answer to a path; `hang`: never answers. */
  override: Map<string, Answer | 'hang' | 'cut'>;
  requests: {
    method: string;
    path: string;
    query: URLSearchParams;
    authorization: string | undefined;
  }[];
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
    organizations: [],
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
    const { method = '' } = request;
    fake.requests.push({ method, path, query: url.searchParams, authorization });
    const told = fake.override.get(path);
    if (told === 'hang') return;
    if (told === 'cut') return void request.socket.destroy();
    const user = fake.tokens.get(/^Token token=(.+)$/.exec(authorization ?? '')?.[1] ?? '');
    const { status, body, headers = {} }: Answer = told ?? route(path, url.searchParams, user);
    response.statusCode = status;
    response.setHeader('content-type', 'application/json');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }

  function route(path: string, query: URLSearchParams, user: FakeUser | undefined): Answer {
    if (!user) return { status: 401, body: { error: "Can't find User for Token" } };
    if (path === 'users/me') return { status: 200, body: personRecord(user) };
    if (path === 'cti/log') {
      return { status: 200, body: { list: [], assets: { User: {} }, backends: [] } };
    }
    if (path === 'users')
      return { status: 200, body: pageOf(byId(fake.people), query).map(personRecord) };
    if (path === 'users/search') {
      const ids = query.getAll('ids[]').map(Number);
      const all = query.has('ids[]')
        ? fake.people.filter(({ id }) => ids.includes(id))
        : byChange(fake.people);
      const sized = query.has('limit') ? all.slice(0, Number(query.get('limit'))) : all;
      return {
        status: 200,
        body: query.has('page') ? pageOf(sized, query).map(personRecord) : sized.map(personRecord),
      };
    }
    if (path === 'organizations') {
      const { organizations } = fake;
      const sorted =
        query.get('sort_by') === 'updated_at' ? byChange(organizations) : byId(organizations);
      return { status: 200, body: pageOf(sorted, query).map(personRecord) };
    }
    const one = /^organizations\/(\d+)$/.exec(path)?.[1];
    const organization = fake.organizations.find(({ id }) => id === Number(one));
    if (organization) return { status: 200, body: personRecord(organization) };
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

type Row = FakeUser | FakeOrganization;

const byId = <T extends Row>(rows: readonly T[]) => rows.toSorted((a, b) => a.id - b.id);
const byChange = <T extends Row>(rows: readonly T[]) =>
  rows.toSorted((a, b) =>
    changeOf(a) < changeOf(b) ? 1 : changeOf(a) > changeOf(b) ? -1 : b.id - a.id,
  );
const changeOf = ({ updated_at = '2026-01-01T00:00:00.000Z' }: Row) => updated_at;
