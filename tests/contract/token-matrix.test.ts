import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { MATRIX_NOT_REPLAYED } from './exceptions.ts';
import { fixture } from './recording.ts';

type Kind = 'none_hdr' | 'bad' | 'both' | 'ticket' | 'cti' | 'lang' | 'admin_all' | 'admin_agent';
type MatrixRow = { n: string } & Record<Kind, number>;

const TOKENS: Record<Kind, string | undefined> = {
  none_hdr: undefined,
  bad: 'nope',
  both: 'sandbox-agent1',
  ticket: 'sandbox-ticket-only',
  cti: 'sandbox-cti-only',
  lang: 'sandbox-language-only',
  admin_all: 'sandbox-admin',
  admin_agent: 'sandbox-admin-agent',
};
const PATHS: Record<string, string> = {
  'users/search': 'users/search?query=Ida',
  'users/:id': 'users/9',
  'tickets/search': 'tickets/search?query=Hook',
  ticket_customer: 'ticket_customer?customer_id=9',
  'tickets/:id': 'tickets/1',
  tags: 'tags?object=Ticket&o_id=1',
  'organizations/search': 'organizations/search?query=a',
  search: 'search?query=Ida',
  tag_search: 'tag_search?term=off',
  'users index': 'users',
  'tickets index': 'tickets',
};

describe('who may read what, as measured on Zammad 5.5', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, flavour: '5.5' });
  });
  afterAll(() => sandbox.close());

  for (const row of fixture<MatrixRow[]>('5.5/token-matrix.json')) {
    if (row.n in MATRIX_NOT_REPLAYED) continue;
    it(row.n, async () => {
      const path = `${sandbox.url}/api/v1/${PATHS[row.n] ?? row.n}`;
      for (const kind of Object.keys(TOKENS) as Kind[]) {
        const token = TOKENS[kind];
        const response = await fetch(path, {
          headers: token === undefined ? {} : { authorization: `Token token=${token}` },
        });
        expect([kind, response.status]).toEqual([kind, row[kind]]);
      }
    });
  }
});
