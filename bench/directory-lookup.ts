/** 200,000 people with 340,000 numbers in the index: what they take, and how long a look-up lasts. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import metadata from 'libphonenumber-js/max/metadata';
import { createPhone } from '../lib/core/phone.ts';
import { createNumberIndex, type NumberIndex } from '../relay/directory/number-index.ts';
import type { DirectoryPerson } from '../relay/directory/person.ts';
import { percentile, type Row } from './figures.ts';

const PEOPLE = 200_000;
/** Seven of ten have a second number. */
const SECOND = 7;
const LOOKUPS = 20_000;
const WANTED_MS = 5;
const WANTED_MIB = 100;

export async function lookupRows(): Promise<Row[]> {
  const { mobile } = createPhone(metadata, { homeCountry: 'DE' });
  const before = usedMiB();
  const index = createNumberIndex({ mobile });
  let numbers = 0;
  for (let id = 1; id <= PEOPLE; id += 1) {
    const person = personOf(id);
    numbers += person.numbers.length;
    index.put(person);
  }
  const taken = usedMiB() - before;
  const people = `${PEOPLE.toLocaleString('en')} people, ${numbers.toLocaleString('en')} numbers`;
  return [
    {
      what: `index of ${people}`,
      figure: `${taken.toFixed(0)} MiB`,
      wanted: `${WANTED_MIB} MiB of 300 for the whole relay`,
      holds: taken <= WANTED_MIB,
    },
    measure(index, 'exact', (n) => landline(1 + (n % PEOPLE))),
    measure(index, 'near, in a block', (n) => landline(1 + (n % PEOPLE)).slice(0, -2) + '77'),
    measure(index, 'near, behind a main number', (n) => `${landline(1 + (n % PEOPLE))}12`),
    measure(index, 'nobody', (n) => `4420${70_000_000 + n * 31}`),
    measure(index, 'mixed, while changes land', (n) => {
      const id = 1 + ((n * 7_919) % PEOPLE);
      index.put({ ...personOf(id), updatedAt: n });
      return n % 2 === 0 ? landline(id) : landline(id).slice(0, -1) + String(n % 10);
    }),
  ];
}

function measure(index: NumberIndex, what: string, numberOf: (n: number) => string): Row {
  const times: number[] = [];
  let found = 0;
  for (let n = 0; n < LOOKUPS; n += 1) {
    const digits = numberOf(n);
    const from = performance.now();
    found += index.lookup(digits).length > 0 ? 1 : 0;
    times.push(performance.now() - from);
  }
  const p99 = percentile(times, 0.99);
  const figures = [0.5, 0.99, 1].map((part) => percentile(times, part).toFixed(3));
  return {
    what: `look-up, ${what} (${Math.round((100 * found) / LOOKUPS)} % find somebody)`,
    figure: `p50 ${figures[0]} ms  p99 ${figures[1]} ms  most ${figures[2]} ms`,
    wanted: `p99 ≤ ${WANTED_MS} ms`,
    holds: p99 <= WANTED_MS,
  };
}

const TOWNS = ['30', '40', '89', '221', '69', '711', '341', '351', '421', '511'];

/** Companies of ten, each with a block of a hundred numbers. */
function landline(id: number): string {
  const company = Math.floor(id / 10);
  const town = TOWNS[company % TOWNS.length] ?? '30';
  return `49${town}${200_000 + (company % 700_000)}${10 + (id % 10)}`;
}

function personOf(id: number): DirectoryPerson {
  const numbers = [{ digits: landline(id), field: 'phone' }];
  if (id % 10 < SECOND) numbers.push({ digits: `49171${1_000_000 + id * 37}`, field: 'mobile' });
  return {
    id,
    // As they come out of a database: each text by itself.
    name: Buffer.from(`Firstname${id % 5_000} Lastname-${id}`).toString('latin1'),
    organization: `Company ${Math.floor(id / 10)} GmbH`,
    organizationId: 1 + Math.floor(id / 10),
    vip: id % 100 === 0,
    updatedAt: 1_700_000_000_000 + id,
    numbers,
  };
}

function usedMiB(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}
