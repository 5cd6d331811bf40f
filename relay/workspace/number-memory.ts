/** Whom numbers were found to be, and not to be, by the whole team; in memory, written through. Rule WS8. */
import type { Kysely } from 'kysely';
import type { Match } from '../../lib/core/agent-call.ts';
import {
  type NumberMemory as Known,
  type Pick as Chosen,
  withMemory,
} from '../../lib/core/match-memory.ts';
import type { Agent } from '../../lib/protocol/frames.ts';
import { ApiError } from '../api/errors.ts';
import type { Clock } from '../hub/clock.ts';
import type { Tables } from '../store/tables.ts';

export interface NumberMemory {
  /** What the directory says, as the team knows better. Never waits. */
  applyTo(digits: string, matches: readonly Match[]): Match[];
  /** Zammad ids of those whom the number is not. A browser asks Zammad itself, too, and has to know. */
  excludedOf(digits: string): number[];
  /** This is who it is. Takes back that it is not. */
  pick(digits: string, person: { userId: number; name: string }, agent: Agent): Promise<void>;
  /** It is not this person, or that is taken back. */
  exclude(digits: string, userId: number, exclude: boolean, agent: Agent): Promise<void>;
  /** Nothing is known of this number any more. @returns what there was */
  forget(digits: string): Promise<{ picks: number; exclusions: number }>;
  load(): Promise<void>;
}

/** Numbers the team may know something about. */
const MAX_NUMBERS = 200_000;
/** People remembered for one number; more is no memory but a list. */
const MAX_PICKS = 50;
const MAX_EXCLUDED = 200;

interface Entry extends Known {
  picks: Chosen[];
  excluded: Set<number>;
}

export function createNumberMemory(deps: {
  db: Kysely<Tables>;
  clock: Pick<Clock, 'now'>;
  /** The number leads to other people than before. */
  onChange: (digits: string) => void;
}): NumberMemory {
  const { db, clock } = deps;
  const numbers = new Map<string, Entry>();
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, so that database and memory end the same. */
  function inTurn(task: () => Promise<void>): Promise<void> {
    const done = last.then(task);
    last = done.catch(() => undefined);
    return done;
  }

  function entryOf(digits: string): Entry {
    const known = numbers.get(digits);
    if (known) return known;
    if (numbers.size >= MAX_NUMBERS) {
      throw new ApiError(409, 'number/full', 'The team knows too many numbers already.');
    }
    const entry: Entry = { picks: [], excluded: new Set() };
    numbers.set(digits, entry);
    return entry;
  }

  async function removeIn(
    table: 'picks' | 'exclusions',
    digits: string,
    ids: readonly number[],
  ): Promise<void> {
    if (ids.length === 0) return;
    await db
      .deleteFrom(table)
      .where('digits', '=', digits)
      .where('contact_id', 'in', ids)
      .execute();
  }

  async function pick(
    digits: string,
    { userId, name }: { userId: number; name: string },
    agent: Agent,
  ): Promise<void> {
    const entry = entryOf(digits);
    const latest = entry.picks.reduce((at, one) => Math.max(at, one.at), 0);
    // Also after the clock was set back this one is the last.
    const at = Math.max(clock.now(), latest + 1);
    const row = { contact_name: name, agent_id: agent.id, agent_name: agent.name, at };
    await db
      .insertInto('picks')
      .values({ digits, contact_id: userId, ...row })
      .onConflict((conflict) => conflict.columns(['digits', 'contact_id']).doUpdateSet(row))
      .execute();
    await removeIn('exclusions', digits, [userId]);
    const others = entry.picks.filter((one) => one.userId !== userId);
    entry.picks = [{ userId, name, by: agent.name, at }, ...others];
    entry.excluded.delete(userId);
    const surplus = entry.picks.splice(MAX_PICKS).map((one) => one.userId);
    deps.onChange(digits);
    await removeIn('picks', digits, surplus);
  }

  async function ruleOut(digits: string, userId: number, agent: Agent): Promise<void> {
    const entry = entryOf(digits);
    const row = { agent_id: agent.id, agent_name: agent.name, at: clock.now() };
    await db
      .insertInto('exclusions')
      .values({ digits, contact_id: userId, ...row })
      .onConflict((conflict) => conflict.columns(['digits', 'contact_id']).doUpdateSet(row))
      .execute();
    await removeIn('picks', digits, [userId]);
    entry.excluded.add(userId);
    entry.picks = entry.picks.filter((one) => one.userId !== userId);
    const surplus = [...entry.excluded].slice(0, Math.max(0, entry.excluded.size - MAX_EXCLUDED));
    for (const id of surplus) entry.excluded.delete(id);
    deps.onChange(digits);
    await removeIn('exclusions', digits, surplus);
  }

  async function takeBack(digits: string, userId: number): Promise<void> {
    const entry = numbers.get(digits);
    if (!entry?.excluded.has(userId)) return;
    await removeIn('exclusions', digits, [userId]);
    entry.excluded.delete(userId);
    deps.onChange(digits);
  }

  return {
    excludedOf: (digits) => [...(numbers.get(digits)?.excluded ?? [])].sort((a, b) => a - b),
    applyTo: (digits, matches) => withMemory(matches, numbers.get(digits)),
    pick: (digits, person, agent) => inTurn(() => pick(digits, person, agent)),
    exclude: (digits, userId, exclude, agent) =>
      inTurn(() => (exclude ? ruleOut(digits, userId, agent) : takeBack(digits, userId))),
    async forget(digits) {
      const found = { picks: 0, exclusions: 0 };
      await inTurn(async () => {
        for (const table of ['picks', 'exclusions'] as const) {
          const gone = await db.deleteFrom(table).where('digits', '=', digits).executeTakeFirst();
          found[table] = Number(gone.numDeletedRows);
        }
        if (numbers.delete(digits)) deps.onChange(digits);
      });
      return found;
    },
    async load() {
      const picks = await db.selectFrom('picks').selectAll().orderBy('at', 'desc').execute();
      for (const { digits, contact_id: userId, contact_name: name, agent_name: by, at } of picks) {
        entryOf(digits).picks.push({ userId, name, by, at });
      }
      const excluded = await db
        .selectFrom('exclusions')
        .select(['digits', 'contact_id'])
        .orderBy('at')
        .execute();
      for (const { digits, contact_id: id } of excluded) entryOf(digits).excluded.add(id);
    },
  };
}
