import { api } from './api.ts';
import { h } from './dom.ts';
import type { Ticket, User } from './records.ts';

type Option = { value: string; label: string };

export function select(name: string, options: Option[] = []): HTMLSelectElement {
  return h('select', { name }, ...options.map(({ value, label }) => h('option', { value }, label)));
}

let loading: Promise<(form: HTMLElement) => void> | undefined;

/** Reads the choices of a ticket once; the answer fills the selects of a form that are empty. */
export function choices(): Promise<(form: HTMLElement) => void> {
  loading ??= load();
  return loading;
}

async function load(): Promise<(form: HTMLElement) => void> {
  const [states, tickets, agents] = await Promise.all([
    api<{ id: number; name: string }[]>('GET', 'ticket_states'),
    api<Ticket[]>('GET', 'tickets?expand=true'),
    api<(User & { role_ids: number[] })[]>('GET', 'users?per_page=50'),
  ]);
  const groups = new Map(tickets.map((ticket) => [ticket.group_id, ticket.group]));
  const lists: Record<string, Option[]> = {
    group_id: [
      { value: '', label: '-' },
      ...[...groups].sort().map(([id, name]) => ({ value: String(id), label: name })),
    ],
    state_id: states.map(({ id, name }) => ({ value: String(id), label: name })),
    priority_id: ['1 low', '2 normal', '3 high'].map((label, index) => ({
      value: String(index + 1),
      label,
    })),
    owner_id: [
      { value: '1', label: '-' },
      ...agents
        .filter((user) => user.role_ids.includes(2))
        .map((user) => ({ value: String(user.id), label: `${user.firstname} ${user.lastname}` })),
    ],
  };
  return (form) => {
    for (const [name, options] of Object.entries(lists)) {
      const field = form.querySelector<HTMLSelectElement>(`select[name=${name}]`);
      if (!field || field.options.length > 0) continue;
      field.append(...options.map(({ value, label }) => h('option', { value }, label)));
    }
  };
}
