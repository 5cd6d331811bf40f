import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredDraft } from '../../lib/storage/notes.ts';
import { DIVIDER, fullText, holds, isRevision, joined, mergedDraft } from './note-merge.ts';

const draft = (text: string, keptAt: number, more: Partial<StoredDraft> = {}): StoredDraft => ({
  text,
  internal: true,
  keptAt,
  ...more,
});
const idle = { typing: false, now: 1_000 };
const LONG = 'The rope of the big crane is torn, they need it by Friday';

describe('the draft of another browser', () => {
  it('goes on from ours: it takes its place', () => {
    const merged = mergedDraft(draft('Rope', 1), draft('Rope torn', 2), idle);
    expect(merged).toMatchObject({ text: 'Rope torn', keptAt: 2, mirroredAt: 2 });
  });
  it('is a correction, which may as well be another end: both stay', () => {
    const other = LONG.replace('Friday', 'Monday');
    const ours = draft(LONG, 1, { mirroredAt: 1 });
    expect(mergedDraft(ours, draft(other, 2), idle).text).toBe(other + DIVIDER + LONG);
  });
  it('is another text: the newer one above, the older below, and newer than both', () => {
    const merged = mergedDraft(draft('Ours', 3), draft('Theirs', 2), idle);
    expect(merged).toMatchObject({ text: `Ours${DIVIDER}Theirs`, keptAt: 1_000 });
    expect(merged.mirroredAt).toBeUndefined();
    const other = mergedDraft(draft('Ours', 3), draft('Theirs', 5_000), idle);
    expect(other).toMatchObject({ text: `Theirs${DIVIDER}Ours`, keptAt: 5_001 });
  });
  it('is what we told before we went on: ours stays', () => {
    const ours = draft('All new', 3, { mirroredAt: 2 });
    expect(mergedDraft(ours, draft('Old', 2), idle).text).toBe('All new');
  });
  it('while the agent types: put aside, nothing moves', () => {
    const merged = mergedDraft(draft('Our', 1), draft('Theirs', 2), { typing: true, now: 1_000 });
    expect(merged).toMatchObject({ text: 'Our', aside: ['Theirs'], keptAt: 3 });
    expect(fullText(merged)).toBe(`Our${DIVIDER}Theirs`);
  });
  it('loses no word of either, whatever comes, and is no news a second time', () => {
    const text = fc.stringMatching(/^[a-d]{1,4}$/);
    const times = fc.nat({ max: 5 });
    fc.assert(
      fc.property(text, text, times, times, fc.boolean(), (a, b, at, bt, typing) => {
        const merged = mergedDraft(draft(a, at), draft(b, bt), { typing, now: 9 });
        expect(fullText(merged)).toContain(a);
        expect(fullText(merged)).toContain(b);
        const again = mergedDraft(merged, draft(b, bt), { typing, now: 10 });
        expect(fullText(again)).toBe(fullText(merged));
      }),
    );
  });
});

describe('what Zammad would not take', () => {
  it('is done with when it was corrected, and only then', () => {
    const corrected = LONG.replace('Friday', 'Monday');
    expect(holds(corrected, LONG, LONG)).toBe(true);
    expect(holds(corrected, LONG, 'Something else')).toBe(false);
    expect(holds('The pump is dry, they wait for us', LONG, LONG)).toBe(false);
    expect(holds(`${LONG}, as always`, LONG, '')).toBe(true);
  });
});

describe('revision', () => {
  it.each([
    [LONG.replace('big', 'very big'), LONG, true],
    ['Order 12345', 'Order 12346', false],
    ['Something else altogether, about a pump', LONG, false],
    ['', LONG, false],
  ])('%j of %j: %s', (newer, older, is) => expect(isRevision(newer, older)).toBe(is));
});

describe('two texts', () => {
  it.each([
    ['a', 'b', `a${DIVIDER}b`],
    ['a b', 'b', 'a b'],
    ['b', 'a b', 'a b'],
    ['', 'b', 'b'],
  ])('%j and %j', (first, second, text) => expect(joined(first, second)).toBe(text));
});
