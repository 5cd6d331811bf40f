import { find, h } from '../parts/dom.ts';
import { t } from '../parts/texts.ts';

/** Asks before typed text is thrown away; the dialog covers the main area only. */
export function confirmDiscard(): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (value: boolean) => () => {
      dialog.remove();
      resolve(value);
    };
    const dialog = h(
      'div',
      {
        id: `dialog-confirmation:${crypto.randomUUID()}`,
        class: 'dialog',
        role: 'dialog',
        'aria-modal': 'true',
        'aria-label': t.discard,
      },
      h(
        'div',
        { class: 'panel' },
        h('p', {}, `${t.discard}?`),
        h(
          'div',
          { class: 'row' },
          h('button', { onclick: answer(false) }, t.close),
          h('button', { class: 'primary js-confirm', onclick: answer(true) }, t.discard),
        ),
      ),
    );
    find(document, '#main-content').append(dialog);
    find(dialog, '.js-confirm').focus();
  });
}

/** The panel at the right to choose another customer; Escape closes it. */
export function openFlyout(): void {
  const flyout = h(
    'aside',
    { id: 'flyout-change-customer', class: 'flyout panel', role: 'complementary' },
    h('h2', {}, t.changeCustomer),
    h('input', { 'aria-label': t.customer }),
    h('button', { onclick: () => flyout.remove() }, t.close),
  );
  flyout.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') flyout.remove();
  });
  find(document, '#main-content').append(flyout);
  find(flyout, 'input').focus();
}
