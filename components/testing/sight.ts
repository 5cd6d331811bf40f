/** What is in sight in a page without layout, told as browsers do. */
import { vi } from 'vitest';

/** Put in place of the browser's until globals are unstubbed; nothing is in sight yet. */
export function stubSight(): { come: () => void } {
  // Told once when it comes into sight, and once more by each who begins to look.
  const watching = new Set<() => void>();
  let inSight = false;
  class Observer {
    readonly #tell: () => void;
    constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
      this.#tell = () => tell([{ isIntersecting: true }]);
    }
    observe() {
      watching.add(this.#tell);
      if (inSight) this.#tell();
    }
    disconnect() {
      watching.delete(this.#tell);
    }
  }
  vi.stubGlobal('IntersectionObserver', Observer);
  return {
    come() {
      inSight = true;
      watching.forEach((tell) => tell());
    },
  };
}
