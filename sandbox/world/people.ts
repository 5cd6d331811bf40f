import type { NewUser } from './records.ts';

/** The sandbox's people. Ids and the odd spellings of their numbers are relied on by tests. */

const agent = (id: number, nr: number, firstname: string, lastname: string, phone: string) => ({
  id,
  login: `agent${nr}@example.com`,
  email: `agent${nr}@example.com`,
  firstname,
  lastname,
  phone,
  role_ids: [2],
  group_ids:
    nr === 5 ? { '1': ['full'] } : ({ '1': ['full'], '2': ['full'] } as Record<string, string[]>),
  preferences: { cti: true, locale: 'en-us', theme: 'light', notification_config: {} },
});

export const STAFF: NewUser[] = [
  { id: 1, login: '-', firstname: '-', active: false, role_ids: [] },
  {
    id: 2,
    login: 'welcome@sandbox.example',
    firstname: 'Nicole',
    lastname: 'Willkommen',
    email: 'welcome@sandbox.example',
    organization_id: 1,
  },
  {
    id: 3,
    login: 'admin@example.com',
    firstname: 'Ada',
    lastname: 'Admin',
    email: 'admin@example.com',
    role_ids: [1, 2],
    group_ids: { '1': ['full'], '2': ['full'] },
    preferences: { locale: 'en-us', theme: 'light' },
  },
  agent(4, 1, 'Alice', 'Agent', '0305558101'),
  agent(5, 2, 'Bob', 'Berg', '030 555 8102'),
  agent(6, 3, 'Carla', 'Chen', '+49 30 5558103'),
  agent(7, 4, 'Deniz', 'Demir', '030/5558104'),
  agent(8, 5, 'Emil', 'Ernst', ''),
];

const customer = (id: number, firstname: string, lastname: string, more: Partial<NewUser>) => ({
  id,
  login: `cust-${firstname.toLowerCase()}`,
  firstname,
  lastname,
  email: `${firstname.toLowerCase()}@customer.example`,
  ...more,
});

export const CUSTOMERS: NewUser[] = [
  customer(9, 'Ida', 'Plus', { phone: '+49 (0)30 609854-180', organization_id: 2 }),
  customer(10, 'Jörg', 'Größe', {
    login: 'cust-joerg',
    email: 'joerg@customer.example',
    phone: '(089) 12 34 56-78',
    mobile: '0049 172 9876543',
  }),
  customer(11, 'Otto', 'Slash', { phone: '030/54000006' }),
  customer(12, 'Leo', 'Mobile', { mobile: '0172 1234567' }),
  { id: 13, login: 'auto-nameless', phone: '+49 89 4445566' },
  customer(14, 'Mia', 'Shared', { phone: '+49 40 7654321' }),
  customer(15, 'Nils', 'Shared', { phone: '040 7654321' }),
  customer(16, 'Olga', 'Kran', {
    email: 'olga@kranbau.example',
    phone: '+49 421 3334440',
    organization_id: 2,
  }),
  customer(17, 'Peter', 'Kran', {
    email: 'peter@kranbau.example',
    phone: '+49 421 333444-12',
    organization_id: 2,
  }),
  customer(18, 'Quirin', 'Dots', { phone: '030.987.6543' }),
  customer(19, 'Vera', 'Wichtig', {
    phone: '+49 171 5551234',
    vip: true,
    image: '3a52ce780950d4d969792a2559cd519d',
    organization_id: 3,
    note: 'Prefers to be called back in the afternoon.',
  }),
  customer(20, 'Ingo', 'Inaktiv', { phone: '+49 30 1112223', active: false }),
  customer(21, 'Zoë', 'Ångström', {
    login: 'cust-zoe',
    email: 'zoe@customer.example',
    phone: '+44 (0)20 7946 0026',
  }),
  customer(22, 'Fabienne', 'Fax', { fax: '+33 1 40 20 50 50', organization_id: 3 }),
  customer(23, 'Tom', 'Nonumber', {}),
  // One main number for a whole shipyard, and a field that its administrator added.
  customer(24, 'Wanda', 'Werft', {
    email: 'wanda@werft.example',
    phone: '+49 381 4567-0',
    organization_id: 4,
    image: '7d793037a0760186574b0282f2f435e7',
  }),
  customer(25, 'Xaver', 'Werft', {
    email: 'xaver@werft.example',
    phone: '0381 / 45 67-0',
    organization_id: 4,
  }),
  customer(26, 'Yasmin', 'Kai', {
    email: 'yasmin@werft.example',
    phone: '+49 (0)381 45670',
    organization_id: 4,
    direct_line: '0381 4567 26',
    image: '9dd4e461268c8034f5c8564e155c67a6',
  }),
  customer(27, 'Zara', 'Direkt', {
    email: 'zara@werft.example',
    organization_id: 4,
    direct_line: '+49 381 4567-88',
  }),
];

/** More people for directory tests: ids from 1000, every number different. */
export function crowd(count: number): NewUser[] {
  return Array.from({ length: count }, (_, index) => ({
    id: 1000 + index,
    login: `crowd${index}`,
    firstname: `Crowd${index}`,
    lastname: `Member${index % 30}`,
    email: `crowd${index}@crowd.example`,
    phone: `+49 30 7${String(index).padStart(7, '0')}`,
    mobile: `0171 6${String(index).padStart(6, '0')}`,
  }));
}
