import { api } from '../parts/api.ts';
import { find, h, textOf } from '../parts/dom.ts';
import { modern } from '../parts/page.ts';
import { nameOf, type Ticket, type User } from '../parts/records.ts';
import { t } from '../parts/texts.ts';
import { choices, select } from '../parts/choices.ts';
import { loadedUsers } from './loaded-users.ts';
import { contentBox, type Task, type Tasks } from './tasks.ts';

/** What a create screen can be filled with; owner and tags are not taken (measured). */
export interface Prefill {
  title?: string;
  body?: string;
  customer_id?: string | number;
  customer_id_completion?: string;
  group_id?: string | number;
  priority_id?: string | number;
  formSenderType?: string;
}

const TYPES = [
  ['phone-in', t.phoneIn],
  ['phone-out', t.phoneOut],
  ['email-out', t.emailOut],
] as const;

/** `#ticket/create/id/ID`. The same id twice: the first content stays. */
export function openCreate(tasks: Tasks, id: string, prefill: Prefill, customerId?: string): Task {
  const key = `TicketCreateScreen-${id}`;
  const known = tasks.get(key);
  if (known) return known;
  const form = buildForm();
  fill(form, customerId === undefined ? prefill : { ...prefill, customer_id: customerId });

  const task: Task = tasks.add({
    key,
    hash: `#ticket/create/id/${id}${customerId ? `/customer/${customerId}` : ''}`,
    title: t.newTicket,
    listed: true,
    content: contentBox(
      h('div', { class: 'main newTicket' }, h('h1', {}, t.newTicket), form),
      h(
        'div',
        { class: 'attributeBar' },
        h('button', { class: 'js-cancel', onclick: () => tasks.close(key) }, t.cancel),
        h('span', { class: 'grow' }),
        h(
          'button',
          { class: 'primary js-submit', onclick: () => void submit(tasks, key, form) },
          t.create,
        ),
      ),
    ),
    changed: () =>
      ['[name=title]', '[data-name=body]', '[name=customer_id]'].some(
        (selector) => textOf(form.querySelector(selector)) !== '',
      ),
    rerender: (options) => {
      // What was typed as title is lost, the rest is overwritten: a trap of the original.
      const typed = textOf(form.querySelector('[name=title]')) !== '';
      fill(form, { ...(options as Prefill), ...(typed ? { title: '' } : {}) });
    },
    shown: () => {
      if (!modern) find<HTMLInputElement>(form, '[name=title]').focus();
    },
  });
  form.addEventListener('input', () => {
    task.title = textOf(form.querySelector('[name=title]')) || t.newTicket;
    tasks.changed();
  });
  if (prefill.title) task.title = prefill.title;
  return task;
}

function buildForm(): HTMLFormElement {
  const senderType = h('input', { type: 'hidden', name: 'formSenderType', value: 'phone-in' });
  const customerId = h('input', { type: 'hidden', name: 'customer_id' });
  const completion = h('input', {
    name: 'customer_id_completion',
    autocomplete: 'off',
    list: 'customers',
  });
  const chosen = h('span', { class: 'user-selected', hidden: true });
  completion.addEventListener('change', () => {
    void pickCustomer(completion, customerId).then(() => showChosen(form));
  });
  const form = h(
    'form',
    { class: 'ticket-create panel', onsubmit: (event: Event) => event.preventDefault() },
    h(
      'div',
      { class: 'tabs type-tabs' },
      ...TYPES.map(([type, label]) =>
        h(
          'button',
          { type: 'button', class: 'tab', 'data-type': type, onclick: () => setType(form, type) },
          label,
        ),
      ),
    ),
    senderType,
    field(t.title, h('input', { name: 'title', autocomplete: 'off' })),
    h(
      'label',
      { class: 'field customer-field', 'data-attribute-name': 'customer_id' },
      h('span', {}, t.customer),
      customerId,
      chosen,
      completion,
    ),
    field(
      t.text,
      h('div', {
        class: 'editor richtext',
        contenteditable: 'true',
        'data-name': 'body',
        role: 'textbox',
        'aria-label': t.text,
      }),
    ),
    h(
      'div',
      { class: 'row' },
      field(t.group, select('group_id')),
      field(t.owner, select('owner_id')),
      field(t.priority, select('priority_id')),
    ),
  );
  setType(form, 'phone-in');
  return form;
}

