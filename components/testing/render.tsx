/** Renders a component with words and a clock that the test moves. */
import { act, cleanup, render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { createTexts } from '../../lib/i18n/create-texts.ts';
import type { Locale } from '../../lib/i18n/texts.ts';
import { SurroundingsProvider } from '../surroundings.tsx';
import { createTicker } from '../ticker.ts';

export interface TestClock {
  /** Moves the time and ticks, as a page does once a second. */
  advance: (ms: number) => void;
  /** Timers asked for and not yet taken back. */
  waiting: () => number;
}

export function renderWith(element: ReactElement, about: { now?: number; locale?: Locale } = {}) {
  cleanup();
  let now = about.now ?? 0;
  const wakes = new Set<() => void>();
  const ticker = createTicker({
    now: () => now,
    wait(_ms, wake) {
      wakes.add(wake);
      return () => void wakes.delete(wake);
    },
    isHidden: () => false,
    onVisibility: () => () => {},
  });
  const language = createTexts(about.locale ?? 'en');
  const wrap = (inner: ReactElement) => (
    <SurroundingsProvider language={language} ticker={ticker}>
      {inner}
    </SurroundingsProvider>
  );
  const view = render(wrap(element));
  const clock: TestClock = {
    advance(ms) {
      now += ms;
      act(() => {
        const due = Array.from(wakes);
        wakes.clear();
        for (const wake of due) wake();
      });
    },
    waiting: () => wakes.size,
  };
  return { ...view, clock, again: (next: ReactElement) => view.rerender(wrap(next)) };
}
