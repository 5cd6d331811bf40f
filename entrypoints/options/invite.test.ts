import { expect, test } from 'vitest';
import { readInvite } from './invite.ts';

test('an invitation fills in both addresses', () => {
  expect(
    readInvite('?relay=https%3A%2F%2Frelay.example%2Foffhook&zammad=support.example', ''),
  ).toEqual({
    relayUrl: 'https://relay.example/offhook',
    zammadUrl: 'https://support.example',
  });
});

test('behind a hash too', () => {
  expect(readInvite('', '#?relay=https://relay.example')?.relayUrl).toBe('https://relay.example');
});

test.each([
  '',
  '?',
  '?relay=',
  '?relay=javascript:alert(1)',
  '?relay=https://user:pw@relay.example',
])('what is no web address is no invitation: %s', (search) => {
  expect(readInvite(search, '')).toBeUndefined();
});
