import { expect, test } from 'vitest';
import { callOutcome } from './call-outcome.ts';

const over = {
  state: 'ended',
  direction: 'in',
  voicemail: false,
  missed: false,
  answeredAt: 1,
} as const;
const outcomeWith = (part: Partial<Parameters<typeof callOutcome>[0]>) =>
  callOutcome({ ...over, ...part });

test('HS3: between colleagues outweighs all, a message outweighs who was reached', () => {
  expect(outcomeWith({ direction: 'internal' })).toBe('internal');
  expect(outcomeWith({ direction: 'internal', answeredAt: undefined })).toBe('internal');
  expect(outcomeWith({ direction: 'internal', voicemail: true })).toBe('internal');
  expect(outcomeWith({ voicemail: true, missed: true })).toBe('voicemail');
  expect(outcomeWith({ direction: 'out', voicemail: true })).toBe('voicemail');
});

test('HS3: an outgoing call was placed or did not get through', () => {
  expect(outcomeWith({ direction: 'out' })).toBe('placed');
  expect(outcomeWith({ direction: 'out', answeredAt: undefined })).toBe('unreached');
});

test('HS3: an incoming call was answered or missed', () => {
  expect(outcomeWith({})).toBe('answered');
  expect(outcomeWith({ missed: true, answeredAt: undefined })).toBe('missed');
});

test('HS3: what goes on, was blocked or was sent elsewhere has none', () => {
  for (const state of ['queued', 'ringing', 'talking'] as const)
    expect(outcomeWith({ state })).toBeUndefined();
  expect(outcomeWith({ state: 'talking', direction: 'internal' })).toBeUndefined();
  expect(outcomeWith({ answeredAt: undefined })).toBeUndefined();
});
