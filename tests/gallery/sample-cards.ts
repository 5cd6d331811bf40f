/** Made-up calls in every state a card can show. Times count back from `NOW`. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardPerson, CardTicket, CardView } from '../../lib/core/card.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const NOW = new Date(2026, 10, 21, 12, 4, 10).getTime();

export const IDA: CardPerson = {
  userId: 9,
  name: 'Ida Plus',
  organization: 'Kranbau Nord GmbH',
  email: 'ida@kranbau.example',
  vip: true,
  reason: { kind: 'exact', detail: 'phone' },
};
const person = (userId: number, name: string, part: Partial<CardPerson> = {}): CardPerson => ({
  ...IDA,
  userId,
  name,
  vip: false,
  ...part,
});
export const SHARED: CardPerson[] = [
  person(21, 'Mia Shared', { reason: { kind: 'picked', detail: 'Anna' } }),
  person(22, 'Nils Shared', { reason: { kind: 'exact', detail: 'mobile' } }),
  person(23, 'Olga Kran-Sonnenschein', { vip: true, reason: { kind: 'organization' } }),
  person(24, 'Pia Block', { reason: { kind: 'mentioned', detail: '#12345' } }),
];

/** Nobody has the number; all of them are only near it. */
export const GUESSES: CardPerson[] = [
  person(31, 'Karl Kranz', { reason: { kind: 'organization', detail: 'phone' } }),
  person(32, 'Olga Kran', { vip: true, reason: { kind: 'block', detail: 'phone' } }),
  person(33, 'Lena Lastmann', {
    organization: 'Werft Süd AG',
    reason: { kind: 'lastDigits', detail: 'phone' },
  }),
  person(34, 'Nora Notiz', {
    organization: 'Hafen Ost',
    reason: { kind: 'mentioned', detail: 'note' },
  }),
  person(35, 'Tim Ticket', {
    organization: 'Hafen Ost',
    reason: { kind: 'mentioned', detail: '#39002' },
  }),
];

const ticket = (id: number, title: string, part: Partial<CardTicket> = {}): CardTicket => ({
  id,
  number: String(39000 + id),
  title,
  state: 'open',
  kind: 'open',
  mine: false,
  createdAt: NOW - 9 * DAY,
  updatedAt: NOW - 3 * DAY,
  ...part,
});
export const TICKETS: CardTicket[] = [
  ticket(2, 'Hook does not lift', {
    owner: 'Anna Adler',
    escalationAt: NOW + 24 * MINUTE,
    last: { by: 'customer', at: NOW - 4 * DAY },
    openBy: ['Anna'],
  }),
  ticket(7, 'Invoice 2026-114, question', {
    state: 'pending reminder',
    kind: 'pending',
    mine: true,
    group: 'Support',
    last: { by: 'agent', at: NOW - 2 * DAY },
  }),
  ticket(8, 'Sling worn out', { kind: 'new', state: 'new', updatedAt: NOW - 2 * HOUR }),
  ticket(9, 'Old story', { kind: 'closed', state: 'closed', updatedAt: NOW - 80 * DAY }),
];

export function sampleCall(part: Partial<AgentCall> = {}): AgentCall {
  return {
    id: 'main-1',
    version: 1,
    direction: 'in',
    state: 'ringing',
    line: { number: '+49 30 12300', label: 'Support' },
    remote: {
      number: '+4930609854180',
      display: '+49 30 609854180',
      withheld: false,
      internal: false,
      matches: [],
    },
    ringing: ['Anna', 'Ben'],
    mine: true,
    startedAt: NOW - 7_000,
    missed: false,
    forwarded: false,
    voicemail: false,
    done: false,
    ...part,
  };
}

export function sampleCard(part: Partial<CardView> = {}, call: Partial<AgentCall> = {}): CardView {
  return {
    call: sampleCall(call),
    identity: 'known',
    people: [IDA],
    chosen: IDA.userId,
    tickets: TICKETS,
    lastContactAt: NOW - 2 * HOUR,
    problems: [],
    note: { text: '', internal: true, status: 'draft' },
    groups: [
      { id: 1, name: 'Users' },
      { id: 2, name: 'Support' },
    ],
    dismissed: false,
    lead: true,
    ...part,
  };
}

/** Known to be nobody. */
export const nobody: Partial<CardView> = { identity: 'unknown', people: [], groups: [] };
const strip = ({
  chosen: _chosen,
  tickets: _tickets,
  lastContactAt: _at,
  ...rest
}: CardView): CardView => rest;
/** The same card before a person was chosen. */
export const unchosen = strip;

export const talking: Partial<AgentCall> = {
  state: 'talking',
  ringing: [],
  startedAt: NOW - 5 * MINUTE,
  answeredAt: NOW - 276_000,
  answeredBy: 'Anna',
};
export const ended: Partial<AgentCall> = { ...talking, state: 'ended', endedAt: NOW - MINUTE };
export const missed: Partial<AgentCall> = {
  state: 'ended',
  mine: false,
  missed: true,
  ringing: [],
  startedAt: NOW - 3 * MINUTE,
  endedAt: NOW - 3 * MINUTE + 18_000,
};
export const abroad: AgentCall['remote'] = {
  number: '+33140000000',
  display: '+33 1 40 00 00 00',
  withheld: false,
  internal: false,
  matches: [],
};
export const ofOrganization: AgentCall['remote'] = {
  number: '+493012300',
  display: '+49 30 12300',
  withheld: false,
  internal: false,
  matches: [
    {
      name: 'Kranbau Nord GmbH',
      organization: 'Kranbau Nord GmbH',
      reason: { kind: 'organization', detail: 'main_number' },
      weight: 38,
    },
  ],
};
export const withheld: AgentCall['remote'] = {
  display: '',
  withheld: true,
  internal: false,
  matches: [],
};
/** A call within the team. */
export const internal: Partial<AgentCall> = {
  direction: 'internal',
  line: { number: '24' },
  remote: { display: '24', name: 'Ben Brückner', withheld: false, internal: true, matches: [] },
};

/** What an agent may have set. */
export const gallerySettings = {
  links: [
    { name: 'Orders', url: 'https://shop.example.com/?phone={number}' },
    { name: 'Map', url: 'https://map.example.com/?q={organization}' },
  ],
  outcomes: ['Order', 'Complaint', 'Question answered'],
  templates: [{ name: 'Complaint', text: 'What: ' }],
  noteInternal: true,
};
