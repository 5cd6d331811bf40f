import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesAlike } from './similar-name.ts';

describe('names alike', () => {
  it.each([
    ['Jörg Größe', 'Joerg Groesse'],
    ['Jörg Größe', 'Größe, Jörg'],
    ['Peter Kran', 'Petre Kran'],
    ['Olga Kran', 'Olga Krahn'],
    ['Katharina Schmidt', 'Katarina Schmitt'],
    ['Zoë Ångström', 'Zoe Angstrom'],
  ])('%s is like %s', (a, b) => expect(namesAlike(a, b)).toBe(true));

  it.each([
    ['Olga Kran', 'Peter Kran'],
    ['Ida Plus', 'Ada Plus'],
    ['Anna Berg', 'Anna Burgstaller'],
    ['Mia Shared', 'Mia'],
    ['', ''],
    ['4711', '4711'],
    ['Stefan Maier Bergmann', 'Stephan Meyer Bergman'],
  ])('%s is not like %s', (a, b) => expect(namesAlike(a, b)).toBe(false));

  it('it does not matter which comes first', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (a, b) => {
        expect(namesAlike(a, b)).toBe(namesAlike(b, a));
      }),
    );
  });

  it('one slip in a long word is forgiven', () => {
    const word = fc.stringMatching(/^[a-z]{5,12}$/);
    fc.assert(
      fc.property(word, word, fc.nat(), (first, last, at) => {
        const index = at % last.length;
        const slip = last.slice(0, index) + last.slice(index + 1);
        fc.pre(slip.length >= 4);
        expect(namesAlike(`${first} ${last}`, `${slip} ${first}`)).toBe(true);
      }),
    );
  });
});
