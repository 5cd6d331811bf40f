/** Fills a relay's database with calls, people and notes, oldest call first. */
import { randomUUID } from 'node:crypto';
import SQLite from 'better-sqlite3';
import { openDatabase } from '../relay/store/database.ts';
import type { Outcome } from '../lib/core/call-outcome.ts';
import { createCallMaker } from './history-calls.ts';
import {
  agentOf,
  AGENTS,
  companyOf,
  createRandom,
  LINES,
  numberOf,
  personOf,
  QUEUES,
  type Random,
  wordOf,
} from './history-world.ts';

export const CUSTOMERS = 200_000;
/** Customers that Zammad knows. */
export const CONTACTS = 60_000;
const WORDS = 30_000;
const RINGS = 4;
const NOTED = 0.2;
const BATCH = 20_000;
/** Two years. */
const SPAN_MS = 2 * 365 * 24 * 60 * 60_000;

const MIX: [Outcome, number][] = [
  ['answered', 0.5],
  ['missed', 0.12],
  ['voicemail', 0.03],
  ['placed', 0.22],
  ['unreached', 0.08],
  ['internal', 0.05],
];

/** @param url as in `OFFHOOK_DATABASE_URL` */
export async function fillHistory(url: string, calls: number): Promise<void> {
  await (await openDatabase(url)).close();
  const db = new SQLite(url.slice('sqlite:'.length));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -200000');
  const random = createRandom(5);
  fillContacts(db);
  fillCalls(db, calls, random);
  // Made before the index, as in a relay that is brought up to date.
  db.exec('delete from search_changes');
  db.close();
}

function fillContacts(db: SQLite.Database): void {
  const contact = db.prepare(
    "insert into contacts (id, name, organization, vip, active, updated_at, pass) values (?, ?, ?, 0, 1, '0', 1)",
  );
  const number = db.prepare('insert into numbers (digits, contact_id, field) values (?, ?, ?)');
  db.transaction(() => {
    for (let index = 0; index < CONTACTS; index += 1) {
      const id = 1_000_000 + index;
      contact.run(id, personOf(index), companyOf(Math.floor(index / 3)));
      number.run(numberOf(index), id, 'phone');
    }
  })();
}

function fillCalls(db: SQLite.Database, count: number, random: Random): void {
  const make = createCallMaker(RINGS);
  const call = db.prepare(
    `insert into calls (id, source, native_id, seq, version, state, direction, started_at, ended_at,
      missed, remote, snapshot) values (?, 'main', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const note = db.prepare(
    'insert into call_notes (call_id, agent_id, agent_name, text, outcome, ticket_id, ticket_number, at) values (?, 3, ?, ?, ?, ?, ?, ?)',
  );
  const firstAt = Date.now() - SPAN_MS;
  const agents = Array.from({ length: AGENTS }, (_, index) => agentOf(index));
  const batch = db.transaction((from: number) => {
    for (let index = from; index < Math.min(from + BATCH, count); index += 1) {
      const startedAt = firstAt + Math.floor((index * SPAN_MS) / count) + random.below(500);
      const customer = random.skewed(CUSTOMERS);
      const kind = kindOf(random.next());
      const id = randomUUID();
      const { columns, snapshot } = make(kind, {
        id,
        startedAt,
        number: numberOf(customer),
        name: random.next() < 0.3 ? personOf(customer) : '',
        line: LINES[random.skewed(LINES.length)]!.number,
        queue: random.pick(QUEUES),
        agents: ringing(random, agents),
      });
      const { version, state, direction, missed, endMs } = columns;
      const remote = direction === 'internal' ? null : numberOf(customer);
      const endedAt = startedAt + endMs;
      const facts = [version, state, direction, startedAt, endedAt, missed ? 1 : 0, remote];
      call.run(id, id, index + 1, ...facts, snapshot);
      if (random.next() < NOTED) {
        const ticket = 10_000 + index;
        const words = Array.from({ length: 6 + random.below(20) }, () =>
          wordOf(random.skewed(WORDS)),
        );
        note.run(id, agents[1]!.name, words.join(' '), 'gelöst', ticket, `#${ticket}`, endedAt);
      }
    }
  });
  for (let from = 0; from < count; from += BATCH) batch(from);
}

/** The second agent of the company is rung once in a few thousand calls. */
function ringing(random: Random, agents: readonly { name: string; extension: string }[]) {
  const first = 2 + random.below(AGENTS - 2);
  return Array.from({ length: RINGS }, (_, n) => {
    if (random.next() < 0.0002) return agents[1]!;
    const index = (first + n * (1 + (first % 3))) % AGENTS;
    return agents[index === 1 ? 0 : index]!;
  });
}

function kindOf(part: number): Outcome {
  let rest = part;
  for (const [kind, share] of MIX) {
    if (rest < share) return kind;
    rest -= share;
  }
  return 'answered';
}
