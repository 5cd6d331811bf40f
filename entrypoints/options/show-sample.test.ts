import { expect, test } from 'vitest';
import { showSample } from './show-sample.ts';

const about = { title: 'Call: Ida Plus', message: 'Support' };

test('a notification like that of a call, under an id that no call has', async () => {
  const shown: unknown[] = [];
  const answer = await showSample(async (id, options) => {
    shown.push(id, options);
    return id;
  }, about);
  expect(answer.ok).toBe(true);
  expect(shown).toEqual(['offhook-sample', { type: 'basic', iconUrl: '/icon/128.png', ...about }]);
});

test('a system that does not let it through is a refusal with a remedy', async () => {
  const answer = await showSample(() => Promise.reject(new Error('denied')), about);
  expect(answer).toEqual({ ok: false, code: 'diagnostics/notifications' });
});
