/**
 * Telephone systems' contact APIs for tests, over real HTTP: sipgate below `/sipgate`, Placetel below
 * `/placetel`, each with a memory of its own and faults that come when they are told to.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeSipgateContact {
  id: string;
  name: string;
  picture: string | null;
  emails: { email: string; type: string[] }[];
  numbers: { number: string; type: string[] }[];
  addresses: unknown[];
  organization: string[][];
  scope: string;
}
export type FakePlacetelContact = { id: number } & Record<string, unknown>;

/** `lost`: done, and the answer is cut off. */
export type Fault =
  | { kind: 'status'; status: number; retryAfter?: string }
  | { kind: 'cut' | 'lost' | 'truncated' | 'doubled' | 'short' | 'nonsense' };

export interface FakeVendors {
  url: string;
  sipgate: Map<string, FakeSipgateContact>;
  placetel: Map<number, FakePlacetelContact>;
  /** Contacts of sipgate lose the kinds of their numbers, as vendors do. */
  forgetsKinds: boolean;
  /** Numbers of these fields are thrown away. */
  drops: Set<string>;
  /** Tokens that are accepted, as `Authorization` headers. */
  tokens: Set<string>;
  /** Asked for every request; the fault it answers happens. */
  fault: (method: string, path: string) => Fault | undefined;
  requests: { method: string; path: string; at: number; body: unknown }[];
  /** Time that contacts bear. */
  now: () => number;
  close(): Promise<void>;
}

export async function startFakeVendors(now: () => number): Promise<FakeVendors> {
  let placetelId = 100;
  const fake: FakeVendors = {
    url: '',
    sipgate: new Map(),
    placetel: new Map(),
    forgetsKinds: false,
    drops: new Set(),
    tokens: new Set([basic('token-1', 'sip-secret'), 'Bearer pla-secret']),
    fault: () => undefined,
    requests: [],
    now,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function sipgate(method: string, id: string, query: URLSearchParams, body: unknown): Answer {
    if (method === 'GET' && id === '') {
      const [limit, offset] = ['limit', 'offset'].map((name) => Number(query.get(name))) as [
        number,
        number,
      ];
      const all = [...fake.sipgate.values()];
      return [200, { items: all.slice(offset, offset + limit), totalCount: all.length }];
    }
    if (method === 'PUT') {
      const sent = body as FakeSipgateContact;
      const numbers = sent.numbers
        .filter(({ type }) => !type.some((kind) => fake.drops.has(kind)))
        .map((one) => ({ ...one, type: fake.forgetsKinds ? [] : one.type }));
      fake.sipgate.set(id, { ...sent, id, numbers });
      return [204, undefined];
    }
    if (method === 'DELETE') return fake.sipgate.delete(id) ? [204, undefined] : [404, {}];
    return [405, {}];
  }

  function placetel(method: string, id: string, query: URLSearchParams, body: unknown): Answer {
    const key = Number(id);
    const at = new Date(fake.now()).toISOString();
    if (method === 'GET' && id === '') {
      const perPage = Number(query.get('per_page'));
      const from = (Number(query.get('page')) - 1) * perPage;
      return [200, [...fake.placetel.values()].slice(from, from + perPage)];
    }
    if (method === 'POST') {
      const made = { id: ++placetelId, ...(body as object), created_at: at, updated_at: at };
      fake.placetel.set(made.id, made);
      return [201, made];
    }
    const known = fake.placetel.get(key);
    if (!known) return [404, { error: 'not found' }];
    if (method === 'PUT') {
      const next = { ...known, ...(body as object), updated_at: at };
      fake.placetel.set(key, next);
      return [200, next];
    }
    if (method === 'DELETE') {
      fake.placetel.delete(key);
      return [204, undefined];
    }
    return [200, known];
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://x');
    const method = request.method ?? 'GET';
    const text = await bodyOf(request);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    fake.requests.push({ method, path: url.pathname, at: fake.now(), body });
    const fault = fake.fault(method, url.pathname);
    if (fault?.kind === 'cut') return void request.socket.destroy();
    if (fault?.kind === 'status') {
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
      return void response.writeHead(fault.status).end('{}');
    }
    if (!fake.tokens.has(request.headers.authorization ?? '')) {
      return void response.writeHead(401).end('{"error":"unauthorized"}');
    }
    const [, vendor, , id = ''] = url.pathname.split('/');
    const route = vendor === 'sipgate' ? sipgate : placetel;
    const [status, json] = route(method, decodeURIComponent(id), url.searchParams, body);
    if (fault?.kind === 'lost') return void request.socket.destroy();
    response.writeHead(status, { 'content-type': 'application/json' });
    if (fault?.kind === 'nonsense') return void response.end('<html>down for a moment</html>');
    const whole = json === undefined ? '' : JSON.stringify(spoilt(json, fault));
    response.end(fault?.kind === 'truncated' ? whole.slice(0, whole.length / 2) : whole);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

type Answer = [status: number, json: unknown];

export function basic(id: string, token: string): string {
  return `Basic ${Buffer.from(`${id}:${token}`).toString('base64')}`;
}

/** A page with its first entry twice, or without its last one. */
function spoilt(json: unknown, fault: Fault | undefined): unknown {
  const page = json as { items?: unknown[] };
  const items = page.items ?? (json as unknown[]);
  if (!Array.isArray(items)) return json;
  const changed =
    fault?.kind === 'doubled'
      ? [items[0], ...items.slice(0, -1)]
      : fault?.kind === 'short'
        ? items.slice(0, -1)
        : items;
  return page.items ? { ...page, items: changed } : changed;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
