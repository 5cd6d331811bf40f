import metadata from 'libphonenumber-js/max/metadata';
import { describe, expect, it } from 'vitest';
import { createPhone } from '../../lib/core/phone.ts';
import { distrust } from './list-trust.ts';
import { splitName } from './name-split.ts';
import { createBreath } from './in-pieces.ts';
import { type Closeness, pairUp, type Side } from './pair-up.ts';
import { createSameValue } from './same-value.ts';

const same = createSameValue(createPhone(metadata, { homeCountry: 'DE' }));

describe('CS4: what is the same', () => {
  it.each([
    ['phone', '030 1112223', '+49 (0)30 111222-3', true],
    ['phone', '030 1112223', '030 1112224', false],
    ['phone', 'on request', 'nobody', false],
    ['email', 'Ada@X.de', 'ada@x.de', true],
    ['name', 'Ada  Werft ', 'Ada Werft', true],
    ['name', 'Ada', 'ada', false],
    ['name', 'Ada', 'Ada Werft', false],
    ['organization', 'x'.repeat(60), 'x'.repeat(40), true],
  ])('%s %j %j', (field, a, b, expected) => {
    expect([same(field, a, b), same(field, b, a)]).toEqual([expected, expected]);
  });
});

describe('CS10: which lists are trusted', () => {
  it.each([
    [0, 0, 0, undefined],
    [0, 1, 1, 'empty'],
    [9, 10, 3, undefined],
    [9, 10, 4, 'shrunk'],
    [95, 100, 10, undefined],
    [95, 100, 11, 'shrunk'],
    [9_000, 10_000, 20, undefined],
    [9_000, 10_000, 21, 'shrunk'],
  ])('%d listed, %d linked, %d missing: %s', (listed, known, missing, expected) => {
    expect(distrust(listed, known, missing)).toBe(expected);
  });
});

describe('CS8: one name as two', () => {
  it.each([
    ['Anna Maria Ott', undefined, 'Anna Maria', 'Ott'],
    ['Anna Maria Kai', ['Anna Maria', 'Ott'], 'Anna Maria', 'Kai'],
    ['Anna von der Au', ['Anne', 'von der Au'], 'Anna', 'von der Au'],
    ['Werft', undefined, '', 'Werft'],
    ['  Ada   Werft ', undefined, 'Ada', 'Werft'],
  ])('%j after %j', (name, before, firstname, lastname) => {
    const was = before && { firstname: before[0] ?? '', lastname: before[1] ?? '' };
    expect(splitName(name, was)).toEqual({ firstname, lastname });
  });
});

describe('CS6: who belongs together', () => {
  const pairsOf = (people: Side<number>[], contacts: Side<number>[], closeness?: Closeness) =>
    pairUp(people, contacts, createBreath(), closeness);
  const side = (id: number, name: string, ...numbers: string[]): Side<number> => ({
    id,
    name,
    numbers,
  });
  it.each([
    ['same name and number', side(1, 'Ada Werft', '1'), side(2, 'Werft, Ada', '1', '2'), true],
    ['umlauts', side(1, 'Jörg Müller', '1'), side(2, 'Joerg Mueller', '1'), true],
    ['only the name', side(1, 'Ada Werft', '1'), side(2, 'Ada Werft', '2'), false],
    ['only the number: a colleague', side(1, 'Ada Werft', '1'), side(2, 'Ben Ost', '1'), false],
    ['a number without a name', side(1, 'Ada Werft', '1'), side(2, '', '1'), true],
    ['no number', side(1, 'Ada Werft'), side(2, 'Ada Werft'), false],
  ])('%s', async (_words, person, contact, expected) => {
    expect(await pairsOf([person], [contact])).toEqual(expected ? [[1, 2]] : []);
  });
  it('the best fit first, each once', async () => {
    const people = [side(1, 'Ada Werft', '1'), side(2, 'Ada Werft', '1', '2')];
    const contacts = [side(7, 'Ada Werft', '1', '2'), side(8, 'Ada Werft', '1')];
    expect(await pairsOf(people, contacts)).toEqual([
      [2, 7],
      [1, 8],
    ]);
  });
  it('many on each side, all with one main number: events get in between', async () => {
    const many = Array.from({ length: 20_000 }, (_, id) => side(id, `P No${id}x`, '1', `2${id}`));
    let [turns, over] = [0, false];
    const turn = () => void (turns++, over || setImmediate(turn));
    turn();
    const pairs = await pairsOf(many, many.toReversed());
    over = true;
    expect(pairs.every(([a, b]) => a === b) && pairs.length).toBe(20_000);
    expect(turns).toBeGreaterThan(10);
  });
  it('CS13: what we may have made ourselves is found by less, if it is new', async () => {
    const sent = [side(1, 'Ada Werft', '1', '2')];
    const found = async (contact: Side<number>) => (await pairsOf(sent, [contact], 'loose')).length;
    expect(await found(side(7, 'Renamed', '1', '2'))).toBe(1);
    expect(await found(side(7, 'Renamed', '1'))).toBe(0);
    expect(await found({ ...side(7, 'Renamed', '1'), fresh: true })).toBe(1);
    expect(await found(side(7, 'Ada Werft', '9'))).toBe(0);
    expect(await found({ ...side(7, 'Ada Werft', '9'), fresh: true })).toBe(1);
    expect(await found({ ...side(7, 'Renamed', '9'), fresh: true })).toBe(0);
  });
});
