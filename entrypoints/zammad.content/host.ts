/** The one element of ours in Zammad's page. Everything we show is in its shadow root. */
export interface Host {
  /** Where React renders; carries the theme. */
  root: HTMLElement;
  shadow: ShadowRoot;
  /** Puts the element back if the page threw it out. Cheap; called before anything is shown. */
  ensure: () => void;
  /** Gives the focus back to where it was before it came into the card. */
  leave: () => void;
  remove: () => void;
}

const NAME = 'offhook-cards';

/**
 * Keys typed into a field in a shadow root reach the page's handlers on `document` as if nobody
 * were typing: in Zammad a capital C would close the ticket. They stop here.
 */
const KEPT_IN = ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'cut', 'copy'];

export function createHost(page: Document, css: string, signal: AbortSignal): Host {
  // Left behind by an instance whose extension was reloaded; it can do nothing any more.
  for (const old of page.querySelectorAll(NAME)) old.remove();
  const element = page.createElement(NAME);
  element.setAttribute('translate', 'no');
  const shadow = element.attachShadow({ mode: 'open' });
  const style = page.createElement('style');
  style.textContent = css;
  const root = page.createElement('div');
  shadow.append(style, root);

  const keep = (event: Event) => event.stopPropagation();
  for (const type of KEPT_IN) element.addEventListener(type, keep, { signal });

  let before: Element | null = null;
  element.addEventListener(
    'focusin',
    (event) => {
      const from = event.relatedTarget;
      if (from instanceof Element && from !== element && !shadow.contains(from)) before = from;
    },
    { signal },
  );

  const ensure = () => {
    if (!element.isConnected) page.body.append(element);
  };
  ensure();
  return {
    root,
    shadow,
    ensure,
    leave: () => {
      const inside = shadow.activeElement;
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
      else if (inside instanceof HTMLElement) inside.blur();
      before = null;
    },
    remove: () => element.remove(),
  };
}