const field = (label: string, control: HTMLElement) =>
  h('label', { class: 'field grow' }, h('span', {}, label), control);

function setType(form: HTMLElement, type: string): void {
  find<HTMLInputElement>(form, '[name=formSenderType]').value = type;
  for (const tab of form.querySelectorAll<HTMLElement>('.tab')) {
    tab.classList.toggle('active', tab.dataset['type'] === type);
  }
}

/** Who is chosen, as text above the field for another choice. */
function showChosen(form: HTMLElement): void {
  const text = find<HTMLInputElement>(form, '[name=customer_id_completion]').value;
  const chosen = find(form, '.user-selected');
  chosen.textContent = text;
  chosen.hidden = text === '';
}

function fill(form: HTMLElement, prefill: Prefill): void {
  const set = (name: string, value: string) => {
    find<HTMLInputElement>(form, `[name=${name}]`).value = value;
  };
  if (prefill.title !== undefined) set('title', prefill.title);
  if (prefill.body !== undefined) find(form, '[data-name=body]').innerHTML = prefill.body;
  if (prefill.formSenderType) setType(form, prefill.formSenderType);
  if (prefill.customer_id !== undefined && prefill.customer_id !== '') {
    const id = Number(prefill.customer_id);
    const loaded = loadedUsers.get(id);
    set('customer_id', String(id));
    // The name shows only when it came along or the person is loaded already.
    set(
      'customer_id_completion',
      prefill.customer_id_completion ?? (loaded ? `${nameOf(loaded)} <${loaded.email}>` : ''),
    );
    showChosen(form);
  }
  // The lists arrive later than the form.
  void choices().then((fillSelects) => {
    fillSelects(form);
    if (prefill.group_id !== undefined) set('group_id', String(prefill.group_id));
    const untouched = form.dataset['filled'] === undefined;
    form.dataset['filled'] = 'true';
    if (prefill.priority_id !== undefined || untouched) {
      set('priority_id', String(prefill.priority_id ?? 2));
    }
  });
}

async function pickCustomer(completion: HTMLInputElement, hidden: HTMLInputElement): Promise<void> {
  const users = await api<User[]>(
    'GET',
    `users/search?query=${encodeURIComponent(completion.value)}&limit=1`,
  );
  const [user] = users;
  hidden.value = user ? String(user.id) : '';
  if (user) completion.value = `${nameOf(user)} <${user.email}>`;
}

async function submit(tasks: Tasks, key: string, form: HTMLFormElement): Promise<void> {
  const value = (name: string) => find<HTMLInputElement>(form, `[name=${name}]`).value;
  const outgoing = value('formSenderType') !== 'phone-in';
  const group = find<HTMLSelectElement>(form, '[name=group_id]');
  try {
    const ticket = await api<Ticket>('POST', 'tickets', {
      title: value('title'),
      group_id: Number(group.value),
      customer_id: Number(value('customer_id')),
      owner_id: Number(value('owner_id')) || 1,
      priority_id: Number(value('priority_id')) || 2,
      article: {
        type: value('formSenderType') === 'email-out' ? 'email' : 'phone',
        sender: outgoing ? 'Agent' : 'Customer',
        content_type: 'text/html',
        body: find(form, '[data-name=body]').innerHTML,
        internal: false,
        ...(outgoing
          ? { to: value('customer_id_completion') }
          : { to: group.selectedOptions[0]?.text }),
      },
    });
    tasks.close(key);
    location.hash = `#ticket/zoom/${ticket.id}`;
  } catch (error) {
    form.querySelector('.alert')?.remove();
    form.prepend(h('p', { class: 'alert', role: 'alert' }, (error as Error).message));
  }
}
