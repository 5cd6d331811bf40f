import { api } from '../parts/api.ts';
import { age, h } from '../parts/dom.ts';
import { me } from '../parts/page.ts';
import { stateKind, type Ticket } from '../parts/records.ts';
import { readNames } from '../parts/names.ts';
import { t } from '../parts/texts.ts';
import { contentBox, type Task, type Tasks } from './tasks.ts';

/** `#dashboard`: my tickets, those nobody has, and what changed last. */
export function dashboardTask(tasks: Tasks): Task {
  const main = h(
    'div',
    { class: 'main' },
    h('h1', {}, t.dashboard),
    h('p', { class: 'quiet' }, t.loading),
  );
  return plainPage(tasks, 'Dashboard', t.dashboard, '#dashboard', main, async () => {
    const [all, names] = await Promise.all([
      api<Ticket[]>('GET', 'tickets?expand=true'),
      readNames(),
    ]);
    const open = all.filter((ticket) => ticket.state !== 'closed');
    main.replaceChildren(
      h('h1', {}, t.dashboard),
      section(
        t.myTickets,
        open.filter((ticket) => ticket.owner_id === me.id),
        names,
      ),
      section(
        t.unassigned,
        open.filter((ticket) => ticket.owner_id === 1),
        names,
      ),
      h('h2', {}, t.activity),
      h(
        'ul',
        { class: 'activity-stream' },
        ...[...all]
          .sort((a, b) => b.updated_at.localeCompare(a.updated_at))
          .slice(0, 6)
          .map((ticket) =>
            h(
              'li',
              {},
              h('span', { class: `dot ${stateKind(ticket)}` }),
              h('a', { href: `#ticket/zoom/${ticket.id}` }, ticket.title),
              h('span', { class: 'quiet' }, ` · ${age(ticket.updated_at)}`),
            ),
          ),
      ),
    );
  });
}

/** `#ticket/view/…`: one list of all open tickets. */
export function overviewTask(tasks: Tasks, link = 'my'): Task {
  const main = h('div', { class: 'main' }, h('h1', {}, t.overviews));
  return plainPage(tasks, 'TicketOverview', t.overviews, `#ticket/view/${link}`, main, async () => {
    const [all, names] = await Promise.all([
      api<Ticket[]>('GET', 'tickets?expand=true'),
      readNames(),
    ]);
    main.replaceChildren(
      h('h1', {}, t.overviews),
      section(
        t.openTickets,
        all.filter((ticket) => ticket.state !== 'closed'),
        names,
      ),
      section(
        t.closedTickets,
        all.filter((ticket) => ticket.state === 'closed'),
        names,
      ),
    );
  });
}

function section(title: string, tickets: Ticket[], names: (login: string) => string): HTMLElement {
  return h('section', { class: 'panel' }, h('h2', {}, title), ticketTable(tickets, names));
}

export function ticketTable(tickets: Ticket[], names: (login: string) => string): HTMLElement {
  const head = [t.number, t.title, t.customer, t.state, t.owner, t.age];
  return h(
    'table',
    {},
    h('thead', {}, h('tr', {}, ...head.map((text) => h('th', {}, text)))),
    h(
      'tbody',
      {},
      ...tickets.map((ticket) =>
        h(
          'tr',
          { 'data-id': ticket.id },
          h('td', { class: 'quiet' }, ticket.number),
          h('td', {}, h('a', { href: `#ticket/zoom/${ticket.id}` }, ticket.title)),
          h('td', {}, names(ticket.customer)),
          h('td', {}, h('span', { class: `dot ${stateKind(ticket)}` }), ticket.state),
          h('td', {}, names(ticket.owner)),
          h('td', { class: 'quiet' }, age(ticket.created_at)),
        ),
      ),
    ),
  );
}

/** A page without task entry; its data is read anew each time it is shown. */
export function plainPage(
  tasks: Tasks,
  key: string,
  title: string,
  hash: string,
  main: HTMLElement,
  shown: () => Promise<void>,
): Task {
  return (
    tasks.get(key) ??
    tasks.add({
      key,
      hash,
      title,
      listed: false,
      content: contentBox(main),
      changed: () => false,
      shown: () => void shown(),
    })
  );
}
