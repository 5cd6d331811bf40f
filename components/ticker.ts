/** One clock for everything on a surface that shows running time. */
export interface Ticker {
  now: () => number;
  /** Calls `tick` about once a second, on the second, while the page is visible. */
  subscribe: (tick: () => void) => () => void;
}

export interface TickerNeeds {
  now: () => number;
  /** Asks for `wake` after `ms`; the answer takes it back. */
  wait(ms: number, wake: () => void): () => void;
  isHidden: () => boolean;
  /** Tells when the page is shown or hidden; the answer stops telling. */
  onVisibility(changed: () => void): () => void;
}

/**
 * A ticker that costs nothing while nobody listens: no timer, no listener. Hidden pages do not
 * tick; on return everybody is told at once.
 */
export function createTicker(needs: TickerNeeds): Ticker {
  const listeners = new Set<() => void>();
  let stopWaiting: (() => void) | undefined;
  let stopWatching: (() => void) | undefined;

  function schedule(): void {
    stopWaiting?.();
    stopWaiting = undefined;
    if (listeners.size === 0 || needs.isHidden()) return;
    stopWaiting = needs.wait(1000 - (needs.now() % 1000), tick);
  }
  function tick(): void {
    for (const listener of listeners) listener();
    schedule();
  }

  return {
    now: () => needs.now(),
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        stopWatching = needs.onVisibility(() => (needs.isHidden() ? schedule() : tick()));
        schedule();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stopWatching?.();
        stopWatching = undefined;
        schedule();
      };
    },
  };
}

/** The ticker of a page. */
export function createPageTicker(page: Document): Ticker {
  return createTicker({
    now: () => Date.now(),
    wait(ms, wake) {
      const timer = setTimeout(wake, ms);
      return () => clearTimeout(timer);
    },
    isHidden: () => page.visibilityState === 'hidden',
    onVisibility(changed) {
      page.addEventListener('visibilitychange', changed);
      return () => page.removeEventListener('visibilitychange', changed);
    },
  });
}
