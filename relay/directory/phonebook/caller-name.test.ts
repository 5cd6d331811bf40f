import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Match, MATCH_KINDS } from '../../../lib/core/agent-call.ts';
import { callerName, type NameStyle } from './caller-name.ts';

const PLAIN: NameStyle = { guess: false, ascii: false, organization: false };
const match = (name: string, more: Partial<Match> = {}): Match => ({
  userId: name.length,
  name,
  reason: { kind: 'exact', detail: 'phone' },
  weight: 100,
  ...more,
});
const name = (matches: Match[], style: Partial<NameStyle> = {}) =>
  callerName(matches, { ...PLAIN, ...style }).name;
const likely = (kind: Match['reason']['kind']) => ({ reason: { kind }, weight: 60 });

describe('PB22: which name', () => {
  it('one person, with the organisation where asked for', () => {
    const nina = match('Nina Nord', { organization: 'Nord GmbH' });
    expect(callerName([nina], PLAIN)).toEqual({
      name: 'Nina Nord',
      organization: 'Nord GmbH',
      userId: 9,
      sure: true,
    });
    expect(name([nina], { organization: true })).toBe('Nina Nord, Nord GmbH');
  });
  it('several: what they have in common, two by name, more by count', () => {
    const at = (organization?: string) => ({ organization, weight: 80 });
    const [a, b, c] = ['Ada', 'Bob', 'Cleo'];
    expect(name([match(a!, at('Acme')), match(b!, at('Acme'))])).toBe('Acme');
    expect(name([match(a!, at('Acme')), match(b!, at())])).toBe('Ada / Bob');
    expect(name([match(a!, at('Acme')), match(b!, at('Bcme'))])).toBe('Ada / Bob');
    expect(name([match(a!, at()), match(b!, at()), match(c!, at())])).toBe('Ada +2');
  });
  it('the surest field counts: whose fax it also is, is not named', () => {
    const fax = { reason: { kind: 'exact', detail: 'fax' } as const, weight: 40 };
    expect(name([match('Ada', { weight: 80 }), match('Bob', fax)])).toBe('Ada');
    expect(name([match('Bob', fax)])).toBe('Bob');
  });
  it('the same person stored twice is one', () => {
    expect(name([match('Jörg Müller'), match('Mueller, Joerg', { userId: 2 })])).toBe(
      'Jörg Müller',
    );
  });
  it('an organisation’s own number is the organisation, also when somebody there shares it', () => {
    const own = { userId: undefined, reason: { kind: 'organization' as const }, weight: 38 };
    const acme = match('Acme', { ...own, organization: 'Acme' });
    expect(callerName([acme], PLAIN)).toEqual({ name: 'Acme', organization: 'Acme', sure: true });
    expect(name([match('Ada', { organization: 'Acme' }), acme])).toBe('Acme');
    expect(name([match('Ada'), acme])).toBe('Ada / Acme');
    expect(name([match('Acme', { ...own, weight: 35 })])).toBe('');
  });
  it('whom the team picked, before all others', () => {
    const picked = { reason: { kind: 'picked', detail: 'Alice' } as const };
    expect(name([match('Zoe', picked), match('Ada'), match('Bob')])).toBe('Zoe');
  });
  it('a number or nothing is no name; the organisation is', () => {
    expect(name([match('+49 30 1')])).toBe('');
    expect(name([match('+49 30 1', { organization: 'Acme' })])).toBe('Acme');
    expect(name([])).toBe('');
  });
});

describe('PB23: guesses', () => {
  it.each(['organization', 'block', 'lastDigits', 'mentioned', 'extension'] as const)(
    '%s only when asked for, and marked',
    (kind) => {
      expect(name([match('Ada', likely(kind))])).toBe('');
      expect(callerName([match('Ada', likely(kind))], { ...PLAIN, guess: true })).toMatchObject({
        name: '? Ada',
        sure: false,
      });
    },
  );
  it('never instead of an exact one', () => {
    expect(name([match('Ada'), match('Bob', likely('block'))], { guess: true })).toBe('Ada');
  });
});

describe('PB24: what displays take', () => {
  it('names are left out before anything is cut', () => {
    const two = [match('Nina Nord'), match('Otto Ost')];
    expect(name(two, { max: 20 })).toBe('Nina Nord / Otto Ost');
    expect(name(two, { max: 15 })).toBe('Nina Nord +1');
    expect(name(two, { max: 8 })).toBe('Nina +1');
    const nina = [match('Nina Nord', { organization: 'Nord GmbH' })];
    expect(name(nina, { max: 15, organization: true })).toBe('Nina Nord');
    expect(name(nina, { max: 6 })).toBe('Nina N');
  });
  it('plain letters', () => {
    expect(
      name([match('Jörg Groß', { organization: 'Süd' })], { ascii: true, organization: true }),
    ).toBe('Joerg Gross, Sued');
    expect(name([match('שרה')], { ascii: true })).toBe('');
  });
  it('whatever the names: one line, within the length, ASCII when asked for', () => {
    const anyMatch = fc.record({
      name: fc.string({ unit: 'binary', maxLength: 60 }),
      organization: fc.option(fc.string({ unit: 'binary', maxLength: 60 }), { nil: undefined }),
      userId: fc.integer({ min: 1, max: 5 }),
      reason: fc.record({ kind: fc.constantFrom(...MATCH_KINDS) }),
      weight: fc.integer({ min: 0, max: 100 }),
    });
    const style = fc.record({
      guess: fc.boolean(),
      ascii: fc.boolean(),
      organization: fc.boolean(),
      max: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(anyMatch, { maxLength: 5 }), style, (matches, own) => {
        const { name: shown } = callerName(matches, own);
        expect(shown.length).toBeLessThanOrEqual(own.max);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e]/u);
        if (own.ascii) expect(shown).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });
});
