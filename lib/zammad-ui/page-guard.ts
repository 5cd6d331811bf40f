/**
 * What the content script of Zammad's page leaves in its own world for functions that the
 * background runs there later: whether the agent may be moved now. Both see it under one key; the
 * page cannot.
 */

/** Nobody typed for this long: they are not in the middle of a word. Covers Zammad's autosave lag (1.7 s). */
export const TYPING_MS = 3_000;

export interface PageGuard {
  /** Something is being written here, or was a moment ago. */
  busy: () => boolean;
}

export const GUARD_KEY = 'offhook.guard';

/** @param scope the global object of the isolated world */
export function leaveGuard(guard: PageGuard | undefined, scope: object = globalThis): void {
  Object.assign(scope, { [Symbol.for(GUARD_KEY)]: guard });
}

/**
 * Isolated world, self-contained. Looks and goes in one step, so that no key falls in between.
 * Null, not undefined: arguments must be JSON. `busy`: also where our content script is not at work, for then nobody knows.
 */
export function goWhenIdle(hash: string | null, path: string | null): 'moved' | 'busy' {
  const scope = globalThis as unknown as Record<symbol, { busy: () => boolean } | undefined>;
  const guard = scope[Symbol.for('offhook.guard')];
  if (!guard || guard.busy()) return 'busy';
  if (hash !== null) location.hash = hash;
  if (path !== null) {
    history.pushState(null, '', path);
    window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }
  return 'moved';
}
