import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createMemoryStorage } from './memory-storage.ts';
import { createStored, decode, type Definition, QUARANTINE_KEY } from './stored.ts';

const item: Definition<{ count: number }> = {
  key: 'local:sample',
  version: 3,
  schema: v.object({ count: v.number() }),
  fallback: () => ({ count: 0 }),
  migrations: {
    2: (value) => ({ count: Number(value) }),
    3: (value) => ({ count: (value as { count: number }).count * 10 }),
  },
};

function setup(raw?: unknown) {
  const storage = createMemoryStorage();
  if (raw !== undefined) storage.raw.set(item.key, raw);
  const damaged: string[] = [];
  const deps = {
    storage,
    now: () => 5,
    onDamaged: (key: string, why: string) => damaged.push(`${key} ${why}`),
  };
  return { storage, damaged, stored: createStored(deps, item) };
}

describe('a damaged value', () => {
  it.each([
    ['text', 'unreadable'],
    [{ count: 1 }, 'unreadable'],
    [{ v: 0, value: {} }, 'unreadable'],
    [{ v: 3, value: { count: 'many' } }, 'unreadable'],
    [{ v: 4, value: { count: 1 } }, 'newer'],
  ])('%j is put aside whole, reported, and the default used', async (raw, problem) => {
    const { storage, damaged, stored } = setup(raw);
    expect(await stored.get()).toEqual({ count: 0 });
    expect(damaged).toEqual([`local:sample ${problem}`]);
    expect(storage.raw.get(QUARANTINE_KEY)).toEqual([
      { key: 'local:sample', at: 5, problem, value: raw },
    ]);
    expect(await stored.get()).toEqual({ count: 0 });
    expect(damaged).toHaveLength(1);
  });
  it('a migration that throws puts aside what was there before it', async () => {
    const broken = {
      ...item,
      migrations: {
        ...item.migrations,
        3: () => {
          throw new Error('x');
        },
      },
    };
    expect(decode(broken, { v: 1, value: 4 })).toEqual({ ok: false, problem: 'migration' });
  });
  it('a missing migration is a problem, not a guess', () => {
    expect(decode({ ...item, migrations: {} }, { v: 2, value: { count: 1 } })).toEqual({
      ok: false,
      problem: 'migration',
    });
  });
  it('at most twenty are kept', async () => {
    const { storage, stored } = setup();
    for (let round = 0; round < 25; round++) {
      storage.raw.set(item.key, `bad ${round}`);
      await stored.get();
    }
    const kept = storage.raw.get(QUARANTINE_KEY) as { value: string }[];
    expect(kept).toHaveLength(20);
    expect(kept.at(-1)?.value).toBe('bad 24');
  });
});

describe('a stored value', () => {
  it('is migrated step by step', async () => {
    expect(await setup({ v: 1, value: '4' }).stored.get()).toEqual({ count: 40 });
    expect(await setup({ v: 2, value: { count: 4 } }).stored.get()).toEqual({ count: 40 });
    expect(await setup({ v: 3, value: { count: 4 } }).stored.get()).toEqual({ count: 4 });
  });
  it('changes one after the other', async () => {
    const { stored } = setup();
    await Promise.all(
      Array.from({ length: 50 }, () => stored.update(({ count }) => ({ count: count + 1 }))),
    );
    expect(await stored.get()).toEqual({ count: 50 });
  });
  it('a change that throws stops nobody behind it', async () => {
    const { stored } = setup();
    const bad = stored.update(() => {
      throw new Error('no');
    });
    const good = stored.update(() => ({ count: 2 }));
    await expect(bad).rejects.toThrow('no');
    expect(await good).toEqual({ count: 2 });
  });
  it('is gone after clear', async () => {
    const { stored } = setup({ v: 3, value: { count: 4 } });
    await stored.clear();
    expect(await stored.get()).toEqual({ count: 0 });
  });
});
