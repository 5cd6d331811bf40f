import { h } from '../parts/dom.ts';

/** Parts of the desktop forms, with the marks an extension can read. */

/** Zammad saves and marks a form this long after the last key (up to 1.7 s in the original). */
export const AUTOSAVE_MS = 700;

/** A field in its outer box; `data-dirty` appears on the box. */
export function formField(label: string, control: HTMLElement): HTMLElement {
  return h('label', { class: 'formkit-outer field grow' }, h('span', {}, label), control);
}

export function editor(label: string): HTMLElement {
  return h('div', {
    class: 'ProseMirror editor',
    name: 'body',
    contenteditable: 'true',
    role: 'textbox',
    'aria-label': label,
  });
}

export function setDirty(element: Element | null, dirty: boolean): void {
  const outer = element?.closest('.formkit-outer');
  if (dirty) outer?.setAttribute('data-dirty', 'true');
  else outer?.removeAttribute('data-dirty');
}

export function clearDirty(root: HTMLElement): void {
  for (const outer of root.querySelectorAll('[data-dirty]')) outer.removeAttribute('data-dirty');
}

/** The bar at the bottom: 56 px, two buttons at the right. */
export function bottomBar(...buttons: HTMLElement[]): HTMLElement {
  return h('div', { class: 'bottom-bar' }, h('span', { class: 'grow' }), ...buttons);
}
