/** The element of the strip in our shadow root, kept clear of the cards. */
import { around, placeStrip } from './strip-place.ts';

export interface StripBox {
  element: HTMLElement;
  /** Something was shown, hidden or moved. */
  place: () => void;
  remove: () => void;
}

const PILL_HEIGHT = 30;
const WIDTH = 340;

export function createStripBox(page: Document, shadow: ShadowRoot, signal: AbortSignal): StripBox {
  const view = page.defaultView!;
  const element = page.createElement('div');
  element.className = 'offhook-strip-box';
  shadow.append(element);
  let asked = false;

  const sizes = new ResizeObserver(() => place());
  // Cards that come and go: the page renders them when it likes.
  const cards = new MutationObserver(() => place());
  function now(): void {
    asked = false;
    const shown = [...shadow.querySelectorAll('[data-testid="tray"] > *')];
    sizes.disconnect();
    for (const card of shown) sizes.observe(card);
    const covered = shown
      .map((card) => card.getBoundingClientRect())
      .filter(({ width, height }) => width > 0 && height > 0);
    const pill = element.querySelector('button')?.getBoundingClientRect();
    const at = placeStrip(
      around(covered),
      { width: Math.max(pill?.width ?? 0, 1), height: PILL_HEIGHT },
      { width: view.innerWidth, height: view.innerHeight },
    );
    element.style.visibility = at ? '' : 'hidden';
    if (!at) return;
    element.style.right = `${Math.max(0, at.right)}px`;
    element.style.bottom = `${at.bottom}px`;
    element.style.width = `${Math.min(WIDTH, view.innerWidth - 2 * 16)}px`;
  }
  /** Once per frame, and only while there is something to place. */
  function place(): void {
    if (asked || !element.firstElementChild) return;
    asked = true;
    view.requestAnimationFrame(now);
  }

  cards.observe(shadow, { childList: true, subtree: true });
  view.addEventListener('resize', place, { signal });
  // A card that was dragged.
  shadow.addEventListener('pointerup', place, { signal });
  shadow.addEventListener('keyup', place, { signal });
  return {
    element,
    place,
    remove() {
      sizes.disconnect();
      cards.disconnect();
      element.remove();
    },
  };
}
