import { find, h } from '../parts/dom.ts';
import { nameOf, type Ticket, type User } from '../parts/records.ts';
import { t } from '../parts/texts.ts';
import { select } from '../parts/choices.ts';
import { facts } from './user-profile.ts';

/** The box under the articles; opens when it gets the focus. */
export function articleForm(): HTMLFormElement {
  const form = h(
    'form',
    { class: 'article-add', onsubmit: (event: Event) => event.preventDefault() },
    h('div', {
      class: 'editor richtext',
      contenteditable: 'true',
      'data-name': 'body',
      role: 'textbox',
      'aria-label': t.reply,
      'data-placeholder': t.reply,
    }),
  );
  form.addEventListener('focusin', () => form.classList.add('is-open'));
  return form;
}

/** The bar at the bottom: 60 px high, Update at the right. */
export function discardBar(actions: { reset: () => void; update: () => void }): HTMLElement {
  return h(
    'div',
    { class: 'attributeBar' },
    h(
      'button',
      { class: 'attributeBar-reset js-reset danger hide', onclick: actions.reset },
      t.discard,
    ),
    h('span', { class: 'grow' }),
    h('button', { class: 'primary js-submit', onclick: actions.update }, t.update),
  );
}

/** Right column with the tabs "ticket" and "customer"; the latter has numbers to click. */
export function buildTicketSidebar(ticket: Ticket, customer: User): HTMLElement {
  const group = (label: string, name: string) =>
    h('label', { class: 'field form-group' }, h('span', {}, label), select(name));
  const panes: Record<string, HTMLElement> = {
    ticket: h(
      'div',
      { class: 'sidebar', 'data-tab': 'ticket' },
      group(t.group, 'group_id'),
      group(t.owner, 'owner_id'),
      group(t.state, 'state_id'),
      group(t.priority, 'priority_id'),
      h('h3', {}, t.tags),
      h('p', { class: 'quiet' }, `#${ticket.number}`),
    ),
    customer: h(
      'div',
      { class: 'sidebar hide', 'data-tab': 'customer' },
      h('h2', {}, h('a', { href: `#user/profile/${customer.id}` }, nameOf(customer))),
      facts(customer),
    ),
  };
  const show = (name: string) => {
    for (const [key, pane] of Object.entries(panes)) pane.classList.toggle('hide', key !== name);
    for (const tab of aside.querySelectorAll<HTMLElement>('.tabsSidebar-tab')) {
      tab.classList.toggle('active', tab.dataset['tab'] === name);
    }
  };
  const tab = (name: string, label: string) =>
    h('button', { class: 'tabsSidebar-tab', 'data-tab': name, onclick: () => show(name) }, label);
  const aside = h(
    'div',
    { class: 'tabsSidebar' },
    h(
      'div',
      { class: 'tabsSidebar-tabs row' },
      tab('ticket', t.ticket),
      tab('customer', t.customer),
    ),
    ...Object.values(panes),
  );
  find(aside, '.tabsSidebar-tab').classList.add('active');
  return aside;
}
