import { describe, expect, it } from 'vitest';
import { table } from '../../bench/figures.ts';
import { judgeSpellings, numberRows } from '../../bench/number-spellings.ts';

const rows = judgeSpellings();
const wordsOf = ({ homeCountry, what, stored, called }: (typeof rows)[number]) =>
  `${homeCountry}, ${what}: ${JSON.stringify(stored)} called ${JSON.stringify(called)}`;

describe('MA12: the table of spellings', () => {
  it('is large', () => {
    expect(rows.filter(({ same }) => same).length).toBeGreaterThan(300);
    expect(rows.filter(({ same }) => !same).length).toBeGreaterThan(300);
    expect(new Set(rows.map(({ homeCountry }) => homeCountry)).size).toBe(7);
  });
  it('every spelling of one number is found', () => {
    expect(rows.filter(({ same, ours }) => same && !ours).map(wordsOf)).toEqual([]);
  });
  it('nobody is named for a number that is not theirs', () => {
    expect(rows.filter(({ same, ours }) => !same && ours).map(wordsOf)).toEqual([]);
  });
  it('Zammad’s own matcher on the same table, for comparison', async () => {
    process.stdout.write(`${table(await numberRows())}\n`);
    expect(rows.some(({ same, zammads }) => same && !zammads)).toBe(true);
    expect(rows.some(({ same, zammads }) => !same && zammads)).toBe(true);
  });
});
