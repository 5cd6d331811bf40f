/** Ways in which the sandbox can misbehave, for tests. */
export const MODES = ['ok', 'down', 'slow', '401', '403', '500', 'lost', 'garbage'] as const;
export type Mode = (typeof MODES)[number];

/**
 * One fault. `down`: connections are cut. `slow`: every answer waits. `401`, `403`, `500`: that
 * answer instead of work. `lost`: the work is done, the answer is cut off. `garbage`: no JSON.
 */
export interface Fault {
  mode: Mode;
  /** For `slow`; default 10,000. */
  delayMs: number;
  /** Only requests `METHOD /path` that match this regular expression; default all of `/api`. */
  match: RegExp | undefined;
  /** How many requests it still hits; undefined: until it is changed. */
  times: number | undefined;
}

export interface Faults {
  set(fault: Fault): void;
  /** The fault for this request, counted off. */
  take(method: string, path: string): Fault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  let fault: Fault | undefined;
  return {
    set(next) {
      fault = next.mode === 'ok' ? undefined : next;
    },
    take(method, path) {
      if (!fault || (fault.match && !fault.match.test(`${method} ${path}`))) return undefined;
      const hit = fault;
      if (fault.times !== undefined) {
        fault = fault.times <= 1 ? undefined : { ...fault, times: fault.times - 1 };
      }
      return hit;
    },
    clear() {
      fault = undefined;
    },
  };
}
