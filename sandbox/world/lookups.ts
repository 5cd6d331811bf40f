import { type Flavour, isModern } from './flavour.ts';

/** Fixed lists with the ids of a fresh Zammad. */

export const ROLES = [
  { id: 1, name: 'Admin', permissions: ['admin', 'ticket.agent', 'cti.agent', 'user_preferences'] },
  { id: 2, name: 'Agent', permissions: ['ticket.agent', 'cti.agent', 'user_preferences'] },
  { id: 3, name: 'Customer', permissions: ['ticket.customer', 'user_preferences'] },
] as const;

export const ARTICLE_TYPES = new Map([
  [1, 'email'],
  [2, 'sms'],
  [3, 'chat'],
  [4, 'fax'],
  [5, 'phone'],
  [10, 'note'],
  [11, 'web'],
]);
export const ARTICLE_SENDERS = new Map([
  [1, 'Agent'],
  [2, 'Customer'],
  [3, 'System'],
]);
export const PRIORITIES = [
  {
    id: 1,
    name: '1 low',
    default_create: false,
    ui_icon: 'low-priority',
    ui_color: 'low-priority',
  },
  { id: 2, name: '2 normal', default_create: true, ui_icon: null, ui_color: null },
  { id: 3, name: '3 high', default_create: false, ui_icon: 'important', ui_color: 'high-priority' },
] as const;

/** Attributes of a person that hold text, as `signshow` describes them; the last one is custom. */
export const USER_ATTRIBUTES = [
  { name: 'login', display: 'Login', tag: 'input' },
  { name: 'firstname', display: 'First name', tag: 'input' },
  { name: 'lastname', display: 'Last name', tag: 'input' },
  { name: 'email', display: 'Email', tag: 'input' },
  { name: 'phone', display: 'Phone', tag: 'input' },
  { name: 'mobile', display: 'Mobile', tag: 'input' },
  { name: 'fax', display: 'Fax', tag: 'input' },
  { name: 'direct_line', display: 'Direct line', tag: 'input' },
] as const;
/** A field that an administrator added to people. */
export const CUSTOM_USER_FIELD = 'direct_line';

export interface StateRow {
  id: number;
  state_type_id: number;
  name: string;
  next_state_id: number | null;
  active: boolean;
}

const STATE_TYPE_NAMES = [
  'new',
  'open',
  'pending reminder',
  'pending action',
  'closed',
  'merged',
  'removed',
];
export function stateTypeName(id: number): string {
  return STATE_TYPE_NAMES[id - 1] ?? 'open';
}

/** 5.x still has the state `removed`, which shifts the id of `pending close`. */
export function ticketStates(flavour: Flavour): StateRow[] {
  const state = (id: number, type: number, name: string, active = true): StateRow => ({
    id,
    state_type_id: type,
    name,
    next_state_id: name === 'pending close' ? 4 : null,
    active,
  });
  const common = [
    state(1, 1, 'new'),
    state(2, 2, 'open'),
    state(3, 3, 'pending reminder'),
    state(4, 5, 'closed'),
    state(5, 6, 'merged'),
  ];
  return isModern(flavour)
    ? [...common, state(6, 4, 'pending close')]
    : [...common, state(6, 7, 'removed', false), state(7, 4, 'pending close')];
}

export const CLOSED_TYPES = ['closed', 'merged', 'removed'];
