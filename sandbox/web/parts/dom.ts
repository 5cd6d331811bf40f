/** Small DOM builder of the sandbox pages. */

type Props = Record<string, unknown>;
type Child = Node | string | null | undefined | false;

/** `h('a', {href, class: 'x', onclick}, 'text')`; `data-*` and `aria-*` become attributes. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on') && typeof value === 'function') {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (name === 'class') {
      element.className = String(value);
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** First match below `root`; the page is ours, so a missing element is a fault. */
export function find<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T {
  const element = root.querySelector<T>(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  return element;
}

/** As Zammad builds them: digits, `+ , # *`; the "(0)" stays as 0, a later plus goes. */
export function telHref(number: string): string {
  return `tel:${number.replace(/[^\d+,#*]/g, '').replace(/(?!^)\+/g, '')}`;
}

export function telLink(number: string, props: Props = {}): HTMLElement {
  return h('a', { href: telHref(number), ...props }, number);
}

export function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');
}

/** Typed text counts as work; blanks do not. */
export function textOf(element: Element | null): string {
  if (element instanceof HTMLInputElement) return element.value.trim();
  return (element?.textContent ?? '').trim();
}

/** "3 h", "2 d": how long ago an ISO time was. */
export function age(iso: string): string {
  const minutes = Math.max(0, Math.round((Date.now() - Date.parse(iso)) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}
