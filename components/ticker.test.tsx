import { expect, test, vi } from 'vitest';
import { createTicker } from './ticker.ts';

function setUp() {
  let hidden = false;
  let onVisible = () => {};
  const wakes = new Set<() => void>();
  const ticker = createTicker({
    now: () => 1_300,
    wait(ms, wake) {
      expect(ms).toBe(700);
      wakes.add(wake);
      return () => void wakes.delete(wake);
    },
    isHidden: () => hidden,
    onVisibility(changed) {
      onVisible = changed;
      return () => (onVisible = () => {});
    },
  });
  return {
    ticker,
    wakes,
    show: (visible: boolean) => {
      hidden = !visible;
      onVisible();
    },
  };
}

test('no timer runs while nobody listens', () => {
  const { ticker, wakes } = setUp();
  expect(wakes.size).toBe(0);
  const stop = ticker.subscribe(() => {});
  const stopOther = ticker.subscribe(() => {});
  expect(wakes.size).toBe(1);
  stop();
  expect(wakes.size).toBe(1);
  stopOther();
  expect(wakes.size).toBe(0);
});

test('a hidden page does not tick, and is told at once when it is shown again', () => {
  const { ticker, wakes, show } = setUp();
  const tick = vi.fn<() => void>();
  ticker.subscribe(tick);
  show(false);
  expect(wakes.size).toBe(0);
  show(true);
  expect(tick).toHaveBeenCalledTimes(1);
  expect(wakes.size).toBe(1);
});
