/**
 * Keeps what was found in a temporary file of SQLite, so that a Zammad of any size is examined in
 * little memory. The file has no name and goes away with the process.
 */
import SQLite from 'better-sqlite3';
import type { Examined } from './examine-person.ts';
import type { Finding, Kind } from './finding.ts';

export interface KindCount {
  kind: Kind;
  findings: number;
  /** People and organisations concerned. */
  records: number;
}

export interface ReportStore {
  /** Everything of these people and organisations, together. */
  add(examined: readonly Examined[]): void;
  /** Finds the shared numbers; once, after the last person. */
  finish(): void;
  counts(): KindCount[];
  /** Different numbers. */
  numbers(): number;
  /** Of one kind in the order they came, one after the other. @param limit none: all */
  findings(kind: Kind, limit?: number): IterableIterator<Finding>;
  close(): void;
}

const MAX_PEOPLE = 20;
/** Pages of SQLite kept in memory, kB. */
const CACHE_KB = 8_000;

export function createReportStore(): ReportStore {
  const db = new SQLite('');
  db.pragma(`cache_size = -${CACHE_KB}`);
  db.pragma('temp_store = FILE');
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.exec(`
    create table findings (id integer primary key, kind text, json text);
    create table persons (id integer primary key, name text, staff integer);
    create table numbers (digits text, record integer, primary key (digits, record)) without rowid;
    create table concerned (kind text, record integer, primary key (kind, record)) without rowid;`);
  const addFinding = db.prepare('insert into findings (kind, json) values (?, ?)');
  const addPerson = db.prepare('insert or replace into persons values (?, ?, ?)');
  const addNumber = db.prepare('insert or ignore into numbers values (?, ?)');
  const addConcerned = db.prepare('insert or ignore into concerned values (?, ?)');

  const addAll = db.transaction((examined: readonly Examined[]) => {
    for (const { person, organization = 0, name, staff, numbers, findings } of examined) {
      // Organisations count below zero: their ids are others than those of people.
      const record = person ?? -organization;
      if (person !== undefined && numbers.size > 0) addPerson.run(person, name, staff ? 1 : 0);
      for (const digits of numbers) addNumber.run(digits, record);
      for (const finding of findings) {
        addFinding.run(finding.kind, JSON.stringify(finding));
        addConcerned.run(finding.kind, record);
      }
    }
  });

  const addShared = db.transaction(() => {
    const shared = db
      .prepare<[], { digits: string; count: number }>(
        'select digits, count(*) as count from numbers where record > 0 group by digits having count > 1 order by count desc, digits',
      )
      .all();
    const owners = db.prepare<[string], { id: number; name: string; staff: number }>(
      `select id, name, staff from numbers join persons on id = record where digits = ? order by id limit ${MAX_PEOPLE}`,
    );
    for (const { digits, count } of shared) {
      const people = owners.all(digits);
      const finding: Finding = {
        kind: 'shared',
        staff: people.every(({ staff }) => staff === 1),
        number: digits,
        zammad: [],
        why: `${count} people have it`,
        people: people.map(({ id, name }) => ({ id, name })),
      };
      addFinding.run('shared', JSON.stringify(finding));
    }
    db.exec(
      `insert into concerned select distinct 'shared', record from numbers where record > 0 and digits in
         (select digits from numbers where record > 0 group by digits having count(*) > 1)`,
    );
  });

  return {
    add: (examined) => addAll(examined),
    finish: () => addShared(),
    counts: () =>
      db
        .prepare<[], KindCount>(
          `select kind, count(*) as findings,
             (select count(*) from concerned where concerned.kind = findings.kind) as records
           from findings group by kind`,
        )
        .all(),
    numbers: () =>
      db.prepare<[], number>('select count(distinct digits) from numbers').pluck().get() ?? 0,
    *findings(kind, limit = -1) {
      const rows = db.prepare<[string, number], { json: string }>(
        'select json from findings where kind = ? order by id limit ?',
      );
      for (const { json } of rows.iterate(kind, limit)) yield JSON.parse(json) as Finding;
    },
    close: () => db.close(),
  };
}
