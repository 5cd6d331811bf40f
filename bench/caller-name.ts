/** How long a telephone system waits for a caller's name, by a real relay over HTTP. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DirectoryPerson } from '../relay/directory/person.ts';
import { createPeopleStore } from '../relay/directory/people-store.ts';
import { openDatabase } from '../relay/store/database.ts';
import { RELAY_SECRET, startRelay } from '../tests/e2e/harness/relay.ts';
import { percentile, type Row, spread } from './figures.ts';
import { startHangingZammad } from './policies.ts';

const PEOPLE = 200_000;
const SECOND_NUMBER = 0.7;
const ASKED = 5_000;
const PROMISED_MS = 20;
const BOOK_SECRET = 'bench-book';

/** 200,000 people with 340,000 numbers, stored before the relay starts. */
export async function callerNameRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-names-'));
  const zammad = await startHangingZammad();
  const databaseUrl = `sqlite:${join(folder, 'offhook.db')}`;
  await fillDirectory(databaseUrl);
  const relay = await startRelay({
    zammadUrl: zammad.url,
    serviceToken: 'bench-service',
    env: { OFFHOOK_DATABASE_URL: databaseUrl, OFFHOOK_LOG_LEVEL: 'warn' },
    config: { phonebook: { secret: BOOK_SECRET } },
  });
  try {
    await known(relay.url);
    const quiet = await measureCallerNames(relay.url, RELAY_SECRET, (n) => `+${landline(n)}`);
    const strangers = await measureCallerNames(
      relay.url,
      RELAY_SECRET,
      (n) => `+4920155${10_000 + n}`,
    );
    const book = fetchBook(relay.url);
    const busy = await measureCallerNames(relay.url, RELAY_SECRET, (n) => `+${landline(n)}`, book);
    return [
      { ...quiet, what: `caller name, ${PEOPLE.toLocaleString('en')} people (${quiet.what})` },
      { ...strangers, what: `caller name, nobody's number (${strangers.what})` },
      { ...busy, what: `caller name, while all of them go into a phone book (${busy.what})` },
    ];
  } finally {
    await relay.remove();
    zammad.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Asks one after the other, as a telephone system does, until `ASKED` answers came or `during` is over.
 * @param numberOf the caller of the n-th question, in any spelling
 */
export async function measureCallerNames(
  relayUrl: string,
  secret: string,
  numberOf: (n: number) => string,
  during?: Promise<unknown>,
): Promise<Row> {
  let over = false;
  const end = during?.finally(() => (over = true));
  const times: number[] = [];
  let named = 0;
  for (let n = 0; n < ASKED && !over; n += 1) {
    const number = encodeURIComponent(numberOf(n * 37));
    const startedAt = performance.now();
    const answer = await fetch(`${relayUrl}/pbx/main/${secret}/name?number=${number}`);
    const text = await answer.text();
    times.push(performance.now() - startedAt);
    if (!answer.ok) throw new Error(`a caller name was answered ${answer.status}`);
    if (text !== '') named += 1;
  }
  await end;
  return {
    what: `${times.length} asked, ${named} named`,
    figure: spread(times, [0.5, 0.95, 0.99]),
    wanted: `p99 ≤ ${PROMISED_MS} ms`,
    holds: percentile(times, 0.99) <= PROMISED_MS,
  };
}

/** All that is there; a phone takes less. */
async function fetchBook(relayUrl: string): Promise<number> {
  const answer = await fetch(`${relayUrl}/phonebook/yealink/${BOOK_SECRET}?max=100000&page=1`);
  return (await answer.arrayBuffer()).byteLength;
}

/** Waits until the directory is loaded. */
async function known(relayUrl: string): Promise<void> {
  const last = encodeURIComponent(`+${landline(PEOPLE - 1)}`);
  for (let turn = 0; turn < 300; turn += 1) {
    const answer = await fetch(`${relayUrl}/pbx/main/${RELAY_SECRET}/name?number=${last}`);
    if ((await answer.text()) !== '') return;
    await pause(200);
  }
  throw new Error('the directory was not loaded');
}

async function fillDirectory(databaseUrl: string): Promise<void> {
  const { db, close } = await openDatabase(databaseUrl);
  const store = createPeopleStore(db);
  const people = Array.from({ length: PEOPLE }, (_, n) => personOf(n));
  await store.save(people, 1);
  await close();
}

function landline(n: number): string {
  return `4930${20_000_000 + (n % PEOPLE)}`;
}

function personOf(n: number): DirectoryPerson {
  const numbers = [{ digits: landline(n), field: 'phone' }];
  if ((n * 7919) % 100 < SECOND_NUMBER * 100) {
    numbers.push({ digits: `49171${2_000_000 + n}`, field: 'mobile' });
  }
  return {
    id: n + 1,
    name: `Firstname${n % 997} Lastname${(n * 31) % 4_999}`,
    organization: `Company ${n % 5_000}`,
    vip: n % 500 === 0,
    updatedAt: 1_700_000_000_000 + n,
    numbers,
  };
}
