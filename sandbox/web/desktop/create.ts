import { api } from '../parts/api.ts';
import { find, h, textOf } from '../parts/dom.ts';
import { type TaskbarRow, type Ticket, type User, nameOf } from '../parts/records.ts';
import { t } from '../parts/texts.ts';
import { choices, select } from '../parts/choices.ts';
import { confirmDiscard } from './dialog.ts';
import { AUTOSAVE_MS, bottomBar, clearDirty, editor, formField, setDirty } from './form.ts';
import { closeScreen, navigate } from './navigate.ts';
import { type Screen, screens } from './screens.ts';

type State = Record<string, unknown>;

/** `/tickets/create/UUID`: filled from the taskbar row of that id, which it makes if there is none. */
export function createScreen(id: string, query: URLSearchParams): Screen {
  const key = `TicketCreateScreen-${id}`;
  const known = screens.get(key);
  if (known) return known;
  const form = buildForm();
  const discard = h('button', { class: 'js-discard', onclick: () => void leave() }, t.cancel);
  let row: TaskbarRow | undefined;
  let lastState = '{}';
  let timer: ReturnType<typeof setTimeout> | undefined;

  form.addEventListener('input', (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      setDirty(event.target as Element, true);
      discard.textContent = t.discard;
      if (!row) return;
      const state = stateOf(form);
      lastState = JSON.stringify(state);
      void api('PUT', `taskbar/${row.id}`, { state });
    }, AUTOSAVE_MS);
  });

  async function open(): Promise<void> {
    const rows = await api<TaskbarRow[]>('GET', 'taskbar');
    row = rows.find((candidate) => candidate.key === key);
    if (row) {
      lastState = JSON.stringify(row.state);
      await fill(form, row.state);
    } else {
      row = await api<TaskbarRow>('POST', 'taskbar', {
        key,
        callback: 'TicketCreate',
        app: 'desktop',
        params: { id },
        state: {},
        prio: rows.length + 1,
        notify: false,
        active: true,
      });
      const customer = query.get('customer_id');
      await fill(form, customer === null ? {} : { customer_id: customer });
    }
  }
  async function leave(): Promise<void> {
    const dirty = form.querySelector('[data-dirty]') !== null;
    if (dirty && !(await confirmDiscard())) return;
    await forget();
    closeScreen(key);
  }
  async function forget(): Promise<void> {
    if (row) await api('DELETE', `taskbar/${row.id}`);
    clearDirty(form);
  }
  async function submit(): Promise<void> {
    try {
      const ticket = await api<Ticket>('POST', 'tickets', ticketOf(form));
      await forget();
      screens.delete(key);
      navigate(`/tickets/${ticket.id}`);
    } catch (error) {
      form.querySelector('.alert')?.remove();
      form.prepend(h('p', { class: 'alert', role: 'alert' }, (error as Error).message));
    }
  }

  const screen: Screen = {
    key,
    title: t.newTicket,
    element: h(
      'div',
      { class: 'screen' },
      h('div', { class: 'scroll' }, h('h1', {}, t.newTicket), form),
      bottomBar(
        discard,
        h('button', { class: 'primary js-create', onclick: () => void submit() }, t.create),
      ),
    ),
    rowChanged: (state) => {
      if (JSON.stringify(state) === lastState) return;
      lastState = JSON.stringify(state);
      void fill(form, state);
    },
  };
  screens.set(key, screen);
  void open();
  return screen;
}

function buildForm(): HTMLFormElement {
  const customerId = h('input', { type: 'hidden', name: 'customer_id' });
  const chosen = h('span', { 'data-name': 'customer_id', class: 'chosen' });
  const customer = h('input', { name: 'customer', 'aria-label': t.customer, autocomplete: 'off' });
  customer.addEventListener('change', async () => {
    const query = encodeURIComponent(customer.value);
    const [user] = await api<User[]>('GET', `users/search?query=${query}&limit=1`);
    customerId.value = user ? String(user.id) : '';
    if (user) customer.value = nameOf(user);
    chosen.textContent = customer.value;
  });
  const type = select('articleSenderType', [
    { value: 'phone-in', label: t.phoneIn },
    { value: 'phone-out', label: t.phoneOut },
    { value: 'email-out', label: t.emailOut },
  ]);
  return h(
    'form',
    { class: 'panel create', onsubmit: (event: Event) => event.preventDefault() },
    formField('', type),
    formField(t.title, h('input', { name: 'title', autocomplete: 'off' })),
    formField(t.customer, h('div', {}, chosen, customer)),
    customerId,
    formField(t.text, editor(t.text)),
    h(
      'div',
      { class: 'row' },
      formField(t.group, select('group_id')),
      formField(t.owner, select('owner_id')),
      formField(t.priority, select('priority_id')),
    ),
    formField(t.tags, h('input', { name: 'tags' })),
  );
}

/** What the taskbar row says; unknown people and groups stay empty, nothing fails. */
async function fill(form: HTMLElement, state: State): Promise<void> {
  const set = (name: string, value: unknown) => {
    if (value !== undefined) find<HTMLInputElement>(form, `[name=${name}]`).value = String(value);
  };
  set('articleSenderType', state['articleSenderType'] ?? state['formSenderType'] ?? 'phone-in');
  set('title', state['title']);
  set('tags', state['tags']);
  if (typeof state['body'] === 'string') {
    const body = state['body'];
    find(form, '[name=body]').innerHTML = body.includes('<') ? body : `<p>${body}</p>`;
  }
  (await choices())(form);
  set('priority_id', state['priority_id'] ?? 2);
  for (const name of ['group_id', 'owner_id']) set(name, state[name]);
  if (state['customer_id'] !== undefined && state['customer_id'] !== '') {
    const user = await api<User>('GET', `users/${String(state['customer_id'])}`).catch(
      () => undefined,
    );
    set('customer_id', user?.id ?? '');
    set('customer', user ? nameOf(user) : '');
    find(form, '.chosen').textContent = user ? nameOf(user) : '';
  }
}

function stateOf(form: HTMLElement): State {
  const value = (name: string) => find<HTMLInputElement>(form, `[name=${name}]`).value;
  return {
    title: value('title'),
    body: find(form, '[name=body]').innerHTML,
    customer_id: value('customer_id'),
    group_id: value('group_id'),
    priority_id: value('priority_id'),
    articleSenderType: value('articleSenderType'),
    formSenderType: value('articleSenderType'),
  };
}

function ticketOf(form: HTMLElement): State {
  const value = (name: string) => find<HTMLInputElement>(form, `[name=${name}]`).value;
  const outgoing = value('articleSenderType') !== 'phone-in';
  const body = find(form, '[name=body]');
  return {
    title: value('title'),
    group_id: Number(value('group_id')),
    customer_id: Number(value('customer_id')),
    owner_id: Number(value('owner_id')) || 1,
    priority_id: Number(value('priority_id')) || 2,
    tags: value('tags'),
    article: {
      type: value('articleSenderType') === 'email-out' ? 'email' : 'phone',
      sender: outgoing ? 'Agent' : 'Customer',
      content_type: 'text/html',
      body: textOf(body) === '' ? '' : body.innerHTML,
      internal: false,
    },
  };
}
