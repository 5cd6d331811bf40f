import { h, initials } from '../parts/dom.ts';
import { me } from '../parts/page.ts';
import type { TaskbarRow } from '../parts/records.ts';
import { t } from '../parts/texts.ts';

const tabs = h('div', { class: 'taskbar-tabs' });
const rows = new Map<number, TaskbarRow>();
let activeKey = '';

/** The dark column at the left; its theme is always dark, as in the original. */
export function buildSidebar(): HTMLElement {
  const link = (path: string, label: string) =>
    h('a', { href: `/desktop${path}`, 'data-link': true, class: 'nav-item' }, label);
  return h(
    'aside',
    { id: 'main-sidebar', 'data-theme': 'dark' },
    h('div', { class: 'brand' }, t.product),
    h('input', {
      type: 'search',
      role: 'searchbox',
      placeholder: t.search,
      'aria-label': t.search,
    }),
    h('nav', { id: 'page-navigation' }, link('/tickets/view/my_assigned', t.overviews)),
    tabs,
    h(
      'div',
      { id: 'user-menu', class: 'row' },
      h(
        'span',
        { class: 'avatar', role: 'img', 'data-test-id': 'common-avatar', 'aria-label': me.name },
        initials(me.name),
      ),
      h('span', { class: 'grow' }, me.name),
      h(
        'a',
        {
          href: '/desktop/tickets/create',
          'data-link': true,
          class: 'new',
          'aria-label': t.newTicket,
        },
        '+',
      ),
    ),
  );
}

export function putRow(row: TaskbarRow): void {
  rows.set(row.id, row);
  render();
}

export function dropRow(id: number): void {
  rows.delete(id);
  render();
}

export function markActive(key: string): void {
  activeKey = key;
  render();
}

function render(): void {
  tabs.replaceChildren(
    ...[...rows.values()].map((row) =>
      h(
        'a',
        {
          class: `tab ${row.key === activeKey ? 'active' : ''}`,
          'data-key': row.key,
          'data-link': true,
          href: hrefOf(row),
        },
        labelOf(row),
      ),
    ),
  );
}

function hrefOf(row: TaskbarRow): string {
  return row.callback === 'TicketCreate'
    ? `/desktop/tickets/create/${String(row.params['id'] ?? row.key.replace('TicketCreateScreen-', ''))}`
    : `/desktop/tickets/${String(row.params['ticket_id'] ?? '')}`;
}

/** The label before a form was opened goes by `formSenderType` only (measured). */
function labelOf(row: TaskbarRow): string {
  if (row.callback !== 'TicketCreate') return String(row.params['title'] ?? row.key);
  const kinds: Record<string, string> = {
    'phone-in': t.phoneIn,
    'phone-out': t.phoneOut,
    'email-out': t.emailOut,
  };
  const kind = kinds[String(row.state['formSenderType'])] ?? t.phoneIn;
  const title = row.state['title'];
  return `${kind}${title ? `: ${String(title)}` : ''}`;
}
