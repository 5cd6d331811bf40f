import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ContactFields, type Merged, mergeFields, type SameValue } from './contact-merge.ts';

const FIELDS = ['name', 'phone', 'mobile'];
/** Few values, so that sides agree, differ and are empty often; numbers in two spellings. */
const value = fc.constantFrom('', 'a', 'b', 'c', '030 1', '030-1');
const contact = fc.dictionary(fc.constantFrom(...FIELDS), value, { noNullPrototype: true });
const times = fc.record({ oursAt: fc.integer({ min: 0, max: 9 }), theirsAt: fc.nat({ max: 9 }) });
const same: SameValue = (_field, a, b) => a.replace(/\W/g, '') === b.replace(/\W/g, '');
const of = (side: ContactFields, field: string) => side[field] ?? '';
const isSame = (field: string, a: string, b: string) =>
  a === b || (a !== '' && b !== '' && same(field, a, b));
const holds = (merged: Merged, kept: ContactFields) =>
  FIELDS.every((field) => isSame(field, of(merged.merged, field), of(kept, field)));

describe('CS1: field by field against what both sides had', () => {
  it('the side that changed a field has it its way', () => {
    const base = { name: 'Ada', phone: '030 1', mobile: '0171 1' };
    const ours = { name: 'Ada', phone: '030 2', mobile: '0171 1' };
    const theirs = { name: 'Ada Werft', phone: '030 1' };
    expect(mergeFields(base, ours, theirs, { oursAt: 1, theirsAt: 9 })).toEqual({
      merged: { name: 'Ada Werft', phone: '030 2' },
      changes: [
        { field: 'mobile', from: 'theirs', kept: '' },
        { field: 'name', from: 'theirs', kept: 'Ada Werft' },
        { field: 'phone', from: 'ours', kept: '030 2' },
      ],
      conflicts: [],
    });
  });
  it('who never agreed before fills each other up, and nothing is emptied', () => {
    const merged = mergeFields({}, { name: 'Ada' }, { phone: '1' }, { oursAt: 0, theirsAt: 0 });
    expect(merged.merged).toEqual({ name: 'Ada', phone: '1' });
    expect(merged.conflicts).toEqual([]);
  });
  it('names of fields are only names', () => {
    const odd = JSON.parse('{"__proto__":"x","constructor":"y"}') as Record<string, string>;
    const { merged } = mergeFields({}, odd, {}, { oursAt: 0, theirsAt: 0 });
    expect(Object.entries(merged).sort()).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });
  it('alike on both sides, or changed on one only: taken as it is', () => {
    fc.assert(
      fc.property(contact, contact, times, (base, side, at) => {
        expect(mergeFields(base, side, side, at, same)).toMatchObject({
          changes: [],
          conflicts: [],
        });
        expect(holds(mergeFields(base, side, side, at, same), side)).toBe(true);
        expect(holds(mergeFields(base, side, base, at, same), side)).toBe(true);
        expect(holds(mergeFields(base, base, side, at, same), side)).toBe(true);
      }),
    );
  });
});

describe('CS2: both changed: the newest wins, the loser is named', () => {
  it.each([
    [{ oursAt: 2, theirsAt: 1 }, 'ours', 'b', 'c'],
    [{ oursAt: 1, theirsAt: 2 }, 'theirs', 'c', 'b'],
    [{ oursAt: 2, theirsAt: 2 }, 'ours', 'b', 'c'],
  ] as const)('%j', (at, from, kept, lost) => {
    expect(mergeFields({ name: 'a' }, { name: 'b' }, { name: 'c' }, at)).toEqual({
      merged: { name: kept },
      changes: [{ field: 'name', from, kept, lost }],
      conflicts: ['name'],
    });
  });
  it('no value vanishes without being named, and none is made up', () => {
    fc.assert(
      fc.property(contact, contact, contact, times, (base, ours, theirs, at) => {
        const result = mergeFields(base, ours, theirs, at, same);
        for (const field of FIELDS) {
          const [was, our, their] = [of(base, field), of(ours, field), of(theirs, field)];
          const kept = of(result.merged, field);
          expect([our, their]).toContain(kept);
          const change = result.changes.find((one) => one.field === field);
          expect(change !== undefined).toBe(!isSame(field, our, their));
          for (const side of [our, their]) {
            const gone = !isSame(field, side, kept) && !isSame(field, side, was);
            if (gone) expect(change?.lost).toBe(side);
          }
        }
      }),
    );
  });
});

describe('CS3: sides may be swapped, and merging again changes nothing', () => {
  it('the same comes out from the other side', () => {
    fc.assert(
      fc.property(contact, contact, contact, (base, ours, theirs) => {
        const one = mergeFields(base, ours, theirs, { oursAt: 1, theirsAt: 2 }, same);
        const other = mergeFields(base, theirs, ours, { oursAt: 2, theirsAt: 1 }, same);
        expect(holds(one, other.merged)).toBe(true);
        expect(one.conflicts).toEqual(other.conflicts);
      }),
    );
  });
  it('what was merged is final', () => {
    fc.assert(
      fc.property(contact, contact, contact, times, (base, ours, theirs, at) => {
        const { merged } = mergeFields(base, ours, theirs, at, same);
        for (const was of [base, ours, theirs, merged]) {
          expect(mergeFields(was, merged, merged, at, same)).toEqual({
            merged,
            changes: [],
            conflicts: [],
          });
        }
      }),
    );
  });
});

describe('CS4: two spellings of one value are no change', () => {
  it('each side keeps its own', () => {
    const result = mergeFields(
      { phone: '0301' },
      { phone: '030 1' },
      { phone: '030-1' },
      { oursAt: 1, theirsAt: 2 },
      same,
    );
    expect(result).toEqual({ merged: { phone: '030 1' }, changes: [], conflicts: [] });
  });
  it('a value and none never are the same, whatever the predicate says', () => {
    const yes = () => true;
    const at = { oursAt: 1, theirsAt: 2 };
    expect(mergeFields({}, { phone: '' }, { phone: '1' }, at, yes).merged).toEqual({ phone: '1' });
  });
});
