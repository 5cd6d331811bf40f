import { find, h } from '../parts/dom.ts';

/** A dialog over the page: `.modal.in` and its backdrop, as in the original. */
export function showModal(text: string | HTMLElement, action: HTMLElement, extra = ''): () => void {
  const backdrop = h('div', { class: 'modal-backdrop in' });
  const modal = h(
    'div',
    { class: `modal fade in modal--ready ${extra}`, role: 'dialog', 'aria-modal': 'true' },
    h(
      'div',
      { class: 'modal-dialog panel' },
      typeof text === 'string' ? h('p', {}, text) : text,
      action,
    ),
  );
  document.body.append(backdrop, modal);
  find(modal, 'button').focus();
  return () => {
    backdrop.remove();
    modal.remove();
  };
}
