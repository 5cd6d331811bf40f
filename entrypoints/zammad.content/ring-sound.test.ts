import { expect, test, vi } from 'vitest';
import { sampleCard, talking } from '../../tests/gallery/sample-cards.ts';
import { createRingSound, shouldSound } from './ring-sound.ts';

test('sounds only for a ringing call on the leading device', () => {
  expect(shouldSound([sampleCard()])).toBe(true);
  expect(shouldSound([])).toBe(false);
  expect(shouldSound([sampleCard({ lead: false })])).toBe(false);
  expect(shouldSound([sampleCard({ dismissed: true })])).toBe(false);
  expect(shouldSound([sampleCard({}, talking)])).toBe(false);
  expect(shouldSound([sampleCard({}, { direction: 'out' })])).toBe(false);
  expect(shouldSound([sampleCard({}, { direction: 'internal' })])).toBe(false);
  // It has stopped here, and rings at a colleague.
  expect(shouldSound([sampleCard({}, { state: 'queued', ringing: ['Ben'] })])).toBe(false);
  const from = { agent: 'Ben', talkedMs: 5_000 };
  expect(shouldSound([sampleCard({}, { direction: 'out', transferredFrom: from })])).toBe(true);
});

test('a page that may not sound stays silent, without an error', () => {
  const createContext = vi.fn<() => AudioContext>(() => {
    throw new Error('not allowed');
  });
  const sound = createRingSound({ createContext, setTimeout: () => 0, clearTimeout: () => {} });
  expect(() => sound.update('ring', true)).not.toThrow();
  expect(() => sound.update('ring', false)).not.toThrow();
  expect(createContext).toHaveBeenCalledTimes(1);
});

test('off makes no sound at all', () => {
  const createContext = vi.fn<() => AudioContext>();
  const sound = createRingSound({ createContext, setTimeout: () => 0, clearTimeout: () => {} });
  sound.update('off', true);
  expect(createContext).not.toHaveBeenCalled();
});
