/** Moves the focus into the newest card, from the keyboard shortcut. */
export function focusNewestCard(shadow: ShadowRoot): void {
  const card = shadow.querySelector<HTMLElement>('[data-testid="card"]');
  const line = card?.dataset.folded === 'true' ? card.querySelector('button') : null;
  (line ?? card)?.focus({ preventScroll: true });
}
