/** The mark on the toolbar button: running calls, else that we are cut off, else who waits for a call back. */
import type { ConnectionView } from '../../lib/rpc/contract.ts';

export interface BadgeApi {
  setBadgeText: (about: { text: string }) => unknown;
  setBadgeBackgroundColor: (about: { color: string }) => unknown;
}

export interface BadgeFacts {
  running: number;
  relay: ConnectionView['relay'];
  missed: number;
}

export type Badge = ReturnType<typeof createBadge>;

/** Three digits are as much as the button has room for. */
const MOST = 99;
const GREEN = '#17624d';
const GREY = '#6b6f76';
const RED = '#b3261e';

export function createBadge(api: BadgeApi) {
  let shown = '';
  return {
    show(facts: BadgeFacts): void {
      const { text, color } = badgeOf(facts);
      if (shown === text + color) return;
      shown = text + color;
      void api.setBadgeText({ text });
      void api.setBadgeBackgroundColor({ color });
    },
  };
}

/** While cut off, the number of those who wait is not known any more. */
function badgeOf({ running, relay, missed }: BadgeFacts): { text: string; color: string } {
  if (running > 0) return { text: amount(running), color: GREEN };
  if (relay === 'offline' || relay === 'refused') return { text: '!', color: GREY };
  return missed > 0 ? { text: amount(missed), color: RED } : { text: '', color: GREY };
}

const amount = (count: number) => (count > MOST ? `${MOST}+` : String(count));
