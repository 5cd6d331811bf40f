/** The directory of Zammad's people: who has this number? Rules DR* of `relay/SPEC-agents.md`. */
import type { Kysely } from 'kysely';
import type { Match } from '../../lib/core/agent-call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import type { Log } from '../agents/log.ts';
import type { Clock } from '../hub/clock.ts';
import type { Tables } from '../store/tables.ts';
import { createNumberIndex } from './number-index.ts';
import { createPeopleStore } from './people-store.ts';
import type { DirectoryPerson } from './person.ts';
import { createSync, type PeopleSource, type SYNC_TIMING, type SyncProgress } from './sync.ts';

export interface Directory {
  /** People with exactly this number (E.164 digits), best first, at most 20. Never waits. */
  lookup(digits: string): Match[];
  /** People with at least one readable number; 0 without a service token. */
  size(): number;
  progress(): SyncProgress | undefined;
  /** Everybody with a readable number, in no promised order; who changes meanwhile may be missed. */
  people(): IterableIterator<DirectoryPerson>;
  /** Told which numbers lead to other people than before. */
  onLanded(listener: (digits: ReadonlySet<string>) => void): void;
  /** Reads what is stored; look-ups before that find nobody. */
  load(): Promise<void>;
  /** Keeps it like Zammad until the signal is aborted. Without a source it does nothing. */
  run(signal: AbortSignal): Promise<void>;
}

export function createDirectory(deps: {
  db: Kysely<Tables>;
  source: PeopleSource | undefined;
  phone: Phone;
  phoneFields?: readonly string[] | undefined;
  clock: Clock;
  log: Log;
  timing?: Partial<typeof SYNC_TIMING> | undefined;
  onPeople?: ((users: readonly ZammadUser[]) => void | Promise<void>) | undefined;
}): Directory {
  const index = createNumberIndex();
  const store = createPeopleStore(deps.db, deps.phoneFields);
  const listeners: ((digits: ReadonlySet<string>) => void)[] = [];
  const sync =
    deps.source &&
    createSync({
      ...deps,
      source: deps.source,
      store,
      index,
      onLanded: (digits) => listeners.forEach((listener) => listener(digits)),
    });

  return {
    lookup: (digits) => (sync ? index.lookup(digits) : []),
    size: () => (sync ? index.size : 0),
    progress: () => sync?.progress(),
    people: () => index.people(),
    onLanded: (listener) => void listeners.push(listener),
    async load() {
      if (sync) await store.load((person) => index.put(person));
    },
    run: async (signal) => sync?.run(signal),
  };
}
