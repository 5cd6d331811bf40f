import { describe, expect, it } from 'vitest';
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import { confirmed, decide, isUntouched } from './decide.ts';
import { newLink } from './plan-input.ts';
import type { SentValue } from './link-store.ts';

const same = (_field: string, a: string, b: string) => a === b;
const sent = (value: string, before: string, to: SentValue['to'], tries = 1) => ({
  phone: { value, before, to, tries },
});
function what(
  link: { base?: ContactFields; sent?: Record<string, SentValue> },
  ours: string,
  theirs: string,
  times: { ours: number; theirs?: number } = { ours: 0 },
) {
  const person = {
    fields: { phone: ours },
    fixed: new Set<string>(),
    unclear: new Set<string>(),
    updatedAt: times.ours,
  };
  const contact = { fields: { phone: theirs }, at: times.theirs };
  const { toOurs, toTheirs, conflicts, stuck } = decide(
    { base: link.base ?? {}, sent: link.sent ?? {} },
    person,
    contact,
    'both',
    same,
  );
  const value = (list: readonly { value: string }[]) => list.map((one) => one.value);
  return { toOurs: value(toOurs), toTheirs: value(toTheirs), conflicts: conflicts.length, stuck };
}
const nothing = { toOurs: [], toTheirs: [], conflicts: 0, stuck: [] };

describe('CS9: what was sent, and what became of it', () => {
  it('killed before it was sent: sent again, and no conflict', () => {
    const link = { base: { phone: 'a' }, sent: sent('b', 'a', 'theirs') };
    expect(what(link, 'b', 'a')).toEqual({ ...nothing, toTheirs: ['b'] });
  });
  it('killed after it was sent: nothing to do', () => {
    const link = { base: { phone: 'a' }, sent: sent('b', 'a', 'theirs') };
    expect(what(link, 'b', 'b')).toEqual(nothing);
  });
  it('killed after it was sent, then changed there: a clean change, no conflict', () => {
    const link = { base: { phone: 'a' }, sent: sent('b', 'a', 'theirs') };
    expect(what(link, 'b', 'c', { ours: 9, theirs: 1 })).toEqual({ ...nothing, toOurs: ['c'] });
  });
  it('killed after it was sent, then changed in Zammad again', () => {
    const link = { base: { phone: 'a' }, sent: sent('b', 'a', 'theirs') };
    expect(what(link, 'c', 'b')).toEqual({ ...nothing, toTheirs: ['c'] });
  });
  it('a conflict that was decided and not sent is decided the same way', () => {
    const link = { base: { phone: 'a' }, sent: sent('ours', 'theirs', 'theirs') };
    expect(what(link, 'ours', 'theirs', { ours: 1, theirs: 9 })).toEqual({
      ...nothing,
      toTheirs: ['ours'],
    });
  });
  it('the same towards Zammad', () => {
    const link = { base: { phone: 'a' }, sent: sent('b', 'a', 'ours') };
    expect(what(link, 'a', 'b')).toEqual({ ...nothing, toOurs: ['b'] });
    expect(what(link, 'c', 'b')).toEqual({ ...nothing, toTheirs: ['c'] });
  });
  it('three times not kept: not sent again until it changes', () => {
    const link = { base: { phone: 'a' }, sent: sent('b', 'a', 'theirs', 3) };
    expect(what(link, 'b', 'a')).toEqual({ ...nothing, stuck: ['phone'] });
    expect(what(link, 'c', 'a')).toEqual({ ...nothing, toTheirs: ['c'] });
  });
});

describe('CS7: newest wins', () => {
  it.each([
    [{ ours: 2, theirs: 1 }, 'toTheirs', 'b'],
    [{ ours: 1, theirs: 2 }, 'toOurs', 'c'],
    // sipgate does not say when: Zammad counts as newer.
    [{ ours: 1 }, 'toTheirs', 'b'],
  ] as const)('%j', (times, side, value) => {
    const found = what({ base: { phone: 'a' } }, 'b', 'c', times);
    expect(found).toEqual({ ...nothing, [side]: [value], conflicts: 1 });
  });
});

describe('CS11: has somebody touched the contact?', () => {
  const link = { ...newLink({ personId: 1, remoteId: 'r' }, 'linked', 0), base: { phone: 'a' } };
  it('by what both had, and by what was sent since', () => {
    expect(isUntouched(link, { phone: 'a', fax: '' }, same)).toBe(true);
    expect(isUntouched(link, { phone: 'b' }, same)).toBe(false);
    expect(isUntouched(link, { phone: 'a', fax: 'f' }, same)).toBe(false);
    const later = { ...link, sent: sent('b', 'a', 'theirs') };
    expect(isUntouched(later, { phone: 'b' }, same)).toBe(true);
    expect(isUntouched(later, { phone: 'a' }, same)).toBe(true);
    expect(isUntouched(later, { phone: 'c' }, same)).toBe(false);
  });
  it('what both sides show is agreed on', () => {
    const later = { ...link, sent: sent('b', 'a', 'theirs') };
    expect(confirmed(later, { phone: 'b' }, { phone: 'b' }, same)).toMatchObject({
      base: { phone: 'b' },
      sent: {},
    });
    expect(confirmed(later, { phone: 'b' }, { phone: 'a' }, same)).toMatchObject({
      base: { phone: 'a' },
      sent: later.sent,
    });
  });
});
