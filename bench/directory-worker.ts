/** A Zammad of 200,000 people that answers as the real one does, as slowly, and so many requests a second. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { organizationRow, organizationsOf, personRow, type PersonRow } from './directory-people.ts';

const { people, limit } = workerData as { people: number; limit: number };
const organizations = organizationsOf(people);
/** Measured with 5.5 and 6.5: 1,000 people take 0.35 to 0.8 s. */
const REQUEST_MS = 20;
const ROW_MS = 0.5;

const AGENT = { id: 3, login: 'agent1@example.com', firstname: 'Alice', lastname: 'Agent' };
const changes = new Map<number, { phone: string; at: number }>();
const facts = { requests: 0, busiest: 0, refused: 0, writes: 0, pages: 0, differentPages: 0 };
const pages = new Set<number>();
let second = 0;
let within = 0;

function answer(path: string, query: URLSearchParams): unknown[] | object | undefined {
  const perPage = Number(query.get('per_page') ?? 100);
  const from = (Number(query.get('page') ?? 1) - 1) * perPage;
  const slice = <T>(count: number, row: (index: number) => T): T[] =>
    Array.from({ length: Math.max(0, Math.min(perPage, count - from)) }, (_, n) => row(from + n));
  const person = (index: number): PersonRow => personRow(index, changes.get(index));
  switch (path) {
    case 'users/me':
      return { ...personRow(0), ...AGENT, phone: '', mobile: '', preferences: {} };
    case 'cti/log':
      return { list: [], assets: { User: {} }, backends: [] };
    case 'users':
      facts.pages += 1;
      pages.add(from);
      return slice(people, person);
    case 'users/search': {
      const changed = [...changes.keys()].reverse();
      const rest = people - changed.length;
      return slice(people, (place) => {
        if (place < changed.length) return person(changed[place]!);
        return person(untouched(rest - 1 - (place - changed.length)));
      });
    }
    case 'organizations':
      return slice(organizations, (index) =>
        organizationRow(query.get('sort_by') === 'updated_at' ? organizations - 1 - index : index),
      );
    default:
      return undefined;
  }
}

/** The so-manieth of those who did not change. */
function untouched(place: number): number {
  let index = place;
  for (const changed of [...changes.keys()].sort((a, b) => a - b)) if (changed <= index) index += 1;
  return index;
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://x');
  const now = Math.floor(Date.now() / 1000);
  within = now === second ? within + 1 : 1;
  second = now;
  facts.requests += 1;
  facts.busiest = Math.max(facts.busiest, within);
  if (request.method !== 'GET') facts.writes += 1;
  const send = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  if (within > limit) {
    facts.refused += 1;
    response.setHeader('retry-after', '1');
    return send(429, { error: 'Too many requests' });
  }
  const body = answer(url.pathname.replace('/api/v1/', ''), url.searchParams);
  if (body === undefined) return send(404, { error: 'not there' });
  const rows = Array.isArray(body) ? body.length : 1;
  setTimeout(() => send(200, body), REQUEST_MS + rows * ROW_MS);
}

const server = createServer(serve);
server.listen(0, '127.0.0.1', () =>
  parentPort?.postMessage((server.address() as AddressInfo).port),
);
parentPort?.on('message', (message: { change?: { index: number; phone: string } }) => {
  if (message.change) {
    const { index, phone } = message.change;
    changes.delete(index);
    changes.set(index, { phone, at: Date.now() });
  }
  parentPort?.postMessage({ ...facts, differentPages: pages.size });
});
