import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Match } from './agent-call.ts';
import { type Pick, withMemory } from './match-memory.ts';

const match = (userId: number, more: Partial<Match> = {}): Match => ({
  userId,
  name: `Person ${userId}`,
  reason: { kind: 'exact', detail: 'phone' },
  weight: 80,
  ...more,
});
const pick = (userId: number, at: number, by = 'Alice'): Pick => ({
  userId,
  name: `Picked ${userId}`,
  by,
  at,
});
const memory = (picks: Pick[], excluded: number[] = []) => ({ picks, excluded: new Set(excluded) });

describe('WS8: what the team knows about a number', () => {
  it('nothing known changes nothing', () => {
    expect(withMemory([match(1)], undefined)).toEqual([match(1)]);
    expect(withMemory([match(1), match(2)], memory([]))).toEqual([match(1), match(2)]);
  });
  it('the last picked comes first, with what the directory knows of them', () => {
    const listed = [match(1), match(2, { organization: 'Acme', vip: true })];
    expect(withMemory(listed, memory([pick(1, 5), pick(2, 9, 'Bob')]))).toEqual([
      match(2, {
        organization: 'Acme',
        vip: true,
        reason: { kind: 'picked', detail: 'Bob' },
        weight: 100,
      }),
      match(1),
    ]);
  });
  it('also whom the directory does not list; those picked earlier come last', () => {
    const found = withMemory([match(1)], memory([pick(7, 9), pick(8, 5), pick(9, 7)]));
    expect(found.map(({ name }) => name)).toEqual(['Picked 7', 'Person 1', 'Picked 9', 'Picked 8']);
    expect(found[0]?.weight).toBeGreaterThan(found[3]?.weight ?? 100);
  });
  it('excluded ones are gone, whoever names them; organisations stay', () => {
    const organization: Match = { name: 'Acme', reason: { kind: 'organization' }, weight: 40 };
    const found = withMemory([match(1), organization], memory([pick(2, 5)], [1, 2]));
    expect(found).toEqual([organization]);
  });
  it('nobody twice, nobody excluded, twenty at most, the rest in its order', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 20 });
    fc.assert(
      fc.property(ids, ids, ids, (listed, chosen, excluded) => {
        const picks = chosen.map((id, index) => pick(id, index));
        const found = withMemory(
          listed.map((id) => match(id)),
          memory(picks, excluded),
        );
        const shown = found.map(({ userId }) => userId ?? 0);
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown.length).toBeLessThanOrEqual(20);
        expect(shown.some((id) => excluded.includes(id))).toBe(false);
        const last = chosen.findLast((id) => !excluded.includes(id));
        if (last !== undefined) expect(shown[0]).toBe(last);
        const rest = listed.filter((id) => id !== last && !excluded.includes(id));
        expect(shown.filter((id) => rest.includes(id))).toEqual(rest.slice(0, 19));
      }),
    );
  });
});
