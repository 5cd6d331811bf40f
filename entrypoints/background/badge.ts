/** The mark on the toolbar button: running calls, or that we are cut off. */
import type { ConnectionView } from '../../lib/rpc/contract.ts';

export interface BadgeApi {
  setBadgeText: (about: { text: string }) => unknown;
  setBadgeBackgroundColor: (about: { color: string }) => unknown;
}

export type Badge = ReturnType<typeof createBadge>;

export function createBadge(api: BadgeApi) {
  let shown = '';
  return {
    show(running: number, relay: ConnectionView['relay']): void {
      const cut = relay === 'offline' || relay === 'refused';
      const text = running > 0 ? String(running) : cut ? '!' : '';
      const color = running > 0 ? '#17624d' : '#6b6f76';
      if (shown === text + color) return;
      shown = text + color;
      void api.setBadgeText({ text });
      void api.setBadgeBackgroundColor({ color });
    },
  };
}
