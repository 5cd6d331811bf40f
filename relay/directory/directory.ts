/** The directory of Zammad's people: who has this number? Rules DR* of `relay/SPEC-agents.md`. */
import type { Kysely } from 'kysely';
import type { Match } from '../../lib/core/agent-call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import type { Log } from '../agents/log.ts';
import type { Clock } from '../hub/clock.ts';
import type { Admission } from '../privacy/admission.ts';
import type { Tables } from '../store/tables.ts';
import { createNumberIndex } from './number-index.ts';
import type { DirectoryPerson } from './person.ts';
import type { PeopleSource } from './sync-source.ts';
import type { SyncProgress } from './sync-position.ts';
import { createSync, type SYNC_TIMING, type SyncSettings } from './sync.ts';

export interface Directory {
  /**
   * Who has this number (E.164 digits), else who is guessed by a number near it; best first, at
   * most 20. Never waits.
   */
  lookup(digits: string): Match[];
  /** People with at least one readable number; 0 without a service token. */
  size(): number;
  progress(): SyncProgress | undefined;
  /** Everybody with a readable number, in no promised order; who changes meanwhile may be missed. */
  people(): IterableIterator<DirectoryPerson>;
  /** One of them, as they are now. */
  person(id: number): DirectoryPerson | undefined;
  /** Told which numbers lead to other people than before. */
  onLanded(listener: (digits: ReadonlySet<string>) => void): void;
  /** Leaves a number out until Zammad changes who has it. @returns how many records had it */
  forget(digits: string): Promise<{ people: number; organizations: number }>;
  /** Reads what is stored; look-ups before that find nobody. */
  load(): Promise<void>;
  /** Keeps it like Zammad until the signal is aborted. Without a source it does nothing. */
  run(signal: AbortSignal): Promise<void>;
}

export function createDirectory(deps: {
  db: Kysely<Tables>;
  /** Zammad, with a service token, and what to read there; without one the directory is empty. */
  service: { source: PeopleSource; settings: SyncSettings } | undefined;
  phone: Phone;
  clock: Clock;
  log: Log;
  timing?: Partial<typeof SYNC_TIMING> | undefined;
  onPeople?: ((users: readonly ZammadUser[]) => void | Promise<void>) | undefined;
  admission?: Admission | undefined;
}): Directory {
  const index = createNumberIndex({ mobile: deps.phone.mobile });
  const listeners: ((digits: ReadonlySet<string>) => void)[] = [];
  const sync =
    deps.service &&
    createSync({
      ...deps,
      ...deps.service,
      index,
      onLanded: (digits) => listeners.forEach((listener) => listener(digits)),
    });

  return {
    lookup: (digits) => (sync ? index.lookup(digits) : []),
    size: () => (sync ? index.size : 0),
    progress: () => sync?.progress(),
    *people() {
      for (const person of index.people()) if (person.numbers.length > 0) yield person;
    },
    person: (id) => index.get(id),
    onLanded: (listener) => void listeners.push(listener),
    forget: async (digits) => (await sync?.forget(digits)) ?? { people: 0, organizations: 0 },
    load: async () => sync?.load(),
    run: async (signal) => sync?.run(signal),
  };
}
