/** A Zammad with people to mend, for tests: real HTTP, and whatever can go wrong on command. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { personRecord } from '../../testing/person-record.ts';

export type FakePerson = Record<string, unknown> & { id: number };

/** What happens to the next PUT of this person. */
export type Trouble =
  | { status: number; error: string }
  /** Written, but the connection is cut before the answer. */
  | 'lost-answer'
  /** The connection is cut before anything is written. */
  | 'lost-request'
  /** Never answered; written only when `release` is called. */
  | 'hang'
  /** Answered as if it were written, with the old texts. */
  | 'not-kept';

export interface FakeZammad {
  url: string;
  people: Map<number, FakePerson>;
  organizations: { id: number; name: string; [attribute: string]: unknown }[];
  trouble: Map<number, Trouble>;
  /** Answers to `GET users`, in turn, instead of pages; `hang`: never answered. */
  pages: ({ status: number; body: string } | 'hang')[];
  /** Called before a person is read one by one: somebody may be quicker. */
  beforeRead: (id: number) => void;
  /** PUTs that arrived, in order. */
  writes: { id: number; body: Record<string, unknown> }[];
  requests: string[];
  /** Goes on with what hangs. */
  release(): void;
  /** Changes a person as an agent would. */
  change(id: number, attributes: Record<string, unknown>): void;
}

export const TOKEN = 'doctor-token';

/** @param make answers person `id`, or undefined; for more people than should be kept in memory */
export async function startFakeZammad(
  make?: (id: number) => FakePerson | undefined,
): Promise<FakeZammad> {
  let clock = Date.parse('2026-01-01T00:00:00Z');
  const hanging: (() => void)[] = [];
  const fake: FakeZammad = {
    url: '',
    people: new Map(),
    organizations: [],
    trouble: new Map(),
    pages: [],
    beforeRead: () => undefined,
    writes: [],
    requests: [],
    release: () => {
      for (const go of hanging.splice(0)) go();
    },
    change(id, attributes) {
      const person = fake.people.get(id);
      if (!person) throw new Error(`no person ${id}`);
      clock += 1_000;
      Object.assign(person, attributes, { updated_at: new Date(clock).toISOString() });
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://x');
    const path = url.pathname.replace('/api/v1/', '');
    fake.requests.push(`${request.method} ${path}`);
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (request.headers.authorization !== `Token token=${TOKEN}`) {
      return send(401, { error: "Can't find User for Token" });
    }
    const page = pageOf(url);
    if (path === 'organizations') {
      return send(200, fake.organizations.slice(page.from, page.to).map(stamped));
    }
    if (path === 'users') {
      const told = fake.pages.shift();
      if (told === 'hang') return;
      return told ? send(told.status, told.body) : send(200, peopleFrom(page));
    }
    const id = Number(/^users\/(\d+)$/.exec(path)?.[1]);
    if (request.method === 'GET') fake.beforeRead(id);
    const person = fake.people.get(id);
    if (!person) return send(404, { error: `Couldn't find User with 'id'=${id}` });
    if (request.method === 'GET') return send(200, record(person));
    const body = JSON.parse(await bodyOf(request)) as Record<string, unknown>;
    fake.writes.push({ id, body });
    const trouble = fake.trouble.get(id);
    fake.trouble.delete(id);
    if (trouble === 'lost-request') return void request.socket.destroy();
    if (trouble === 'hang') await new Promise<void>((go) => hanging.push(go));
    if (trouble === 'not-kept') return send(200, record(person));
    if (typeof trouble === 'object') return send(trouble.status, { error: trouble.error });
    fake.change(id, body);
    if (trouble === 'lost-answer') return void request.socket.destroy();
    send(200, record(person));
  }

  function peopleFrom({ from, to }: { from: number; to: number }): object[] {
    if (!make) {
      const sorted = [...fake.people.values()].sort((a, b) => a.id - b.id);
      return sorted.slice(from, to).map(record);
    }
    const made: object[] = [];
    for (let id = from + 1; id <= to; id++) {
      const person = make(id);
      if (person) made.push(record(person));
    }
    return made;
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    fake.release();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

function pageOf(url: URL): { from: number; to: number } {
  const perPage = Number(url.searchParams.get('per_page'));
  const from = (Number(url.searchParams.get('page')) - 1) * perPage;
  return { from, to: from + perPage };
}

const record = (person: FakePerson) =>
  personRecord({
    firstname: 'Person',
    lastname: `No ${person.id}`,
    role_ids: [3],
    group_ids: {},
    ...person,
  });

function stamped(organization: object): object {
  return { active: true, note: '', updated_at: '2026-01-01T00:00:00.000Z', ...organization };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
