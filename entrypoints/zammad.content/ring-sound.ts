/** When a ringing call is heard in this page. */
import { isPlaced } from '../../lib/core/agent-call.ts';
import type { CardView } from '../../lib/core/card.ts';
import type { Sound } from '../../lib/core/melodies.ts';
import { createRingPlayer, type RingPlayerDeps } from '../../lib/state/ring-player.ts';

/** True when something rings here that this device should be heard for. */
export function shouldSound(cards: readonly CardView[]): boolean {
  return cards.some(
    ({ call, lead, dismissed }) =>
      lead &&
      !dismissed &&
      call.state === 'ringing' &&
      call.direction !== 'internal' &&
      !isPlaced(call),
  );
}

export function createRingSound(deps: RingPlayerDeps) {
  const player = createRingPlayer(deps);
  return {
    /** Call on every change; starts, changes and stops as needed. @param volume 0–100 */
    update: (sound: Sound, ringing: boolean, volume = 60): void =>
      player.ring(ringing ? sound : 'off', volume),
  };
}
