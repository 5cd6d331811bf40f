import { api } from '../parts/api.ts';
import { find, h, textOf } from '../parts/dom.ts';
import { type Article, nameOf, stateKind, type Ticket, type User } from '../parts/records.ts';
import { t } from '../parts/texts.ts';
import { articleList } from '../parts/article-list.ts';
import { choices, select } from '../parts/choices.ts';
import { confirmDiscard, openFlyout } from './dialog.ts';
import { AUTOSAVE_MS, bottomBar, clearDirty, editor, formField, setDirty } from './form.ts';
import { facts } from './plain-screens.ts';
import { type Screen, screens } from './screens.ts';

const FIELDS = ['group_id', 'owner_id', 'state_id', 'priority_id'] as const;

/** `/tickets/ID`: articles, reply box, sidebar with the tabs ticket and customer. */
export function ticketScreen(id: string): Screen {
  const key = `Ticket-${id}`;
  const known = screens.get(key);
  if (known) return known;
  const element = h('div', { class: 'screen' }, h('div', { class: 'scroll' }, t.loading));
  const screen: Screen = { key, title: t.ticket, element };
  screens.set(key, screen);
  void build(screen, id).catch(() => {
    screens.delete(key);
    element.replaceChildren(h('div', { class: 'scroll' }, h('h1', {}, t.missing)));
  });
  return screen;
}

async function build(screen: Screen, id: string): Promise<void> {
  const ticket = await api<Ticket>('GET', `tickets/${id}?expand=true`);
  const customer = await api<User>('GET', `users/${ticket.customer_id}?expand=true`);
  // The tab in the sidebar; 422 when it is there already.
  await api('POST', 'taskbar', {
    key: screen.key,
    callback: 'TicketZoom',
    params: { ticket_id: id, title: ticket.title },
    state: {},
    prio: 1,
    notify: false,
    active: true,
  }).catch(() => undefined);

  const state = h('span', { class: 'quiet' });
  const articles = h('div', { class: 'articles' });
  const replyBox = h('div', {});
  const attributes = h(
    'div',
    { class: 'sidebar' },
    formField(t.group, select('group_id')),
    formField(t.owner, select('owner_id')),
    formField(t.state, select('state_id')),
    formField(t.priority, select('priority_id')),
  );
  const person = h(
    'div',
    { class: 'sidebar', hidden: true },
    h('h2', {}, nameOf(customer)),
    facts(customer),
    h('button', { onclick: openFlyout }, t.changeCustomer),
  );
  const discard = h(
    'button',
    { class: 'js-discard', hidden: true, onclick: () => void drop() },
    t.discard,
  );
  const dirty = () =>
    find(screen.element, '.scroll').querySelector('#ticketArticleReplyForm') !== null ||
    screen.element.querySelector('[data-dirty]') !== null;
  const mark = () => {
    discard.hidden = !dirty();
  };

  function openReply() {
    const body = editor(t.reply);
    let timer: ReturnType<typeof setTimeout> | undefined;
    body.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => setDirty(body, textOf(body) !== ''), AUTOSAVE_MS);
    });
    replyBox.replaceChildren(h('form', { id: 'ticketArticleReplyForm' }, formField(t.reply, body)));
    mark();
  }
  function closeReply() {
    clearDirty(screen.element);
    replyBox.replaceChildren(h('button', { class: 'js-reply', onclick: openReply }, t.reply));
    mark();
  }
  async function drop() {
    if (!(await confirmDiscard())) return;
    closeReply();
    await refresh();
  }
  async function refresh() {
    const [now, list] = await Promise.all([
      api<Ticket>('GET', `tickets/${id}?expand=true`),
      api<Article[]>('GET', `ticket_articles/by_ticket/${id}`),
    ]);
    state.replaceChildren(h('span', { class: `dot ${stateKind(now)}` }), now.state);
    articleList(articles, list);
    if (dirty()) return;
    (await choices())(attributes);
    for (const name of FIELDS) {
      find<HTMLSelectElement>(attributes, `[name=${name}]`).value = String(now[name]);
    }
  }
  async function update() {
    const body = replyBox.querySelector<HTMLElement>('[name=body]');
    await api('PUT', `tickets/${id}`, {
      ...Object.fromEntries(
        FIELDS.map((name) => [
          name,
          Number(find<HTMLSelectElement>(attributes, `[name=${name}]`).value),
        ]),
      ),
      ...(textOf(body) === ''
        ? {}
        : {
            article: {
              type: 'note',
              internal: true,
              content_type: 'text/html',
              body: body?.innerHTML ?? '',
            },
          }),
    });
    closeReply();
    await refresh();
  }

  attributes.addEventListener('change', (event) => {
    setDirty(event.target as Element, true);
    mark();
  });
  const show = (pane: HTMLElement) => () => {
    attributes.hidden = pane !== attributes;
    person.hidden = pane !== person;
  };
  screen.title = ticket.title;
  screen.refresh = refresh;
  screen.element.replaceChildren(
    h(
      'div',
      { class: 'scroll ticket' },
      h('div', { class: 'quiet' }, `#${ticket.number} · `, state),
      h('h1', {}, ticket.title),
      articles,
      replyBox,
    ),
    h(
      'div',
      { class: 'ticket-sidebar' },
      h(
        'div',
        { class: 'row' },
        h('button', { 'aria-label': t.ticket, onclick: show(attributes) }, t.ticket),
        h('button', { 'aria-label': t.customer, onclick: show(person) }, t.customer),
      ),
      attributes,
      person,
    ),
    bottomBar(
      discard,
      h('button', { class: 'primary js-update', onclick: () => void update() }, t.update),
    ),
  );
  document.title = `${ticket.title} - Sandbox helpdesk`;
  closeReply();
  await refresh();
}
