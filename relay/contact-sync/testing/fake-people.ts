/** Zammad's people for tests, over real HTTP: pages, one, change, make; as 5.5 and 6.5 answer. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakePerson {
  id: number;
  login: string;
  firstname: string;
  lastname: string;
  email: string;
  phone: string;
  mobile: string;
  fax: string;
  organization: string | null;
  vip: boolean;
  active: boolean;
  group_ids: Record<string, string[]>;
  updated_at: string;
}

export type PeopleFault = 'cut' | 'lost' | 'refused' | 'forbidden';

export interface FakePeople {
  url: string;
  token: string;
  people: Map<number, FakePerson>;
  /** Somebody of ours types a person in, or changes one. */
  put(person: Partial<FakePerson> & { id: number }): FakePerson;
  fault: (method: string, path: string) => PeopleFault | undefined;
  writes: { method: string; path: string; body: Record<string, unknown> }[];
  close(): Promise<void>;
}

export async function startFakePeople(now: () => number): Promise<FakePeople> {
  let nextId = 5_000;
  const fake: FakePeople = {
    url: '',
    token: 'service',
    people: new Map(),
    fault: () => undefined,
    writes: [],
    put(person) {
      const whole = {
        ...blank(),
        ...fake.people.get(person.id),
        ...person,
        updated_at: iso(now()),
      };
      fake.people.set(person.id, whole);
      return whole;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function route(method: string, id: string, query: URLSearchParams, body: object): Answer {
    if (id === '' && method === 'GET') {
      const perPage = Number(query.get('per_page'));
      const from = (Number(query.get('page')) - 1) * perPage;
      const sorted = [...fake.people.values()].sort((a, b) => a.id - b.id);
      return [200, sorted.slice(from, from + perPage)];
    }
    if (id === '') return [201, fake.put({ id: ++nextId, ...body })];
    const known = fake.people.get(Number(id));
    if (!known) return [404, { error: "Couldn't find User" }];
    return [200, method === 'PUT' ? fake.put({ id: known.id, ...body }) : known];
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://x');
    const method = request.method ?? 'GET';
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    const fault = fake.fault(method, url.pathname);
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'refused') return void response.writeHead(422).end('{"error":"no"}');
    if (fault === 'forbidden')
      return void response.writeHead(403).end('{"error":"Not authorized"}');
    if (request.headers.authorization !== `Token token=${fake.token}`) {
      return void response.writeHead(401).end('{"error":"Can\'t find User for Token"}');
    }
    if (method !== 'GET') fake.writes.push({ method, path: url.pathname, body });
    const id = url.pathname.replace(/^\/api\/v1\/users\/?/, '');
    const [status, json] = route(method, id, url.searchParams, body);
    if (fault === 'lost') return void request.socket.destroy();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

type Answer = [status: number, json: unknown];

function blank(): Omit<FakePerson, 'id'> {
  const texts = {
    login: '',
    firstname: '',
    lastname: '',
    email: '',
    phone: '',
    mobile: '',
    fax: '',
  };
  return { ...texts, organization: null, vip: false, active: true, group_ids: {}, updated_at: '' };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
