import { api } from '../parts/api.ts';
import { find, h, textOf } from '../parts/dom.ts';
import { type Article, stateKind, type Ticket, type User } from '../parts/records.ts';
import { t } from '../parts/texts.ts';
import { articleList } from '../parts/article-list.ts';
import { choices } from '../parts/choices.ts';
import { articleForm, buildTicketSidebar, discardBar } from './ticket-parts.ts';
import { loadedUsers } from './loaded-users.ts';
import { contentBox, type Task, type Tasks } from './tasks.ts';

/** After so long Zammad saves what was typed and shows the discard link. */
const AUTOSAVE_MS = 700;
const refreshers = new Map<number, () => Promise<void>>();

/** `#ticket/zoom/ID`, `#ticket/zoom/number/N`. */
export function ticketTask(tasks: Tasks, id: string, number?: string): Task {
  const known = tasks.all().find((task) => task.key === `Ticket-${id}`);
  if (known) return known;
  const main = h('div', { class: 'main ticketZoom' }, h('p', { class: 'quiet' }, t.loading));
  const content = contentBox(main);
  const task = tasks.add({
    key: `Ticket-${id || `number-${number}`}`,
    hash: number ? `#ticket/zoom/number/${number}` : `#ticket/zoom/${id}`,
    title: t.loading,
    listed: true,
    content,
    changed: () => hasWork(content),
  });
  void load(id, number)
    .then((ticket) => build(tasks, task, ticket))
    .catch(() => {
      task.title = `» ${t.notFound} «`;
      main.replaceChildren(h('h1', {}, `» ${t.notFound} «`));
      tasks.changed();
    });
  return task;
}

/** The ticket was changed by somebody: read it again, unless work is under way. */
export async function refreshTicket(id: number): Promise<void> {
  await refreshers.get(id)?.();
}

async function load(id: string, number?: string): Promise<Ticket> {
  if (!number) return api<Ticket>('GET', `tickets/${id}?expand=true`);
  const all = await api<Ticket[]>('GET', 'tickets?expand=true');
  const found = all.find((ticket) => ticket.number === number);
  if (!found) throw new Error('no such ticket');
  return found;
}

async function build(tasks: Tasks, task: Task, ticket: Ticket): Promise<void> {
  const customer = await api<User>('GET', `users/${ticket.customer_id}?expand=true`);
  loadedUsers.set(customer.id, customer);
  const sidebar = buildTicketSidebar(ticket, customer);
  const articles = h('div', { class: 'ticket-article' });
  const add = articleForm();
  const state = h('span', { class: 'quiet js-state' });
  const bar = discardBar({
    reset: () => {
      resetWork(task.content);
      void refresh();
    },
    update: () => void save(),
  });
  task.content.replaceChildren(
    h(
      'div',
      { class: 'main ticketZoom' },
      h(
        'div',
        { class: 'ticketZoom-header' },
        h('div', { class: 'quiet' }, `Ticket#${ticket.number} · `, state),
        h('h1', {}, ticket.title),
      ),
      articles,
      add,
    ),
    sidebar,
    bar,
  );
  task.content.classList.add('with-sidebar');

  let timer: ReturnType<typeof setTimeout> | undefined;
  const mark = () =>
    bar.querySelector('.js-reset')?.classList.toggle('hide', !hasWork(task.content));
  add.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(mark, AUTOSAVE_MS);
  });
  sidebar.addEventListener('change', (event) => {
    (event.target as HTMLElement).closest('.form-group')?.classList.add('is-changed');
    sidebar.classList.add('form-changed');
    sidebar.querySelector('.tabsSidebar-tab')?.classList.add('is-changed');
    mark();
  });

  async function refresh(): Promise<void> {
    const [now, list] = await Promise.all([
      api<Ticket>('GET', `tickets/${ticket.id}?expand=true`),
      api<Article[]>('GET', `ticket_articles/by_ticket/${ticket.id}`),
    ]);
    state.replaceChildren(h('span', { class: `dot ${stateKind(now)}` }), now.state);
    articleList(articles, list);
    if (hasWork(task.content)) return;
    (await choices())(sidebar);
    for (const name of ['group_id', 'owner_id', 'state_id', 'priority_id'] as const) {
      find<HTMLSelectElement>(sidebar, `[name=${name}]`).value = String(now[name]);
    }
  }

  async function save(): Promise<void> {
    const value = (name: string) =>
      Number(find<HTMLSelectElement>(sidebar, `[name=${name}]`).value);
    const body = find(add, '[data-name=body]');
    await api('PUT', `tickets/${ticket.id}`, {
      group_id: value('group_id'),
      owner_id: value('owner_id'),
      state_id: value('state_id'),
      priority_id: value('priority_id'),
      ...(textOf(body) === ''
        ? {}
        : {
            article: {
              type: 'note',
              body: body.innerHTML,
              content_type: 'text/html',
              internal: true,
            },
          }),
    });
    resetWork(task.content);
    await refresh();
  }

  task.closeTicket = async () => {
    await api('PUT', `tickets/${ticket.id}`, { state: 'closed' });
    await refresh();
  };
  refreshers.set(ticket.id, refresh);
  task.title = ticket.title;
  tasks.changed();
  await refresh();
}

/** A reply or a changed attribute that is not saved. */
function hasWork(content: HTMLElement): boolean {
  return (
    textOf(content.querySelector('form.article-add [data-name=body]')) !== '' ||
    content.querySelector('.is-changed') !== null
  );
}

function resetWork(content: HTMLElement): void {
  const body = content.querySelector('form.article-add [data-name=body]');
  if (body) body.textContent = '';
  content.querySelector('form.article-add')?.classList.remove('is-open');
  content.querySelector('.js-reset')?.classList.add('hide');
  for (const element of content.querySelectorAll('.is-changed, .form-changed')) {
    element.classList.remove('is-changed', 'form-changed');
  }
}
