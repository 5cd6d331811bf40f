/**
 * Who has a number, where the relay may not read Zammad's people by itself: what browsers of agents
 * found there, each with their own agent's rights. In memory, written through. Rule DS7.
 */
import type { Kysely } from 'kysely';
import type { Match } from '../../lib/core/agent-call.ts';
import { isSureKind } from '../../lib/core/match/sure.ts';
import { MAX_MATCHES } from '../../lib/core/match/rank-matches.ts';
import { exactWeight, SHARED_PENALTY } from '../../lib/core/match/weights.ts';
import type { Clock } from '../hub/clock.ts';
import type { Tables } from '../store/tables.ts';
import { createLearnedStore, type LearnedPerson } from './learned-store.ts';

export interface Learned {
  /** What the directory says, and behind it, where it knows nobody for sure, what was learned. Never waits. */
  applyTo(digits: string, matches: readonly Match[]): Match[];
  /** All whom somebody's look-up of the number found just now; nobody: whom it knew have it no more. */
  found(digits: string, people: readonly LearnedPerson[], agentId: number): Promise<void>;
  /** Nothing is known of the number any more. */
  forget(digits: string): Promise<void>;
  /** Numbers that something was learned about. */
  size(): number;
  load(): Promise<void>;
  /** Forgets what has expired, until the signal is aborted. */
  start(signal: AbortSignal): void;
}

/** Forgotten when nobody saw it again for so long. */
export const KEPT_MS = 90 * 86_400_000;
/** A directory is surer than a browser's word. */
const LEARNED_PENALTY = 10;
const MAX_NUMBERS = 50_000;
const SWEEP_MS = 60 * 60_000;

interface Entry {
  people: readonly LearnedPerson[];
  at: number;
}

export function createLearned(deps: {
  db: Kysely<Tables>;
  clock: Clock;
  /** `directory.learn`; off, nothing is taken in, shown or kept. */
  enabled: boolean;
  /** The relay has read Zammad's people itself: it knows better. */
  complete: () => boolean;
  /** Must not be known at all. */
  excluded?: ((person: LearnedPerson) => boolean) | undefined;
  /** The number leads to other people than before. */
  onChange: (digits: string) => void;
}): Learned {
  const { clock, complete, excluded = () => false } = deps;
  const store = createLearnedStore(deps.db);
  /** Longest unseen first. */
  const numbers = new Map<string, Entry>();
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, so that database and memory end the same: the last one told is right. */
  function inTurn(task: () => Promise<void>): Promise<void> {
    const done = last.then(task);
    last = done.catch(() => undefined);
    return done;
  }

  async function forget(digits: string): Promise<void> {
    const known = numbers.delete(digits);
    await store.remove(digits);
    if (known) deps.onChange(digits);
  }

  async function take(
    digits: string,
    people: readonly LearnedPerson[],
    agentId: number,
  ): Promise<void> {
    if (people.length === 0) return forget(digits);
    const at = clock.now();
    const before = numbers.get(digits);
    await store.put(digits, people, { agentId, at, expiresAt: at + KEPT_MS });
    numbers.delete(digits);
    numbers.set(digits, { people, at });
    const [oldest] = numbers.keys();
    if (numbers.size > MAX_NUMBERS && oldest !== undefined) await forget(oldest);
    if (JSON.stringify(before?.people) !== JSON.stringify(people)) deps.onChange(digits);
  }

  async function sweep(): Promise<void> {
    const now = clock.now();
    for (const [digits, { at }] of numbers) {
      // A time of the future was written by a clock that was wrong.
      if (complete() || at + KEPT_MS <= now || at > now + KEPT_MS) await forget(digits);
    }
  }

  return {
    applyTo(digits, matches) {
      const entry = deps.enabled && !complete() ? numbers.get(digits) : undefined;
      const people = entry?.people.filter((person) => !excluded(person)) ?? [];
      const known = matches.filter(({ reason }) => isSureKind(reason.kind));
      if (!entry || people.length === 0 || entry.at + KEPT_MS <= clock.now()) return [...matches];
      // The directory has somebody with this very number.
      if (known.length > 0) return [...matches];
      const shared = people.length > 1 ? SHARED_PENALTY : 0;
      return people
        .map((person) => asMatch(person, shared))
        .sort((a, b) => b.weight - a.weight || (a.userId ?? 0) - (b.userId ?? 0))
        .slice(0, MAX_MATCHES);
    },
    async found(digits, people, agentId) {
      if (!deps.enabled || complete()) return;
      const allowed = people.filter((person) => !excluded(person));
      await inTurn(() => take(digits, allowed, agentId));
    },
    forget: (digits) => inTurn(() => forget(digits)),
    size: () => numbers.size,
    async load() {
      if (!deps.enabled) return store.clear();
      await store.load((digits, people, at) => numbers.set(digits, { people, at }));
    },
    start(signal) {
      const cancel = clock.every(SWEEP_MS, () => void inTurn(sweep).catch(() => undefined));
      signal.addEventListener('abort', cancel);
    },
  };
}

function asMatch(person: LearnedPerson, shared: number): Match {
  const { userId, name, organization, vip, field } = person;
  return {
    userId,
    name,
    ...(organization !== undefined && { organization }),
    ...(vip && { vip }),
    reason: { kind: 'exact', ...(field !== undefined && { detail: field }) },
    weight: exactWeight(field ?? 'phone') - LEARNED_PENALTY - shared,
    learned: true,
  };
}
