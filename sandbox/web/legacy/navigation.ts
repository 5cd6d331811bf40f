import { api } from '../parts/api.ts';
import { find, h, initials } from '../parts/dom.ts';
import { me } from '../parts/page.ts';
import type { Call } from '../parts/records.ts';
import { t } from '../parts/texts.ts';
import type { Tasks } from './tasks.ts';

/** The left column: search, menu, ringing calls, open tasks, the agent. */
export function buildNavigation(app: HTMLElement, tasks: Tasks): void {
  const input = h('input', {
    id: 'global-search',
    type: 'search',
    placeholder: t.search,
    'aria-label': t.search,
    autocomplete: 'off',
  });
  const search = h('div', { class: 'search' }, input);
  input.addEventListener('focus', () => search.classList.add('focused'));
  input.addEventListener('blur', () => search.classList.remove('focused'));
  input.addEventListener('input', () => {
    search.classList.toggle('filled', input.value !== '');
    search.classList.toggle('open', input.value !== '');
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && input.value !== '') {
      location.hash = `#search/${encodeURIComponent(input.value)}`;
    }
    if (event.key === 'Escape') {
      // The classes go, the focus stays (measured).
      input.value = '';
      search.className = 'search';
    }
  });

  const item = (hash: string, label: string, extra = '', badge?: HTMLElement) =>
    h('a', { class: `menu-item ${extra}`, href: hash }, h('span', { class: 'grow' }, label), badge);
  const counter = h('span', { class: 'counter badge', hidden: true });
  const taskList = h('div', { class: 'tasks tasks-navigation' });
  const navigation = h(
    'nav',
    { id: 'navigation', class: 'navigation' },
    h('div', { class: 'brand' }, t.product),
    search,
    h(
      'div',
      { class: 'menu js-menu' },
      item('#dashboard', t.dashboard),
      item('#ticket/view/my', t.overviews),
      item('#cti', t.phone, 'js-phoneMenuItem', counter),
    ),
    h('div', { class: 'call-widgets' }),
    taskList,
    h(
      'div',
      { class: 'user-menu row' },
      h('a', { href: '#profile', class: 'avatar', title: me.name }, initials(me.name)),
      h('span', { class: 'grow' }, me.name),
      h(
        'a',
        { class: 'create', href: '#ticket/create', 'aria-label': t.newTicket, title: t.newTicket },
        '+',
      ),
    ),
  );
  app.append(navigation);

  tasks.onChange(() => {
    taskList.replaceChildren(
      ...tasks
        .all()
        .filter((task) => task.listed)
        .map((task) =>
          h(
            'a',
            {
              class: `task ${task === tasks.active() ? 'is-active' : ''}`,
              'data-key': task.key,
              href: task.hash,
            },
            task.title,
          ),
        ),
    );
  });
  void refreshCalls();
}

/** Reads the caller log again: counter in the menu and ringing calls below it. */
export async function refreshCalls(): Promise<void> {
  const { list } = await api<{ list: Call[] }>('GET', 'cti/log');
  const open = list.filter((call) => !call.done).length;
  const counter = find(document, '.js-phoneMenuItem .counter');
  counter.textContent = String(open);
  counter.hidden = open === 0;
  const ringing = list.filter((call) => call.state === 'newCall' && !call.done);
  find(document, '.call-widgets').replaceChildren(
    ...ringing.map((call) =>
      h(
        'div',
        { class: 'call-widget' },
        h(
          'div',
          { class: 'user-card' },
          call.from_comment ?? '',
          h('span', { class: 'quiet' }, call.from_pretty || call.from),
        ),
      ),
    ),
  );
}
