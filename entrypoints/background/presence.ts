/** Tells the relay which device is used and which tickets are on screen: not too often, never late. */
import type { ZammadPage } from './ports.ts';

export interface PresenceFacts {
  phone: 'on' | 'quiet';
  /** When somebody last used Zammad in this browser; 0: not yet. */
  activeAt: number;
  /** Tickets on screen in any of its pages. */
  tickets: number[];
}

export interface PresenceDeps {
  pages: () => readonly ZammadPage[];
  phone: () => 'on' | 'quiet';
  /** Gives it to the connection. */
  send(facts: PresenceFacts): void;
  setTimeout(run: () => void, ms: number): unknown;
}

/** A colleague's card shows it this soon; several changes at once are told together. */
const SOON_MS = 300;
/** Being active is news after this long only. */
const ACTIVE_STEP_MS = 15_000;
const TICKETS_MAX = 20;

export type Presence = ReturnType<typeof createPresence>;

export function createPresence(deps: PresenceDeps) {
  let told: PresenceFacts | undefined;
  let lastActiveAt = 0;
  let waiting = false;

  function facts(): PresenceFacts {
    const pages = deps.pages();
    // A page that was closed was used all the same.
    lastActiveAt = Math.max(lastActiveAt, ...pages.map(({ activeAt }) => activeAt));
    const tickets = new Set(pages.filter(({ visible }) => visible).flatMap((page) => page.tickets));
    return {
      phone: deps.phone(),
      activeAt: lastActiveAt,
      tickets: [...tickets].sort((a, b) => a - b).slice(0, TICKETS_MAX),
    };
  }

  function isNews(now: PresenceFacts): boolean {
    if (!told || now.phone !== told.phone) return true;
    if (now.tickets.join() !== told.tickets.join()) return true;
    return now.activeAt - told.activeAt >= ACTIVE_STEP_MS;
  }

  return {
    facts,
    /** When somebody last used Zammad here. */
    activeAt: (): number => facts().activeAt,
    /** Something may have changed. */
    changed(): void {
      if (waiting || !isNews(facts())) return;
      waiting = true;
      deps.setTimeout(() => {
        waiting = false;
        told = facts();
        deps.send(told);
      }, SOON_MS);
    },
  };
}
