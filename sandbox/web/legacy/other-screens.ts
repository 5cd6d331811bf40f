import { api } from '../parts/api.ts';
import { h } from '../parts/dom.ts';
import { me } from '../parts/page.ts';
import { nameOf, type Ticket, type User } from '../parts/records.ts';
import { readNames } from '../parts/names.ts';
import { t } from '../parts/texts.ts';
import { plainPage, ticketTable } from './dashboard.ts';
import { contentBox, type Task, type Tasks } from './tasks.ts';

/** `#organization/profile/ID`. */
export function organizationTask(tasks: Tasks, id = ''): Task {
  const known = tasks.get(`Organization-${id}`);
  if (known) return known;
  const main = h('div', { class: 'main' }, h('p', { class: 'quiet' }, t.loading));
  const task = listed(tasks, `Organization-${id}`, `#organization/profile/${id}`, main);
  void api<{ name: string; member_ids: number[] }>('GET', `organizations/${id}`).then(
    async ({ name, member_ids }) => {
      const people = await Promise.all(
        member_ids.map((user) => api<User>('GET', `users/${user}?expand=true`)),
      );
      task.title = name;
      main.replaceChildren(
        h('h1', {}, name),
        h(
          'ul',
          { class: 'panel' },
          ...people.map((user) =>
            h('li', {}, h('a', { href: `#user/profile/${user.id}` }, nameOf(user))),
          ),
        ),
      );
      tasks.changed();
    },
  );
  return task;
}

/** `#search/TEXT`. */
export function searchTask(tasks: Tasks, text = ''): Task {
  const query = decodeURIComponent(text);
  const main = h('div', { class: 'main' }, h('h1', {}, `${t.search}: ${query}`));
  const task = tasks.get('Search') ?? listed(tasks, 'Search', `#search/${text}`, main);
  task.hash = `#search/${text}`;
  task.title = `${t.search}: ${query}`;
  task.content.replaceChildren(main);
  void (async () => {
    const users = await api<User[]>('GET', `users/search?query=${text}&limit=20`);
    const tickets = await api<Ticket[]>('GET', `tickets/search?query=${text}&expand=true`);
    main.append(
      h(
        'ul',
        { class: 'panel' },
        ...users.map((user) =>
          h('li', {}, h('a', { href: `#user/profile/${user.id}` }, nameOf(user))),
        ),
      ),
      h('div', { class: 'panel' }, ticketTable(tickets, await readNames())),
    );
  })();
  return task;
}

/** `#profile` and `#profile/token_access`, where a person makes access tokens by hand. */
export function profileTask(tasks: Tasks, part = ''): Task {
  const main = h(
    'div',
    { class: 'main' },
    h('h1', {}, me.name),
    h('p', { class: 'panel' }, part === 'token_access' ? 'Token Access' : me.login),
  );
  return plainPage(tasks, 'Profile', me.name, '#profile', main, async () => undefined);
}

export function notFoundTask(tasks: Tasks, hash: string): Task {
  const key = `NotFound-${hash.replace(/\W+/g, '-')}`;
  return (
    tasks.get(key) ??
    listed(tasks, key, hash, h('div', { class: 'main' }, h('h1', {}, `» ${t.notFound} «`)))
  );
}

/** `#manage`: a real Zammad hangs here for agents; tests look for the class. */
export function hungTask(tasks: Tasks): Task {
  const main = h('div', { class: 'main sandbox-hung' }, h('h1', {}, t.hung));
  return plainPage(tasks, 'Manage', t.hung, '#manage', main, async () => undefined);
}

function listed(tasks: Tasks, key: string, hash: string, main: HTMLElement): Task {
  return tasks.add({
    key,
    hash,
    title: main.querySelector('h1')?.textContent ?? t.loading,
    listed: true,
    content: contentBox(main),
    changed: () => false,
  });
}
