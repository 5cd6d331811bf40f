import { expect, test } from 'vitest';
import { NEW_TRAY, readMemory, withFold } from './tray-memory.ts';

test.each([null, 7, 'x', [], { folds: 'no', compact: 'yes' }, { place: { right: 'x' } }])(
  'what is damaged is as new: %j',
  (value) => {
    expect(readMemory(value)).toEqual(NEW_TRAY);
  },
);

test('the first shape, a bare place, is still read', () => {
  expect(readMemory({ right: 40, edge: 'top', offset: 12 })).toEqual({
    ...NEW_TRAY,
    place: { side: 'right', inset: 40, edge: 'top', offset: 12 },
  });
});

test('comes back as it was stored, damaged wishes left out', () => {
  const memory = withFold({ ...NEW_TRAY, compact: true }, 'a', true);
  const stored = { ...memory, folds: [...memory.folds, ['b'], 'c', ['d', 1]] };
  expect(readMemory(JSON.parse(JSON.stringify(stored)))).toEqual(memory);
});

test('the newest unfolding counts alone, foldings stay, and there is an end to them', () => {
  let memory = NEW_TRAY;
  memory = withFold(memory, 'folded', true);
  memory = withFold(memory, 'one', false);
  memory = withFold(memory, 'two', false);
  expect(memory.folds).toEqual([
    ['folded', true],
    ['two', false],
  ]);
  for (let index = 0; index < 100; index += 1) memory = withFold(memory, `id-${index}`, true);
  expect(memory.folds).toHaveLength(40);
  expect(memory.folds.at(-1)).toEqual(['id-99', true]);
});
