/**
 * The order of everybody in the directory, kept from one request to the next: ids only, people are
 * read when they are written. Rules PB9, PB10 of `SPEC-phonebook.md`.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../hub/clock.ts';
import type { DirectoryPerson } from '../person.ts';
import { createBreather } from './breather.ts';
import { cleanName } from './clean-name.ts';
import { listedName, nameParts } from './name-parts.ts';
import { sortGently } from './sort-gently.ts';

/** The directory as telephones may see it. */
export interface BookPeople {
  /** Everybody with a number, in no promised order. */
  all(): Iterable<DirectoryPerson>;
  /** As they are now; undefined once they are gone. */
  get(id: number): DirectoryPerson | undefined;
  size(): number;
  /** Told after each change of a person, also of those who come and go. */
  onChanged(listener: () => void): void;
}

export interface SortedPeople {
  ids: readonly number[];
  /** Another one with each new order; none is used twice, nor after a restart. */
  order: string;
  /** Another one with each change in the directory. */
  revision: string;
}

type Sort = 'last' | 'first';

interface Built {
  ids: readonly number[];
  order: string;
  revision: string;
  /** Time of the clock from which on a new order may be made. */
  dueAt: number;
}

const STEP = 50;
/** An order that takes longer is not made anew for every change: at most this part of the time. */
const FREE_MS = 100;
const SHARE = 20;

/**
 * While a large directory changes all the time, the order may be some seconds old. Nobody who is
 * gone is shown for that, and nobody's old name: both are read when they are written.
 */
export function createSortedPeople(deps: {
  people: BookPeople;
  /** Language whose alphabet counts, e.g. `de`. */
  language: string;
  clock: Pick<Clock, 'now'>;
}): (sort: Sort) => Promise<SortedPeople> {
  const { people, clock } = deps;
  const collator = new Intl.Collator(deps.language, { numeric: true });
  const boot = randomBytes(6).toString('base64url');
  const kept = new Map<Sort, Built>();
  const building = new Map<Sort, Promise<Built>>();
  let changes = 0;
  let builds = 0;
  people.onChanged(() => (changes += 1));
  // What is loaded at the start is not told as a change, but counts.
  const revision = () => `${boot}-${changes}-${people.size()}`;

  async function build(sort: Sort): Promise<Built> {
    const began = performance.now();
    const at = revision();
    const breathe = createBreather();
    const keyed: { id: number; key: string }[] = [];
    for (const { id, name } of people.all()) {
      keyed.push({ id, key: listedName(nameParts(cleanName(name)), sort) });
      if (keyed.length % STEP === 0) await breathe();
    }
    const sorted = await sortGently(
      keyed,
      (a, b) => collator.compare(a.key, b.key) || a.id - b.id,
      breathe,
    );
    builds += 1;
    // Who changed while they were read may be there twice; once is enough.
    const seen = new Set<number>();
    const ids: number[] = [];
    for (const { id } of sorted) {
      if (!seen.has(id)) ids.push(id);
      seen.add(id);
      if (seen.size % STEP === 0) await breathe();
    }
    const tookMs = performance.now() - began;
    const dueAt = clock.now() + (tookMs < FREE_MS ? 0 : tookMs * SHARE);
    const built = { ids, order: `${boot}-${builds}`, revision: at, dueAt };
    kept.set(sort, built);
    return built;
  }

  async function current(sort: Sort): Promise<Built> {
    const known = kept.get(sort);
    const early = known && clock.now() < known.dueAt;
    if (known && (known.revision === revision() || early)) return known;
    const running = building.get(sort);
    if (running) return running;
    const built = build(sort).finally(() => building.delete(sort));
    building.set(sort, built);
    return built;
  }

  return async (sort) => {
    const { ids, order } = await current(sort);
    return { ids, order, revision: revision() };
  };
}
