/**
 * Everybody a token may see, kept for that token alone and read again by change time. The first
 * answer comes within five seconds whatever Zammad does. Rule BR9 of `SPEC-bridge.md`.
 */
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { type Clock, pause } from '../hub/clock.ts';
import type { BridgePerson } from './bridge-person.ts';
import type { HeldPeople, PeopleReading } from './held-people.ts';
import { createInTurn } from './in-turn.ts';
import { createNewestMap } from './newest-map.ts';
import type { PeopleReader } from './read-people.ts';

export interface PeopleCache {
  /**
   * Everybody, fresh unless Zammad is too slow for that. Undefined: the first load takes longer
   * than `ms`; it goes on meanwhile.
   * @throws ZammadError
   */
  people(token: string, reader: PeopleReader, ms?: number): Promise<HeldPeople | undefined>;
  /** Somebody was read or written by themselves; undefined: they are gone. */
  put(token: string, id: number, person: BridgePerson | undefined): void;
}

export const FIRST_ANSWER_MS = 5_000;
/** Changes are asked for again after this time, so they are seen in well under a minute. */
const FRESH_MS = 20_000;
/** Who was deleted is in no list of changes: from time to time everybody is read again. */
const RELOAD_MS = 3_600_000;
const MAX_TOKENS = 50;
/** People held for all tokens together. */
const MAX_HELD = 300_000;

export function createPeopleCache(deps: { reading: PeopleReading; clock: Clock }): PeopleCache {
  const { reading, clock } = deps;
  const entries = createNewestMap<HeldPeople>(MAX_TOKENS);
  const underWay = new Map<string, Promise<HeldPeople>>();
  /** Whole loads one after the other: fifty apps that start at once must not stop Zammad. */
  const inTurn = createInTurn();

  function bring(token: string, reader: PeopleReader): Promise<HeldPeople> {
    const already = underWay.get(token);
    if (already) return already;
    const held = entries.get(token);
    const now = clock.now();
    if (held && now - held.asOf < FRESH_MS) return Promise.resolve(held);
    const whole = !held || now - held.loadedAt > RELOAD_MS;
    const work = whole ? inTurn('load', () => reading.load(reader)) : reading.refresh(held, reader);
    const mine = work
      .then((fresh) => {
        entries.set(token, fresh);
        makeRoom(token);
        return fresh;
      })
      .finally(() => underWay.delete(token));
    // Nobody may be waiting any more when it fails.
    mine.catch(() => {});
    underWay.set(token, mine);
    return mine;
  }

  function makeRoom(but: string): void {
    const all = [...entries.entries()];
    let size = all.reduce((sum, [, { people }]) => sum + people.size, 0);
    for (const [token, { people }] of all) {
      if (size <= MAX_HELD) return;
      if (token === but) continue;
      entries.delete(token);
      size -= people.size;
    }
  }

  return {
    async people(token, reader, ms = FIRST_ANSWER_MS) {
      const end = new AbortController();
      const late = pause(clock, ms, end.signal).then(() => entries.get(token));
      try {
        return await Promise.race([bring(token, reader), late]);
      } catch (error) {
        const held = entries.get(token);
        // A Zammad that is away for a moment takes nobody's telephone book.
        if (held && error instanceof ZammadError && isPassing(error)) return held;
        throw error;
      } finally {
        end.abort();
      }
    },
    put(token, id, person) {
      const held = entries.get(token);
      if (held) reading.put(held, id, person);
    },
  };
}

const isPassing = ({ code }: ZammadError) =>
  code === 'zammad/slow' || code === 'zammad/unreachable' || code === 'zammad/broken';
