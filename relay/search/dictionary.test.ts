import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../store/database.ts';
import { createDictionary, NO_ROOM } from './dictionary.ts';

it('HS1: ids stay the same over a restart, however many come at once; what finds no room says so', async () => {
  const { db, close } = await openDatabase('sqlite::memory:');
  onTestFinished(close);
  const first = createDictionary(db, 'search_parties', 40_000);
  const ids = Array.from({ length: 40_000 }, (_, n) => first.idOf(`party ${n}`));
  expect(new Set(ids).size).toBe(40_000);
  expect(ids).not.toContain(NO_ROOM);
  expect(first.idOf('one more')).toBe(NO_ROOM);
  (await first.save(db))();
  const second = createDictionary(db, 'search_parties', 40_001);
  await second.load();
  expect(second.idOf('party 39999')).toBe(ids[39_999]);
  expect(second.idOf('one more')).toBe(40_001);
  expect(second.valueOf(ids[5]!)).toBe('party 5');
  (await second.save(db))();
  const { count } = await db
    .selectFrom('search_parties')
    .select((is) => is.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(count).toBe(40_001);
});
