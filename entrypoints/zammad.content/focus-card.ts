import { focusRow, rowsOf } from '../../components/card-tray/tray-keys.ts';

/**
 * Moves the focus into the card of a call, or into the newest one. The shortcut (no `callId`)
 * pressed again inside the cards gives it back to where it came from.
 */
export function focusCard(shadow: ShadowRoot, leave: () => void, callId?: string): void {
  const rows = rowsOf(shadow);
  const asked = rows.find((row) => callId !== undefined && row.dataset['callId'] === callId);
  const inside = shadow.activeElement?.closest('[data-testid="tray"]');
  if (inside && callId === undefined) return leave();
  focusRow(asked ?? rows[0]);
}
