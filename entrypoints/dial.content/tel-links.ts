/** Clicks on `tel:` links, before the page or the browser acts on them. */
export interface TelLinksDeps {
  target: EventTarget;
  /** Dials what the link says. */
  dial: (text: string) => void;
  /** Only what a person did; a link that our own code follows passes through. */
  isPersonal: (event: Event) => boolean;
}

/**
 * The text after `tel:` of the link that a click is on, as written (not yet a number), else
 * undefined. Looks through open shadow roots.
 */
export function telTextOf(event: Event): string | undefined {
  for (const node of event.composedPath()) {
    if (!(node instanceof Element) || node.localName !== 'a') continue;
    const href = node.getAttribute('href')?.trim() ?? '';
    if (!/^tel:/i.test(href)) return undefined;
    return decode(href.slice(4)).slice(0, 200);
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Listens until `signal`; a key on a link arrives as a click too, so Enter needs no listener. */
export function watchTelLinks(
  { target, dial, isPersonal }: TelLinksDeps,
  signal: AbortSignal,
): void {
  const onClick = (event: Event) => {
    if (!isPersonal(event)) return;
    // The right button is for the menu.
    if ((event as MouseEvent).button === 2) return;
    const text = telTextOf(event);
    if (text === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    dial(text);
  };
  target.addEventListener('click', onClick, { capture: true, signal });
  target.addEventListener('auxclick', onClick, { capture: true, signal });
}
