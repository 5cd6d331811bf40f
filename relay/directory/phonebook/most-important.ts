/** Whom a telephone gets that takes fewer than there are. Rule PB11 of `SPEC-phonebook.md`. */
import type { Book } from './books.ts';
import { createBreather } from './breather.ts';
import { sortGently } from './sort-gently.ts';

const STEP = 50;

/** VIPs, then whoever changed last; in the order of the list. */
export async function mostImportant(
  { read }: Pick<Book, 'read'>,
  ids: readonly number[],
  most: number,
): Promise<number[]> {
  const breathe = createBreather();
  const facts: { id: number; vip: boolean; updatedAt: number }[] = [];
  for (const [at, id] of ids.entries()) {
    if (at % STEP === 0) await breathe();
    const person = read(id);
    if (person) facts.push({ id, vip: person.vip, updatedAt: person.updatedAt });
  }
  const ranked = await sortGently(
    facts,
    (a, b) => Number(b.vip) - Number(a.vip) || b.updatedAt - a.updatedAt || a.id - b.id,
    breathe,
  );
  const chosen = new Set(ranked.slice(0, most).map(({ id }) => id));
  return ids.filter((id) => chosen.has(id));
}
