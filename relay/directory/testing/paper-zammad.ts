/** A Zammad in memory, for tests of the sync: lists, search by change, and every way of failing. */
import { pageOf, personRecord } from '../../testing/person-record.ts';
export interface PaperPerson {
  id: number;
  firstname?: string;
  lastname?: string;
  phone?: string;
  mobile?: string;
  fax?: string;
  email?: string;
  note?: string;
  address?: string;
  organization_id?: number | null;
  vip?: boolean;
  active?: boolean;
  updated_at?: string;
  [custom: string]: unknown;
}

export interface PaperOrganization {
  id: number;
  name: string;
  note?: string;
  active?: boolean;
  updated_at?: string;
  [custom: string]: unknown;
}

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  at: number;
}

/** `undefined`: answer as usual. */
export type Fault = (asked: Asked) => Response | 'cut' | 'hang' | undefined;

export interface PaperZammad {
  fetch: typeof fetch;
  people: Map<number, PaperPerson>;
  organizations: Map<number, PaperOrganization>;
  /** What it stamps changes with: its own clock. */
  now: () => number;
  /** Creates or changes, and stamps. */
  put(person: PaperPerson): void;
  putOrganization(organization: PaperOrganization): void;
  fault: Fault | undefined;
  requests: Asked[];
  /** Requests that were under way at once, at most. */
  mostAtOnce: number;
}

export function createPaperZammad(now: () => number): PaperZammad {
  let atOnce = 0;
  const stamp = () => new Date(paper.now()).toISOString();
  const paper: PaperZammad = {
    people: new Map(),
    organizations: new Map(),
    now,
    fault: undefined,
    requests: [],
    mostAtOnce: 0,
    put(person) {
      const before = paper.people.get(person.id);
      paper.people.set(person.id, { ...before, updated_at: stamp(), ...person });
    },
    putOrganization(organization) {
      const before = paper.organizations.get(organization.id);
      paper.organizations.set(organization.id, { ...before, updated_at: stamp(), ...organization });
    },
    async fetch(input, init) {
      const request = new Request(input, init);
      const url = new URL(request.url);
      const asked = {
        method: request.method,
        path: url.pathname.replace('/api/v1/', ''),
        query: url.searchParams,
        at: now(),
      };
      paper.requests.push(asked);
      atOnce += 1;
      paper.mostAtOnce = Math.max(paper.mostAtOnce, atOnce);
      try {
        // As over a wire: the answer comes later.
        await new Promise((resolve) => setImmediate(resolve));
        const told = paper.fault?.(asked);
        if (told === 'cut') throw new TypeError('fetch failed');
        if (told === 'hang') return await hang(request.signal);
        return told ?? answer(paper, asked);
      } finally {
        atOnce -= 1;
      }
    },
  };
  return paper;
}

function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

function answer({ people, organizations }: PaperZammad, { path, query }: Asked): Response {
  const ids = query.getAll('ids[]').map(Number);
  if (path === 'users') return json(pageOf([...people.values()].sort(byId), query).map(personRow));
  if (path === 'users/search' && ids.length > 0) {
    return json(ids.flatMap((id) => people.get(id) ?? []).map(personRow));
  }
  if (path === 'users/search') {
    return json(pageOf([...people.values()].sort(byChange), query).map(personRow));
  }
  if (path === 'organizations') {
    const order = query.get('sort_by') === 'updated_at' ? byChange : byId;
    return json(pageOf([...organizations.values()].sort(order), query));
  }
  const organization = organizations.get(Number(/^organizations\/(\d+)$/.exec(path)?.[1]));
  return organization ? json(organization) : json({ error: 'not there' }, 404);
}

interface Row {
  id: number;
  updated_at?: string;
}
const byId = (a: Row, b: Row) => a.id - b.id;
/** Those of one moment in an order of their own, as a database may have it. */
const byChange = (a: Row, b: Row) =>
  Date.parse(b.updated_at ?? '') - Date.parse(a.updated_at ?? '') || (b.id % 7) - (a.id % 7);

/** All that a real record holds and that is none of our business, too. */
const personRow = (person: PaperPerson) => personRecord({ role_ids: [3], ...person });
