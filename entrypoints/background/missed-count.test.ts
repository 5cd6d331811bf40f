import { expect, it } from 'vitest';
import { RelayError } from '../../lib/relay-client/relay-error.ts';
import { createMissedCount } from './missed-count.ts';

function bench() {
  const due: (() => void)[] = [];
  const errors: unknown[] = [];
  const asked: { answer: (total: number) => void; fail: (error: unknown) => void }[] = [];
  let changes = 0;
  let paired = true;
  const missed = () =>
    new Promise((done, fail) =>
      asked.push({ answer: (total) => done({ items: [], total }), fail }),
    );
  const count = createMissedCount({
    accounts: { relay: () => (paired ? ({ missed } as never) : undefined) },
    setTimeout: (run) => due.push(run),
    clearTimeout: () => due.splice(0),
    onChange: () => changes++,
    onError: (error) => errors.push(error),
  });
  return {
    count,
    asked,
    errors,
    changes: () => changes,
    unpair: () => (paired = false),
    async pass() {
      for (const run of due.splice(0)) run();
      await Promise.resolve();
    },
    due,
  };
}
const settle = () => new Promise((done) => setImmediate(done));

it('many changes in a row make one question', async () => {
  const all = bench();
  for (let index = 0; index < 5; index++) all.count.refresh();
  expect(all.due).toHaveLength(1);
  await all.pass();
  all.asked[0]!.answer(4);
  await settle();
  expect([all.count.count(), all.changes(), all.asked.length]).toEqual([4, 1, 1]);
});

it('an answer that was overtaken does not count', async () => {
  const all = bench();
  all.count.refresh();
  await all.pass();
  all.count.learn(2);
  all.asked[0]!.answer(9);
  await settle();
  expect(all.count.count()).toBe(2);
});

it('a relay without the board, or out of reach, changes nothing; anything else is told', async () => {
  const all = bench();
  all.count.learn(3);
  for (const error of [new RelayError('relay/not-found'), new RelayError('relay/slow')]) {
    all.count.refresh();
    await all.pass();
    all.asked.at(-1)!.fail(error);
    await settle();
  }
  expect([all.count.count(), all.errors]).toEqual([3, []]);
  all.count.refresh();
  await all.pass();
  all.asked.at(-1)!.fail(new TypeError('bug'));
  await settle();
  expect(all.errors).toHaveLength(1);
});

it('without a relay nobody waits', async () => {
  const all = bench();
  all.count.learn(3);
  all.unpair();
  all.count.refresh();
  await all.pass();
  expect(all.count.count()).toBe(0);
});
