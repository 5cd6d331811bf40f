import { api } from '../parts/api.ts';
import { h, initials, telLink } from '../parts/dom.ts';
import { nameOf, type Ticket, type User } from '../parts/records.ts';
import { readNames } from '../parts/names.ts';
import { t } from '../parts/texts.ts';
import { ticketTable } from './dashboard.ts';
import { loadedUsers } from './loaded-users.ts';
import { showModal } from './modal.ts';
import { contentBox, type Task, type Tasks } from './tasks.ts';

/** `#user/profile/ID`. An id that does not exist stays at "Loading…" for ever, as measured. */
export function userTask(tasks: Tasks, id = ''): Task {
  const known = tasks.get(`User-${id}`);
  if (known) return known;
  const main = h(
    'div',
    { class: 'main profile' },
    h('p', { class: 'quiet js-loading' }, t.loading),
  );
  const task = tasks.add({
    key: `User-${id}`,
    hash: `#user/profile/${id}`,
    title: t.loading,
    listed: true,
    content: contentBox(main),
    changed: () => false,
  });
  api<User>('GET', `users/${id}?expand=true`)
    .then(async (user) => {
      loadedUsers.set(user.id, user);
      task.title = nameOf(user);
      const [tickets, names] = await Promise.all([
        api<Ticket[]>('GET', 'tickets?expand=true'),
        readNames(),
      ]);
      main.replaceChildren(
        ...profile(
          user,
          tickets.filter((row) => row.customer_id === user.id),
          names,
        ),
      );
      tasks.changed();
    })
    .catch(() => undefined);
  return task;
}

function profile(user: User, tickets: Ticket[], names: (login: string) => string): HTMLElement[] {
  return [
    h(
      'div',
      { class: 'profile-window panel' },
      h(
        'div',
        { class: 'row' },
        h('span', { class: 'avatar user-popover', 'data-id': user.id }, initials(nameOf(user))),
        h(
          'h1',
          { class: 'grow' },
          nameOf(user),
          user.vip ? h('span', { class: 'vip' }, ' VIP') : null,
        ),
        h('a', { href: `#ticket/create/customer/${user.id}`, class: 'js-newTicket' }, t.newTicket),
        h('button', { class: 'js-edit', onclick: () => edit(user) }, t.edit),
      ),
      facts(user),
    ),
    h(
      'div',
      { class: 'panel' },
      h('h2', {}, t.openTickets),
      ticketTable(
        tickets.filter((ticket) => ticket.state !== 'closed'),
        names,
      ),
      h('h2', {}, t.closedTickets),
      ticketTable(
        tickets.filter((ticket) => ticket.state === 'closed'),
        names,
      ),
    ),
  ];
}

/** Details of a person with numbers to click; also shown in the ticket's sidebar. */
export function facts(user: User): HTMLElement {
  const entry = (label: string, value: string | HTMLElement) =>
    value ? [h('dt', {}, label), h('dd', {}, value)] : [];
  const tel = (number: string) => (number ? telLink(number) : '');
  return h(
    'dl',
    { class: 'facts' },
    ...entry(
      t.organization,
      user.organization
        ? h('a', { href: `#organization/profile/${user.organization_id}` }, user.organization)
        : '',
    ),
    ...entry(t.email, user.email),
    ...entry(t.phone, tel(user.phone)),
    ...entry(t.mobile, tel(user.mobile)),
    ...entry(t.fax, tel(user.fax)),
    ...entry(t.note, user.note),
  );
}

function edit(user: User): void {
  const field = h('input', { name: 'phone', value: user.phone, 'aria-label': t.phone });
  const close = showModal(
    h('label', { class: 'field' }, h('span', {}, t.phone), field),
    h(
      'div',
      { class: 'row' },
      h('button', { class: 'js-close', onclick: () => close() }, t.close),
      h(
        'button',
        {
          class: 'primary js-save',
          onclick: () =>
            void api('PUT', `users/${user.id}`, { phone: field.value }).then(() => close()),
        },
        t.save,
      ),
    ),
  );
}
