import { api } from '../parts/api.ts';
import { age, h, telLink } from '../parts/dom.ts';
import { nameOf, stateKind, type Ticket, type User } from '../parts/records.ts';
import { readNames } from '../parts/names.ts';
import { t } from '../parts/texts.ts';
import type { Screen } from './screens.ts';

/** `/tickets/view/…`: all tickets, with the list of overviews beside. */
export function overviewScreen(): Screen {
  const list = h('div', { class: 'panel' }, h('p', { class: 'quiet' }, t.loading));
  void Promise.all([api<Ticket[]>('GET', 'tickets?expand=true'), readNames()]).then(
    ([tickets, names]) => list.replaceChildren(ticketTable(tickets, names)),
  );
  return {
    key: 'TicketOverviews',
    title: t.overviews,
    element: h(
      'div',
      { class: 'screen overviews' },
      h(
        'aside',
        { id: 'content-sidebar' },
        h('div', { id: 'ticket-overviews' }, h('h2', {}, t.overviews), h('p', {}, t.openTickets)),
      ),
      h('div', { class: 'scroll' }, h('h1', {}, t.openTickets), list),
    ),
  };
}

function ticketTable(tickets: Ticket[], names: (login: string) => string): HTMLElement {
  return h(
    'table',
    {},
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...[t.number, t.title, t.customer, t.state, t.age].map((text) => h('th', {}, text)),
      ),
    ),
    h(
      'tbody',
      {},
      ...tickets.map((ticket) =>
        h(
          'tr',
          {},
          h('td', { class: 'quiet' }, ticket.number),
          h(
            'td',
            {},
            h('a', { href: `/desktop/tickets/${ticket.id}`, 'data-link': true }, ticket.title),
          ),
          h('td', {}, names(ticket.customer)),
          h('td', {}, h('span', { class: `dot ${stateKind(ticket)}` }), ticket.state),
          h('td', { class: 'quiet' }, age(ticket.created_at)),
        ),
      ),
    ),
  );
}

/** `/users/ID`, only in later versions. */
export function userScreen(id: string): Screen {
  const box = h('div', { class: 'scroll' }, h('p', { class: 'quiet' }, t.loading));
  api<User>('GET', `users/${id}?expand=true`)
    .then((user) => {
      box.replaceChildren(
        h('h1', {}, nameOf(user)),
        h('div', { class: 'panel' }, facts(user)),
        h(
          'a',
          { href: `/desktop/tickets/create?customer_id=${id}`, 'data-link': true },
          t.newTicket,
        ),
      );
    })
    .catch(() => box.replaceChildren(h('h1', {}, t.missing)));
  return { key: `User-${id}`, title: t.customer, element: h('div', { class: 'screen' }, box) };
}

/** Details of a person; numbers open in a new tab, as the original marks them. */
export function facts(user: User): HTMLElement {
  const entry = (label: string, value: string | HTMLElement) =>
    value ? [h('dt', {}, label), h('dd', {}, value)] : [];
  const tel = (number: string) => (number ? telLink(number, { target: '_blank' }) : '');
  return h(
    'dl',
    { class: 'facts' },
    ...entry(t.organization, user.organization ?? ''),
    ...entry(t.email, user.email),
    ...entry(t.phone, tel(user.phone)),
    ...entry(t.mobile, tel(user.mobile)),
    ...entry(t.fax, tel(user.fax)),
  );
}

/** What 6.5 shows for pages it does not have, e.g. those of people. */
export function errorScreen(): Screen {
  return {
    key: 'Error',
    title: t.missing,
    element: h(
      'div',
      { class: 'screen error-tab', 'data-test-id': 'error-tab' },
      h('div', { class: 'scroll' }, h('h1', {}, t.missing)),
    ),
  };
}
