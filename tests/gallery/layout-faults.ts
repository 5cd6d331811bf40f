/**
 * What is wrong with the layout of the states on a sheet, one line each. Runs inside the page, so it
 * may use nothing from outside of itself.
 */
export function layoutFaults(): string[] {
  const faults: string[] = [];
  const SLACK = 1;
  const styleOf = (element: Element) => getComputedStyle(element);
  const nameOf = (element: Element) => {
    const name = element.getAttribute('data-testid') ?? element.className.toString().split(' ')[0];
    return `${element.tagName.toLowerCase()}.${name} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
  };
  const isShown = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > SLACK && height > SLACK && element.checkVisibility({ visibilityProperty: true });
  };
  /** For screen readers only: one pixel, clipped. */
  const isUnseen = (element: Element): boolean =>
    element.parentElement !== null &&
    (styleOf(element).clipPath !== 'none' || isUnseen(element.parentElement));
  const clips = (element: Element) => /hidden|clip|auto|scroll/.test(styleOf(element).overflowX);
  const isClipped = (element: Element, box: Element): boolean =>
    element !== box &&
    element.parentElement !== null &&
    (clips(element.parentElement) || isClipped(element.parentElement, box));

  for (const state of document.querySelectorAll<HTMLElement>('.case')) {
    const say = (fault: string) => faults.push(`${state.dataset['case']}: ${fault}`);
    const box = state.querySelector('.box')!;
    const played = box.querySelector<HTMLElement>('[data-played]')?.dataset['played'] ?? 'done';
    if (played !== 'done') say(`does not come about: ${played}`);
    const all = [...box.querySelectorAll<HTMLElement>('*')].filter(
      (element) => isShown(element) && !isUnseen(element) && !element.closest('svg, [inert]'),
    );
    for (const element of all) {
      overflow(element, box, say);
      clippedText(element, say);
      clippedPlaceholder(element, say);
      smallTarget(element, say);
    }
    for (const [one, other] of overlapping(all)) say(`${one} lies over ${other}`);
  }
  const page = document.scrollingElement!;
  if (page.scrollWidth > page.clientWidth + SLACK) faults.push('the page scrolls sideways');
  return faults;

  function overflow(element: HTMLElement, box: Element, say: (fault: string) => void): void {
    const { left, right } = element.getBoundingClientRect();
    const edge = box.getBoundingClientRect();
    const out = right > edge.right + SLACK || left < edge.left - SLACK;
    if (out && !isClipped(element, box)) say(`sticks out: ${nameOf(element)}`);
    const scrolls = /auto|scroll/.test(styleOf(element).overflowX);
    const field = element.matches('input, textarea, select');
    // Cards side by side go on beyond the edge, and come into view with the focus.
    const row = element.dataset['rowLayout'] === 'true';
    if (scrolls && !field && !row && element.scrollWidth > element.clientWidth + SLACK)
      say(`scrolls sideways: ${nameOf(element)}`);
  }

  function clippedText(element: HTMLElement, say: (fault: string) => void): void {
    if (element.matches('input, select, textarea')) return;
    const style = styleOf(element);
    const own = [...element.childNodes].some(
      (node) => node.nodeType === 3 && node.nodeValue?.trim(),
    );
    if (!own) return;
    const ellipsis = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    const wide = clips(element) && element.scrollWidth > element.clientWidth + SLACK;
    const high =
      /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 2;
    if ((wide || high) && !ellipsis) say(`text is cut: ${nameOf(element)}`);
    // Our own words on a button have to be readable; names of people may be cut if they can be looked up.
    const button = element.closest('button');
    if (wide && ellipsis && button && !element.closest('[title]') && !element.querySelector('bdi'))
      if (!element.closest('bdi')) say(`words of a button are cut: ${nameOf(element)}`);
  }

  function clippedPlaceholder(element: HTMLElement, say: (fault: string) => void): void {
    if (!(element instanceof HTMLInputElement) || element.value !== '' || !element.placeholder)
      return;
    const style = styleOf(element);
    const pen = document.createElement('canvas').getContext('2d')!;
    pen.font = style.font;
    const room =
      element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (pen.measureText(element.placeholder).width > room + SLACK)
      say(`placeholder is cut: ${element.placeholder}`);
  }

  function smallTarget(element: HTMLElement, say: (fault: string) => void): void {
    if (!element.matches('button, a[href], input, select, textarea, summary, [role=option]'))
      return;
    // A link within a sentence is as high as its line.
    if (styleOf(element).display === 'inline') return;
    const rects = [element, ...('labels' in element ? labelsOf(element) : [])].map((each) =>
      each.getBoundingClientRect(),
    );
    const wide =
      Math.max(...rects.map((rect) => rect.right)) - Math.min(...rects.map((rect) => rect.left));
    const high =
      Math.max(...rects.map((rect) => rect.bottom)) - Math.min(...rects.map((rect) => rect.top));
    // A target that is drawn larger by what lies over its row.
    const larger = ['::before', '::after'].some(
      (part) =>
        getComputedStyle(element, part).position === 'absolute' &&
        getComputedStyle(element, part).content !== 'none',
    );
    const least = 23.5;
    if ((wide < least || high < least) && !larger)
      say(`small target, ${Math.round(wide)} × ${Math.round(high)}: ${nameOf(element)}`);
  }
  function labelsOf(field: HTMLElement): Element[] {
    return [...((field as HTMLInputElement).labels ?? [])];
  }

  function overlapping(all: HTMLElement[]): [string, string][] {
    const texts = all.flatMap((element) =>
      [...element.childNodes]
        .filter((node) => node.nodeType === 3 && node.nodeValue?.trim())
        .flatMap((node) => rectsOf(node, element).map((rect) => ({ element, rect }))),
    );
    const found: [string, string][] = [];
    texts.forEach((one, at) => {
      for (const other of texts.slice(at + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const wide =
          Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
        const high =
          Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
        if (wide > 2 && high > 3 && !isLaidOver(one.element, other.element))
          found.push([nameOf(one.element), nameOf(other.element)]);
      }
    });
    return found;
  }
  /** Where the text really is to be seen: cut by everything around it that cuts. */
  function rectsOf(
    node: Node,
    element: Element,
  ): { left: number; right: number; top: number; bottom: number }[] {
    const range = document.createRange();
    range.selectNodeContents(node);
    let cut = [...range.getClientRects()].map(({ left, right, top, bottom }) => ({
      left,
      right,
      top,
      bottom,
    }));
    for (let around: Element | null = element; around; around = around.parentElement) {
      if (styleOf(around).overflow === 'visible') continue;
      const edge = around.getBoundingClientRect();
      cut = cut.map((rect) => ({
        left: Math.max(rect.left, edge.left),
        right: Math.min(rect.right, edge.right),
        top: Math.max(rect.top, edge.top),
        bottom: Math.min(rect.bottom, edge.bottom),
      }));
    }
    return cut.filter(({ left, right, top, bottom }) => right - left > 1 && bottom - top > 1);
  }
  /** One of both stands on something opaque that is meant to lie over the rest. */
  function isLaidOver(one: Element, other: Element): boolean {
    const over = (element: Element, until: Element, opaque = false): boolean => {
      if (element.contains(until) || !element.parentElement) return false;
      const style = styleOf(element);
      const ground = opaque || !/rgba\(.*, 0\)|transparent/.test(style.backgroundColor);
      return (ground && style.position !== 'static') || over(element.parentElement, until, ground);
    };
    return over(one, other) || over(other, one);
  }
}
