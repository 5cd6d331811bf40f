/** The port `cards` to the background, kept open: connecting again also wakes a stopped background. */
import type { CardsMessage, PageMessage } from '../core/card.ts';

export interface PortLike {
  onMessage: { addListener(listener: (message: CardsMessage) => void): void };
  onDisconnect: { addListener(listener: () => void): void };
  disconnect: () => void;
  postMessage?: (message: PageMessage) => void;
}

export interface CardsPortDeps {
  /** Opens the port; throws when the extension was reloaded or removed. */
  connect: () => PortLike;
  onMessage: (message: CardsMessage) => void;
  /** Connected (again): what this page has to tell, it tells anew. Posting never throws. */
  onOpen?: (post: (message: PageMessage) => void) => void;
  /** The extension this script belongs to is gone: nothing will come any more. */
  onOrphaned: () => void;
  isOrphaned: () => boolean;
  setTimeout: (run: () => void, ms: number) => unknown;
  now: () => number;
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5 * 60_000;
/** A port that lived this long was a good one: the next one is tried at once again. */
const GOOD_AFTER_MS = 5_000;

/**
 * Connects now and after every disconnect. A background that keeps refusing (not connected to
 * this address) is asked ever more rarely.
 */
export function keepCardsPort(deps: CardsPortDeps, signal: AbortSignal): void {
  let wait = FIRST_WAIT_MS;

  function open(): void {
    if (signal.aborted) return;
    if (deps.isOrphaned()) return deps.onOrphaned();
    let port: PortLike;
    try {
      port = deps.connect();
    } catch {
      return deps.isOrphaned() ? deps.onOrphaned() : again();
    }
    const openedAt = deps.now();
    const close = () => port.disconnect();
    signal.addEventListener('abort', close, { once: true });
    port.onMessage.addListener((message) => deps.onMessage(message));
    deps.onOpen?.((message) => {
      try {
        port.postMessage?.(message);
      } catch {
        // Cut off already; the next port is told again.
      }
    });
    port.onDisconnect.addListener(() => {
      signal.removeEventListener('abort', close);
      if (deps.now() - openedAt >= GOOD_AFTER_MS) wait = FIRST_WAIT_MS;
      again();
    });
  }
  function again(): void {
    if (signal.aborted) return;
    deps.setTimeout(open, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }

  open();
}
